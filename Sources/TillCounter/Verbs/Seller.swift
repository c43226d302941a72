import TillCore

/// seller ID (营业员)
enum SellerVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .seller)
    try turn.noMore(after: 1)
    try turn.perform(.nameSeller(try turn.person(turn.words[0])))
  }
}
