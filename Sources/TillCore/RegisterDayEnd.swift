/// The last step of a reckoning: the books of a shift or a day are ended in one transaction.
extension Register {
  func closeDay(
    _ closing: Closing, _ lookUp: ClosingLookUp, _ person: Person, _ draft: inout Draft
  ) throws(Stop) {
    guard let figures = lookUp.figures, let counted = closing.counted, let left = closing.left
    else { preconditionFailure("the figures of a close are looked up for its last step") }
    let number = draft.state.nextNumber(.closing)
    let expected = draft.state.drawer.totalMinor
    let holder = figures.cashier ?? closing.beginning.by
    let remittance = handIn(counted - left, counted: counted, left: left, from: person, &draft)
    try bookDifference(
      counted.totalMinor - expected, of: holder, number, isHandedIn: remittance != nil, &draft)
    let before = draft.state.lastClosing?.grandTotalMinor ?? 0
    let (grandTotal, overflows) = before.addingReportingOverflow(figures.netMinor)
    guard !overflows else { throw .refused(.amountTooLarge) }
    draft.addToClose(
      .dayClosed(
        DayClosing(
          number: number, from: closing.beginning.from, day: closing.beginning.day,
          counted: counted, left: left, remittance: remittance, grandTotalMinor: grandTotal,
          report: figures.report)), day: closing.beginning.day)
    issue(.closing, figures.paper.objectValue ?? [:], &draft)
    draft.addToShift(.signedOff(person: person.id, cause: .closed))
  }

  /// 交班: the giver's and the taker's own PINs, then the drawer is the taker's.
  func handOver(
    to taker: Person, _ closing: Closing, _ lookUp: ClosingLookUp, _ person: Person,
    _ draft: inout Draft
  ) throws(Stop) {
    guard let counted = closing.counted, let left = closing.left else {
      preconditionFailure("a shift is counted before it is handed over")
    }
    let giver = closing.beginning.by
    try checkPIN(of: giver, asking: .pin(giver), draft)
    try checkPIN(of: taker, asking: .pin(taker), draft)
    let number = draft.state.nextNumber(.handover)
    let expected = draft.state.drawer
    let shift = draft.state.shift
    if counted != expected {
      draft.addToDrawer(
        .drawerMoved(
          DrawerMove(
            kind: .difference, change: counted - expected, reason: closing.reason ?? "",
            number: number, by: closing.beginning.by)))
    }
    let remittance = handIn(counted - left, counted: counted, left: left, from: giver, &draft)
    try bookDifference(
      counted.totalMinor - expected.totalMinor, of: giver, number,
      isHandedIn: remittance != nil, &draft)
    if let remittance {
      draft.addToDrawer(
        .drawerMoved(
          DrawerMove(
            kind: .handedIn, change: left - counted, reason: "", number: remittance,
            by: closing.beginning.by)))
    }
    let end = ShiftEnd(
      number: number, shift: shift.number, from: closing.beginning.by, to: taker,
      openedAt: shift.openedAt, expectedMinor: expected.totalMinor, counted: counted,
      left: left, remittance: remittance, reason: closing.reason,
      acceptedBy: closing.acceptedBy)
    draft.addToClose(.shiftHandedOver(end), day: closing.beginning.day)
    issue(
      .handover,
      DocumentData.handover(end, at: draft.at, settings: settings)
        .merging(lookUp.figures?.paper.objectValue ?? [:]) { $1 }, &draft)
    draft.addToShift(.signedOff(person: person.id, cause: .relieved))
    draft.addToShift(.signedOn(taker))
  }

  /// 长缴短补: what is over is handed in with the rest, what is short is owed by who had the drawer,
  /// unless the shop bears it.
  private func bookDifference(
    _ minor: Int64, of person: Person, _ number: String, isHandedIn: Bool,
    _ draft: inout Draft
  ) throws(Stop) {
    if minor > 0, isHandedIn {
      draft.addToDrawer(.overHandedIn(by: person, minor: minor, number: number))
    } else if minor < 0, settings.closing.cashierMakesUp {
      draft.addToDrawer(.shortOwed(by: person, minor: -minor, number: number))
    }
  }

  /// The remittance slip (缴款单) of what leaves the drawer; none where nothing does.
  private func handIn(
    _ cash: CashCount, counted: CashCount, left: CashCount, from person: Person,
    _ draft: inout Draft
  ) -> String? {
    guard cash.totalMinor > 0 else { return nil }
    return issue(
      .remittance,
      DocumentData.remittance(
        cash, counted: counted, left: left, from: person, settings: settings, draft.state),
      &draft)
  }
}
