/// GTINs as scanners send them: EAN-8, UPC-A (12), EAN-13 and GTIN-14, all compared as 14 digits.
public enum CatalogueGTIN {
  /// How many digits a GTIN may have.
  public static let digitCounts: Set<Int> = [8, 12, 13, 14]

  /// The 14 digits, zeros in front; nil when it is no GTIN or its check digit is wrong.
  public static func normalised(_ text: String) -> String? {
    guard let right = checkDigit(of: text), text.utf8.last == right else { return nil }
    return String(repeating: "0", count: 14 - text.utf8.count) + text
  }

  /// The check digit that such a row of digits should end with; nil when its length or
  /// characters are not a GTIN's.
  public static func rightCheckDigit(of text: String) -> Character? {
    checkDigit(of: text).map { Character(Unicode.Scalar($0)) }
  }

  /// As an ASCII digit: 3 and 1 in turn from the right, filled up to ten.
  private static func checkDigit(of text: String) -> UInt8? {
    let digits = text.utf8
    guard digitCounts.contains(digits.count) else { return nil }
    var sum = 0
    var weight = 3
    for digit in digits.dropLast().reversed() {
      guard (48...57).contains(digit) else { return nil }
      sum += Int(digit - 48) * weight
      weight = 4 - weight
    }
    guard let last = digits.last, (48...57).contains(last) else { return nil }
    return UInt8(48 + (10 - sum % 10) % 10)
  }
}

/// What a code or barcode is found by: a GTIN's 14 digits, else its capital letters.
enum CatalogueKey {
  static func of(_ text: String) -> String { CatalogueGTIN.normalised(text) ?? text.uppercased() }
}

/// Every code and barcode met so far, so that no two articles answer to one scan.
struct CatalogueKeys {
  /// Where a key was met first.
  struct Place: Hashable {
    let line: Int
    let isCode: Bool
  }

  private var places: [String: Place] = [:]

  /// Notes a key.
  ///
  /// - Returns: where another row had it before; nil when it is new or the same row's.
  mutating func note(_ key: String, line: Int, isCode: Bool) -> Place? {
    if let place = places[key] { return place.line == line ? nil : place }
    places[key] = Place(line: line, isCode: isCode)
    return nil
  }
}
