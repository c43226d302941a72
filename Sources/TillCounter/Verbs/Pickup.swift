import TillCore

/// pickup [SLIP] [QTY*CODE…], pickup later (取货): E1
enum PickupVerb {
  static func run(_ turn: inout Turn) throws {
    if let first = turn.words.first, Keyword(first) == .later {
      try turn.noMore(after: 1)
      return try turn.perform(.keepGoods)
    }
    var words = turn.words[...]
    let sale: Sale
    if let first = words.first, Operand.multiplied(first.text) == nil {
      sale = try turn.sale(first)
      words = words.dropFirst()
    } else if let current = try turn.state.openSale ?? turn.paidSale() {
      sale = current
    } else {
      throw turn.misread(.usage(.pickup))
    }
    let pieces = words.isEmpty ? nil : try words.flatMap { try turn.pieces($0, of: sale) }
    try turn.perform(.pickup(sale, pieces))
  }
}
