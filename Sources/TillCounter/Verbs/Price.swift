import TillCore

/// price [LINE] AMOUNT (改价)
enum PriceVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .price)
    try turn.noMore(after: 2)
    let line = try turn.lineNumber(before: 1)
    let price = try turn.amount(turn.words[turn.words.count - 1], allowingZero: true)
    try turn.perform(.setPrice(line: line, unitPriceMinor: price))
  }
}
