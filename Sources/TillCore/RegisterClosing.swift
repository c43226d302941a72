/// The end of a shift and of the day (交班 日结), step by step: what is open, a blind count, a second
/// one where the first is far off, every tender by its own evidence, the reason, the float left.
///
/// One call does one step, and each step is a fact: a close that was cut off goes on by itself.
extension Register {
  func decideClosing(
    _ purpose: Closing.Purpose, _ lookUp: ClosingLookUp, _ draft: inout Draft
  ) throws(Stop) {
    let person = try signedOn(draft)
    guard let closing = draft.state.closing else {
      return try begin(purpose, lookUp, person, &draft)
    }
    guard closing.beginning.purpose.isSame(as: purpose) else {
      throw .refused(.otherClosing(closing.beginning.purpose))
    }
    // Whoever goes on with what somebody else began must have been trusted to begin it.
    if closing.beginning.by.id != person.id {
      try may(purpose.isDay ? .close : .handover, &draft)
    }
    if let matter = draft.state.openMatters(lookUp).first {
      return try settle(matter, lookUp, &draft)
    }
    if closing.counts.isEmpty || draft.state.needsRecount(settings.closing) {
      return try countDrawer(isAgain: !closing.counts.isEmpty, &draft)
    }
    if let kind = draft.state.tenderToReconcile(lookUp, settings.closing) {
      let question = Question.tenderTotal(kind, isAgain: closing.tenders[kind] != nil)
      guard case .amount(let minor) = try draft.answer(question) else {
        throw .missing(question)
      }
      return draft.addToClose(.tenderReconciled(kind, minor: minor))
    }
    let worst = draft.state.worstDifferenceMinor(lookUp)
    if closing.reason == nil, worst > settings.closing.reasonAboveMinor {
      guard case .text(let reason) = try draft.answer(.whyDifference) else {
        throw .missing(.whyDifference)
      }
      return draft.addToClose(.differenceExplained(reason))
    }
    if closing.acceptedBy == nil, worst > settings.closing.acceptAboveMinor {
      return try accept(worst, person, &draft)
    }
    guard closing.left != nil else { return try leaveFloat(closing, &draft) }
    switch purpose {
    case .day: try closeDay(closing, lookUp, person, &draft)
    case .handover(let taker): try handOver(to: taker, closing, lookUp, person, &draft)
    }
  }

  private func begin(
    _ purpose: Closing.Purpose, _ lookUp: ClosingLookUp, _ person: Person,
    _ draft: inout Draft
  ) throws(Stop) {
    let calendar = draft.at.businessDate(cutOffHour: settings.cutOffHour)
    let last = draft.state.lastClosing
    if let last, draft.at.utcMilliseconds < last.at.utcMilliseconds {
      throw .refused(.clockBeforeClose(last))
    }
    if let opened = draft.state.shift.openedAt,
      draft.at.utcMilliseconds < opened.utcMilliseconds
    {
      throw .refused(.datedAhead(opened.localDate))
    }
    switch purpose {
    case .day:
      let day =
        [lookUp.lastBusyDay, draft.state.openSaleDay(settings)].compactMap { $0 }.max()
        ?? calendar
      if let last, day <= last.day || (day > calendar && last.day >= calendar) {
        throw .refused(.dayClosed(last))
      }
      guard day <= calendar else { throw .refused(.datedAhead(day)) }
      try may(.close, &draft)
      draft.addToClose(
        .closingBegun(
          Closing.Beginning(
            purpose: purpose, from: first(lookUp, day, draft), day: day, by: person)), day: day)
    case .handover(let taker):
      guard taker.id != person.id else { throw .refused(.handoverToSelf) }
      if let sale = draft.state.openSale, !sale.standingLines.isEmpty {
        throw .refused(.saleOpen)
      }
      try may(.handover, &draft)
      let day = today(draft)
      draft.addToClose(
        .closingBegun(
          Closing.Beginning(
            purpose: purpose, from: first(lookUp, day, draft), day: day, by: person)), day: day)
    }
    if settings.closing.printsCountingSheet {
      issue(
        .counting,
        DocumentData.countingSheet(
          settings: settings, by: person, draft.state, isAgain: false), &draft)
    }
  }

  /// Everything since the last close belongs to it, also what moved no money.
  private func first(_ lookUp: ClosingLookUp, _ day: CivilDate, _ draft: Draft) -> CivilDate {
    let first = draft.state.lastClosing?.day.adding(days: 1) ?? lookUp.firstBusyDay ?? day
    return min(first, day)
  }

  // MARK: open matters

  private func settle(
    _ matter: OpenMatter, _ lookUp: ClosingLookUp, _ draft: inout Draft
  ) throws(Stop) {
    let open = draft.state.openMatters(lookUp)
    let question = Question.matter(
      matter, letter: draft.state.closing?.settled.count ?? 0)
    guard case .decision(let decision) = try draft.answer(question) else {
      throw .missing(question)
    }
    guard matter.decisions.contains(decision.kind) else {
      throw .refused(.matterNeeds(matter))
    }
    if decision.kind == .finish, case .sale(let sale) = matter.kind {
      return try goBack(to: sale, &draft)
    }
    try decide(matter, decision, &draft)
    guard decision.isForAll else { return }
    for other in open.dropFirst() where other.decisions.contains(decision.kind) {
      try decide(other, decision, &draft)
    }
  }

  /// A sale is finished at the counter, not in the close: it comes back, and the close waits.
  private func goBack(to sale: Sale, _ draft: inout Draft) throws(Stop) {
    draft.addToClose(.closingAbandoned(reason: "finish \(sale.slip ?? sale.id)"))
    guard draft.state.openSale?.id != sale.id else { return }
    try recall(sale, &draft)
  }

  private func decide(
    _ matter: OpenMatter, _ decision: MatterDecision, _ draft: inout Draft
  ) throws(Stop) {
    switch (matter.kind, decision.kind) {
    case (.sale(let sale), .cancel):
      let total = sale.totals()?.totalMinor ?? 0
      if let slip = sale.slip {
        try mayOrVouched(.cancel, to: .amount(minor: abs(total)), about: slip, &draft)
      }
      draft.add(
        Fact(
          .sale(id: sale.id), .saleCancelled(reason: decision.reason, totalMinor: total)))
    case (.sale(let sale), .carry):
      try mayOrVouched(.carryOver, about: matter.name, &draft)
      if !sale.isParked, sale.standingTenders.isEmpty {
        let label = matter.name
        draft.add(Fact(.sale(id: sale.id), .saleParked(label: label)))
      }
    case (.goods(let sale), .finish):
      guard let person = draft.state.session else { throw .refused(.notSignedOn) }
      draft.add(
        Fact(.sale(id: sale.id), .goodsHandedOver(sale.waitingPieces, by: person)))
    case (.paper(let task), .printed): try decideSettlePrint(task, .printed, &draft)
    case (.paper(let task), .lost): try decideSettlePrint(task, .lost, &draft)
    default: try mayOrVouched(.carryOver, about: matter.name, &draft)
    }
    draft.addToClose(
      .matterSettled(
        SettledMatter(
          kind: matter.kindName, id: matter.id, name: matter.name, decision: decision.kind,
          reason: decision.reason, amountMinor: matter.amountMinor)))
  }

  // MARK: counting

  /// Blind: nothing that was said before tells what should be there.
  private func countDrawer(isAgain: Bool, _ draft: inout Draft) throws(Stop) {
    let question = Question.countDrawer(isAgain: isAgain)
    guard case .count(let count) = try draft.answer(question) else { throw .missing(question) }
    guard count.totalMinor <= Limits.amountMinor else { throw .refused(.amountTooLarge) }
    draft.addToClose(.drawerCounted(count))
    guard settings.closing.printsCountingSheet, draft.state.needsRecount(settings.closing),
      let person = draft.state.session
    else { return }
    issue(
      .counting,
      DocumentData.countingSheet(settings: settings, by: person, draft.state, isAgain: true),
      &draft)
  }

  private func accept(
    _ worst: Int64, _ person: Person, _ draft: inout Draft
  ) throws(Stop) {
    try mayOrVouched(.acceptDifference, to: .amount(minor: worst), &draft)
    draft.addToClose(.differenceAccepted(by: draft.voucher(of: .acceptDifference) ?? person))
  }

  /// 留存: what stays, note by note or as an amount out of what was counted.
  private func leaveFloat(_ closing: Closing, _ draft: inout Draft) throws(Stop) {
    let counted = closing.counted ?? .none
    let question = Question.leaveFloat(counted)
    let left: CashCount
    switch try draft.answer(question) {
    case .count(let count): left = count
    case .amount(let minor):
      guard minor <= counted.totalMinor else {
        throw .refused(.floatMoreThanCounted(countedMinor: counted.totalMinor))
      }
      // Large notes are handed in, so that small ones stay for change.
      guard let banked = ChangeMaker.change(of: counted.totalMinor - minor, from: counted)
      else { throw .refused(.floatNotMakeable(minor: minor)) }
      left = counted - banked
    default: throw .missing(question)
    }
    guard !(counted - left).hasNegativePieces else {
      throw .refused(.floatMoreThanCounted(countedMinor: counted.totalMinor))
    }
    draft.addToClose(.floatLeft(left))
  }

  // MARK: giving up

  /// The way back. Who knows the difference could count anew to it, so from the count on it takes
  /// somebody who may accept one.
  func abandonClosing(_ reason: String, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    guard let closing = draft.state.closing else { throw .refused(.noClosing) }
    if let counted = closing.counted {
      try may(.acceptDifference, to: .amount(minor: counted.totalMinor), &draft)
    }
    draft.addToClose(.closingAbandoned(reason: reason))
  }

  func noteBackup(_ backup: Backup, _ draft: inout Draft) {
    draft.add(Fact(.drawer(desk: draft.state.desk), .backedUp(backup)))
  }
}

extension Register.Draft {
  /// - Parameter day: of a reckoning that begins with this fact.
  mutating func addToClose(_ event: Event, day: CivilDate? = nil) {
    guard let day = day ?? state.closing?.beginning.day else {
      preconditionFailure("a fact of a close without a close")
    }
    add(Fact(.close(desk: state.desk, day: day), event))
  }
}

extension Register.Draft {
  /// Who vouched for an act of this command.
  func voucher(of permission: Permission) -> Person? {
    for fact in facts {
      if case .approvalGiven(let given) = fact.event, given.permission == permission {
        return given.vouched
      }
    }
    return nil
  }
}

extension RegisterState {
  /// The day a sale that stands on the counter belongs to: closing a day before it would be blind
  /// to it.
  func openSaleDay(_ settings: ShopSettings) -> CivilDate? {
    guard let sale = openSale, !sale.standingLines.isEmpty else { return nil }
    return sale.openedAt.businessDate(cutOffHour: settings.cutOffHour)
  }
}

extension OpenMatter {
  /// What it is known by for good: two may have one name.
  public var id: String {
    switch kind {
    case .sale(let sale), .goods(let sale): sale.id
    case .delivery(_, let number): number
    case .paper(let task): String(task.id)
    }
  }

  /// The word the closing's stream knows it by.
  public var kindName: String {
    switch kind {
    case .sale: "sale"
    case .goods: "goods"
    case .delivery: "delivery"
    case .paper: "paper"
    }
  }

  /// What it is about in money; zero for a paper.
  public var amountMinor: Int64 {
    switch kind {
    case .sale(let sale), .goods(let sale), .delivery(let sale, _):
      sale.totals()?.totalMinor ?? 0
    case .paper: 0
    }
  }
}
