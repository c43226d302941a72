import CPango

/// Where lines of text may end, by Unicode's line breaking rules (UAX #14), as Pango knows them.
public enum LineBreaks {
  /// For each scalar of `text`, whether a line may end before it; the first is never a place.
  public static func opportunities(in text: String) -> [Bool] {
    var text = text
    let count = text.unicodeScalars.count
    guard count > 1 else { return Array(repeating: false, count: count) }
    var attributes = [PangoLogAttr](repeating: PangoLogAttr(), count: count + 1)
    drawingTurn.withLock { _ in
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          pango_get_log_attrs(
            characters.baseAddress, Int32(clamping: characters.count), -1,
            pango_language_from_string("zh-cn"), &attributes, Int32(clamping: count + 1))
        }
      }
    }
    return (0..<count).map { $0 > 0 && attributes[$0].is_line_break != 0 }
  }
}
