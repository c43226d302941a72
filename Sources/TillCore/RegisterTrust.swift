/// Who may do it: alone, or with somebody's name under it.
extension Register {
  /// Lets an act pass when whoever is signed on may do it alone, or when somebody who may vouches
  /// for it: with the answers to `.voucher` and `.voucherPIN`, which makes an approval a fact.
  ///
  /// - Parameter about: a paper's number or an article's code, for whoever reads the report.
  func may(
    _ permission: Permission, to extent: Extent = .unmeasured, about: String = "",
    _ draft: inout Draft
  ) throws(Stop) {
    let person = try signedOn(draft)
    guard !settings.trust.lets(person, permission, extent) else { return }
    guard draft.circumstances.answers[.voucher(permission)] != nil else {
      throw .refused(
        .needsApproval(permission, from: settings.trust.least(for: permission, extent)))
    }
    try vouch(permission, extent, about: about, &draft)
  }

  /// The same in the flow of an act: who vouches is asked, where `may` would refuse.
  func mayOrVouched(
    _ permission: Permission, to extent: Extent = .unmeasured, about: String = "",
    _ draft: inout Draft
  ) throws(Stop) {
    guard !settings.trust.lets(try signedOn(draft), permission, extent) else { return }
    try vouch(permission, extent, about: about, &draft)
  }

  private func vouch(
    _ permission: Permission, _ extent: Extent, about: String, _ draft: inout Draft
  ) throws(Stop) {
    let person = try signedOn(draft)
    let question = Question.voucher(permission)
    guard case .person(let voucher) = try draft.answer(question) else { throw .missing(question) }
    guard voucher.id != person.id else { throw .refused(.ownApproval(permission)) }
    guard settings.trust.lets(voucher, permission, extent) else {
      let least = settings.trust.least(for: permission, extent)
      throw .refused(.cannotVouch(voucher, permission, from: least))
    }
    try checkPIN(of: voucher, asking: .voucherPIN(voucher, permission), draft)
    let approval = Approval(
      permission, asked: person, vouched: voucher, extent: extent, about: about)
    // One act may ask more than once, as when a discount weighs on the line and on the sale.
    let isGiven = draft.facts.contains {
      if case .approvalGiven(let given) = $0.event { given.permission == permission } else { false }
    }
    if !isGiven { draft.addToShift(.approvalGiven(approval)) }
  }

  /// The PIN of someone, with the delay and the lock-out that follow wrong ones.
  ///
  /// - Parameter question: asks for it; its answer is a `PINCheck`.
  func checkPIN(
    of person: Person, asking question: Question, _ draft: Draft
  ) throws(Stop) {
    var vouching: Permission?
    if case .voucherPIN(_, let permission) = question { vouching = permission }
    if let failures = draft.pinFailures[person.id] {
      guard failures.count < Limits.mostPINFailures else {
        throw .refused(.pinLocked(person: person.id, vouching: vouching))
      }
      let waitedMilliseconds = draft.at.utcMilliseconds - failures.lastAt.utcMilliseconds
      let delay = Register.delaySeconds(afterFailures: failures.count)
      // A clock set back must not lock anyone out for longer than the delay itself.
      if waitedMilliseconds >= 0, waitedMilliseconds < Int64(delay) * 1000 {
        let seconds = delay - Int(waitedMilliseconds / 1000)
        throw .refused(.pinWait(seconds: seconds, vouching: vouching))
      }
    }
    guard case .pin(.right) = try draft.answer(question) else {
      let failures = (draft.pinFailures[person.id]?.count ?? 0) + 1
      throw .refused(
        .pinWrong(
          seconds: Register.delaySeconds(afterFailures: failures), vouching: vouching),
        recording: [
          Fact(
            .shift(desk: draft.state.desk), .pinRefused(person: person.id, failures: failures))
        ])
    }
  }

  /// One second after the first wrong PIN, doubling to five minutes; a right one forgets them.
  public static func delaySeconds(afterFailures count: Int) -> Int {
    count <= 0 ? 0 : min(300, 1 << min(count - 1, 20))
  }
}
