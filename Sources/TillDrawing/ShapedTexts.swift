import CPango

/// The texts of drawn pages, each shaped once, and the fonts they are set in.
///
/// Used by whoever has the `drawingTurn`, and by nobody else.
final class ShapedTexts {
  /// The size texts are shaped at; so large that Pango's rounding to 1/1024 point is nothing.
  static let emPoints = 100.0
  /// More texts than this are forgotten together: 4 MB at most.
  private static let mostTexts = 4_096

  /// Kept from document to document, with Pango's fonts.
  nonisolated(unsafe) static let shared = ShapedTexts()

  private struct Key: Hashable {
    let text: String
    let face: TypeSetter.Face
    let isBold: Bool
  }

  private let layout: OpaquePointer?
  private var texts: [Key: ShapedText?] = [:]
  private var stocks = FontStocks()

  private init() {
    guard let context = pango_font_map_create_context(pango_cairo_font_map_get_default()),
      let options = cairo_font_options_create()
    else {
      layout = nil
      return
    }
    // As on a page: no letter is moved onto a screen's dots.
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    pango_context_set_round_glyph_positions(context, 0)
    cairo_font_options_destroy(options)
    layout = pango_layout_new(context)
    g_object_unref(UnsafeMutableRawPointer(context))
    if let layout { pango_layout_set_single_paragraph_mode(layout, 1) }
  }

  /// nil when Pango has to draw it itself.
  func text(_ text: String, _ face: TypeSetter.Face, isBold: Bool) -> ShapedText? {
    let key = Key(text: text, face: face, isBold: isBold)
    if let known = texts[key] { return known }
    if texts.count >= Self.mostTexts { texts.removeAll() }
    let shaped = shape(text, face, isBold)
    texts[key] = .some(shaped)
    return shaped
  }

  private func shape(_ text: String, _ face: TypeSetter.Face, _ isBold: Bool) -> ShapedText? {
    guard let layout,
      let description = TypeSetter.newDescription(face, isBold: isBold, emPoints: Self.emPoints)
    else { return nil }
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    TypeSetter.setText(text, of: layout)
    return ShapedText(layout, stocks: &stocks)
  }
}

/// The small copies of the large fonts that are in use.
struct FontStocks {
  private var known: [OpaquePointer: FontStock?] = [:]

  /// The copy of a font that has all of these letters; nil when the font itself must be used.
  mutating func stock(
    of font: UnsafeMutablePointer<PangoFont>, holding glyphs: [UInt32]
  ) -> FontStock? {
    guard let shaper = pango_font_get_hb_font(font), let whole = hb_font_get_face(shaper),
      !isMadeBold(font)
    else { return nil }
    let stock: FontStock?
    if let found = known[whole] {
      stock = found
    } else {
      // The reference keeps its address from becoming another font's.
      stock = FontStock(of: hb_face_reference(whole), shaper: shaper)
      known[whole] = .some(stock)
    }
    guard let stock, glyphs.allSatisfy({ stock.number(of: $0) != nil }) else { return nil }
    return stock
  }

  /// Whether Cairo thickens the letters, because there is no bold font: a copy would lose that.
  private func isMadeBold(_ font: UnsafeMutablePointer<PangoFont>) -> Bool {
    guard let scaled = pango_cairo_font_get_scaled_font(OpaquePointer(font)) else { return false }
    return cairo_ft_font_face_get_synthesize(cairo_scaled_font_get_font_face(scaled)) != 0
  }
}
