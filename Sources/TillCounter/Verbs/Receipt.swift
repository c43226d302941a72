import TillCore

/// receipt [SALE] (小票)
enum ReceiptVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    let number: String?
    if let word = turn.words.first {
      let sale = try turn.sale(word)
      guard sale.stage == .paid else {
        throw Turn.Stop.refused(
          .notPaid(slip: sale.slip ?? "", dueMinor: sale.totals().map { sale.dueMinor($0) } ?? 0),
          [])
      }
      number = sale.receipt
    } else {
      number = turn.state.lastPayment?.receipt
    }
    guard let number, let paper = try turn.store.paper(number) else {
      throw turn.misread(.noReceipt)
    }
    let issued = Command.IssuedPaper(
      number: paper.number, kind: paper.kind, copiesSoFar: paper.copiesSoFar)
    if paper.isPrinted {
      let reason = turn.wording.say("asked for at the counter", "柜台补打")
      try turn.perform(.copy(issued, reason: reason))
    } else {
      try turn.perform(.release(issued))
    }
  }
}
