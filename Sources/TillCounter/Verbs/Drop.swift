import TillCore

/// drop [LINE] (删除)
enum DropVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    try turn.perform(.drop(line: try turn.words.first.map { try turn.line($0) }))
  }
}
