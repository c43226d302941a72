/// Who stands at the counter.
extension Register {
  func decidePeople(_ command: Command, _ draft: inout Draft) throws(Stop) {
    switch command {
    case .signOn(let person): try signOn(person, &draft)
    case .signOff(let cause):
      let person = try signedOn(draft)
      draft.addToShift(.signedOff(person: person.id, cause: cause))
    case .nameSeller(let person):
      _ = try signedOn(draft)
      if let sale = draft.state.openSale {
        draft.add(Fact(.sale(id: sale.id), .sellerNamed(person)))
      } else {
        draft.addToShift(.sellerNamed(person))
      }
    case .noteCatalogue(let change): draft.addToShift(.catalogueChanged(change))
    case .settleBreak: try settleBreak(&draft)
    default: preconditionFailure("not a command about people")
    }
  }

  private func signOn(_ person: Person, _ draft: inout Draft) throws(Stop) {
    if let failures = draft.state.pinFailures[person.id] {
      guard failures.count < Limits.mostPINFailures else {
        throw .refused(.pinLocked(person: person.id))
      }
      let waitedMilliseconds = draft.at.utcMilliseconds - failures.lastAt.utcMilliseconds
      let delay = Register.delaySeconds(afterFailures: failures.count)
      // A clock set back must not lock anyone out for longer than the delay itself.
      if waitedMilliseconds >= 0, waitedMilliseconds < Int64(delay) * 1000 {
        throw .refused(.pinWait(seconds: delay - Int(waitedMilliseconds / 1000)))
      }
    }
    guard case .pin(.right) = try draft.answer(.pin(person)) else {
      let failures = (draft.state.pinFailures[person.id]?.count ?? 0) + 1
      throw .refused(
        .pinWrong(seconds: Register.delaySeconds(afterFailures: failures)),
        recording: [
          Fact(
            .shift(desk: draft.state.desk), .pinRefused(person: person.id, failures: failures))
        ])
    }
    if let before = draft.state.session {
      draft.addToShift(.signedOff(person: before.id, cause: .relieved))
    }
    draft.addToShift(.signedOn(person))
  }

  /// One second after the first wrong PIN, doubling to five minutes; a right one forgets them.
  public static func delaySeconds(afterFailures count: Int) -> Int {
    count <= 0 ? 0 : min(300, 1 << min(count - 1, 20))
  }

  /// What a person must say after the process was cut off, if anything (COUNTER, "After a break").
  public static func breakQuestion(_ state: RegisterState) -> Question? {
    guard state.isAfterBreak, state.session != nil else { return nil }
    if let sale = state.openSale {
      return sale.counted.map { .whereIsMoney($0.count) }
    }
    guard let last = state.lastPayment, !last.isConfirmed, last.changeMinor > 0 else { return nil }
    return .wasChangeGiven(changeMinor: last.changeMinor, last.given)
  }

  /// Counted money whose place nobody vouched for after a break goes no further.
  func askWhereMoneyIs(_ draft: inout Draft) throws(Stop) {
    guard case .whereIsMoney = Register.breakQuestion(draft.state) else { return }
    try settleBreak(&draft)
  }

  private func settleBreak(_ draft: inout Draft) throws(Stop) {
    guard let question = Register.breakQuestion(draft.state) else { return }
    let answer = try draft.answer(question)
    switch (question, answer) {
    case (.whereIsMoney(let count), .choice(let choice)):
      let places = Event.MoneyPlace.allCases
      guard places.indices.contains(choice - 1) else { throw .missing(question) }
      draft.addToSale(.moneyFound(places[choice - 1], count))
    case (.wasChangeGiven, .yes): draft.addToShift(.changeConfirmed(given: true))
    case (.wasChangeGiven, .no): draft.addToShift(.changeConfirmed(given: false))
    default: throw .missing(question)
    }
  }
}
