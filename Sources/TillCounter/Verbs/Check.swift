import TillCore

/// check (查): C1
enum CheckVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.check)
  }
}
