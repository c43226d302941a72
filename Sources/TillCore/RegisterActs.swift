/// Collecting in four acts, each typed: check, count, verify, announce (查 数 验 唱).
extension Register {
  func decideActs(_ command: Command, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    try askWhereMoneyIs(&draft)
    switch command {
    case .collect(let loaded):
      if let loaded { try recall(loaded, &draft) }
      let sale = try openSale(draft)
      guard sale.slip != nil else { throw .refused(.saleNotInvoiced) }
    case .check: try check(&draft)
    case .count(let count, let isAdded): try take(count, isAdded: isAdded, &draft)
    case .verify: try verify(&draft)
    case .refuseNote(let note): try refuse(note, &draft)
    case .announce(let given): try announce(given, &draft)
    default: preconditionFailure("not one of the four acts")
    }
  }

  /// An invoiced sale of this desk, ready for the acts.
  func invoicedSale(_ draft: Draft) throws(Stop) -> Sale {
    let sale = try openSale(draft)
    guard sale.slip != nil else { throw .refused(.saleNotInvoiced) }
    return sale
  }

  /// An invoiced sale whose amount was checked (C1).
  func checkedSale(_ draft: Draft) throws(Stop) -> Sale {
    let sale = try invoicedSale(draft)
    guard sale.stage != .invoice else { throw .refused(.notChecked) }
    return sale
  }

  /// C1: one person checks what another wrote.
  private func check(_ draft: inout Draft) throws(Stop) {
    let sale = try invoicedSale(draft)
    let totals = try totals(sale)
    let question = Question.agrees(totalMinor: totals.totalMinor, pieces: totals.pieces)
    guard try draft.answer(question) == .yes else { throw .refused(.doesNotAgree) }
    draft.addToSale(.amountChecked(totalMinor: totals.totalMinor, pieces: totals.pieces))
  }

  /// C2: what counts is what was counted.
  private func take(_ count: CashCount, isAdded: Bool, _ draft: inout Draft) throws(Stop) {
    let sale = try checkedSale(draft)
    let due = sale.cashDueMinor(try totals(sale)).dueMinor
    guard due != 0 else { throw .refused(.nothingDue) }
    guard due > 0 else { throw .refused(.moneyGoesBack(minor: -due)) }
    let sum = isAdded ? (sale.counted?.count ?? .none) + count : count
    guard sum.totalMinor > 0 else { throw .refused(.tenderZero) }
    guard sum.totalMinor <= Limits.amountMinor else { throw .refused(.amountTooLarge) }
    draft.addToSale(.cashCounted(sum, totalMinor: sum.totalMinor, isAssumed: false))
  }

  /// C3: notes from the shop's value on are looked at; what is refused never counts.
  private func verify(_ draft: inout Draft) throws(Stop) {
    let sale = try checkedSale(draft)
    guard let counted = sale.counted else { throw .refused(.nothingCounted) }
    let notes = notesToVerify(counted.count)
    if !notes.isEmpty {
      guard try draft.answer(.real(notes)) == .yes else { throw .refused(.notVerified) }
    }
    draft.addToSale(.notesVerified(notes))
  }

  /// The pieces the shop's rule wants looked at (`verify: from 50`).
  func notesToVerify(_ count: CashCount) -> CashCount {
    guard let from = settings.verifyFromMinor else { return .none }
    return CashCount(count.pieces.filter { $0.denominationMinor >= from })
  }

  private func refuse(_ note: RefusedNote, _ draft: inout Draft) throws(Stop) {
    let sale = try openSale(draft)
    if let counted = sale.counted {
      guard counted.count.count(of: note.denominationMinor) > 0 else {
        throw .refused(.noteNotCounted(denominationMinor: note.denominationMinor))
      }
      draft.addToSale(.noteRefused(note))
      let piece = CashCount.Pieces(denominationMinor: note.denominationMinor, pieces: 1)
      let rest = counted.count - CashCount([piece])
      draft.addToSale(
        .cashCounted(rest, totalMinor: rest.totalMinor, isAssumed: counted.isAssumed))
    } else {
      draft.addToSale(.noteRefused(note))
    }
  }

  /// C4: what was received, what change is due, and which notes and coins make it.
  private func announce(_ given: CashCount?, _ draft: inout Draft) throws(Stop) {
    let sale = try checkedSale(draft)
    let cashDue = sale.cashDueMinor(try totals(sale))
    if cashDue.dueMinor == 0 {
      try settleRounding(cashDue.roundingMinor, &draft)
      return try completePayment(&draft)
    }
    if cashDue.dueMinor < 0 {
      return try payBackCash(cashDue.dueMinor, given, rounding: cashDue.roundingMinor, &draft)
    }
    guard let counted = sale.counted else { throw .refused(.nothingCounted) }
    guard sale.stage == .verify else { throw .refused(.notVerified) }
    try takeCash(counted, given, &draft)
  }
}
