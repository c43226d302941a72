/// Why typed words are no count of notes and coins.
public enum CashCountFault: Error, Hashable, Sendable {
  /// The word is neither `100x2` nor `50`; empty when nothing was typed.
  case notACount(word: String)
  /// The shop takes no such note or coin; those it takes, largest first, in minor units.
  case unknownDenomination(word: String, known: [Int64])
  /// `50x0`: nobody counts none; a slip of the finger.
  case noPieces(word: String)
  /// More pieces of one denomination than `most`.
  case tooManyPieces(word: String, most: Int)
}

extension CashCount {
  /// Reads `100x2 50 0.5x3` as it is typed at `count`, `float` and `close` (C2).
  ///
  /// `x`, `X`, `×` and `*` multiply; `50` alone is one piece; ¥ before and 元 behind a denomination
  /// are dropped. The same denomination twice adds up. A `+` of its own may stand between counts,
  /// so that what `text` prints can be typed back. `0` alone is an empty drawer's count.
  public static func parse(
    words: [Substring], currency: Currency, denominationsMinor: [Int64]
  ) -> Result<CashCount, CashCountFault> {
    if words == ["0"] { return .success(.none) }
    guard let first = words.first, first != "+", words.last != "+" else {
      return .failure(.notACount(word: String(words.first ?? "")))
    }
    var total = CashCount.none
    for word in words where word != "+" {
      switch piece(word, currency: currency, denominationsMinor: denominationsMinor) {
      case .failure(let fault): return .failure(fault)
      case .success(let pieces):
        total += CashCount([pieces])
        let most = Limits.piecesPerDenomination
        guard total.count(of: pieces.denominationMinor) <= most else {
          return .failure(.tooManyPieces(word: String(word), most: most))
        }
      }
    }
    return .success(total)
  }

  private static func piece(
    _ word: Substring, currency: Currency, denominationsMinor: [Int64]
  ) -> Result<Pieces, CashCountFault> {
    let parts = word.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: isTimesSign)
    guard (1...2).contains(parts.count),
      let minor = denomination(Substring(parts[0]), currency: currency)
    else { return .failure(.notACount(word: String(word))) }

    var pieces = 1
    if parts.count == 2 {
      switch wholeNumber(parts[1]) {
      case .number(let number): pieces = number
      case .tooLarge:
        return .failure(
          .tooManyPieces(word: String(word), most: Limits.piecesPerDenomination))
      case .notANumber: return .failure(.notACount(word: String(word)))
      }
    }
    guard denominationsMinor.contains(minor) else {
      return .failure(
        .unknownDenomination(word: String(word), known: denominationsMinor.sorted(by: >)))
    }
    guard pieces > 0 else { return .failure(.noPieces(word: String(word))) }
    return .success(Pieces(denominationMinor: minor, pieces: pieces))
  }

  private static func isTimesSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "x" || scalar == "X" || scalar == "×" || scalar == "*"
  }

  private static func denomination(_ text: Substring, currency: Currency) -> Int64? {
    var figures = text
    if let sign = figures.first, sign == "¥" || sign == "￥" || String(sign) == currency.sign {
      figures.removeFirst()
    }
    if figures.last == "元" { figures.removeLast() }
    guard figures.first != "-" else { return nil }
    // More digits than the currency has can't be one of its pieces: 0.005 isn't a count of yuan.
    return try? FixedPoint.value(of: figures, digits: currency.digits)
  }

  private enum WholeNumber {
    case number(Int)
    case tooLarge
    case notANumber
  }

  /// Plain digits only; `Int` itself would take a sign.
  private static func wholeNumber(_ text: Substring.UnicodeScalarView) -> WholeNumber {
    guard !text.isEmpty else { return .notANumber }
    var number = 0
    for scalar in text {
      guard ("0"..."9").contains(scalar) else { return .notANumber }
      number = number * 10 + Int(scalar.value - 48)
      if number > Limits.piecesPerDenomination { number = Limits.piecesPerDenomination + 1 }
    }
    return number > Limits.piecesPerDenomination ? .tooLarge : .number(number)
  }
}
