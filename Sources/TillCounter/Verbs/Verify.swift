import TillCore

/// verify, verify refuse 100 counterfeit [DIGITS] (验钞): C3
enum VerifyVerb {
  static func run(_ turn: inout Turn) throws {
    guard let first = turn.words.first else { return try turn.perform(.verify) }
    guard Keyword(first) == .refuse, turn.words.count >= 3 else {
      throw turn.misread(.usage(.verify))
    }
    try turn.noMore(after: 4)
    let piece = try turn.count([turn.words[1]])
    guard let note = piece.pieces.first, note.pieces == 1 else {
      throw turn.misread(.usage(.verify))
    }
    let digits = try turn.words.count > 3 ? turn.clean(turn.words[3].original) : nil
    try turn.perform(
      .refuseNote(
        RefusedNote(
          denominationMinor: note.denominationMinor,
          reason: try reason(turn.words[2], turn), digits: digits)))
  }

  private static func reason(_ word: Word, _ turn: Turn) throws -> RefusedNote.Reason {
    switch Keyword(word) {
    case .counterfeit: return .counterfeit
    case .torn: return .torn
    case .other: return .other
    default: throw turn.misread(.usage(.verify))
    }
  }
}
