import TillDrawing

/// The paper a job makes, dot for dot, the whole or the part between two cuts.
///
/// One dot of a picture is one dot of the head (203 dpi), so what is drawn is what is printed, the
/// letters' shapes aside: those are our font's, in the printer's cells.
///
///     let paper = PrintedPaper(try EscPosDecoder(bytes, printer: shape))
///     try paper.pngBytes()   // the preview
///     paper.lines            // the same as a grid of text
public struct PrintedPaper: Sendable {
  /// The printer it came out of.
  public let printer: PrinterShape
  /// What stands on it, in dots from the beginning of the job.
  let strips: [Strip]
  /// The rows of dots it has.
  let rows: Range<Int>
  /// Cuts within it.
  let cuts: [Int]

  /// Unprinted at each side: 72 of 80 mm are printed, or 48 of 58.
  static let marginDots = 32
  /// Between two papers of the whole, with the cut's dashes in its middle.
  static let gapDots = 32
  /// Cairo makes no picture higher than this.
  static let mostDotsDown = 32_000

  /// The whole paper, from where it hung out of the printer to where the head stands.
  public init(_ decoder: EscPosDecoder) {
    let roll = decoder.roll
    self.init(
      printer: decoder.printer, strips: roll.strips, rows: 0..<max(roll.head, 1),
      cuts: roll.cuts)
  }

  private init(printer: PrinterShape, strips: [Strip], rows: Range<Int>, cuts: [Int]) {
    self.printer = printer
    self.strips = strips
    self.rows = rows
    self.cuts = cuts
  }

  /// One paper a cut, in order. What hangs out of the printer at the end is one too, when it has
  /// print.
  public var parts: [PrintedPaper] {
    var parts: [PrintedPaper] = []
    var start = rows.lowerBound
    for end in cuts + [rows.upperBound] {
      let range = start..<max(end, start)
      let inside = strips.filter {
        $0.top < range.upperBound && $0.top + max($0.inkHeight, 1) > range.lowerBound
      }
      let isCutOff = end != rows.upperBound || cuts.last == end
      if !range.isEmpty, isCutOff || inside.contains(where: { $0.kind != .blank }) {
        parts.append(PrintedPaper(printer: printer, strips: inside, rows: range, cuts: []))
      }
      start = range.upperBound
    }
    return parts
  }

  // MARK: Dots

  /// The print area's dots, without margins and without what the cuts add.
  ///
  /// - Throws: `drawing` when the paper is longer than a picture may be, 32,000 dots (4 m), or the
  ///   fonts fail.
  public func dots() throws(PreviewError) -> DotGrid {
    guard rows.count <= Self.mostDotsDown else {
      throw PreviewError(
        .drawing,
        "the paper is \(rows.count) dots long, and a picture holds \(Self.mostDotsDown); "
          + "render it as pdf or escpos")
    }
    let glyphs = try GlyphStore.glyphs(PaperInk.glyphs(in: strips, printer))
    let ink = PaperInk(glyphs: glyphs, printer: printer)
    var grid = DotGrid(width: printer.dotsAcross, height: rows.count)
    for strip in strips { ink.draw(strip, y: strip.top - rows.lowerBound, on: &grid) }
    return grid
  }

  /// The paper as PNG: the dots, a margin of paper at both sides, and for each cut within it a gap
  /// with a dashed line.
  ///
  /// - Throws: `drawing`, as `dots()` does, or when Cairo fails.
  public func pngBytes() throws(PreviewError) -> [UInt8] {
    let pieces = cuts.isEmpty ? [self] : parts
    let dots = try self.dots()
    let width = printer.dotsAcross + 2 * Self.marginDots
    let height = pieces.reduce(0) { $0 + $1.rows.count } + cuts.count * Self.gapDots
    do {
      return try drawingTurn.withLock { _ throws(DrawingError) in
        let canvas = try Canvas(pixelsWide: width, pixelsHigh: height, dotsPerInch: 72)
        canvas.set(.black)
        canvas.setSharp(true)
        var top = 0
        for (index, piece) in pieces.enumerated() {
          let start = piece.rows.lowerBound - rows.lowerBound
          let part = dots.rows(start..<start + piece.rows.count)
          try canvas.fill(dots: part.dots, width: part.width, x: Self.marginDots, y: top)
          top += piece.rows.count
          guard index < cuts.count else { continue }
          Self.drawCut(y: top + Self.gapDots / 2, width: width, canvas)
          top += Self.gapDots
        }
        return try canvas.pngBytes()
      }
    } catch {
      throw PreviewError(.drawing, error.description)
    }
  }

  /// Dashes from edge to edge, unlike anything printed, which keeps off the margins.
  private static func drawCut(y: Int, width: Int, _ canvas: Canvas) {
    for x in stride(from: 0, to: width, by: 16) {
      canvas.fillRectangle(x: Double(x), y: Double(y), width: 8, height: 1)
    }
  }
}
