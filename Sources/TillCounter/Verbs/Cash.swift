import TillCore

/// cash [AMOUNT|COUNT] (现金): the four acts in one line
enum CashVerb {
  static func run(_ turn: inout Turn) throws {
    guard let first = turn.words.first else { return try turn.perform(.cash(.exact)) }
    let isCount = turn.words.count > 1 || first.text.contains { "xX*".contains($0) }
    if isCount {
      try turn.perform(.cash(.counted(try turn.count(turn.words))))
    } else {
      try turn.perform(.cash(.amount(minor: try turn.amount(first, allowingZero: true))))
    }
  }
}
