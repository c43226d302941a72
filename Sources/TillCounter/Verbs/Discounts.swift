import TillCore

/// less [LINE|all] 10%|5.00, 优惠, 打折, 抹零: four ways to say what comes off (A4).
enum DiscountVerb {
  static func less(_ turn: inout Turn) throws {
    try turn.needs(1, .less)
    try apply(&turn) { word, turn in
      word.text.hasSuffix("%")
        ? .percent(try percent(word, turn)) : .sum(minor: try turn.amount(word))
    }
  }

  static func rebate(_ turn: inout Turn) throws {
    try turn.needs(1, .rebate)
    try apply(&turn) { word, turn in .sum(minor: try turn.amount(word)) }
  }

  /// `打折 9` leaves nine tenths.
  static func tenths(_ turn: inout Turn) throws {
    try turn.needs(1, .discountTenths)
    try apply(&turn) { word, turn in
      if word.text.hasSuffix("%") { return .percent(try percent(word, turn)) }
      switch Operand.discountTenths(word.text) {
      case .success(let rate): return .percent(rate)
      case .failure: throw turn.misread(.badTenths(word.original))
      }
    }
  }

  static func roundDown(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    try turn.perform(.roundDown)
  }

  private static func percent(_ word: Word, _ turn: Turn) throws -> Rate {
    switch Operand.percent(word.text) {
    case .success(let rate): return rate
    case .failure(let fault): throw turn.misread(.badPercent(word.original, fault))
    }
  }

  private static func apply(
    _ turn: inout Turn, _ read: (Word, Turn) throws -> LineDiscount
  ) throws {
    try turn.noMore(after: 2)
    let discount = try read(turn.words[turn.words.count - 1], turn)
    if turn.words.count == 2, Keyword(turn.words[0]) == .all {
      return try turn.perform(.discountSale(discount))
    }
    try turn.perform(.discountLine(line: try turn.lineNumber(before: 1), discount))
  }
}
