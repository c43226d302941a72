import TillCore
import TillReceipt

/// The page a person checks a printer and its profile by (PRINTING §6.6).
///
/// A receipt printer gets a row of numbers first, longer than any paper: it is laid out for more
/// columns than there are, so the printer itself breaks it, and the last number that stands whole
/// in the first row is how many columns it has, whatever the profile says.
struct SelfTestPage {
  let profile: Profile
  let template: Template
  /// What the template names: see receipts/FIELDS.md.
  let data: JSON
  let stamp: TillReceipt.Stamp

  /// The name of its template.
  static let document = "self-test"

  /// Numbers of columns printers have, each written so that it ends in its own column.
  static let marks = [24, 30, 32, 35, 40, 42, 44, 48, 56, 60, 64, 69, 72, 80, 92, 96]

  /// The row of numbers; its first letter tells the font.
  static func ruler(_ font: Profile.Font) -> String {
    var row = font.rawValue.uppercased()
    for mark in marks {
      let number = String(mark)
      row += String(repeating: ".", count: mark - row.count - number.count) + number
    }
    return row
  }

  /// The page for the printer.
  func bytes() throws(ReceiptError) -> (bytes: [UInt8], format: FormatOfPage) {
    let page = try page()
    switch profile.target {
    case .escpos:
      let rulers = rulerLayouts.flatMap { renderEscPos($0) }
      return (rulers + renderEscPos(page), .commands)
    case .text:
      let rulers = rulerLayouts.flatMap { Array(renderText($0).utf8) }
      return (rulers + Array(renderText(page).utf8), .commands)
    case .pdf:
      return (
        try renderPDF(page, pageSize: .fitting(profile), title: Self.document), .pages
      )
    }
  }

  /// What the bytes are.
  enum FormatOfPage {
    case commands
    case pages
  }

  /// The page itself, without the rows of numbers.
  func page() throws(ReceiptError) -> Layout {
    Layout(
      markup: try template.expand(data),
      profile: profile.target == .pdf ? profile.drawn() : profile,
      dressing: Dressing(stamp: stamp))
  }

  /// One row a font, uncut: the page follows at once.
  private var rulerLayouts: [Layout] {
    Profile.Font.allCases.compactMap { font in
      guard font == .a || profile.columnsOfFontB != nil else { return nil }
      var wide = profile.withColumns(Profile.columns.upperBound)
      wide.font = font
      wide.cut = .none
      return Layout(markup: "{align:left; width:*}\n\(Self.ruler(font)) |", profile: wide)
    }
  }
}
