import TillCore

/// undo (回退)
enum UndoVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.undo)
  }
}
