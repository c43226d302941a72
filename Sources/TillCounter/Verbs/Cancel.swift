import TillCore

/// cancel REASON (取消)
enum CancelVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.perform(reasonFrom: 0) { .cancel(reason: $0) }
  }
}
