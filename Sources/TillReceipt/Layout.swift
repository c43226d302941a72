/// A character, or a piece of a drawn line, at its cell. Eight bytes.
struct Glyph: Sendable {
  /// A scalar value, or a `LineMask` when the style says so.
  var code: UInt32
  /// The cell it begins at.
  var column: UInt8
  /// Cells it takes before its size: 0, 1 or 2.
  var cells: UInt8
  var style: Style

  init(code: UInt32, column: UInt8, style: Style, cells: UInt8) {
    self.code = code
    self.column = column
    self.cells = cells
    self.style = style
  }
}

/// What one column put on one row: for targets that set type more finely than cells.
struct Segment: Sendable {
  let column: Int
  let width: Int
  let alignment: Alignment
  let glyphs: Range<Int>
}

/// One row of the paper.
struct Row: Sendable {
  enum Kind: Sendable, Equatable {
    case text
    /// A drawn rule across the glyphs' cells.
    case rule
    case cut
    case code(Int)
    case image(Int)
    /// Where the round stamp is drawn; targets without drawing print the boxed words instead.
    case stamp
  }

  var kind: Kind
  var glyphs: Range<Int> = 0..<0
  var segments: Range<Int> = 0..<0
  /// Cells in height, 1–6.
  var height = 1
  /// Repeated at the top of each page (`till_head`).
  var isHead = false
  /// Stands on the same page as the row after it (`till_keep`).
  var keepsWithNext = false
  /// The COPY banner or the copy's name.
  var isDressing = false
  /// Boxed words in place of a stamp that is not drawn.
  var isStampWords = false
}

/// What a page says when the document goes on overleaf, from a row on.
struct Overleaf: Sendable {
  var row: Int
  /// At the foot of the page (`till_carry`): the sum so far.
  var carry: String
  /// At the head of the next (`till_brought`).
  var brought: String
}

/// A document laid out on a grid of cells: the same rows for every target.
///
/// Where a row wraps depends on the profile's columns; its figures never do.
public struct Layout: Sendable {
  /// The printer it was laid out for.
  public let profile: Profile
  /// What was put on besides the template.
  public let dressing: Dressing
  let rows: [Row]
  let glyphs: [Glyph]
  let segments: [Segment]
  let codes: [CodeRequest]
  /// PNG images, still as base64.
  let images: [String]
  let overleaf: [Overleaf]
  /// How pages are counted, `#` for each of the two numbers (`till_page`); empty: `n / m`.
  let pageWords: String
  /// What could not be put on the paper as the document asks.
  public let faults: [LayoutFault]

  /// Rows of cells, cuts and codes included.
  public var rowCount: Int { rows.count }

  /// Lays out ReceiptLine markup. Nothing throws: a line in error prints nothing, as in the
  /// reference, and the shop's check finds it.
  public init(markup: String, profile: Profile, dressing: Dressing = .none) {
    self.init(document: Document(markup: markup), profile: profile, dressing: dressing)
  }

  /// Lays out a parsed document.
  public init(document: Document, profile: Profile, dressing: Dressing = .none) {
    var builder = LayoutBuilder(profile: profile, dressing: dressing)
    builder.build(document)
    self.profile = profile
    self.dressing = dressing
    rows = builder.rows
    glyphs = builder.glyphs.array
    segments = builder.segments
    codes = builder.codes
    images = builder.images
    overleaf = builder.overleaf
    pageWords = builder.pageWords
    faults = builder.faults
  }
}
