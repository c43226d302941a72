/// A GS1 article number: EAN-8, UPC-A, EAN-13 or GTIN-14 with a right check digit.
///
/// Compared as 14 digits (COUNTER rule 2), so that one article scanned as UPC-A and typed as EAN-13
/// is one article. A UPC-E of eight digits isn't expanded; scanners send it as UPC-A.
public struct GTIN: Hashable, Sendable {
  /// The number filled up with zeros in front.
  public let fourteenDigits: String

  /// Reads 8, 12, 13 or 14 plain digits.
  ///
  /// - Returns: nil for other lengths, other characters and a wrong check digit.
  public init?(_ text: some StringProtocol) {
    guard let digits = GTIN.digits(of: text), let last = digits.last,
      last == GTIN.checkDigit(of: digits.dropLast())
    else { return nil }
    fourteenDigits = String(repeating: "0", count: 14 - digits.count) + String(text)
  }

  /// Whether a text has the shape of an article number, its check digit right or wrong.
  public static func looksLikeGTIN(_ text: some StringProtocol) -> Bool {
    digits(of: text) != nil
  }

  /// The check digit that belongs behind these digits: weights 3, 1, 3 … from the right (GS1).
  ///
  /// - Returns: nil when the text is empty or holds anything but the digits 0–9.
  public static func checkDigit(of text: some StringProtocol) -> Int? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return checkDigit(of: bytes.map { Int($0) - 48 }[...])
  }

  /// The number with the check digit its other digits ask for: what a slip of one key may have
  /// been.
  ///
  /// - Returns: nil when the text hasn't the shape, or nothing is wrong with it.
  public static func mended(_ text: some StringProtocol) -> String? {
    guard let digits = digits(of: text), let last = digits.last else { return nil }
    let right = checkDigit(of: digits.dropLast())
    return last == right ? nil : String(text.dropLast()) + String(right)
  }

  private static func checkDigit(of digits: ArraySlice<Int>) -> Int {
    var sum = 0
    for (offset, digit) in digits.reversed().enumerated() {
      sum += offset % 2 == 0 ? digit * 3 : digit
    }
    return (10 - sum % 10) % 10
  }

  private static func digits(of text: some StringProtocol) -> [Int]? {
    let bytes = Array(text.utf8)
    guard [8, 12, 13, 14].contains(bytes.count), bytes.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return bytes.map { Int($0) - 48 }
  }
}
