/// Division that says what it does with the rest; nothing near money divides with a bare `/`.
public enum Rounding {
  /// Rounded to nearest, halves away from zero, so that a refund mirrors its sale.
  public static func halfAwayFromZero(_ value: Int128, over divisor: Int128) -> Int128 {
    precondition(divisor > 0, "a divisor is positive")
    let doubled = (value.magnitude * 2 + divisor.magnitude) / (divisor.magnitude * 2)
    return value < 0 ? -Int128(doubled) : Int128(doubled)
  }

  /// The multiple of `step` nearest to `value`, halves away from zero.
  public static func nearest(_ value: Int64, step: Int64) -> Int64 {
    Int64(halfAwayFromZero(Int128(value), over: Int128(step))) * step
  }
}

/// Fixed-point figures as text, exact in both directions.
public enum FixedPoint {
  /// `value` with its last `digits` digits after a point.
  public static func text(_ value: Int64, digits: Int) -> String {
    var figures = String(value.magnitude)
    if digits > 0 {
      while figures.utf8.count <= digits { figures = "0" + figures }
      let cut = figures.index(figures.endIndex, offsetBy: -digits)
      figures = figures[..<cut] + "." + figures[cut...]
    }
    return value < 0 ? "-" + figures : figures
  }

  /// Why figures could not be read.
  public enum Fault: Error, Equatable, Sendable {
    case notANumber
    case tooManyDigits
    case tooLarge
  }

  /// Reads `300`, `300.5`, `-0.755`: at most `digits` after the point, no grouping, no exponent.
  public static func value(of text: some StringProtocol, digits: Int) throws(Fault) -> Int64 {
    var bytes = Array(text.utf8)[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { bytes = bytes.dropFirst() }
    var value: Int64 = 0
    var fraction: Int?
    var sawDigit = false
    for byte in bytes {
      if byte == UInt8(ascii: "."), fraction == nil, sawDigit {
        fraction = 0
        continue
      }
      guard byte >= 48, byte <= 57 else { throw .notANumber }
      sawDigit = true
      if let places = fraction {
        guard places < digits else { throw .tooManyDigits }
        fraction = places + 1
      }
      value = try appending(Int64(byte - 48), to: value)
    }
    guard sawDigit, fraction != 0 else { throw .notANumber }
    for _ in (fraction ?? 0)..<digits { value = try appending(0, to: value) }
    return negative ? -value : value
  }

  private static func appending(_ digit: Int64, to value: Int64) throws(Fault) -> Int64 {
    let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
    guard !overflow, tenfold <= Int64.max - digit else { throw .tooLarge }
    return tenfold + digit
  }
}
