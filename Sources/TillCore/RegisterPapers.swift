/// The papers: issuing one is a fact in its sale's transaction.
extension Register {
  func decidePapers(_ command: Command, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    switch command {
    case .release(let paper):
      draft.add(
        Fact(.document(number: paper.number), .documentReleased(number: paper.number)))
    case .copy(let paper, let reason):
      try may(.copy, about: paper.number, &draft)
      draft.add(
        Fact(
          .document(number: paper.number),
          .documentCopied(
            number: paper.number, ordinal: paper.copiesSoFar + 1, reason: reason)))
    case .xReport(let data):
      try may(.xReport, &draft)
      issue(.xReport, data.objectValue ?? [:], &draft)
    default: preconditionFailure("not a command about papers")
    }
  }

  /// Issues a paper of one sheet that is numbered now.
  @discardableResult
  func issue(_ kind: DocumentKind, _ members: [String: JSON], _ draft: inout Draft) -> String {
    let number = draft.state.nextNumber(kind)
    let head = DocumentData.head(
      number: number, at: draft.at, desk: draft.state.desk, settings: settings)
    issue(
      IssuedDocument(
        kind: kind, number: number, copies: [], isStamped: false, isPrinted: true,
        templateHash: templateHashes[kind] ?? "", data: .object(members.merging(head) { $1 }),
        contact: nil), &draft)
    return number
  }

  /// C7: three named copies of one slip; stamped once paid (C6).
  func issueSlip(_ draft: inout Draft, isStamped: Bool, isPrinted: Bool) throws(Stop) {
    let sale = try currentSale(draft)
    issue(
      IssuedDocument(
        kind: .slip, number: sale.slip ?? "", copies: CopyRole.slip, isStamped: isStamped,
        isPrinted: isPrinted, templateHash: templateHashes[.slip] ?? "",
        data: try saleData(sale, number: sale.slip ?? "", draft), contact: sale.customer),
      &draft)
  }

  /// The stamped slip, the receipt, and the delivery slips of what is sent.
  func issuePapersOfPayment(_ draft: inout Draft) throws(Stop) {
    let sale = try currentSale(draft)
    // In one line from scan to paid no unpaid copies came out, so the stamped ones must.
    let isPrinted =
      settings.slipPrinting != .none
      && (settings.slipPrinting != .unpaid || !sale.hasUnpaidCopies)
    try issueSlip(&draft, isStamped: true, isPrinted: isPrinted)
    issue(
      IssuedDocument(
        kind: .receipt, number: sale.receipt ?? "", copies: [], isStamped: false,
        isPrinted: settings.printsReceipt, templateHash: templateHashes[.receipt] ?? "",
        data: try saleData(sale, number: sale.receipt ?? "", draft), contact: sale.customer),
      &draft)
    for delivery in sale.deliveries { issueDelivery(delivery, of: sale, &draft) }
  }

  /// Three copies: the stub stays, the customer keeps one, one comes back signed (E2, E3).
  func issueDelivery(_ delivery: Delivery, of sale: Sale, _ draft: inout Draft) {
    var members = DocumentData.head(
      number: delivery.number, at: draft.at, desk: draft.state.desk, settings: settings)
    members.merge(DocumentData.delivery(delivery, of: sale, settings: settings)) { $1 }
    issue(
      IssuedDocument(
        kind: .delivery, number: delivery.number, copies: CopyRole.delivery, isStamped: false,
        isPrinted: true, templateHash: templateHashes[.delivery] ?? "", data: .object(members),
        contact: delivery.contact), &draft)
  }

  private func currentSale(_ draft: Draft) throws(Stop) -> Sale {
    guard let sale = draft.state.sale else { throw .refused(.noSale) }
    return sale
  }

  func issue(_ document: IssuedDocument, _ draft: inout Draft) {
    draft.add(Fact(.document(number: document.number), .documentIssued(document)))
  }

  private func saleData(
    _ sale: Sale, number: String, _ draft: Draft
  ) throws(Stop) -> JSON {
    var members = DocumentData.head(
      number: number, at: draft.at, desk: draft.state.desk, settings: settings)
    members.merge(
      DocumentData.sale(sale, try totals(sale), settings: settings, by: draft.state.session)
    ) { $1 }
    return .object(members)
  }
}
