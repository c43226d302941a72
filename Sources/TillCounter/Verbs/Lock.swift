import TillCore

/// lock (锁屏): the counter stands as it stands until somebody signs on
enum LockVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.lock(.typed))
  }
}
