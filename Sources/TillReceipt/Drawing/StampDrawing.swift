import Foundation
import TillDrawing

/// The round red stamp 收款专用章: the shop's name on the arc, a star, the wording, the number.
enum StampDrawing {
  /// Draws it with its centre at x, y.
  static func draw(
    _ stamp: Stamp, x: Double, y: Double, diameter: Double, canvas: Canvas, type: TypeSetter
  ) {
    let radius = diameter / 2
    canvas.aside {
      canvas.move(x: x, y: y)
      canvas.set(.stampRed)
      canvas.setLineWidth(diameter * 0.028)
      canvas.circle(x: 0, y: 0, radius: radius * 0.95)
      drawArc(stamp.shopName, radius: radius, type: type, canvas: canvas)
      drawStar(radius: radius * 0.22, canvas: canvas)
      let em = radius * 0.25
      drawLine(stamp.wording, baseline: radius * 0.54, em: em, most: radius * 1.24, type: type)
      drawLine(
        stamp.number, baseline: radius * 0.78, em: em * 0.68, most: radius * 0.85, type: type)
    }
  }

  private static func drawStar(radius: Double, canvas: Canvas) {
    var points: [(x: Double, y: Double)] = []
    for step in 0..<10 {
      let reach = step % 2 == 0 ? radius : radius * 0.382
      let angle = Double(step) * .pi / 5 - .pi / 2
      points.append((cos(angle) * reach, sin(angle) * reach))
    }
    canvas.fillPolygon(points)
  }

  private static func drawLine(
    _ text: String, baseline: Double, em: Double, most: Double, type: TypeSetter
  ) {
    guard !text.isEmpty else { return }
    let width = type.set(text, .serif, isBold: true, emPoints: em)
    let scale = min(1, most / max(width, 1))
    type.draw(x: -width * scale / 2, baseline: baseline, scaleX: scale, scaleY: 1)
  }

  /// Letters stand upright on the arc, spread over at most 216 degrees.
  private static func drawArc(
    _ name: String, radius: Double, type: TypeSetter, canvas: Canvas
  ) {
    let letters = name.unicodeScalars.map { String($0) }
    guard !letters.isEmpty else { return }
    let foot = radius * 0.63
    let widestArc = 216 * Double.pi / 180
    var em = radius * 0.27
    var widths = letters.map { type.set($0, .serif, isBold: true, emPoints: em) }
    let natural = widths.reduce(0, +)
    // Letters spread apart at their feet's radius; their middles are a little farther out.
    let middle = foot + em * 0.35
    var spacing = min(em * 0.55, (widestArc * middle - natural) / Double(letters.count))
    if spacing < 0 {
      let scale = widestArc * middle / natural
      em *= scale
      widths = widths.map { $0 * scale }
      spacing = 0
    }
    let whole = widths.reduce(0, +) + spacing * Double(letters.count - 1)
    var angle = -whole / 2 / middle
    for (letter, width) in zip(letters, widths) {
      let half = width / 2 / middle
      angle += half
      canvas.aside {
        canvas.turn(radians: angle)
        type.set(letter, .serif, isBold: true, emPoints: em)
        type.draw(x: -width / 2, baseline: -foot)
      }
      angle += half + spacing / middle
    }
  }
}
