extension PrintedPaper {
  /// The paper as lines of text, a letter of font A a cell, a Chinese character two: what stands
  /// where, without how it looks.
  ///
  /// A code is its kind and text in brackets, a picture its size; a drawn sign is `▒`. A cut within
  /// the paper is a line of dashes and blanks; an empty line is an empty string. Blanks at the end
  /// are left out.
  public var lines: [String] {
    let dashes = Array(repeating: "-", count: printer.columnsOfFontA / 2).joined(separator: " ")
    var lines: [String] = []
    var left = cuts[...]
    for strip in strips {
      while let cut = left.first, cut <= strip.top {
        lines.append(dashes)
        left.removeFirst()
      }
      switch strip.kind {
      case .blank: lines.append("")
      case .image(let dots, let x):
        lines.append(indented("[\(dots.width) × \(dots.height)]", x, dots.width))
      case .code(let code, let bars, let x, _):
        lines.append(indented("[\(code.kind.rawValue) \(code.text)]", x, bars.width))
      case .line(let marks, _): lines.append(text(of: marks))
      }
    }
    return lines + left.map { _ in dashes }
  }

  /// In the middle of what it stands for.
  private func indented(_ text: String, _ x: Int, _ width: Int) -> String {
    let cells = (x + width / 2) / printer.letterDots - text.unicodeScalars.count / 2
    return String(repeating: " ", count: max(cells, 0)) + text
  }

  private func text(of marks: [Mark]) -> String {
    var text = String.UnicodeScalarView()
    var cell = 0
    for mark in marks {
      let first = mark.x / printer.letterDots
      while cell < first {
        text.append(" ")
        cell += 1
      }
      switch mark.ink {
      case .dots:
        // A sign the font lacks is drawn as large as a Chinese one.
        text.append("▒")
        cell += mark.width < 2 * printer.letterDots ? 1 : 2
      case .character(let scalar, _):
        text.append(scalar)
        cell += mark.isChinese ? 2 : 1
      }
    }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
