import Synchronization
import TillDrawing

/// Characters a printer's fonts lack, such as ⊗ (A4), drawn 24 dots high.
enum DrawnCharacter {
  /// As high as printers' fonts.
  static let heightDots = 24
  /// The part of the height above the baseline.
  static let ascent = 0.87
  /// More kinds than this is no shop's text: then they are forgotten and drawn anew.
  private static let mostKept = 512

  private struct Key: Hashable {
    let code: UInt32
    let dotsWide: Int
  }

  private static let kept = Mutex<[Key: [UInt8]?]>([:])

  /// Three bytes a column, top bit first, for `ESC * 33`; nil when no font has it, or it takes no
  /// room.
  static func columns(of code: UInt32, dotsWide: Int) -> [UInt8]? {
    guard dotsWide > 0 else { return nil }
    let key = Key(code: code, dotsWide: dotsWide)
    return kept.withLock { kept in
      if let known = kept[key] { return known }
      if kept.count >= mostKept { kept.removeAll() }
      let drawn = drawingTurn.withLock { _ in draw(key) }
      kept[key] = .some(drawn)
      return drawn
    }
  }

  private static func draw(_ key: Key) -> [UInt8]? {
    guard let scalar = Unicode.Scalar(key.code),
      let canvas = try? Canvas(
        pixelsWide: key.dotsWide, pixelsHigh: heightDots, dotsPerInch: 72),
      let type = try? TypeSetter(canvas: canvas)
    else { return nil }
    let em = Double(heightDots)
    let room = Double(key.dotsWide)
    let width = type.set(String(scalar), .mono, isBold: false, emPoints: em)
    guard type.isComplete, width > 0 else { return nil }
    canvas.set(.black)
    let squeeze = min(1, room / width)
    type.draw(x: (room - width * squeeze) / 2, baseline: em * ascent, scaleX: squeeze)
    let dots = canvas.darkDots()
    guard dots.count == heightDots else { return nil }
    var bytes = [UInt8](repeating: 0, count: key.dotsWide * 3)
    for (y, row) in dots.enumerated() {
      for (x, isDark) in row.enumerated() where isDark {
        bytes[x * 3 + y / 8] |= 0x80 >> UInt8(y % 8)
      }
    }
    return bytes.contains { $0 != 0 } ? bytes : nil
  }
}
