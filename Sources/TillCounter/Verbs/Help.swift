import TillCore

/// `help [VERB], ?`
enum HelpVerb {
  static func run(_ turn: inout Turn) throws {
    if let word = turn.words.first {
      guard case .verb(let verb, _) = VerbTable.reading(turn.operands) else {
        throw turn.misread(.unknownWord(word.original, suggestion: nil))
      }
      turn.say.append("\(turn.wording.usage(verb))  —  \(turn.wording.purpose(verb))")
      turn.say.append("  \(verb.names.all.joined(separator: " · "))")
      return
    }
    for verb in Verb.allCases where !turn.wording.purpose(verb).isEmpty {
      turn.say.append(
        "  \(Cells.left(turn.wording.usage(verb), 44)) \(turn.wording.purpose(verb))")
    }
  }
}
