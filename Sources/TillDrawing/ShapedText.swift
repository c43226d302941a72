import CPango

/// A text whose letters Pango has chosen and placed, ready to be drawn at any size.
///
/// Pages say the same again and again: headings, units, prices. Pango takes 15 µs for one, and a
/// slip of thirty articles has 300 of them, each measured and then drawn.
final class ShapedText {
  /// Letters of one font, at one em of `ShapedTexts.emPoints`.
  private struct Run {
    let face: OpaquePointer
    let matrix: cairo_matrix_t
    var bytes: [CChar]
    var glyphs: [cairo_glyph_t] = []
    var clusters: [cairo_text_cluster_t] = []
  }

  /// The width of a type of one point.
  let widthPerPoint: Double
  private var runs: [Run] = []

  /// nil when Pango has to draw it itself: letters no font has, writing from right to left.
  init?(_ layout: OpaquePointer, stocks: inout FontStocks) {
    var width: Int32 = 0
    pango_layout_get_size(layout, &width, nil)
    widthPerPoint = Double(width) / Double(PANGO_SCALE) / ShapedTexts.emPoints
    guard pango_layout_get_unknown_glyphs_count(layout) == 0,
      pango_layout_get_line_count(layout) == 1,
      let line = pango_layout_get_line_readonly(layout, 0), let text = pango_layout_get_text(layout)
    else { return nil }
    var x = 0.0
    var next = line.pointee.runs
    while let link = next {
      guard let item = link.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
        append(item, of: text, at: &x, &stocks)
      else { return nil }
      next = link.pointee.next
    }
  }

  deinit { for run in runs { cairo_font_face_destroy(run.face) } }

  private func append(
    _ item: UnsafeMutablePointer<PangoGlyphItem>, of text: UnsafePointer<CChar>,
    at x: inout Double, _ stocks: inout FontStocks
  ) -> Bool {
    guard let analysis = item.pointee.item?.pointee.analysis, analysis.level % 2 == 0,
      let font = analysis.font, let glyphs = item.pointee.glyphs?.pointee
    else { return false }
    let numbers = (0..<Int(glyphs.num_glyphs)).map { glyphs.glyphs[$0].glyph }
    let stock = stocks.stock(of: font, holding: numbers.filter { $0 != Self.emptyGlyph })
    guard let scaled = UnsafeMutableRawPointer(font).scaledFont,
      let face = stock?.face ?? cairo_scaled_font_get_font_face(scaled)
    else { return false }
    var matrix = cairo_matrix_t()
    cairo_scaled_font_get_font_matrix(scaled, &matrix)
    var run = Run(face: cairo_font_face_reference(face), matrix: matrix, bytes: [])
    var iterator = PangoGlyphItemIter()
    var hasMore = pango_glyph_item_iter_init_start(&iterator, item, text) != 0
    while hasMore {
      let first = Int(iterator.start_index)
      let bytes = UnsafeBufferPointer(start: text + first, count: Int(iterator.end_index) - first)
      run.bytes.append(contentsOf: bytes)
      let before = run.glyphs.count
      for index in Int(iterator.start_glyph)..<Int(iterator.end_glyph) {
        let glyph = glyphs.glyphs[index]
        let offset = Double(glyph.geometry.x_offset) / Double(PANGO_SCALE)
        let rise = Double(glyph.geometry.y_offset) / Double(PANGO_SCALE)
        if glyph.glyph != Self.emptyGlyph {
          let number = stock?.number(of: glyph.glyph) ?? UInt(glyph.glyph)
          run.glyphs.append(cairo_glyph_t(index: number, x: x + offset, y: rise))
        }
        x += Double(glyph.geometry.width) / Double(PANGO_SCALE)
      }
      run.clusters.append(
        cairo_text_cluster_t(
          num_bytes: Int32(bytes.count), num_glyphs: Int32(run.glyphs.count - before)))
      hasMore = pango_glyph_item_iter_next_cluster(&iterator) != 0
    }
    runs.append(run)
    return true
  }

  /// `PANGO_GLYPH_EMPTY`: takes room, draws nothing.
  private static let emptyGlyph: UInt32 = 0x0FFF_FFFF

  /// Draws it from the origin on.
  func show(_ context: OpaquePointer, emPoints: Double) {
    let scale = emPoints / ShapedTexts.emPoints
    for run in runs {
      var matrix = run.matrix
      cairo_matrix_scale(&matrix, scale, scale)
      cairo_set_font_face(context, run.face)
      cairo_set_font_matrix(context, &matrix)
      let glyphs = run.glyphs.map {
        cairo_glyph_t(index: $0.index, x: $0.x * scale, y: $0.y * scale)
      }
      cairo_show_text_glyphs(
        context, run.bytes, Int32(run.bytes.count), glyphs, Int32(glyphs.count), run.clusters,
        Int32(run.clusters.count), cairo_text_cluster_flags_t(0))
    }
  }
}

extension UnsafeMutableRawPointer {
  /// The Cairo font of a Pango font.
  fileprivate var scaledFont: OpaquePointer? {
    pango_cairo_font_get_scaled_font(OpaquePointer(self))
  }
}
