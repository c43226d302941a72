import TillDrawing

/// A barcode or QR code as a printer's dots, for printers that don't draw it themselves.
enum SymbolRaster {
  /// White beside a barcode, in modules: GS1 asks for up to eleven, and paper has margins too.
  private static let quietModules = 10
  /// White round a QR code, in modules (ISO/IEC 18004).
  private static let quietCells = 4
  /// From the bars down to the top of the text below them.
  private static let textGapDots = 4
  /// As high as the printer's own letters.
  private static let textDots = 24

  /// The dots, one bit each; nil when it can't be encoded or is wider than the paper.
  static func raster(of code: CodeRequest, widestDots: Int) -> Raster? {
    guard let payload = code.payload, let symbol = code.symbol else { return nil }
    let isSquare = code.options.kind == .qrcode
    let module = isSquare ? code.options.cellDots : code.options.moduleDots
    let width = symbol.modules * module
    guard width <= widestDots else { return nil }
    // Where the paper has no room for it, its own margin is white as well.
    let quiet = min((isSquare ? quietCells : quietModules) * module, (widestDots - width) / 2)
    let upper = isSquare ? quiet : 0
    let height = isSquare ? width : code.options.heightDots
    let text = code.options.showsText && !isSquare ? String(decoding: payload, as: UTF8.self) : ""
    let below = isSquare ? quiet : text.isEmpty ? 0 : textGapDots + textDots
    var raster = Raster(widthDots: width + 2 * quiet, heightDots: upper + height + below)
    for bar in symbol.bars {
      let left = quiet + Int(bar.x) * module
      let top = upper + Int((bar.y * Double(height)).rounded())
      let bottom = upper + Int(((bar.y + bar.height) * Double(height)).rounded())
      for y in top..<max(top, bottom) {
        for x in left..<left + Int(bar.width) * module { raster.blacken(x: x, y: y) }
      }
    }
    if !text.isEmpty { write(text, at: height + textGapDots, on: &raster) }
    return raster
  }

  /// Sets the text in the middle below the bars, drawn together where it is too long.
  private static func write(_ text: String, at top: Int, on raster: inout Raster) {
    let wide = raster.widthDots
    let dots = drawingTurn.withLock { _ -> [[Bool]] in
      guard
        let canvas = try? Canvas(pixelsWide: wide, pixelsHigh: textDots, dotsPerInch: 72),
        let type = try? TypeSetter(canvas: canvas)
      else { return [] }
      let em = Double(textDots)
      let natural = type.set(text, .mono, isBold: false, emPoints: em)
      guard natural > 0 else { return [] }
      let squeeze = min(1, Double(wide) / natural)
      canvas.set(.black)
      type.draw(
        x: (Double(wide) - natural * squeeze) / 2, baseline: em * DrawnCharacter.ascent,
        scaleX: squeeze)
      return canvas.darkDots()
    }
    for (y, row) in dots.enumerated() {
      for (x, isDark) in row.enumerated() where isDark { raster.blacken(x: x, y: top + y) }
    }
  }
}
