import TillCore

/// qty [LINE] N (数量)
enum QtyVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .qty)
    try turn.noMore(after: 2)
    let line = try turn.lineNumber(before: 1)
    try turn.perform(.setQuantity(line: line, try turn.quantity(turn.words[turn.words.count - 1])))
  }
}
