import TillCore

/// reopen REASON (改单)
enum ReopenVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.perform(.reopen(reason: try turn.reason(from: 0)))
  }
}
