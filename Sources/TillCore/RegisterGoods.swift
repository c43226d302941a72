/// Handing over: at once, later, in part, or sent (取货 送货); and what comes back (退货).
extension Register {
  func decideGoods(_ command: Command, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    switch command {
    case .pickup(let sale, let pieces): try pickup(sale, pieces, &draft)
    case .keepGoods:
      _ = try openSale(draft)
      draft.addToSale(.goodsKept)
    case .deliver(let sale, let request): try deliver(sale, request, &draft)
    default: preconditionFailure("not a command about goods")
    }
  }

  /// E1: goods leave only against a stamped slip that has not been used.
  private func pickup(
    _ sale: Sale, _ pieces: [LineQuantity]?, _ draft: inout Draft
  ) throws(Stop) {
    try releasable(sale)
    let person = try signedOn(draft)
    let handed = try named(pieces, of: sale)
    draft.add(Fact(.sale(id: sale.id), .goodsHandedOver(handed, by: person)))
  }

  /// A paid sale with goods that still wait.
  private func releasable(_ sale: Sale) throws(Stop) {
    if sale.stage == .cancelled { throw .refused(.alreadyCancelled(sale.slip ?? "")) }
    guard sale.stage == .paid else {
      let due = sale.totals().map { sale.dueMinor($0) } ?? 0
      throw .refused(.notPaid(slip: sale.slip ?? "", dueMinor: due))
    }
    guard sale.waitingPieces.isEmpty else { return }
    guard let last = sale.handOvers.last else {
      throw .refused(.nothingWaits(slip: sale.slip ?? ""))
    }
    throw .refused(.handedOver(slip: sale.slip ?? "", at: last.at, by: last.person.name))
  }

  /// The pieces a verb names, each no more than what waits of it; all that waits when none is
  /// named.
  private func named(_ pieces: [LineQuantity]?, of sale: Sale) throws(Stop) -> [LineQuantity] {
    guard let pieces else { return sale.waitingPieces }
    var sums: [LineQuantity] = []
    for piece in pieces {
      guard let line = sale.line(piece.line) else { throw .refused(.unknownLine(piece.line)) }
      guard piece.quantity > .zero else { throw .refused(.quantityZero) }
      guard piece.quantity.isWhole || line.article.kind == .weight else {
        throw .refused(.quantityNotWhole(code: line.article.code))
      }
      let before = sums.first { $0.line == piece.line }?.quantity ?? .zero
      let waiting = sale.waitingQuantity(ofLine: piece.line)
      guard before + piece.quantity <= waiting else {
        throw .refused(.moreThanWaits(line: piece.line, left: waiting - before))
      }
      sums.removeAll { $0.line == piece.line }
      sums.append(LineQuantity(line: piece.line, quantity: before + piece.quantity))
    }
    guard !sums.isEmpty else { throw .refused(.nothingWaits(slip: sale.slip ?? "")) }
    return sums.sorted { $0.line < $1.line }
  }

  /// E2: what is named is sent; the rest goes at once.
  private func deliver(
    _ other: Sale?, _ request: Command.DeliveryRequest, _ draft: inout Draft
  ) throws(Stop) {
    if let other, other.id != draft.state.openSale?.id {
      try releasable(other)
      let delivery = try delivery(request, of: other, draft)
      draft.add(Fact(.sale(id: other.id), .deliveryOrdered(delivery)))
      var sale = other
      sale.apply(.deliveryOrdered(delivery), at: draft.at)
      issueDelivery(delivery, of: sale, &draft)
      return
    }
    var sale = try openSale(draft)
    if sale.slip == nil {
      try invoice(&draft, isImplicit: settings.collecting == .quick)
      sale = try openSale(draft)
    }
    draft.addToSale(.deliveryOrdered(try delivery(request, of: sale, draft)))
  }

  private func delivery(
    _ request: Command.DeliveryRequest, of sale: Sale, _ draft: Draft
  ) throws(Stop) -> Delivery {
    guard let contact = request.contact else { throw .refused(.contactIncomplete) }
    let pieces = try named(request.pieces, of: sale)
    guard !pieces.isEmpty else { throw .refused(.nothingWaits(slip: sale.slip ?? "")) }
    return Delivery(
      number: draft.state.nextNumber(.delivery), contact: contact, pieces: pieces,
      wantedDate: request.wantedDate, wantedWindow: request.wantedWindow)
  }

  /// H3: against the original receipt, never more than is left of it, at the price paid.
  func decideReturn(_ request: Command.ReturnRequest, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    if let slip = draft.state.openSale?.slip { throw .refused(.saleFrozen(slip: slip)) }
    let receipt = request.sale.receipt ?? request.sale.slip ?? ""
    guard request.sale.stage == .paid else {
      let due = request.sale.totals().map { request.sale.dueMinor($0) } ?? 0
      throw .refused(.notPaid(slip: receipt, dueMinor: due))
    }
    guard let line = request.sale.line(request.line) else {
      throw .refused(.unknownLine(request.line))
    }
    guard !line.isDropped else { throw .refused(.droppedLine(request.line)) }
    guard line.quantity > .zero, line.returned == nil else {
      throw .refused(.notReturnable(line: request.line))
    }
    let before = returnedBefore(request, draft)
    let left = line.quantity - before.quantity
    guard left > .zero else {
      throw .refused(.nothingLeft(receipt: receipt, line: request.line))
    }
    let quantity = request.quantity ?? left
    guard quantity > .zero else { throw .refused(.quantityZero) }
    guard quantity.isWhole || line.article.kind == .weight else {
      throw .refused(.quantityNotWhole(code: line.article.code))
    }
    guard quantity <= left else {
      throw .refused(.moreThanLeft(receipt: receipt, line: request.line, left: left))
    }
    let act: Permission = isLate(request.sale, draft) ? .lateReturn : .return
    try addReturn(request, line, quantity, before, receipt, &draft)
    let sale = try openSale(draft)
    _ = try totals(sale)
    try may(act, to: .amount(minor: returnedMinor(sale)), about: receipt, &draft)
  }

  /// What this sale gives back, by all its returns: many small ones are one large one.
  private func returnedMinor(_ sale: Sale) -> Int64 {
    sale.standingLines.reduce(0) { $0 - ($1.returned == nil ? 0 : $1.fixedAmountMinor ?? 0) }
  }

  /// What came back of a line: in other sales, as the store knows, and on this counter just now.
  private func returnedBefore(
    _ request: Command.ReturnRequest, _ draft: Draft
  ) -> (quantity: Quantity, minor: Int64) {
    var before = (quantity: request.returnedQuantity, minor: request.returnedMinor)
    for line in draft.state.openSale?.standingLines ?? [] {
      guard let returned = line.returned, returned.saleID == request.sale.id,
        returned.line == request.line
      else { continue }
      before.quantity += -line.quantity
      before.minor -= line.fixedAmountMinor ?? 0
    }
    return before
  }

  private func isLate(_ sale: Sale, _ draft: Draft) -> Bool {
    guard let paidAt = sale.paidAt else { return false }
    let days = draft.at.localDate.daysSince1970 - paidAt.localDate.daysSince1970
    return days > Int64(settings.returnDays)
  }

  /// The price paid, so shared that several part returns never give back a cent more than was paid.
  private func addReturn(
    _ request: Command.ReturnRequest, _ line: SaleLine, _ quantity: Quantity,
    _ before: (quantity: Quantity, minor: Int64), _ receipt: String, _ draft: inout Draft
  ) throws(Stop) {
    let returnedAfter = before.quantity + quantity
    let dueBack = Money(minor: request.paidMinor, settings.currency)
      .scaled(by: returnedAfter.thousandths, over: line.quantity.thousandths)
    let amount = (dueBack?.minor ?? request.paidMinor) - before.minor
    openSaleIfNeeded(&draft)
    let number = (draft.state.openSale?.lines.count ?? 0) + 1
    guard number <= Limits.linesPerSale else { throw .refused(.tooManyLines) }
    let kinds = request.sale.standingTenders.map(\.kind)
    draft.addToSale(
      .lineAdded(
        SaleLine(
          number: number, article: line.article, taxRate: line.taxRate, quantity: -quantity,
          unitPriceMinor: line.unitPriceMinor,
          fixedAmountMinor: -amount, serial: line.serial,
          returned: ReturnedLine(
            saleID: request.sale.id, receipt: receipt, line: line.number,
            reason: request.reason,
            paidBy: TenderKind.allCases.filter { kinds.contains($0) }))))
  }
}
