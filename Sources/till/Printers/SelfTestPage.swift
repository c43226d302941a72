import TillCore
import TillReceipt
import TillSpool

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

  /// Numbers of columns, each written so that it ends in its own. A printer between two of them is
  /// read as the smaller: what is laid out for that prints well, only a little narrower.
  static let marks = [
    24, 28, 32, 35, 38, 42, 45, 48, 52, 56, 60, 64, 69, 72, 76, 80, 84, 88, 92, 96,
  ]

  /// What is read on a printer of so many columns.
  static func mark(ofColumns columns: Int) -> Int {
    marks.last { $0 <= columns } ?? marks[0]
  }

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
  func bytes() throws(ReceiptError) -> [UInt8] {
    let page = try page()
    return switch profile.target {
    case .escpos: rulers.flatMap { renderEscPos($0) } + renderEscPos(page)
    case .text: (rulers + [page]).flatMap { Array(renderText($0).utf8) }
    case .pdf: try renderPDF(page, pageSize: .fitting(profile), title: Self.document)
    }
  }

  /// What the bytes are.
  var format: DocumentFormat { profile.target == .pdf ? .pdf : .raw }

  /// The page itself, without the rows of numbers.
  func page() throws(ReceiptError) -> Layout {
    Layout(
      markup: try template.expand(data),
      profile: profile.target == .pdf ? profile.drawn() : profile,
      dressing: Dressing(stamp: stamp))
  }

  /// One row a font, uncut: the page follows at once.
  private var rulers: [Layout] {
    Profile.Font.allCases.compactMap { font in
      guard font == .a || profile.columnsOfFontB != nil else { return nil }
      var wide = profile.withColumns(Profile.columns.upperBound)
      wide.font = font
      wide.cut = .none
      return Layout(markup: "{align:left; width:*}\n\(Self.ruler(font)) |", profile: wide)
    }
  }
}
