/// An amount of money: whole minor units of one currency.
///
/// Sums trap when currencies differ or an `Int64` overflows: both are broken invariants, because
/// every amount that enters is first held to `Limits`. Products go through `Int128` and answer nil
/// when the result is past `Limits.amountMinor`; the register turns that into a refusal.
public struct Money: Hashable, Sendable {
  public let minor: Int64
  public let currency: Currency

  public init(minor: Int64, _ currency: Currency) {
    self.minor = minor
    self.currency = currency
  }

  /// Nothing, in a currency.
  public static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency) }

  public var isZero: Bool { minor == 0 }
  public var isNegative: Bool { minor < 0 }
  public var isPositive: Bool { minor > 0 }
  public var magnitude: Money { Money(minor: Swift.abs(minor), currency) }

  public static func + (left: Money, right: Money) -> Money {
    precondition(left.currency == right.currency, "amounts of two currencies were added")
    return Money(minor: left.minor + right.minor, left.currency)
  }

  public static func - (left: Money, right: Money) -> Money { left + -right }
  public static prefix func - (value: Money) -> Money { Money(minor: -value.minor, value.currency) }
  public static func += (left: inout Money, right: Money) { left = left + right }
  public static func -= (left: inout Money, right: Money) { left = left - right }

  /// The amount times a quantity, rounded half away from zero to the minor unit (A4).
  ///
  /// - Returns: nil when the product is beyond `Limits.amountMinor`.
  public func times(_ quantity: Quantity) -> Money? {
    scaled(by: quantity.thousandths, over: 1000)
  }

  /// The share of the amount that a rate takes, rounded half away from zero.
  public func share(_ rate: Rate) -> Money? { scaled(by: rate.basisPoints, over: 10_000) }

  /// What is left of the amount after a percentage off, rounded half up to the minor unit (A4).
  public func reduced(by rate: Rate) -> Money? {
    scaled(by: 10_000 - rate.basisPoints, over: 10_000)
  }

  /// `self × numerator ÷ denominator`, rounded half away from zero.
  public func scaled(by numerator: Int64, over denominator: Int64) -> Money? {
    let quotient = Rounding.halfAwayFromZero(
      Int128(minor) * Int128(numerator), over: Int128(denominator))
    guard quotient.magnitude <= UInt128(Limits.amountMinor) else { return nil }
    return Money(minor: Int64(quotient), currency)
  }
}

extension Money: Comparable {
  public static func < (left: Money, right: Money) -> Bool {
    precondition(left.currency == right.currency, "amounts of two currencies were compared")
    return left.minor < right.minor
  }
}

extension Money: CustomStringConvertible {
  /// Figures in the currency's digits without sign or grouping: `16.10`, `-5.00`, `300` (JPY).
  public var description: String { FixedPoint.text(minor, digits: currency.digits) }

  /// As printed: `12,345.00`. A comma every three figures keeps a long amount from being misread;
  /// what is typed and what programs read has none.
  public var onPaper: String {
    let text = description
    let figures = text.drop { $0 == "-" }.prefix { $0 != "." }
    var grouped = text.hasPrefix("-") ? "-" : ""
    for (index, figure) in figures.enumerated() {
      if index > 0, (figures.count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(figure)
    }
    return grouped + text[figures.endIndex...]
  }
}
