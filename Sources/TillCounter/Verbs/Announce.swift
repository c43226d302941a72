import TillCore

/// announce [COUNT] (唱): C4
enum AnnounceVerb {
  static func run(_ turn: inout Turn) throws {
    let given = turn.words.isEmpty ? nil : try turn.count(turn.words)
    try turn.perform(.announce(given: given))
  }
}
