import TillCore

/// open-drawer REASON (开钱箱)
enum OpenDrawerVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.perform(reasonFrom: 0) { .openDrawer(reason: $0) }
  }
}
