import TillDrawing

/// Draws planned pages: text on the cell grid or set at its columns' edges, lines, codes, stamp.
struct PageDrawing {
  let layout: Layout
  let plan: PagePlan
  let canvas: Canvas
  let type: TypeSetter
  /// The document's number, for the feet of pages that may come loose.
  var number = ""

  /// The part of an em above the baseline, so that Chinese and Latin stand in the row's middle.
  private static let ascent = 0.87

  var size: PageSize { plan.size }
  var cell: Double { plan.cellPoints }
  var em: Double { plan.emPoints }

  private func left(ofCell column: Int) -> Double {
    size.sideMarginPoints + Double(column) * cell
  }

  func drawPage(_ number: Int) {
    for placed in plan.pages[number].rows {
      let row = layout.rows[placed.row]
      switch row.kind {
      case .text, .rule: draw(row, top: placed.top)
      case .cut: drawCut(top: placed.top)
      case .code(let index):
        CodeDrawing.draw(
          layout.codes[index], top: placed.top, plan: plan, canvas: canvas, type: type)
      case .image(let index):
        draw(Picture(base64PNG: layout.images[index]), top: placed.top)
      case .stamp: break
      }
    }
    // Stamps come last: ink over print, as a hand would put it.
    for placed in plan.pages[number].rows where layout.rows[placed.row].kind == .stamp {
      guard let stamp = layout.dressing.stamp else { continue }
      let radius = size.stampPoints / 2
      StampDrawing.draw(
        stamp, x: size.widthPoints - size.sideMarginPoints - radius - cell,
        y: placed.top + radius, diameter: size.stampPoints, canvas: canvas, type: type)
    }
    drawOverleaf(plan.pages[number])
    drawFoot(page: number)
    drawMarkAcross(page: number)
  }

  private func drawCut(top: Double) {
    guard size.heightPoints == nil else { return }
    canvas.set(.black)
    canvas.setLineWidth(0.3)
    let middle = top + em / 2
    let right = size.widthPoints - size.sideMarginPoints
    var x = size.sideMarginPoints
    while x < right {
      canvas.line(fromX: x, fromY: middle, toX: min(x + 3, right), toY: middle)
      x += 6
    }
  }

  /// Centred on the paper.
  private func draw(_ picture: Picture?, top: Double) {
    guard let picture else { return }
    let dot = size.dotPoints(of: picture)
    let left = (size.widthPoints - Double(picture.widthDots) * dot) / 2
    picture.draw(x: left, y: top, dotPoints: dot, canvas: canvas)
  }

  // MARK: Rows

  private func draw(_ row: Row, top: Double) {
    let height = plan.heightPoints(of: row)
    canvas.set(.black)
    drawLines(row, top: top, height: height)
    let baseline =
      top + (plan.pitchPoints - em) / 2 + Double(row.height - 1) * em
      + em * Self.ascent
    for segment in layout.segments[row.segments] {
      if size.isTypeset {
        typeset(segment, baseline: baseline)
      } else {
        drawOnGrid(segment.glyphs, baseline: baseline)
      }
    }
  }

  /// Neighbouring cells' lines are joined first: one stroke has no seams.
  private func drawLines(_ row: Row, top: Double, height: Double) {
    canvas.setLineWidth(max(cell * 0.11, 0.4))
    let middle = top + height / 2
    var runStart: Double?
    var runEnd = 0.0
    for glyph in layout.glyphs[row.glyphs] where glyph.style.isLine {
      let mask = LineMask(rawValue: glyph.code)
      let x = left(ofCell: Int(glyph.column))
      let centre = x + cell / 2
      if mask.contains(.signature) {
        let foot = top + height * 0.84
        canvas.line(fromX: x, fromY: foot, toX: x + cell, toY: foot)
      }
      if mask.contains(.up) { canvas.line(fromX: centre, fromY: top, toX: centre, toY: middle) }
      if mask.contains(.down) {
        canvas.line(fromX: centre, fromY: middle, toX: centre, toY: top + height)
      }
      guard !mask.isDisjoint(with: [.left, .right]) else { continue }
      let from = mask.contains(.left) ? x : centre
      if runStart == nil { runStart = from }
      runEnd = mask.contains(.right) ? x + cell : centre
    }
    if let runStart { canvas.line(fromX: runStart, fromY: middle, toX: runEnd, toY: middle) }
  }

  // MARK: Text on the grid

  private func drawOnGrid(_ range: Range<Int>, baseline: Double) {
    var index = range.lowerBound
    while index < range.upperBound {
      let first = layout.glyphs[index]
      let cells = self.cells(first)
      var run = String.UnicodeScalarView()
      var count = 0
      let start = index
      // Letters of one kind run together when the font's advance is the cell's; see `drawRun`.
      while index < range.upperBound {
        let glyph = layout.glyphs[index]
        let width = self.cells(glyph)
        guard glyph.style == first.style, width == cells || width == 0 else { break }
        if let scalar = Unicode.Scalar(glyph.code) { run.append(scalar) }
        count += width
        index += 1
      }
      drawRun(String(run), start..<index, cells: count, baseline: baseline)
    }
  }

  private func cells(_ glyph: Glyph) -> Int { Int(glyph.cells) }

  private func drawRun(_ text: String, _ range: Range<Int>, cells: Int, baseline: Double) {
    let first = layout.glyphs[range.lowerBound]
    let x = left(ofCell: Int(first.column))
    let style = first.style
    let wanted = Double(cells) * cell
    background(
      style, x: x, width: wanted * Double(style.width), baseline: baseline,
      grown: Double(style.height))
    let natural = type.set(text, .mono, isBold: style.isBold, emPoints: em)
    if abs(natural - wanted) < 0.02 * cell * Double(max(cells, 1)) {
      type.draw(
        x: x, baseline: raised(baseline, grown: Double(style.height)),
        scaleX: Double(style.width), scaleY: Double(style.height))
    } else {
      drawClusters(range, baseline: baseline)
    }
    canvas.set(.black)
  }

  /// A letter the font draws at another width is put in the middle of its own cells.
  private func drawClusters(_ range: Range<Int>, baseline: Double) {
    var index = range.lowerBound
    while index < range.upperBound {
      let glyph = layout.glyphs[index]
      var cluster = String.UnicodeScalarView()
      let width = max(cells(glyph), 1)
      repeat {
        // In two cells the yen sign is the full-width one, as a Chinese printer sets it.
        let code = layout.glyphs[index].code
        let shown = code == 0xA5 && width == 2 ? 0xFFE5 : code
        if let scalar = Unicode.Scalar(shown) { cluster.append(scalar) }
        index += 1
      } while index < range.upperBound && cells(layout.glyphs[index]) == 0
      let room = Double(width) * cell
      let natural = type.set(
        String(cluster), .mono, isBold: glyph.style.isBold, emPoints: em)
      let squeeze = min(1, room / max(natural, 0.01))
      let scaleX = Double(glyph.style.width)
      let indent = (room - natural * squeeze) / 2 * scaleX
      type.draw(
        x: left(ofCell: Int(glyph.column)) + indent,
        baseline: raised(baseline, grown: Double(glyph.style.height)),
        scaleX: scaleX * squeeze, scaleY: Double(glyph.style.height))
    }
  }

  /// The black of inverted text, or the line under underlined; leaves the ink for the letters.
  private func background(
    _ style: Style, x: Double, width: Double, baseline: Double, grown: Double
  ) {
    canvas.set(.black)
    let foot = baseline + em * (1 - Self.ascent) * 1.3
    let high = em * grown * 1.08
    if style.isInverted {
      canvas.fillRectangle(x: x, y: foot - high, width: width, height: high)
      canvas.set(.white)
    }
    if style.isUnderlined {
      canvas.setLineWidth(em * 0.05)
      canvas.line(fromX: x, fromY: foot, toX: x + width, toY: foot)
    }
  }

  /// Tall letters stand with the foot of their cell, not their baseline, on the row's foot; so
  /// nothing of them hangs into the next row.
  private func raised(_ baseline: Double, grown: Double) -> Double {
    baseline - em * (1 - Self.ascent) * (grown - 1)
  }

  // MARK: Set type

  private struct Run {
    let text: String
    let style: Style
    let width: Double
  }

  /// Sets a column's text at its edge in proportional type, drawn together where it is too long.
  private func typeset(_ segment: Segment, baseline: Double) {
    var runs: [Run] = []
    var index = segment.glyphs.lowerBound
    let size = em * 0.92
    while index < segment.glyphs.upperBound {
      let style = layout.glyphs[index].style
      var text = String.UnicodeScalarView()
      while index < segment.glyphs.upperBound, layout.glyphs[index].style == style {
        if let scalar = Unicode.Scalar(layout.glyphs[index].code) { text.append(scalar) }
        index += 1
      }
      let natural = type.set(
        String(text), .sans, isBold: style.isBold, emPoints: size)
      runs.append(Run(text: String(text), style: style, width: natural * Self.widening(style)))
    }
    let natural = runs.reduce(0) { $0 + $1.width }
    let room = Double(segment.width) * cell
    let squeeze = natural > room ? room / natural : 1
    let free = room - natural * squeeze
    var x = left(ofCell: segment.column) + free * Double(segment.alignment.rawValue) / 2
    for run in runs {
      let width = run.width * squeeze
      let grown = Self.heightening(run.style)
      background(run.style, x: x, width: width, baseline: baseline, grown: grown)
      type.set(run.text, .sans, isBold: run.style.isBold, emPoints: size)
      type.draw(
        x: x, baseline: raised(baseline, grown: grown),
        scaleX: Self.widening(run.style) * squeeze, scaleY: grown)
      canvas.set(.black)
      x += width
    }
  }

  /// Printed matter grows less than a printer's doubled dots: 2 becomes 1.5.
  private static func widening(_ style: Style) -> Double {
    style.height > 1 ? heightening(style) : Double(style.width + 3) / 4
  }

  private static func heightening(_ style: Style) -> Double { Double(style.height + 1) / 2 }
}
