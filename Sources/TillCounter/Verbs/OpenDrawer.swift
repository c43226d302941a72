import TillCore

/// open-drawer REASON (开钱箱)
enum OpenDrawerVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.perform(.openDrawer(reason: try turn.reason(from: 0)))
  }
}
