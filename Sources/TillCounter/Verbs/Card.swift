import TillCore

/// card [AMOUNT] [ref TEXT] (银行卡)
enum CardVerb {
  static func run(_ turn: inout Turn) throws {
    var index = 0
    var amount: Int64?
    if let first = turn.words.first, Keyword(first) != .ref {
      amount = try turn.amount(first, allowingZero: true)
      index = 1
    }
    var reference: String?
    if turn.words.count > index {
      guard Keyword(turn.words[index]) == .ref, turn.words.count > index + 1 else {
        throw turn.misread(.usage(.card))
      }
      reference = try turn.clean(turn.operands.rest(from: index + 1))
    }
    try turn.perform(.card(amountMinor: amount, reference: reference))
  }
}
