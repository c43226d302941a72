/// The drawer outside a sale: float, pay-in, pay-out, lift, change for change (备用金 存入 支出 缴款 换零).
extension Register {
  func decideDrawer(_ command: Command, _ draft: inout Draft) throws(Stop) {
    let person = try signedOn(draft)
    switch command {
    case .setFloat(let count): try setFloat(count, person, &draft)
    case .openDrawer(let reason):
      try may(.openDrawer, &draft)
      draft.addToDrawer(.drawerOpened(reason: reason))
    case .moveCash(let kind, let cash, let reason):
      try moveCash(kind, cash, reason, person, &draft)
    case .swap(let given, let taken): try swap(given, for: taken, person, &draft)
    case .makeUpShort(let cash, let debtor, let owed):
      try makeUp(cash, debtor, owedMinor: owed, person, &draft)
    default: preconditionFailure("not a command about the drawer")
    }
  }

  /// The cash a shift begins with. Typed again it corrects itself; once money has moved that takes
  /// somebody who may. On a later day, or in a later shift, it is a count like any other: what it
  /// finds more or less is a difference of its own.
  private func setFloat(
    _ count: CashCount, _ person: Person, _ draft: inout Draft
  ) throws(Stop) {
    try may(.float, &draft)
    guard count.totalMinor <= Limits.amountMinor else { throw .refused(.amountTooLarge) }
    let shift = draft.state.shift
    let day = today(draft)
    let hasMoved = draft.state.drawer != shift.base
    // Whatever a float is once money has moved, it could hide what is missing.
    if hasMoved { try may(.floatAgain, to: .amount(minor: count.totalMinor), &draft) }
    let isNewCount =
      shift.number > 1 || shift.isFloatMark || (shift.float != nil && shift.floatDay != day)
    guard isNewCount else {
      return draft.addToDrawer(.floatSet(count, day: day, replacing: shift.base))
    }
    let isCorrection = shift.float != nil && shift.floatDay == day
    let difference = count - (isCorrection ? shift.base : draft.state.drawer)
    if !difference.isEmpty {
      draft.addToDrawer(
        .drawerMoved(
          DrawerMove(kind: .difference, change: difference, reason: "", by: person)))
    }
    draft.addToDrawer(.floatSet(count, day: day, replacing: count))
  }

  private func moveCash(
    _ kind: DrawerMove.Kind, _ cash: MovedCash, _ reason: String, _ person: Person,
    _ draft: inout Draft
  ) throws(Stop) {
    let amount = try amount(of: cash)
    switch kind {
    case .payIn: try may(.payIn, to: .amount(minor: amount), about: reason, &draft)
    case .payOut: try may(.payOut, to: .amount(minor: amount), about: reason, &draft)
    case .lift: try may(.lift, to: .amount(minor: amount), about: reason, &draft)
    default: preconditionFailure("moved by a verb of its own")
    }
    let (pieces, isAssumed) =
      kind == .payIn ? try piecesIn(cash) : try piecesOut(cash, amount, draft)
    let paper: DocumentKind = kind == .lift ? .remittance : .cashMove
    let move = DrawerMove(
      kind: kind, change: kind == .payIn ? pieces : -pieces, isAssumed: isAssumed,
      reason: reason, number: draft.state.nextNumber(paper), by: person)
    draft.addToDrawer(.drawerMoved(move))
    issue(
      paper,
      DocumentData.move(
        move, pieces, settings: settings, draft.state,
        day: today(draft),
        vouchedBy: draft.voucher(of: .payIn) ?? draft.voucher(of: .payOut)
          ?? draft.voucher(of: .lift)), &draft)
  }

  /// 换零: as much comes back as goes away.
  private func swap(
    _ given: CashCount, for taken: CashCount, _ person: Person, _ draft: inout Draft
  ) throws(Stop) {
    try may(.swap, to: .amount(minor: given.totalMinor), &draft)
    guard given.totalMinor > 0 else { throw .refused(.tenderZero) }
    guard given.totalMinor == taken.totalMinor else {
      throw .refused(.swapDiffers(givenMinor: given.totalMinor, takenMinor: taken.totalMinor))
    }
    try confirmInDrawer(given, draft)
    draft.addToDrawer(
      .drawerMoved(DrawerMove(kind: .swap, change: taken - given, reason: "", by: person)))
  }

  /// 短补: what was short is put back by whoever owes it, and not a cent more.
  private func makeUp(
    _ cash: MovedCash, _ debtor: Person, owedMinor: Int64, _ person: Person,
    _ draft: inout Draft
  ) throws(Stop) {
    let amount = try amount(of: cash)
    try may(.shortMadeUp, to: .amount(minor: amount), about: debtor.name, &draft)
    guard amount <= owedMinor else {
      throw .refused(.shortNotOwed(person: debtor.id, owedMinor: owedMinor))
    }
    let (pieces, isAssumed) = try piecesIn(cash)
    let move = DrawerMove(
      kind: .madeUp, change: pieces, isAssumed: isAssumed, reason: debtor.name,
      number: draft.state.nextNumber(.cashMove), by: debtor)
    draft.addToDrawer(.drawerMoved(move))
    issue(
      .cashMove,
      DocumentData.move(
        move, pieces, settings: settings, draft.state,
        day: today(draft),
        vouchedBy: draft.voucher(of: .shortMadeUp)), &draft)
  }

  func today(_ draft: Draft) -> CivilDate {
    draft.state.businessDate(at: draft.at, cutOffHour: settings.cutOffHour)
  }

  // MARK: amounts and pieces

  private func amount(of cash: MovedCash) throws(Stop) -> Int64 {
    let minor: Int64
    switch cash {
    case .amount(let typed): minor = typed
    case .counted(let count): minor = count.totalMinor
    }
    guard minor > 0 else { throw .refused(.tenderZero) }
    guard minor <= Limits.amountMinor else { throw .refused(.amountTooLarge) }
    return minor
  }

  /// An amount alone is booked as the fewest pieces and marked assumed.
  private func piecesIn(_ cash: MovedCash) throws(Stop) -> (CashCount, isAssumed: Bool) {
    switch cash {
    case .counted(let count): return (count, false)
    case .amount(let minor):
      guard
        let pieces = ChangeMaker.fewest(minor, denominationsMinor: settings.denominationsMinor)
      else { throw .refused(.notDenominations(minor: minor)) }
      return (pieces, true)
    }
  }

  /// Nothing leaves the drawer that by the books was never in it; single notes may differ, for who
  /// counts them sees them.
  private func piecesOut(
    _ cash: MovedCash, _ amount: Int64, _ draft: Draft
  ) throws(Stop) -> (CashCount, isAssumed: Bool) {
    let drawer = draft.state.drawer
    guard amount <= drawer.totalMinor else {
      throw .refused(.moreThanDrawer(minor: amount))
    }
    switch cash {
    case .counted(let count):
      try confirmInDrawer(count, draft)
      return (count, false)
    case .amount(let minor):
      if let pieces = ChangeMaker.change(of: minor, from: drawer) { return (pieces, true) }
      return (try countOut(minor, draft), false)
    }
  }

  /// By the books nothing in the drawer makes it: whoever takes it counts what it really is.
  private func countOut(_ minor: Int64, _ draft: Draft) throws(Stop) -> CashCount {
    let suggestion = ChangeMaker.fewest(minor, denominationsMinor: settings.denominationsMinor)
    let question = Question.changeGiven(changeMinor: minor, suggestion: suggestion)
    switch try draft.answer(question) {
    case .count(let count):
      guard count.totalMinor == minor else {
        throw .refused(.changeDiffers(givenMinor: count.totalMinor, changeMinor: minor))
      }
      return count
    case .yes: if let suggestion { return suggestion }
    default: break
    }
    throw .missing(question)
  }

  private func confirmInDrawer(_ count: CashCount, _ draft: Draft) throws(Stop) {
    let drawer = draft.state.drawer
    guard count.totalMinor <= drawer.totalMinor else {
      throw .refused(.moreThanDrawer(minor: count.totalMinor))
    }
    let beyond = CashCount(
      count.pieces.filter { $0.pieces > drawer.count(of: $0.denominationMinor) })
    guard !beyond.isEmpty else { return }
    guard try draft.answer(.notInDrawer(beyond)) == .yes else {
      throw .refused(.notTaken)
    }
  }
}

extension Register.Draft {
  mutating func addToDrawer(_ event: Event) {
    add(Fact(.drawer(desk: state.desk), event))
  }
}
