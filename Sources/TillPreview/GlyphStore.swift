import Synchronization
import TillDrawing

/// Characters as a printer's font holds them: drawn once at their dots, then copied.
enum GlyphStore {
  /// A character of one font. Printers make bold, large and inverted ones from the same dots.
  struct Key: Hashable {
    let scalar: Unicode.Scalar
    let width: Int
    let height: Int
  }

  /// More kinds than this is no shop's text: then they are forgotten and drawn anew.
  private static let mostKept = 8_192
  /// Drawn in one go; a canvas that long is a megabyte.
  private static let mostTogether = 200

  private static let kept = Mutex<[Key: DotGrid]>([:])

  /// The dots of each.
  static func glyphs(_ keys: Set<Key>) throws(PreviewError) -> [Key: DotGrid] {
    var known = kept.withLock { kept in kept.filter { keys.contains($0.key) } }
    var missing = keys.filter { known[$0] == nil }[...]
    guard !missing.isEmpty else { return known }
    var drawn: [Key: DotGrid] = [:]
    while !missing.isEmpty {
      let some = Array(missing.prefix(mostTogether))
      missing = missing.dropFirst(some.count)
      for (key, dots) in zip(some, try drawTogether(some)) { drawn[key] = dots }
    }
    kept.withLock { kept in
      if kept.count + drawn.count > mostKept { kept.removeAll() }
      kept.merge(drawn) { $1 }
    }
    known.merge(drawn) { $1 }
    return known
  }

  private static func drawTogether(_ keys: [Key]) throws(PreviewError) -> [DotGrid] {
    do {
      return try drawingTurn.withLock { _ throws(DrawingError) in try draw(keys) }
    } catch {
      throw PreviewError(.drawing, error.description)
    }
  }

  /// Side by side, far enough apart that none reaches into another.
  private static func draw(_ keys: [Key]) throws(DrawingError) -> [DotGrid] {
    let pitch = 64
    let indent = 20
    let canvas = try Canvas(
      pixelsWide: keys.count * pitch, pixelsHigh: Look.chineseDots, dotsPerInch: 72)
    let type = try TypeSetter(canvas: canvas)
    canvas.set(.black)
    for (index, key) in keys.enumerated() where !BoxLine.holds(key.scalar) {
      let em = Double(key.height)
      let natural = type.set(String(key.scalar), .mono, isBold: false, emPoints: em)
      let squeeze = min(1, Double(key.width) / max(natural, 1))
      type.draw(
        x: Double(index * pitch + indent) + (Double(key.width) - natural * squeeze) / 2,
        baseline: (em * ascent).rounded(), scaleX: squeeze)
    }
    let dark = canvas.darkDots()
    return keys.enumerated().map { index, key in
      var grid = DotGrid(width: key.width, height: key.height)
      if BoxLine.draw(key.scalar, in: &grid) { return grid }
      for y in 0..<min(key.height, dark.count) {
        for x in 0..<key.width where dark[y][index * pitch + indent + x] {
          grid.fill(x: x, y: y, width: 1, height: 1)
        }
      }
      return grid
    }
  }

  /// The part of a cell above the baseline, so that no letter is cut off at its foot.
  private static let ascent = 0.87
}

/// The light box signs of code pages: a printer's font fills their cells to the edge, so that they
/// join, which a screen's font doesn't.
enum BoxLine {
  /// Which ways each leaves its middle: left, right, up, down.
  private static let ways: [Unicode.Scalar: (Bool, Bool, Bool, Bool)] = [
    "─": (true, true, false, false), "│": (false, false, true, true),
    "┌": (false, true, false, true), "┐": (true, false, false, true),
    "└": (false, true, true, false), "┘": (true, false, true, false),
    "├": (false, true, true, true), "┤": (true, false, true, true),
    "┬": (true, true, false, true), "┴": (true, true, true, false),
    "┼": (true, true, true, true),
  ]
  private static let thickDots = 2

  static func holds(_ scalar: Unicode.Scalar) -> Bool { ways[scalar] != nil }

  /// Draws it; false when the scalar is no such sign.
  static func draw(_ scalar: Unicode.Scalar, in grid: inout DotGrid) -> Bool {
    guard let (left, right, up, down) = ways[scalar] else { return false }
    let x = (grid.width - thickDots) / 2
    let y = (grid.height - thickDots) / 2
    let thick = thickDots
    if left { grid.fill(x: 0, y: y, width: x + thick, height: thick) }
    if right { grid.fill(x: x, y: y, width: grid.width - x, height: thick) }
    if up { grid.fill(x: x, y: 0, width: thick, height: y + thick) }
    if down { grid.fill(x: x, y: y, width: thick, height: grid.height - y) }
    return true
  }
}
