import TillCore

/// take-back [N] REASON (退付)
enum TakeBackVerb {
  static func run(_ turn: inout Turn) throws {
    var number: Int?
    var index = 0
    if let first = turn.words.first, !first.isQuoted,
      case .success(let typed) = Operand.wholeNumber(first.text)
    {
      number = typed
      index = 1
    }
    try turn.perform(reasonFrom: index) { .takeBack(number: number, reason: $0) }
  }
}
