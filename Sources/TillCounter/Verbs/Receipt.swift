import TillCore

/// receipt [SALE] (小票)
enum ReceiptVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    let number: String?
    if let word = turn.words.first {
      number = try turn.sale(word).receipt
    } else {
      number = turn.state.lastPayment?.receipt
    }
    guard let number, let paper = try turn.store.paper(number) else {
      throw turn.misread(.unknownDocument(turn.words.first?.original ?? "R"))
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
