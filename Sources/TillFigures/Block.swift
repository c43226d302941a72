/// Something that takes its place on a page, one under the other.
protocol Block {
  /// The height it takes at that width, in points.
  func height(_ width: Double) -> Double
  func draw(_ pen: Pen, x: Double, y: Double, width: Double)
  /// What fits into a height and what goes overleaf; nil when it can't be divided there.
  func divided(at height: Double, width: Double) -> (first: Block, rest: Block)?
  /// Whether it must not be the last on a page.
  var staysWithNext: Bool { get }
}

extension Block {
  func divided(at height: Double, width: Double) -> (first: Block, rest: Block)? { nil }
  var staysWithNext: Bool { false }
}

/// Free space.
struct Space: Block {
  let points: Double

  init(_ points: Double) { self.points = points }

  func height(_ width: Double) -> Double { points }
  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {}
}

/// What follows begins a page.
struct PageBreak: Block {
  func height(_ width: Double) -> Double { 0 }
  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {}
}

/// A heading with a quiet remark at its right.
struct Heading: Block {
  let text: String
  var remark = ""
  var size = 11.5

  var staysWithNext: Bool { true }
  func height(_ width: Double) -> Double { size * 1.9 }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    let baseline = y + size * 1.15
    pen.text(text, x: x, baseline: baseline, size: size, isBold: true, room: width)
    let used = pen.width(text, size, isBold: true) + 12
    if !remark.isEmpty, used < width {
      pen.text(
        remark, x: x + width, baseline: baseline, size: 7.5, tint: .quiet, align: .right,
        room: width - used)
    }
    pen.line(
      .now, fromX: x, fromY: y + size * 1.5, toX: x + width, toY: y + size * 1.5, width: 1)
  }
}

/// A line or more of words, broken between words; Chinese anywhere.
struct Note: Block {
  let text: String
  var size = 7.5
  var tint = Tint.quiet

  func height(_ width: Double) -> Double { size * 1.6 }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    pen.text(text, x: x, baseline: y + size * 1.1, size: size, tint: tint, room: width)
  }
}

/// Blocks beside each other, all as wide.
struct Beside: Block {
  let blocks: [Block]
  private let gap = 18.0

  init(_ blocks: [Block]) { self.blocks = blocks }

  private func column(_ width: Double) -> Double {
    (width - gap * Double(blocks.count - 1)) / Double(max(1, blocks.count))
  }

  func height(_ width: Double) -> Double {
    blocks.map { $0.height(column(width)) }.max() ?? 0
  }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    for (index, block) in blocks.enumerated() {
      block.draw(
        pen, x: x + Double(index) * (column(width) + gap), y: y, width: column(width))
    }
  }
}

/// Blocks under each other that stay together.
struct Together: Block {
  let blocks: [Block]

  init(_ blocks: [Block]) { self.blocks = blocks }

  func height(_ width: Double) -> Double { blocks.reduce(0) { $0 + $1.height(width) } }

  func draw(_ pen: Pen, x: Double, y: Double, width: Double) {
    var top = y
    for block in blocks {
      block.draw(pen, x: x, y: top, width: width)
      top += block.height(width)
    }
  }
}
