import CPango

/// Shapes of pictures that show figures.
extension Canvas {
  /// What is drawn next is of this colour: red, green and blue as in `0x1F4E79`.
  public func set(colour: UInt32) {
    let part = { (shift: UInt32) in Double(colour >> shift & 0xFF) / 255 }
    cairo_set_source_rgb(context, part(16), part(8), part(0))
  }

  /// A rectangle's line.
  public func strokeRectangle(x: Double, y: Double, width: Double, height: Double) {
    cairo_rectangle(context, x, y, width, height)
    cairo_stroke(context)
  }

  /// Lines drawn next are broken: so many points drawn, so many not. Zero draws them whole again.
  public func setDash(points: Double) {
    var pattern = [points, points]
    cairo_set_dash(context, &pattern, points > 0 ? 2 : 0, 0)
  }
}
