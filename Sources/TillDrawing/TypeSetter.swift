import CPango

/// Sets text through Pango: picks fonts for any script, draws a piece at a baseline.
public final class TypeSetter {
  /// The kinds of type we use.
  public enum Face: String {
    /// Every Latin letter half as wide as a Chinese one: what a receipt printer prints.
    case mono = "Noto Sans Mono CJK SC, Noto Sans Mono, monospace"
    /// Printed matter.
    case sans = "Noto Sans CJK SC, Noto Sans, sans-serif"
    /// The stamp.
    case serif = "Noto Serif CJK SC, Noto Serif, serif"
  }

  private let canvas: Canvas
  private let layout: OpaquePointer
  private var descriptions: [String: OpaquePointer] = [:]
  /// What was set, when it needs no more of Pango; on pages only, where no size is a special one.
  private var shaped: (text: ShapedText, emPoints: Double)?

  /// Sets type on this canvas.
  public init(canvas: Canvas) throws(DrawingError) {
    guard let layout = pango_cairo_create_layout(canvas.context) else {
      throw DrawingError(
        code: .type, what: "text",
        wayOn: "check that libpango1.0-0 and fonts-noto-cjk are installed")
    }
    self.canvas = canvas
    self.layout = layout
    pango_layout_set_single_paragraph_mode(layout, 1)
  }

  deinit {
    for description in descriptions.values { pango_font_description_free(description) }
    g_object_unref(UnsafeMutableRawPointer(layout))
  }

  private static let unitsPerPoint = Double(PANGO_SCALE)

  /// Readies a piece of text; returns its natural width in points.
  @discardableResult
  public func set(_ text: String, _ face: Face, isBold: Bool, emPoints: Double) -> Double {
    shaped = nil
    if canvas.isPDF, let text = ShapedTexts.shared.text(text, face, isBold: isBold) {
      shaped = (text, emPoints)
      return text.widthPerPoint * emPoints
    }
    if let description = description(face, isBold: isBold, emPoints: emPoints) {
      pango_layout_set_font_description(layout, description)
    }
    Self.setText(text, of: layout)
    var width: Int32 = 0
    var height: Int32 = 0
    pango_layout_get_size(layout, &width, &height)
    return Double(width) / Self.unitsPerPoint
  }

  /// Whether the fonts have every character of what was set.
  public var isComplete: Bool {
    shaped != nil || pango_layout_get_unknown_glyphs_count(layout) == 0
  }

  /// Draws what was set, its left end at x, its baseline at y.
  public func draw(x: Double, baseline: Double, scaleX: Double = 1, scaleY: Double = 1) {
    canvas.aside {
      canvas.move(x: x, y: baseline)
      canvas.scale(x: scaleX, y: scaleY)
      if let shaped { return shaped.text.show(canvas.context, emPoints: shaped.emPoints) }
      let ascent = Double(pango_layout_get_baseline(layout)) / Self.unitsPerPoint
      cairo_move_to(canvas.context, 0, -ascent)
      pango_cairo_show_layout(canvas.context, layout)
    }
  }

  private func description(_ face: Face, isBold: Bool, emPoints: Double) -> OpaquePointer? {
    let key = "\(face.rawValue)/\(isBold)/\(emPoints)"
    if let known = descriptions[key] { return known }
    let description = Self.newDescription(face, isBold: isBold, emPoints: emPoints)
    descriptions[key] = description
    return description
  }

  static func newDescription(_ face: Face, isBold: Bool, emPoints: Double) -> OpaquePointer? {
    guard let description = pango_font_description_new() else { return nil }
    pango_font_description_set_family(description, face.rawValue)
    pango_font_description_set_weight(
      description, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(description, emPoints * Self.unitsPerPoint)
    return description
  }

  static func setText(_ text: String, of layout: OpaquePointer) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { buffer in
      pango_layout_set_text(
        layout, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
  }
}
