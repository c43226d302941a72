/// Money in and money back, and the moment a sale is paid.
extension Register {
  /// The quick way: the four acts in one line, asking only what the shop's rules ask.
  func decideCash(_ cash: Command.CashHandedOver, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    _ = try openSale(draft)
    try askWhereMoneyIs(&draft)
    if case .amount(let minor) = cash, minor <= 0 { throw .refused(.tenderZero) }
    guard settings.collecting == .quick else { throw .refused(.collectStrictly) }
    let sale = try walkToChecked(&draft)
    let cashDue = sale.cashDueMinor(try totals(sale))
    if cashDue.dueMinor == 0 {
      guard cash == .exact else { throw .refused(.nothingDue) }
      try settleRounding(cashDue.roundingMinor, &draft)
      return try completePayment(&draft)
    }
    if cashDue.dueMinor < 0 {
      return try payBackCash(cash, cashDue.dueMinor, rounding: cashDue.roundingMinor, &draft)
    }
    let counted = try countedCash(cash, dueMinor: cashDue.dueMinor)
    try askForChange(counted, dueMinor: cashDue.dueMinor, draft)
    draft.addToSale(
      .cashCounted(
        counted.count, totalMinor: counted.count.totalMinor, isAssumed: counted.isAssumed))
    let notes = notesToVerify(counted.count)
    if !notes.isEmpty {
      guard try draft.answer(.real(notes)) == .yes else { throw .refused(.notVerified) }
    }
    draft.addToSale(.notesVerified(notes))
    try takeCash(counted, nil, &draft)
  }

  /// Invoices and checks by itself what isn't yet (the quick way only).
  private func walkToChecked(_ draft: inout Draft) throws(Stop) -> Sale {
    if try openSale(draft).slip == nil { try invoice(&draft, isImplicit: true) }
    let sale = try openSale(draft)
    if sale.stage == .invoice {
      let totals = try totals(sale)
      draft.addToSale(.amountChecked(totalMinor: totals.totalMinor, pieces: totals.pieces))
    }
    return try openSale(draft)
  }

  /// An amount alone is booked as the fewest notes and marked assumed.
  private func countedCash(
    _ cash: Command.CashHandedOver, dueMinor: Int64
  ) throws(Stop) -> CountedCash {
    let minor: Int64
    switch cash {
    case .counted(let count):
      guard count.totalMinor > 0 else { throw .refused(.tenderZero) }
      guard count.totalMinor <= Limits.amountMinor else { throw .refused(.amountTooLarge) }
      return CountedCash(count: count, isAssumed: false)
    case .exact: minor = dueMinor
    case .amount(let typed): minor = typed
    }
    guard minor <= Limits.amountMinor else { throw .refused(.amountTooLarge) }
    guard
      let fewest = ChangeMaker.fewest(minor, denominationsMinor: settings.denominationsMinor)
    else { throw .refused(.notDenominations(minor: minor)) }
    return CountedCash(count: fewest, isAssumed: true)
  }

  /// C4: said before the money is taken when the change can't be made.
  private func askForChange(
    _ counted: CountedCash, dueMinor: Int64, _ draft: Draft
  ) throws(Stop) {
    let change = counted.count.totalMinor - dueMinor
    guard change > 0 else { return }
    _ = try changePieces(change, given: nil, counted: counted.count, draft)
  }

  /// The notes and coins that make the change: from the drawer, or as the cashier counted them out.
  private func changePieces(
    _ changeMinor: Int64, given: CashCount?, counted: CashCount, _ draft: Draft
  ) throws(Stop) -> CashCount {
    let stock = draft.state.changeStock(with: counted)
    if let given {
      guard given.totalMinor == changeMinor else {
        throw .refused(.changeDiffers(givenMinor: given.totalMinor, changeMinor: changeMinor))
      }
      let beyond = CashCount(
        given.pieces.filter { $0.pieces > stock.count(of: $0.denominationMinor) })
      if !beyond.isEmpty {
        guard try draft.answer(.notInDrawer(beyond)) == .yes else {
          throw .refused(.notGiven)
        }
      }
      return given
    }
    if let pieces = ChangeMaker.change(of: changeMinor, from: stock) { return pieces }
    let suggestion = ChangeMaker.fewest(
      changeMinor, denominationsMinor: settings.denominationsMinor)
    let question = Question.changeGiven(changeMinor: changeMinor, suggestion: suggestion)
    switch try draft.answer(question) {
    case .count(let count):
      guard count.totalMinor == changeMinor else {
        throw .refused(.changeDiffers(givenMinor: count.totalMinor, changeMinor: changeMinor))
      }
      return count
    case .yes where suggestion != nil: return suggestion ?? .none
    default: throw .missing(question)
    }
  }

  /// Books counted and verified cash: the rest is change, or a part is settled.
  func takeCash(
    _ counted: CountedCash, _ given: CashCount?, _ draft: inout Draft
  ) throws(Stop) {
    let sale = try openSale(draft)
    try checkTenderCount(sale)
    let (due, rounding) = sale.cashDueMinor(try totals(sale))
    let received = counted.count.totalMinor
    let isExact = received == sale.dueMinor(try totals(sale))
    let settles = received >= due && !isExact
    let change = settles ? received - due : 0
    if let given, !settles || change == 0, !given.isEmpty {
      throw .refused(.changeDiffers(givenMinor: given.totalMinor, changeMinor: change))
    }
    let pieces =
      change == 0
      ? .none : try changePieces(change, given: given, counted: counted.count, draft)
    draft.addToSale(
      .tendered(
        Tender(
          number: sale.tenders.count + 1, kind: .cash, amountMinor: received - change,
          receivedMinor: received, changeMinor: change, countIn: counted.count, countOut: pieces,
          isAssumed: counted.isAssumed, reference: nil,
          roundingMinor: settles ? rounding : 0, takenBackReason: nil)))
    // Coins smaller than the shop's rounding, but exactly what is due, are taken as they are.
    if settles || isExact { try completePayment(&draft) }
  }

  private func checkTenderCount(_ sale: Sale) throws(Stop) {
    guard sale.tenders.count < Limits.tendersPerSale else { throw .refused(.tooManyTenders) }
  }

  /// A rest smaller than the smallest coin is settled by rounding alone.
  func settleRounding(_ rounding: Int64, _ draft: inout Draft) throws(Stop) {
    guard rounding != 0 else { return }
    let sale = try openSale(draft)
    draft.addToSale(
      .tendered(
        Tender(
          number: sale.tenders.count + 1, kind: .cash, amountMinor: 0, receivedMinor: 0,
          changeMinor: 0, countIn: .none, countOut: .none, isAssumed: false, reference: nil,
          roundingMinor: rounding, takenBackReason: nil)))
  }

  private func payBackCash(
    _ cash: Command.CashHandedOver, _ due: Int64, rounding: Int64, _ draft: inout Draft
  ) throws(Stop) {
    switch cash {
    case .exact: try payBackCash(due, nil, rounding: rounding, &draft)
    case .counted(let count): try payBackCash(due, count, rounding: rounding, &draft)
    case .amount(let minor):
      guard minor <= -due else { throw .refused(.tenderTooLarge(dueMinor: due)) }
      try payBackCash(-minor, nil, rounding: minor == -due ? rounding : 0, &draft)
    }
  }

  /// Pays the customer back in cash; `due` is negative.
  func payBackCash(
    _ due: Int64, _ given: CashCount?, rounding: Int64, _ draft: inout Draft
  ) throws(Stop) {
    let sale = try openSale(draft)
    try checkTenderCount(sale)
    // C9: card money goes back the way it came, unless a manager vouches.
    let cameByCard = sale.standingLines.contains { line in
      line.returned.map { !$0.paidBy.contains(.cash) && !$0.paidBy.isEmpty } ?? false
    }
    if cameByCard {
      try may(.cashForCard, to: .amount(minor: -due), about: sale.slip ?? "", &draft)
    }
    let pieces = try changePieces(-due, given: given, counted: .none, draft)
    draft.addToSale(
      .tendered(
        Tender(
          number: sale.tenders.count + 1, kind: .cash, amountMinor: due, receivedMinor: due,
          changeMinor: 0, countIn: .none, countOut: pieces, isAssumed: false, reference: nil,
          roundingMinor: rounding, takenBackReason: nil)))
    let after = try openSale(draft)
    if after.dueMinor(try totals(after)) == 0 { try completePayment(&draft) }
  }

  func decideCard(_ amount: Int64?, _ reference: String?, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    _ = try openSale(draft)
    try askWhereMoneyIs(&draft)
    if let amount, amount <= 0 { throw .refused(.tenderZero) }
    let sale =
      settings.collecting == .quick ? try walkToChecked(&draft) : try checkedSale(draft)
    try checkTenderCount(sale)
    let due = sale.dueMinor(try totals(sale))
    guard due != 0 else { throw .refused(.nothingDue) }
    let magnitude = amount ?? abs(due)
    guard magnitude <= abs(due) else { throw .refused(.tenderTooLarge(dueMinor: due)) }
    let signed = due < 0 ? -magnitude : magnitude
    // Money counted for this sale and not announced goes back before the card settles it.
    if let counted = sale.counted { draft.addToSale(.moneyFound(.back, counted.count)) }
    draft.addToSale(
      .tendered(
        Tender(
          number: sale.tenders.count + 1, kind: .card, amountMinor: signed,
          receivedMinor: signed, changeMinor: 0, countIn: .none, countOut: .none,
          isAssumed: false, reference: reference, roundingMinor: 0, takenBackReason: nil)))
    if signed == due { try completePayment(&draft) }
  }

  func decideTakeBack(
    _ number: Int?, _ reason: String, _ draft: inout Draft
  ) throws(Stop) {
    _ = try signedOn(draft)
    let sale = try openSale(draft)
    let tender: Tender
    if let number {
      guard let named = sale.tenders.first(where: { $0.number == number }) else {
        throw .refused(.unknownTender(number))
      }
      guard !named.isTakenBack else { throw .refused(.tenderGone(number)) }
      tender = named
    } else {
      guard let last = sale.standingTenders.last else { throw .refused(.noTender) }
      tender = last
    }
    draft.addToSale(.tenderTakenBack(number: tender.number, reason: reason))
  }

  /// Everything is paid: receipt's number, stamped slip, papers, and the goods that go at once.
  func completePayment(_ draft: inout Draft) throws(Stop) {
    let sale = try openSale(draft)
    let person = try signedOn(draft)
    let totals = try totals(sale)
    guard sale.dueMinor(totals) == 0, let slip = sale.slip else {
      throw .refused(.stillDue(minor: sale.dueMinor(totals)))
    }
    let receipt = draft.state.nextNumber(.receipt)
    draft.addToSale(
      .salePaid(
        Payment(
          slip: slip, receipt: receipt, collector: person, totalMinor: totals.totalMinor,
          roundingMinor: sale.roundingMinor, grossMinor: totals.grossMinor,
          discountMinor: totals.discountMinor, returnsMinor: totals.returnsMinor,
          taxRows: totals.taxRows,
          paidLines: totals.lines.map {
            .init(
              line: $0.number, amountMinor: $0.amountMinor - $0.sharedOffMinor,
              addedTaxMinor: $0.addedTaxMinor)
          })))
    if !sale.keepsGoods {
      let pieces = sale.waitingPieces
      if !pieces.isEmpty { draft.addToSale(.goodsHandedOver(pieces, by: person)) }
    }
    try issuePapersOfPayment(&draft)
  }
}
