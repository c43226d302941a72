/// The slip: parking, cancelling, freezing the lines and giving them back (开单 改单).
extension Register {
  func decideSlip(_ command: Command, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    switch command {
    case .nameCustomer(let contact):
      _ = try editableSale(draft)
      draft.addToSale(.customerNamed(contact))
    case .park(let label):
      let sale = try openSale(draft)
      guard sale.standingTenders.isEmpty else { throw .refused(.moneyTaken) }
      guard !sale.standingLines.isEmpty else { throw .refused(.saleEmpty) }
      draft.addToSale(.saleParked(label: label))
    case .recall(let sale): try recall(sale, &draft)
    case .cancel(let reason):
      let sale = try openSale(draft)
      guard sale.standingTenders.isEmpty else { throw .refused(.moneyTaken) }
      let total = sale.totals()?.totalMinor ?? 0
      if let slip = sale.slip {
        try may(.cancel, to: .amount(minor: abs(total)), about: slip, &draft)
      }
      draft.addToSale(.saleCancelled(reason: reason, totalMinor: total))
    case .invoice:
      if let slip = try openSale(draft).slip { throw .refused(.alreadyInvoiced(slip: slip)) }
      try invoice(&draft, isImplicit: false)
    case .reopen(let reason): try reopen(reason, &draft)
    default: preconditionFailure("not a command about the slip")
    }
  }

  /// Puts a parked sale or an unpaid slip back on the counter.
  func recall(_ sale: Sale, _ draft: inout Draft) throws(Stop) {
    if sale.stage == .paid { throw .refused(.alreadyPaid(slip: sale.slip ?? "")) }
    if sale.stage == .cancelled {
      throw .refused(.alreadyCancelled(sale.slip ?? sale.parkedLabel ?? ""))
    }
    if let open = draft.state.openSale {
      if open.id == sale.id { return }
      guard open.standingLines.isEmpty else { throw .refused(.saleOpen) }
    }
    guard sale.isParked else { throw .refused(.saleOfOtherDesk(desk: sale.desk)) }
    let person = try signedOn(draft)
    // An emptied sale makes room, but a stream without an end would stay open for ever.
    if draft.state.openSale != nil {
      draft.addToSale(.saleCancelled(reason: "", totalMinor: 0))
    }
    draft.place(sale)
    draft.addToSale(.saleRecalled(desk: draft.state.desk, cashier: person))
  }

  /// A3: checks the lines, numbers the slip, freezes the lines.
  ///
  /// - Parameter isImplicit: the quick way walks through; unpaid copies would be waste then.
  func invoice(_ draft: inout Draft, isImplicit: Bool) throws(Stop) {
    var sale = try openSale(draft)
    guard !sale.standingLines.isEmpty else { throw .refused(.saleEmpty) }
    for line in sale.standingLines
    where line.article.needsSerial && line.serial == nil && line.returned == nil {
      let question = Question.serial(line: line.number, article: line.article.name)
      guard case .text(let serial) = try draft.answer(question) else { throw .missing(question) }
      draft.addToSale(.serialRecorded(line: line.number, serial: serial))
    }
    sale = try openSale(draft)
    let totals = try totals(sale)
    if let room = sale.sumsOffExceedLines(totals) {
      throw .refused(.discountTooLarge(maximumMinor: room))
    }
    let slip = draft.state.nextNumber(.slip)
    let printsUnpaid =
      !isImplicit && (settings.slipPrinting == .unpaid || settings.slipPrinting == .both)
    draft.addToSale(
      .saleInvoiced(
        Invoicing(
          slip: slip, totalMinor: totals.totalMinor, pieces: totals.pieces,
          replaces: sale.voidedSlips.last, hasUnpaidCopies: printsUnpaid)))
    if printsUnpaid { try issueSlip(&draft, isStamped: false, isPrinted: true) }
  }

  /// Before money is taken: voids the slip's number, has its copies given back, frees the lines.
  private func reopen(_ reason: String, _ draft: inout Draft) throws(Stop) {
    let sale = try openSale(draft)
    guard let slip = sale.slip else { throw .refused(.saleNotInvoiced) }
    guard sale.standingTenders.isEmpty else { throw .refused(.moneyTaken) }
    try may(.reopen, about: slip, &draft)
    if sale.hasUnpaidCopies {
      for role in CopyRole.slip {
        guard try draft.answer(.copyReturned(role, slip: slip)) == .yes else {
          throw .refused(.copyMissing(role))
        }
      }
    }
    draft.addToSale(.saleReopened(slip: slip, reason: reason))
  }
}
