/// Who stands at the counter.
extension Register {
  func decidePeople(_ command: Command, _ draft: inout Draft) throws(Stop) {
    switch command {
    case .signOn(let person): try signOn(person, &draft)
    case .signOff(let cause):
      // The end of input is a clean end for whoever locked the counter too.
      if cause == .endOfInput, let locked = draft.state.locked {
        return draft.addToShift(.signedOff(person: locked.id, cause: cause))
      }
      draft.addToShift(.signedOff(person: try signedOn(draft).id, cause: cause))
    case .lock(let cause):
      draft.addToShift(.sessionLocked(person: try signedOn(draft).id, cause: cause))
    case .unlockPIN(let person): draft.addToShift(.pinUnlocked(person: person))
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
    try checkPIN(of: person, asking: .pin(person), draft)
    let isBack = draft.state.locked?.id == person.id
    if let before = draft.state.session ?? draft.state.locked, !isBack {
      draft.addToShift(.signedOff(person: before.id, cause: .relieved))
    }
    draft.addToShift(.signedOn(person))
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
