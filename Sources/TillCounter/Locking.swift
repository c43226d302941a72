import TillCore

/// What locking by itself did before a line was read.
struct IdleLock {
  let say: [String]
  let written: [WrittenFact]
  /// A question was open, so the line was its answer and means nothing now.
  let wasAsked: Bool
}

extension Conversation {
  /// Locks the counter when more time passed since the last line than the shop allows. The line
  /// that finds it so is not carried out: who knows who typed it.
  func lockIfIdle(_ input: Input) throws -> IdleLock? {
    let minutes = keeper.settings.lockAfterMinutes
    let (at, written) = try keeper.serially { section -> (Moment, [WrittenFact]?) in
      guard minutes > 0, let last = lastInputAt, section.state.session != nil,
        section.at.utcMilliseconds - last.utcMilliseconds > Int64(minutes) * 60_000
      else { return (section.at, nil) }
      let outcome = try section.perform(
        .lock(.idle), id: keeper.makeID(), answers: [:], digest: nil, contact: nil)
      guard case .done(_, let written) = outcome else { return (section.at, nil) }
      return (section.at, written)
    }
    lastInputAt = at
    guard let written else { return nil }
    let wasAsked = pending != nil
    pending = nil
    unapproved = nil
    return IdleLock(
      say: [wording.lockedItself(afterMinutes: minutes)], written: written, wasAsked: wasAsked)
  }

  func isLocked() throws -> Bool { try keeper.serially { $0.state.locked != nil } }

  /// The refusal of everything while the counter is locked.
  func lockedOut(input: String?) throws -> Reply {
    guard let person = try keeper.serially({ $0.state.locked }) else {
      return try refused(.notSignedOn, input: input)
    }
    return try refused(.locked(person), input: input)
  }
}

extension Conversation.Work {
  /// Whoever stands before a locked counter may sign on, ask for help or end it.
  var isAllowedLocked: Bool {
    switch self {
    case .verb(.signOn, _), .verb(.help, _), .verb(.quit, _): true
    default: false
    }
  }
}
