/// Characters a reader sees as one though they are several scalars: an emoji family, a flag, a
/// Korean syllable, a letter with its marks. Where a device draws them (East Asian Width, not the
/// two-byte printers), they take the cells of one.
enum Clusters {
  /// Whether text with this scalar may hold a cluster. Over-cautious is fine: it only costs time.
  @inline(__always)
  static func mayJoin(_ code: UInt32) -> Bool {
    if code < 0x300 || (0x2E80...0x3098).contains(code) || (0x309B...0xABFF).contains(code)
      || (0xFF00...0xFFEF).contains(code)
    {
      return false
    }
    switch code {
    case 0x2010...0x20CF, 0x2190...0x2328, 0x2460...0x25FF: return false
    default: return true
    }
  }

  /// Marks the scalars that stand on the cell of the one before them.
  static func mark(_ scalars: inout Growing<StyledScalar>, from first: Int) {
    var text = String.UnicodeScalarView()
    for scalar in scalars.elements[first...] {
      text.append(Unicode.Scalar(scalar.code) ?? "\u{FFFD}")
    }
    var index = first
    for character in String(text) {
      let count = character.unicodeScalars.count
      if count > 1 {
        let parts = scalars.elements[index..<index + count]
        scalars[index].isWidened =
          parts.contains { $0.code == emojiStyle }
          || parts.allSatisfy { regionalIndicators.contains($0.code) }
        for position in index + 1..<index + count { scalars[position].joinsPrevious = true }
      }
      index += count
    }
  }

  /// VARIATION SELECTOR-16: the sign before it is drawn as an emoji, on a full square.
  private static let emojiStyle: UInt32 = 0xFE0F
  private static let regionalIndicators: ClosedRange<UInt32> = 0x1F1E6...0x1F1FF
}

extension CellRule {
  /// Cells of a scalar where it stands, before its size: 0, 1 or 2.
  @inline(__always)
  func cells(of scalar: StyledScalar) -> Int {
    if scalar.code < 0x80 { return 1 }
    if self == .eastAsianWidth, scalar.joinsPrevious { return 0 }
    if self == .eastAsianWidth, scalar.isWidened { return 2 }
    return cells(of: scalar.code)
  }
}
