import Synchronization
import TillDrawing

/// Characters a Chinese printer's font lacks, such as ⊗ (A4), drawn in its 24 × 24 dots.
enum DrawnCharacter {
  /// As high as the printer's Chinese font, and as wide.
  static let sideDots = 24
  /// More kinds than this is no shop's text: then they are forgotten and drawn anew.
  private static let mostKept = 512

  private static let kept = Mutex<[UInt32: [UInt8]?]>([:])

  /// Three bytes a column, top bit first, for `ESC * 33`; nil when no font has it.
  static func columns(of code: UInt32) -> [UInt8]? {
    kept.withLock { kept in
      if let known = kept[code] { return known }
      if kept.count >= mostKept { kept.removeAll() }
      let drawn = drawingTurn.withLock { _ in draw(code) }
      kept[code] = .some(drawn)
      return drawn
    }
  }

  private static func draw(_ code: UInt32) -> [UInt8]? {
    guard let scalar = Unicode.Scalar(code),
      let canvas = try? Canvas(
        pixelsWide: sideDots, pixelsHigh: sideDots, dotsPerInch: 72),
      let type = try? TypeSetter(canvas: canvas)
    else { return nil }
    let em = Double(sideDots)
    let width = type.set(String(scalar), .mono, isBold: false, emPoints: em)
    guard type.isComplete, width > 0 else { return nil }
    canvas.set(.black)
    let squeeze = min(1, em / width)
    type.draw(x: (em - width * squeeze) / 2, baseline: em * 0.87, scaleX: squeeze)
    let dots = canvas.darkDots()
    guard dots.count == sideDots else { return nil }
    var bytes = [UInt8](repeating: 0, count: sideDots * 3)
    for (y, row) in dots.enumerated() {
      for (x, isDark) in row.enumerated() where isDark {
        bytes[x * 3 + y / 8] |= 0x80 >> UInt8(y % 8)
      }
    }
    return bytes.contains { $0 != 0 } ? bytes : nil
  }
}
