import TillCore

/// sign-off (登出)
enum SignOffVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.signOff(.typed))
  }
}
