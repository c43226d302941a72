/// Why a printer is as it is, in IPP's words (RFC 8011, section 5.4.12; PWG 5100.9).
///
/// Printers and drivers disagree on how bad the same thing is, so compare stems.
public struct PrinterReason: Sendable, Hashable {
  /// How bad it is, by the keyword's last part.
  public enum Severity: String, Sendable {
    /// It doesn't print until someone mends it; a keyword that doesn't say counts as this.
    case error
    /// It prints, but not for long or not well.
    case warning
    /// To be known.
    case report
  }

  /// The keyword without how bad it is: `media-empty` of `media-empty-warning`.
  public let stem: String
  /// How bad it is.
  public let severity: Severity

  /// Splits a keyword such as `media-empty-error`.
  public init(_ keyword: String) {
    let end = keyword.lastIndex(of: "-").map { keyword[keyword.index(after: $0)...] } ?? ""
    if let severity = Severity(rawValue: String(end)) {
      stem = String(keyword.dropLast(end.count + 1))
      self.severity = severity
    } else {
      stem = keyword
      severity = .error
    }
  }
}
