import TillCore

/// reopen REASON (改单)
enum ReopenVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.perform(reasonFrom: 0) { .reopen(reason: $0) }
  }
}
