import TillCore

/// serial [LINE] TEXT (序列号)
enum SerialVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .serial)
    let (line, text) = try turn.lineAndText()
    try turn.perform(.serial(line: line, text))
  }
}
