/// A title CUPS takes as it is: no control characters, no line ends, at most 255 bytes of UTF-8.
///
/// The title becomes an argument of every filter and a line in CUPS' logs, so it must not be able
/// to start a new line there; longer names are refused by IPP (RFC 8011, section 5.1.3).
struct JobTitle {
  static let maximumBytes = 255

  let text: String

  /// Nil when nothing is left to read.
  init?(_ wanted: String) {
    var kept = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in wanted.unicodeScalars where Self.isPrintable(scalar) {
      byteCount += UTF8.width(scalar)
      guard byteCount <= Self.maximumBytes else { break }
      kept.append(scalar)
    }
    guard kept.contains(where: { !$0.properties.isWhitespace }) else { return nil }
    text = String(kept)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
