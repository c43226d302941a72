import TillCore

/// collect [SLIP] (收款)
enum CollectVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    try turn.collect(try turn.words.first.map { try turn.sale($0) })
  }
}

extension Turn {
  /// Takes a slip to be collected, the one on the counter or another, and shows it.
  mutating func collect(_ sale: Sale?) throws {
    let isHere = sale.map { $0.id == state.openSale?.id } ?? true
    try perform(.collect(isHere ? nil : sale))
    if facts.isEmpty, let open = state.openSale {
      say += SaleText(wording: wording, sale: open).whole() + Standing(wording, state).lines
    }
  }
}
