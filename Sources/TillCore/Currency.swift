/// A currency by its ISO 4217 code and its number of minor digits.
///
/// Trivially copyable on purpose: every `Money` carries one, and a scanned line copies many.
public struct Currency: Hashable, Sendable {
  private let packedCode: UInt32
  /// Digits after the point: CNY 2, JPY 0, KWD 3.
  public let digits: Int

  /// Makes a currency from three capital letters.
  ///
  /// - Returns: nil when the code isn't three letters A–Z or `digits` isn't 0–3.
  public init?(code: String, digits: Int) {
    let bytes = Array(code.utf8)
    guard bytes.count == 3, bytes.allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return nil }
    guard (0...3).contains(digits) else { return nil }
    packedCode = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    self.digits = digits
  }

  private init(known code: StaticString, digits: Int) {
    packedCode = code.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    self.digits = digits
  }

  /// The ISO 4217 code, such as `CNY`.
  public var code: String {
    String(
      decoding: [
        UInt8(truncatingIfNeeded: packedCode >> 16), UInt8(truncatingIfNeeded: packedCode >> 8),
        UInt8(truncatingIfNeeded: packedCode),
      ], as: UTF8.self)
  }

  /// How many minor units make one unit: 1, 10, 100 or 1000.
  public var minorPerUnit: Int64 {
    switch digits {
    case 0: 1
    case 1: 10
    case 2: 100
    default: 1000
    }
  }

  /// The sign put before figures (封顶符号 for CNY); the code and a blank where none is usual.
  public var sign: String {
    switch code {
    case "CNY", "JPY": "¥"
    case "GBP": "£"
    case "EUR": "€"
    case "USD", "HKD", "SGD", "AUD", "CAD": "$"
    default: code + " "
    }
  }

  public static let cny = Currency(known: "CNY", digits: 2)
  public static let gbp = Currency(known: "GBP", digits: 2)
  public static let jpy = Currency(known: "JPY", digits: 0)
  public static let kwd = Currency(known: "KWD", digits: 3)

  /// The currency of an ISO code with the digits ISO 4217 gives it; two for codes not listed.
  public static func iso(_ code: String) -> Currency? {
    switch code {
    case "JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF":
      Currency(code: code, digits: 0)
    case "KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD": Currency(code: code, digits: 3)
    default: Currency(code: code, digits: 2)
    }
  }

  /// Notes and coins in daily use, largest first, in minor units. `shop.yaml` may name others.
  public var usualDenominationsMinor: [Int64] {
    switch code {
    case "CNY": [10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 2, 1]
    case "GBP": [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]
    case "EUR": [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1]
    case "USD": [10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1]
    case "JPY": [10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1]
    case "KWD": [20000, 10000, 5000, 1000, 500, 250, 100, 50, 20, 10, 5]
    default:
      [100, 50, 20, 10, 5, 2, 1].map { $0 * minorPerUnit }
        + (minorPerUnit == 100 ? [50, 20, 10, 5, 2, 1] : [])
        + (minorPerUnit == 1000 ? [500, 200, 100, 50, 20, 10, 5, 2, 1] : [])
    }
  }
}
