import TillCore

extension Reading {
  /// Which work a line is: a whole verb wins, then a scan, then a beginning (COUNTER rules 1–3).
  static func work(_ line: LexedLine) -> Conversation.Work {
    if case .verb(let verb, let operands) = VerbTable.reading(line) {
      return .verb(verb, operands)
    }
    return .scan(line)
  }
}

extension Conversation.Work {
  var operands: LexedLine {
    switch self {
    case .verb(_, let line), .scan(let line): line
    case .settleBreak: LexedLine(words: [], line: FoldedLine(""))
    }
  }

  func run(_ turn: inout Turn) throws {
    switch self {
    case .verb(let verb, _): try verb.run(&turn)
    case .scan: try Scan.run(&turn)
    case .settleBreak:
      try turn.perform(.settleBreak)
      turn.section.forgetBreak()
    }
  }
}

extension Turn {
  /// A catalogue imported since the last line is opened now, and the change is a fact.
  mutating func noticeCatalogue() throws {
    guard answers.isEmpty, let change = try store.catalogueChange() else { return }
    let note = Command.noteCatalogue(change)
    let outcome = try section.perform(
      note, id: section.keeper.makeID(), answers: [:], digest: nil, contact: nil)
    guard case .done(let facts, let written) = outcome else { return }
    self.facts += facts
    self.written += written
    say.append(wording.catalogueChanged(change))
  }
}
