import TillCore

/// sign-on ID (登录), then the PIN
enum SignOnVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .signOn)
    try turn.noMore(after: 1)
    try turn.perform(.signOn(try turn.person(turn.words[0])))
  }
}
