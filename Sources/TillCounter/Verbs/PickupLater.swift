import TillCore

/// `待取: pickup later in one word`
enum PickupLaterVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.keepGoods)
  }
}
