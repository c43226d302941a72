import TillCore

/// Why an operand could not be read. The sentence is the answer's business.
public enum ValueFault: Error, Hashable, Sendable {
  case notANumber
  /// More digits after the point than there can be.
  case tooManyDigits(allowed: Int)
  case tooLarge
  case zero
  case negative
  /// What stands behind `3*` can't be a catalogue code.
  case notACode
}

/// How many of what: `3*CODE`.
public struct Multiplied: Hashable, Sendable {
  /// How many; negative takes a container deposit back.
  public let quantity: Quantity
  /// The code as typed, full-width signs folded.
  public let code: String
}

/// Notes or coins of one denomination: `100x2`.
public struct Pieces: Hashable, Sendable {
  /// What one of them is worth.
  public let denomination: Money
  /// How many there are.
  public let count: Int
}

/// Reads operands: figures as people type them, made into values or refused by name.
///
/// Full-width figures may be given as they are. Nothing is rounded: a digit too many is a fault.
public enum Operand {
  /// An amount: `300`, `300.5`, `¥100`, `100元`, `£5`. Another currency's sign is no number.
  public static func amount(
    _ text: String, _ currency: Currency, allowingZero: Bool = false
  ) -> Result<Money, ValueFault> {
    let figures = Figures(text, dropping: currency.marksBefore, currency.marksBehind)
    return figures.value(digits: currency.digits, limit: Limits.amountMinor)
      .flatMap { refusingSign($0, allowingZero: allowingZero) }
      .map { Money(minor: $0, currency) }
  }

  /// A percentage with its sign, `10%` or `12.5%`: more than nothing, at most the whole.
  public static func percent(_ text: String) -> Result<Rate, ValueFault> {
    guard FoldedLine.fold(text).contains("%") else { return .failure(.notANumber) }
    return Figures(text, dropping: [], ["%"])
      .value(digits: 2, limit: Rate.whole.basisPoints)
      .flatMap { refusingSign($0) }
      .map { Rate(basisPoints: $0) }
  }

  /// A Chinese discount in tenths of the price that stays: `9` (九折) is 10 % off, `8.5` 15 %.
  ///
  /// - Returns: the rate taken off; 0.1 to 9.9 tenths can stay.
  public static func discountTenths(_ text: String) -> Result<Rate, ValueFault> {
    Figures(text, dropping: [], ["折"]).value(digits: 2, limit: 990)
      .flatMap { refusingSign($0) }
      .flatMap { hundredths in
        // Less than a tenth staying is a slip of the key, not a discount.
        guard hundredths >= 10 else { return .failure(.zero) }
        return .success(Rate(basisPoints: Rate.whole.basisPoints - hundredths * 10))
      }
  }

  /// A quantity with up to three decimals; below nothing only where that is allowed.
  public static func quantity(
    _ text: String, allowingNegative: Bool = false
  ) -> Result<Quantity, ValueFault> {
    Figures(text, dropping: [], []).value(digits: 3, limit: Limits.quantityThousandths)
      .flatMap { refusingSign($0, allowingNegative: allowingNegative) }
      .map { Quantity(thousandths: $0) }
  }

  /// A whole number such as a LINE or the N of a document.
  public static func wholeNumber(
    _ text: String, allowingZero: Bool = false
  ) -> Result<Int, ValueFault> {
    Figures(text, dropping: [], []).value(digits: 0, limit: 999_999_999_999)
      .flatMap { refusingSign($0, allowingZero: allowingZero) }
      .map { Int($0) }
  }

  /// `3*CODE`, `0.755*CODE` or `-2*CODE`.
  ///
  /// - Returns: nil when there is no `*` in it, so it is something else altogether.
  public static func multiplied(_ text: String) -> Result<Multiplied, ValueFault>? {
    let folded = FoldedLine.fold(text)
    guard let star = folded.firstIndex(of: "*") else { return nil }
    let code = String(folded[folded.index(after: star)...])
    return quantity(String(folded[..<star]), allowingNegative: true).flatMap { quantity in
      guard Article.isCode(code) else { return .failure(.notACode) }
      return .success(Multiplied(quantity: quantity, code: code))
    }
  }

  /// One denomination of a count: `50` (one of it), `100x2`, `0.5×3`.
  public static func pieces(_ text: String, _ currency: Currency) -> Result<Pieces, ValueFault> {
    let folded = FoldedLine.fold(text)
    guard let times = folded.firstIndex(where: { "xX*".contains($0) }) else {
      return amount(folded, currency).map { Pieces(denomination: $0, count: 1) }
    }
    return amount(String(folded[..<times]), currency).flatMap { denomination in
      wholeNumber(String(folded[folded.index(after: times)...])).flatMap { count in
        guard count <= Limits.piecesPerDenomination else { return .failure(.tooLarge) }
        return .success(Pieces(denomination: denomination, count: count))
      }
    }
  }

  private static func refusingSign(
    _ value: Int64, allowingZero: Bool = false, allowingNegative: Bool = false
  ) -> Result<Int64, ValueFault> {
    if value == 0, !allowingZero { return .failure(.zero) }
    if value < 0, !allowingNegative { return .failure(.negative) }
    return .success(value)
  }
}

/// Figures with what people write around them taken off.
private struct Figures {
  let text: String

  init(_ typed: String, dropping before: [String], _ behind: [String]) {
    var scalars = Array(FoldedLine.fold(typed).unicodeScalars)[...]
    while scalars.first == " " { scalars = scalars.dropFirst() }
    while scalars.last == " " { scalars = scalars.dropLast() }
    for mark in before where scalars.starts(with: mark.unicodeScalars) {
      scalars = scalars.dropFirst(mark.unicodeScalars.count)
      break
    }
    for mark in behind where scalars.reversed().starts(with: mark.unicodeScalars.reversed()) {
      scalars = scalars.dropLast(mark.unicodeScalars.count)
      break
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    text = String(view)
  }

  /// The value in units of the last digit, at most `limit` either way.
  ///
  /// The shape is judged first, so that `1.234x` is no number rather than too exact a one.
  func value(digits: Int, limit: Int64) -> Result<Int64, ValueFault> {
    guard hasShapeOfANumber else { return .failure(.notANumber) }
    do {
      let value = try FixedPoint.value(of: text, digits: digits)
      return value.magnitude > limit.magnitude ? .failure(.tooLarge) : .success(value)
    } catch {
      switch error {
      case .notANumber: return .failure(.notANumber)
      case .tooManyDigits: return .failure(.tooManyDigits(allowed: digits))
      case .tooLarge: return .failure(.tooLarge)
      }
    }
  }

  private var hasShapeOfANumber: Bool {
    let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let parts = unsigned.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
  }
}

extension Currency {
  /// What may stand before figures of this currency.
  fileprivate var marksBefore: [String] {
    sign.hasSuffix(" ") ? [code] : [code, sign]
  }

  /// What may stand behind them.
  fileprivate var marksBehind: [String] {
    switch code {
    case "CNY": [code, "元", "圆", "块"]
    case "HKD", "TWD", "MOP", "SGD": [code, "元"]
    case "JPY": [code, "円", "日元"]
    default: [code]
    }
  }
}
