import TillCore

/// float COUNT (备用金)
enum FloatVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .float)
    try turn.perform(.setFloat(try turn.count(turn.words)))
  }
}
