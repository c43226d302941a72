/// A sheet or a roll to draw on. Lengths are points (1/72 inch).
public struct PageSize: Sendable, Equatable {
  /// The name `--to pdf` uses.
  public let name: String
  /// The paper's width.
  public let widthPoints: Double
  /// The sheet's height; nil for a roll: as long as the document.
  public let heightPoints: Double?
  /// Unprinted at the left and at the right.
  public let sideMarginPoints: Double
  /// Unprinted above and below.
  public let endMarginPoints: Double
  /// Set in proportional type at the columns' edges, as printed matter is; else on the grid.
  public let isTypeset: Bool
  /// One dot of a code: 1/8 mm on a receipt head.
  let dotPoints: Double
  /// From one row to the next, in ems.
  let leading: Double
  /// Type in parts of what the cell grid would take: less sets more rows on a low sheet.
  let typeScale: Double
  /// Diameter of the drawn stamp.
  let stampPoints: Double

  private static let pointsPerMillimetre = 72 / 25.4

  private init(
    name: String, widthMillimetres: Double, heightMillimetres: Double?, side: Double, end: Double,
    isTypeset: Bool, dot: Double, typeScale: Double = 1, leading: Double, stamp: Double
  ) {
    let points = Self.pointsPerMillimetre
    self.name = name
    widthPoints = widthMillimetres * points
    heightPoints = heightMillimetres.map { $0 * points }
    sideMarginPoints = side * points
    endMarginPoints = end * points
    self.isTypeset = isTypeset
    dotPoints = dot * points
    self.leading = leading
    self.typeScale = typeScale
    stampPoints = stamp * points
  }

  /// An 80 mm roll, 72 mm of it printed.
  public static let roll80 = PageSize(
    name: "roll80", widthMillimetres: 80, heightMillimetres: nil, side: 4, end: 5,
    isTypeset: false, dot: 0.125, leading: 1.25, stamp: 27)
  /// A 58 mm roll, 48 mm of it printed.
  public static let roll58 = PageSize(
    name: "roll58", widthMillimetres: 58, heightMillimetres: nil, side: 5, end: 5,
    isTypeset: false, dot: 0.125, leading: 1.25, stamp: 24)
  /// An A4 sheet.
  public static let a4 = PageSize(
    name: "a4", widthMillimetres: 210, heightMillimetres: 297, side: 18, end: 14,
    isTypeset: true, dot: 0.15, leading: 1.3, stamp: 36)

  /// A fan-fold form, 9.5 × 5.5 inches exactly (684 × 396 points): made in inches, and 0.3 mm off
  /// would be 3 mm after ten. Half an inch left and right are the strips with the holes; 4 mm more
  /// stay free for paper that hangs askew. Rows stand 1/6 inch apart.
  public static let form241 = PageSize(
    name: "form-241", widthMillimetres: 9.5 * 25.4, heightMillimetres: 5.5 * 25.4,
    side: 12.7 + 4, end: 4, isTypeset: true, dot: 0.15, typeScale: 0.8, leading: 1.22, stamp: 30)

  /// The size of a paper.
  public static func of(_ paper: Profile.Paper) -> PageSize {
    switch paper {
    case .roll80: .roll80
    case .roll58: .roll58
    case .a4: .a4
    case .form241: .form241
    }
  }

  /// The paper a profile prints on.
  public static func fitting(_ profile: Profile) -> PageSize { of(profile.paper) }
}
