import TillDrawing

/// A code as the printer's dots: Zint's bars in native module widths.
enum CodeDots {
  /// Dots of a wide element by those of a narrow one, in Code 39, ITF and Codabar: vendors' tables
  /// for `GS w` 2–6 on 8 dots a millimetre.
  private static let wideDots = [2: 5, 3: 8, 4: 10, 5: 13, 6: 16]
  /// Between bars and their text; vendors don't publish it.
  private static let labelGapDots = 4

  /// The bars alone; nil when Zint can't encode the data.
  static func barcode(_ data: BarcodeData, moduleDots: Int, heightDots: Int) -> DotGrid? {
    guard
      let symbol = CodeSymbol(
        data.symbology, payload: data.payload, writing: data.writing)
    else { return nil }
    let isTwoWidths = [.code39, .itf, .codabar].contains(data.kind)
    let wide = wideDots[moduleDots] ?? moduleDots * 3
    func dots(_ modules: Int) -> Int {
      guard isTwoWidths else { return modules * moduleDots }
      return modules == 0 ? 0 : modules == 1 ? moduleDots : wide
    }
    var runs: [(x: Int, width: Int)] = []
    var x = 0
    var end = 0
    for bar in symbol.bars.sorted(by: { $0.x < $1.x }) {
      let start = Int(bar.x)
      x += dots(start - end)
      let width = dots(Int(bar.width))
      runs.append((x, width))
      x += width
      end = start + Int(bar.width)
    }
    var grid = DotGrid(width: x, height: heightDots)
    for run in runs { grid.fill(x: run.x, y: 0, width: run.width, height: heightDots) }
    return grid
  }

  /// A QR code, without the quiet zone, which printers leave to the sender.
  static func qr(_ data: [UInt8], level: CorrectionLevel, cellDots: Int) -> DotGrid? {
    guard let symbol = CodeSymbol(.qr, payload: data, level: level, writing: .literal) else {
      return nil
    }
    let side = symbol.modules
    var grid = DotGrid(width: side * cellDots, height: side * cellDots)
    for bar in symbol.bars {
      let top = Int((bar.y * Double(side)).rounded())
      let height = Int((bar.height * Double(side)).rounded())
      grid.fill(
        x: Int(bar.x) * cellDots, y: top * cellDots, width: Int(bar.width) * cellDots,
        height: height * cellDots)
    }
    return grid
  }

  /// Dots a code takes down the paper with its label.
  static func heightDots(_ code: PrintedCode, bars: DotGrid, labelDots: Int) -> Int {
    let labels = (code.isLabelledAbove ? 1 : 0) + (code.isLabelledBelow ? 1 : 0)
    return bars.height + labels * (labelDots + labelGapDots)
  }

  /// Where the bars begin below the top.
  static func barsTop(_ code: PrintedCode, labelDots: Int) -> Int {
    code.isLabelledAbove ? labelDots + labelGapDots : 0
  }

  /// Where the label below begins.
  static func lowerLabelTop(_ code: PrintedCode, bars: DotGrid, labelDots: Int) -> Int {
    barsTop(code, labelDots: labelDots) + bars.height + labelGapDots
  }
}
