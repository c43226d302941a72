import TillCore

/// What a code or barcode is found by: a GTIN's 14 digits, else its capital letters.
enum CatalogueKey {
  static func of(_ text: String) -> String { GTIN(text)?.fourteenDigits ?? text.uppercased() }
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
