/// Characters and how they look.
extension EscPosWriter {
  @inline(__always)
  mutating func append(code: UInt32, cells: Int) {
    if code < 0x80 {
      bytes.append(code < 0x20 || code == 0x7F ? 0x20 : UInt8(truncatingIfNeeded: code))
      return
    }
    appendUpper(code, cells: cells)
  }

  private mutating func appendUpper(_ code: UInt32, cells: Int) {
    if code == 0xA0 { return bytes.append(0x20) }
    if cells == 2, profile.encoding == .gb18030, let pair = ChineseBytes.pair(for: code) {
      bytes.append(UInt8(truncatingIfNeeded: pair >> 8))
      bytes.append(UInt8(truncatingIfNeeded: pair))
      return
    }
    if cells == 1, appendByte(code) { return }
    if let other = StandIn.code(for: code), cells > 0 {
      if other < 0x80 || appendByte(other) {
        if other < 0x80 { bytes.append(UInt8(truncatingIfNeeded: other)) }
        return pad(1..<cells)
      }
    }
    let dots = cells * profile.font.dotsWide
    if let columns = DrawnCharacter.columns(of: code, dotsWide: dots) {
      return appendDrawn(columns, dotsWide: dots)
    }
    guard cells > 0 else { return }
    bytes.append(UInt8(ascii: "?"))
    pad(1..<cells)
  }

  private mutating func pad(_ cells: Range<Int>) {
    for _ in cells { bytes.append(0x20) }
  }

  /// The character from a code page, chosen if need be; false when none has it.
  private mutating func appendByte(_ code: UInt32) -> Bool {
    guard let place = pages.place(of: code, keeping: page) else { return false }
    choosePage(place.index)
    bytes.append(place.byte)
    return true
  }

  /// `ESC * 33`: a 24-dot picture in the line. A printer does nothing to it, so it is widened here
  /// to fill its cells, inverted and underlined; it stays 24 dots high.
  private mutating func appendDrawn(_ columns: [UInt8], dotsWide: Int) {
    let count = dotsWide * style.width
    command(Self.esc, "*", 33)
    bytes.append(UInt8(truncatingIfNeeded: count))
    bytes.append(UInt8(truncatingIfNeeded: count >> 8))
    for start in stride(from: 0, to: columns.count, by: 3) {
      for _ in 0..<style.width {
        for offset in 0..<3 {
          let isFoot = offset == 2 && style.isUnderlined
          let dots = columns[start + offset] | (isFoot ? 1 : 0)
          bytes.append(style.isInverted ? ~dots : dots)
        }
      }
    }
    setCharactersInLine()
  }

  // MARK: Style

  @inline(__always)
  mutating func set(_ wanted: Style) {
    if wanted != style { change(to: wanted) }
  }

  private mutating func change(to wanted: Style) {
    let isSizeChanged = wanted.width != style.width || wanted.height != style.height
    if isSizeChanged { command(Self.gs, "!", size(wanted)) }
    if wanted.isBold != style.isBold { command(Self.esc, "E", wanted.isBold ? 1 : 0) }
    let isUnderlineChanged = wanted.isUnderlined != style.isUnderlined
    if isUnderlineChanged { command(Self.esc, "-", wanted.isUnderlined ? 1 : 0) }
    if wanted.isInverted != style.isInverted {
      command(Self.gs, "B", wanted.isInverted ? 1 : 0)
    }
    if profile.hasChineseMode, isSizeChanged || isUnderlineChanged { setChineseStyle(wanted) }
    style = wanted
  }

  /// The parameter of `GS !`: a nibble each for width and height, 0 for one.
  func size(_ style: Style) -> UInt8 {
    UInt8(truncatingIfNeeded: (style.width - 1) << 4 | (style.height - 1))
  }

  /// Some printers keep a size and an underline of their own for Chinese characters.
  mutating func setChineseStyle(_ wanted: Style) {
    if wanted.width <= 2, wanted.height <= 2 {
      let mode: UInt8 =
        (wanted.width == 2 ? 4 : 0) | (wanted.height == 2 ? 8 : 0)
        | (wanted.isUnderlined ? 0x80 : 0)
      command(Self.fs, "!", mode)
    } else {
      command(Self.fs, "-", wanted.isUnderlined ? 1 : 0)
    }
  }
}
