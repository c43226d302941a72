import TillCore

/// note [LINE] TEXT (备注)
enum NoteVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .note)
    let (line, text) = try turn.lineAndText()
    try turn.perform(.note(line: line, text))
  }
}
