import TillCore

extension Keeper {
  /// Forgets someone's wrong PINs, for `till staff`: a fact, so that it stands on the report.
  ///
  /// - Returns: whether there were any.
  public func unlockPIN(of person: Person) throws -> Bool {
    try serially { section in
      guard section.state.pinFailures[person.id] != nil else { return false }
      _ = try section.perform(
        .unlockPIN(person: person.id), id: makeID(), answers: [:], digest: nil, contact: nil)
      return true
    }
  }
}
