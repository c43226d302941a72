import TillCore

/// copy DOC REASON (补打): D4
enum CopyVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .copy)
    guard let number = try turn.documentNumber(turn.words[0]),
      let paper = try turn.store.paper(number)
    else { throw turn.misread(.unknownDocument(turn.words[0].original)) }
    let issued = Command.IssuedPaper(
      number: paper.number, kind: paper.kind, copiesSoFar: paper.copiesSoFar)
    try turn.perform(reasonFrom: 1) { .copy(issued, reason: $0) }
  }
}
