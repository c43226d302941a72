import TillCore

/// collect [SLIP] (收款)
enum CollectVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    let sale = try turn.words.first.map { try turn.sale($0) }
    try turn.perform(.collect(sale?.id == turn.state.sale?.id ? nil : sale))
    if turn.facts.isEmpty, let open = turn.state.openSale {
      turn.say += SaleText(wording: turn.wording, sale: open).whole()
      turn.say += Standing(turn.wording, turn.state).lines
    }
  }
}
