import TillCore

/// quit, exit (退出): as end of input
enum QuitVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    turn.isLast = true
  }
}
