import TillCore

/// return RECEIPT LINE|CODE [QTY] REASON (退货): H3
enum ReturnVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(2, .return)
    let sale = try turn.sale(turn.words[0])
    let line = try line(turn.words[1], of: sale, turn)
    var index = 2
    var quantity: Quantity?
    if turn.words.count > 2, !turn.words[2].isQuoted,
      case .success(let typed) = Operand.quantity(turn.words[2].text)
    {
      quantity = typed
      index = 3
    }
    let paid = try turn.store.paidLines(ofSale: sale.id).first { $0.line == line }
    let returned = try turn.store.returned(
      ofSale: sale.id, line: line, exceptBy: turn.state.openSale?.id)
    try turn.perform(reasonFrom: index) { [quantity] reason in
      .returnLine(
        Command.ReturnRequest(
          sale: sale, line: line, paidMinor: paid?.amountMinor ?? 0,
          returnedQuantity: returned.quantity, returnedMinor: returned.minor,
          quantity: quantity, reason: reason))
    }
  }

  /// In `LINE|CODE` a number within the receipt's lines is a LINE (COUNTER rule 6).
  private static func line(_ word: Word, of sale: Sale, _ turn: Turn) throws -> Int {
    if case .success(let number) = Operand.wholeNumber(word.text),
      sale.lines.indices.contains(number - 1)
    {
      return number
    }
    guard let line = try turn.lineNumber(ofArticle: word.text, in: sale) else {
      throw turn.misread(.notOnSale(word.original, sale.receipt ?? sale.slip ?? ""))
    }
    return line
  }
}
