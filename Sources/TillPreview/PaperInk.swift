/// Puts what a roll holds on dots.
struct PaperInk {
  let glyphs: [GlyphStore.Key: DotGrid]
  let printer: PrinterShape

  /// Every glyph that will be needed.
  static func glyphs(in strips: [Strip], _ printer: PrinterShape) -> Set<GlyphStore.Key> {
    var keys: Set<GlyphStore.Key> = []
    for strip in strips {
      switch strip.kind {
      case .line(let marks, _):
        for mark in marks {
          if case .character(let scalar, let look) = mark.ink, scalar != " " {
            keys.insert(key(scalar, look, mark, printer))
          }
        }
      case .code(let code, _, _, let font) where code.isLabelledAbove || code.isLabelledBelow:
        for scalar in label(code).unicodeScalars { keys.insert(key(scalar, font, printer)) }
      default: break
      }
    }
    return keys
  }

  private static func key(
    _ scalar: Unicode.Scalar, _ look: Look, _ mark: Mark, _ printer: PrinterShape
  ) -> GlyphStore.Key {
    let height = mark.height / look.height
    let letter = look.font.dots(fontA: printer.letterDots)
    return GlyphStore.Key(
      scalar: scalar, width: mark.isChinese ? Look.chineseDots : letter.width, height: height)
  }

  private static func key(
    _ scalar: Unicode.Scalar, _ font: Look.Font, _ printer: PrinterShape
  ) -> GlyphStore.Key {
    let size = font.dots(fontA: printer.letterDots)
    return GlyphStore.Key(scalar: scalar, width: size.width, height: size.height)
  }

  /// The text under bars, as printers set it: Code 39 with its stars.
  static func label(_ code: PrintedCode) -> String {
    let text = String(
      String.UnicodeScalarView(code.text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    return code.kind == .code39 ? "*\(text)*" : text
  }

  func draw(_ strip: Strip, y: Int, on grid: inout DotGrid) {
    switch strip.kind {
    case .blank: break
    case .image(let dots, let x): grid.stamp(dots, x: x, y: y)
    case .code(let code, let bars, let x, let font):
      draw(code, bars, x: x, y: y, font, on: &grid)
    case .line(let marks, let isUpsideDown):
      if isUpsideDown {
        var line = DotGrid(width: grid.width, height: strip.inkHeight)
        draw(marks, foot: strip.inkHeight, on: &line)
        grid.stamp(line.turned(), x: 0, y: y)
      } else {
        draw(marks, foot: y + strip.inkHeight, on: &grid)
      }
    }
  }

  /// All on one foot, as vendors say of characters of several heights.
  private func draw(_ marks: [Mark], foot: Int, on grid: inout DotGrid) {
    for mark in marks {
      let top = foot - mark.height
      switch mark.ink {
      case .dots(let dots): grid.stamp(dots, x: mark.x, y: top)
      case .character(let scalar, let look):
        if look.isInverted {
          grid.fill(x: mark.x, y: top, width: mark.width, height: mark.height)
        }
        if scalar != " ", let glyph = glyphs[Self.key(scalar, look, mark, printer)] {
          grid.stamp(
            look.isBold ? glyph.smeared() : glyph, x: mark.x + mark.leftSpace, y: top,
            scaleX: look.width, scaleY: look.height, isInk: !look.isInverted)
        }
        // White on black is never underlined.
        if look.underlineDots > 0, !look.isInverted {
          grid.fill(
            x: mark.x, y: foot - look.underlineDots, width: mark.width,
            height: look.underlineDots)
        }
      }
    }
  }

  private func draw(
    _ code: PrintedCode, _ bars: DotGrid, x: Int, y: Int, _ font: Look.Font,
    on grid: inout DotGrid
  ) {
    let size = font.dots(fontA: printer.letterDots)
    let top = y + CodeDots.barsTop(code, labelDots: size.height)
    grid.stamp(bars, x: x, y: top)
    let text = Self.label(code).unicodeScalars
    let left = max(x + (bars.width - text.count * size.width) / 2, 0)
    let places =
      (code.isLabelledAbove ? [y] : [])
      + (code.isLabelledBelow
        ? [y + CodeDots.lowerLabelTop(code, bars: bars, labelDots: size.height)] : [])
    for place in places {
      for (index, scalar) in text.enumerated() {
        guard let glyph = glyphs[Self.key(scalar, font, printer)] else { continue }
        grid.stamp(glyph, x: left + index * size.width, y: place)
      }
    }
  }
}
