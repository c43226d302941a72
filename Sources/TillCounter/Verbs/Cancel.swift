import TillCore

/// cancel REASON (取消)
enum CancelVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.perform(.cancel(reason: try turn.reason(from: 0)))
  }
}
