import TillCore

/// pay-in (存入), pay-out (支出), lift (缴款): AMOUNT|COUNT REASON; pay-in AMOUNT|COUNT short [ID] (短补)
enum MoveCashVerb {
  static func run(_ kind: DrawerMove.Kind, _ verb: Verb, _ turn: inout Turn) throws {
    try turn.needs(1, verb)
    let money = turn.words.prefix { isMoney($0) }
    guard !money.isEmpty else {
      throw turn.misread(.badCount(.notACount(word: turn.words[0].text)))
    }
    let cash = try cash(Array(money), turn)
    if kind == .payIn, turn.words.count > money.count,
      Keyword(turn.words[money.count]) == .short
    {
      return try makeUp(cash, from: money.count + 1, &turn)
    }
    // Asked before anything is looked at: a "no" for nothing would tell what the drawer holds.
    let typed = turn.operands.rest(from: money.count)
    if typed.isEmpty, turn.state.session != nil, turn.answers[.reason] == nil {
      throw Turn.Stop.missing(.reason)
    }
    try turn.perform(reasonFrom: money.count) { .moveCash(kind, cash, reason: $0) }
  }

  /// 短补: who pays back what the drawer was short; whoever is signed on when nobody is named.
  private static func makeUp(_ cash: MovedCash, from index: Int, _ turn: inout Turn) throws {
    try turn.noMore(after: index + 1)
    guard let session = turn.state.session else { throw Turn.Stop.refused(.notSignedOn, []) }
    let debtor = try turn.words.count > index ? turn.person(turn.words[index]) : session
    try turn.perform(
      .makeUpShort(cash, by: debtor, owedMinor: try turn.store.shortOwed(by: debtor.id)))
  }

  private static func cash(_ words: [Word], _ turn: Turn) throws -> MovedCash {
    let isCount = words.count > 1 || words[0].text.contains { "xX*".contains($0) }
    return isCount
      ? .counted(try turn.count(words)) : .amount(minor: try turn.amount(words[0]))
  }

  /// A reason that begins with a figure is put in quotes (COUNTER rule 5).
  private static func isMoney(_ word: Word) -> Bool {
    !word.isQuoted && word.text.first.map { "0123456789.¥".contains($0) } == true
      || word.text == "+"
  }
}

/// swap COUNT for COUNT (换零)
enum SwapVerb {
  static func run(_ turn: inout Turn) throws {
    guard let middle = turn.words.firstIndex(where: { Keyword($0) == .for }), middle > 0,
      middle + 1 < turn.words.count
    else { throw turn.misread(.usage(.swap)) }
    try turn.perform(
      .swap(
        given: try turn.count(turn.words[..<middle]),
        taken: try turn.count(turn.words[(middle + 1)...])))
  }
}
