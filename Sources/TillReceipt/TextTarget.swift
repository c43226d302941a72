/// The document as text: a row a line, each ended by a line feed, without trailing blanks.
///
/// Cuts, codes, images and drawn stamps are nothing here; lines are drawn with `-`, `|` and `+` as
/// the reference does. A double-wide character is followed by its blanks.
public func renderText(_ layout: Layout) -> String {
  var bytes = Growing<UInt8>(capacity: layout.glyphs.count * 2 + layout.rows.count)
  for row in layout.rows where row.kind == .text || row.kind == .rule {
    var cell = 0
    var inkEnd = bytes.count
    for glyph in layout.glyphs[row.glyphs] {
      while cell < Int(glyph.column) {
        bytes.append(0x20)
        cell += 1
      }
      if glyph.style.isLine {
        bytes.append(LineMask(rawValue: glyph.code).letter)
        cell += 1
      } else {
        UTF8Bytes.append(glyph.code, to: &bytes)
        let cells = Int(glyph.cells)
        for _ in 0..<(cells * (glyph.style.width - 1)) { bytes.append(0x20) }
        cell += cells * glyph.style.width
      }
      if glyph.style.isLine || glyph.code != 0x20 { inkEnd = bytes.count }
    }
    bytes.shorten(to: inkEnd)
    bytes.append(0x0A)
  }
  return String(decoding: bytes.elements, as: UTF8.self)
}

extension LineMask {
  /// The ASCII letter the reference's text target draws for it.
  var letter: UInt8 {
    if contains(.signature) { return UInt8(ascii: "_") }
    let isAcross = !isDisjoint(with: [.left, .right])
    let isUpright = !isDisjoint(with: [.up, .down])
    if isAcross { return isUpright ? UInt8(ascii: "+") : UInt8(ascii: "-") }
    return UInt8(ascii: "|")
  }
}
