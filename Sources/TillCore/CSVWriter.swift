/// Writes tables for spreadsheets: RFC 4180 (commas, `"` doubled, CR LF), UTF-8.
///
/// A cell knows what it is. Figures of ours stand as they are, a minus sign among them; texts can
/// never become a formula (CWE-1236), whichever separator the spreadsheet's country splits at.
public enum CSVWriter {
  /// What one cell of a table holds.
  public enum Cell: Hashable, Sendable {
    case text(String)
    /// Figures in the currency's digits, without sign or grouping: `-16.10`.
    case amount(Money)
    case number(Int64)
    case quantity(Quantity)
    /// Percent without its sign: `13`, `-2.5`.
    case rate(Rate)
    /// What isn't known.
    case empty
  }

  /// Put before the first line, it tells Excel that the file is UTF-8.
  public static let byteOrderMark = "\u{FEFF}"

  /// One row with its line end.
  public static func line(_ cells: [Cell]) -> String {
    cells.map(written).joined(separator: ",") + "\r\n"
  }

  private static func written(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): quoted(disarmed(text))
    case .amount(let amount): amount.description
    case .number(let number): String(number)
    case .quantity(let quantity): quantity.description
    case .rate(let rate): rate.description
    case .empty: ""
    }
  }

  /// The text with an apostrophe before every sign that would begin a formula, and on one line.
  ///
  /// A formula may begin where the cell begins and, where `;` divides cells, after one; blanks and
  /// quotes before it don't stop every program.
  private static func disarmed(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    var isAtStart = true
    for scalar in text.unicodeScalars {
      if isAtStart, beginsFormula(scalar) { safe.append("'") }
      let isBlank =
        scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
      isAtStart = scalar == ";" || (isAtStart && (isBlank || scalar == "\"" || scalar == "'"))
      safe.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(safe)
  }

  /// East Asian spreadsheets take the full-width signs for formulas too.
  private static func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes =
      text.hasPrefix(" ") || text.hasSuffix(" ")
      || text.unicodeScalars.contains { $0 == "," || $0 == ";" || $0 == "\"" }
    guard needsQuotes else { return text }
    var inside = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      inside.append(scalar)
      if scalar == "\"" { inside.append(scalar) }
    }
    return "\"" + String(inside) + "\""
  }
}
