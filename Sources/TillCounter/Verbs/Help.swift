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
    for verb in Verb.allCases where turn.wording.offers(verb) {
      let usage = turn.wording.usage(verb)
      let purpose = turn.wording.purpose(verb)
      if Cells.width(usage) <= 40 {
        turn.say.append("  \(Cells.left(usage, 40)) \(purpose)")
      } else {
        turn.say += ["  " + usage, "  \(Cells.left("", 40)) \(purpose)"]
      }
    }
  }
}
