import CPango

/// The fonts papers are drawn with; without them Pango takes what there is, Chinese as boxes.
public enum Fonts {
  /// Those of our families that aren't installed, in Debian's package `fonts-noto-cjk`.
  public static var missing: [String] {
    let wanted = [
      TypeSetter.Face.mono, .sans, .serif,
    ].compactMap { $0.rawValue.split(separator: ",").first.map(String.init) }
    let installed = Set(families)
    return wanted.filter { !installed.contains($0) }
  }

  private static var families: [String] {
    drawingTurn.withLock { _ in
      var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
      var count: Int32 = 0
      guard let map = pango_cairo_font_map_get_default() else { return [] }
      pango_font_map_list_families(map, &list, &count)
      defer { g_free(list) }
      return (0..<Int(count)).compactMap { index in
        guard let family = list?[index] else { return nil }
        return pango_font_family_get_name(family).map { String(cString: $0) }
      }
    }
  }
}
