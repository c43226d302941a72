import TillDrawing

/// What a printer remembers from command to command. `ESC @` makes it new; a cut doesn't.
struct PrinterState: Sendable {
  /// As after power-on: 1/6 inch, 30 dots of 1/180 inch or 3.75 mm on 203 dpi heads.
  static let usualSpacingDots = 30
  private static let usualBarcodeDots = 162
  private static let usualModuleDots = 3

  /// How letters look, and how Chinese characters do.
  var letters = Look()
  var chinese = Look()
  var page: UInt8 = 0
  var country = 0
  var readsPairs: Bool
  /// What `readsPairs` becomes at the line's end.
  var willReadPairs: Bool?
  var spacingDots = usualSpacingDots
  /// Space at the right of letters (`ESC SP`), and at both sides of Chinese (`FS S`).
  var letterSpaceDots = 0
  var chineseLeftDots = 0
  var chineseRightDots = 0
  var leftMarginDots = 0
  /// The print area's width as `GS W` asked; nil for all there is.
  var areaDots: Int?
  var barcodeDots = usualBarcodeDots
  var moduleDots = usualModuleDots
  /// `GS H`: 0 none, 1 above, 2 below, 3 both.
  var label: UInt8 = 0
  var labelFont = Look.Font.a
  var cellDots = 3
  var level = CorrectionLevel.l
  var storedQR: [UInt8] = []

  init(_ shape: PrinterShape) { readsPairs = shape.chinese == .fromStart }
}
