import TillDrawing

/// The colours of figures. Told apart by the colour-blind (Okabe and Ito's blue and orange), and in
/// grey by their lightness.
enum Tint: UInt32 {
  case ink = 0x1A1A1A
  /// Words that explain.
  case quiet = 0x5F6368
  /// Lines of a grid or table.
  case rule = 0xD5D9DE
  /// Behind headings and every other row.
  case shade = 0xF3F5F8
  /// What is now.
  case now = 0x0B4F8A
  /// What was before.
  case before = 0xA9C7E3
  /// What is to be reached, and what calls for a look.
  case mark = 0xD55E00
  case paper = 0xFFFFFF
}

/// Draws text, bars and lines on one page.
struct Pen {
  enum Align { case left, middle, right }

  let canvas: Canvas
  let type: TypeSetter

  init(_ canvas: Canvas) throws(DrawingError) {
    self.canvas = canvas
    type = try TypeSetter(canvas: canvas)
  }

  /// The natural width of a text in points.
  func width(_ text: String, _ size: Double, isBold: Bool = false) -> Double {
    type.set(text, .sans, isBold: isBold, emPoints: size)
  }

  /// A text at a baseline; one too long for `room` is drawn together to four fifths, and past that
  /// cut with `…`.
  func text(
    _ text: String, x: Double, baseline: Double, size: Double, isBold: Bool = false,
    tint: Tint = .ink, align: Align = .left, room: Double = .infinity
  ) {
    canvas.set(colour: tint.rawValue)
    var shown = text
    var natural = width(shown, size, isBold: isBold)
    if natural * Self.leastSqueeze > room {
      shown = cut(text, size, isBold, room / Self.leastSqueeze)
      natural = width(shown, size, isBold: isBold)
    }
    let squeeze = natural > room ? room / natural : 1
    let start =
      switch align {
      case .left: x
      case .middle: x - natural * squeeze / 2
      case .right: x - natural * squeeze
      }
    type.draw(x: start, baseline: baseline, scaleX: squeeze)
  }

  private static let leastSqueeze = 0.8

  /// As much of a text as fits with `…` after it.
  private func cut(_ text: String, _ size: Double, _ isBold: Bool, _ room: Double) -> String {
    let letters = Array(text)
    var (low, high) = (0, letters.count)
    while low < high {
      let middle = (low + high + 1) / 2
      let fits = width(String(letters[..<middle]) + "…", size, isBold: isBold) <= room
      if fits { low = middle } else { high = middle - 1 }
    }
    return String(letters[..<low]) + "…"
  }

  func fill(_ tint: Tint, x: Double, y: Double, width: Double, height: Double) {
    canvas.set(colour: tint.rawValue)
    canvas.fillRectangle(x: x, y: y, width: width, height: height)
  }

  func line(
    _ tint: Tint, fromX: Double, fromY: Double, toX: Double, toY: Double, width: Double = 0.5,
    dash: Double = 0
  ) {
    canvas.set(colour: tint.rawValue)
    canvas.setLineWidth(width)
    canvas.setDash(points: dash)
    canvas.line(fromX: fromX, fromY: fromY, toX: toX, toY: toY)
    canvas.setDash(points: 0)
  }

  /// A bar of what was before has a line around it, so that it stands out on any printer.
  func bar(_ tint: Tint, x: Double, y: Double, width: Double, height: Double) {
    fill(tint, x: x, y: y, width: width, height: height)
    guard tint == .before, width > 0, height > 0 else { return }
    canvas.set(colour: 0x7FA3C4)
    canvas.setLineWidth(0.4)
    canvas.strokeRectangle(x: x + 0.2, y: y + 0.2, width: max(0, width - 0.4), height: height)
  }
}
