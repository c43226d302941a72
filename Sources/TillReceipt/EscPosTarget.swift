/// The document as ESC/POS bytes, cut at its end: one job for a receipt printer.
///
/// Begins with `ESC @` and ends with it, and sets its state again after every cut and every
/// picture, because there another job's state comes in, or the printer forgets its own. Every
/// command byte is written here, from numbers; what comes from data is only ever a printable byte,
/// a picture's dots, or counted payload of a code.
public func renderEscPos(_ layout: Layout) -> [UInt8] {
  var writer = EscPosWriter(layout: layout)
  writer.write()
  return writer.bytes.array
}

/// Writes a layout's rows; its text stands in `EscPosText`, its codes and images in
/// `EscPosPictures`.
struct EscPosWriter: ~Copyable {
  static let esc: UInt8 = 0x1B
  static let gs: UInt8 = 0x1D
  static let fs: UInt8 = 0x1C
  static let lineFeed: UInt8 = 0x0A
  /// Box lines join when rows are exactly as high as the 24-dot font.
  private static let boxSpacingDots: UInt8 = 24

  let layout: Layout
  let profile: Profile
  /// The printer's code pages; none but for a printer that prints by them.
  let pages: CodePageSlots
  private let drawsBoxes: Bool
  var bytes: Growing<UInt8>
  var style = Style.plain
  /// The index in `pages` of the one that is chosen.
  var page = 0
  private var isTight = false

  init(layout: Layout) {
    self.layout = layout
    profile = layout.profile
    pages = .of(profile.encoding == .codePages ? profile.codePages : [:])
    drawsBoxes = pages.place(of: LineMask.left.boxCode, keeping: 0) != nil
    bytes = Growing(capacity: layout.glyphs.count * 2 + layout.rows.count * 8 + 64)
  }

  mutating func write() {
    begin()
    let lastInk = layout.rows.lastIndex { !$0.glyphs.isEmpty || $0.kind != .text } ?? -1
    var isCut = false
    for (index, row) in layout.rows.enumerated() {
      if isCut, index > lastInk { break }
      switch row.kind {
      case .text, .rule: write(row)
      case .cut:
        bytes.append(contentsOf: profile.cut.bytes)
        isCut = true
        if index < lastInk { begin() }
        continue
      case .code(let number): write(layout.codes[number])
      case .image(let number): write(image: layout.images[number])
      case .stamp: continue
      }
      if !row.glyphs.isEmpty || row.kind != .text { isCut = false }
    }
    if !isCut { bytes.append(contentsOf: profile.cut.bytes) }
    end()
  }

  // MARK: State

  private mutating func begin() {
    command(Self.esc, "@")
    page = 0
    style = .plain
    isTight = false
    setCharacters()
    skipToChinese()
  }

  /// Another program's job finds the printer as it was switched on, and not in Chinese mode.
  private mutating func end() {
    command(Self.esc, "@")
    if profile.hasChineseMode, !profile.has(.noChineseCommands) { command(Self.fs, ".") }
  }

  /// How characters are read: the font, Chinese mode and code page.
  private mutating func setCharacters() {
    if profile.font == .b { command(Self.esc, "M", 1) }
    if !profile.has(.noChineseCommands) {
      command(Self.fs, profile.hasChineseMode ? "&" : ".")
    }
    setPage()
  }

  private mutating func setPage() {
    if page < pages.slots.count { command(Self.esc, "t", pages.slots[page].number) }
  }

  /// Where the mode counts from the next line on, a line of no height is fed.
  private mutating func skipToChinese() {
    guard profile.hasChineseMode, profile.has(.chineseFromNextLine) else { return }
    command(Self.esc, "3", 0)
    bytes.append(Self.lineFeed)
    command(Self.esc, "2")
  }

  /// After a picture or a code: printers were seen to forget their code page there.
  mutating func setState() {
    setCharacters()
    align(.left)
    command(Self.esc, "2")
    isTight = false
    command(Self.gs, "!", 0)
    if profile.hasChineseMode { command(Self.fs, "!", 0) }
    skipToChinese()
    style = .plain
  }

  /// After a picture within a line: what can be set there.
  mutating func setCharactersInLine() {
    setCharacters()
    guard style.width > 1 || style.height > 1 else { return }
    command(Self.gs, "!", size(style))
    if profile.hasChineseMode { setChineseStyle(style) }
  }

  mutating func choosePage(_ index: Int) {
    guard index != page else { return }
    page = index
    setPage()
  }

  mutating func align(_ alignment: Alignment) {
    command(Self.esc, "a", UInt8(truncatingIfNeeded: alignment.rawValue))
  }

  // MARK: Rows

  private mutating func write(_ row: Row) {
    let all = layout.glyphs
    all.withUnsafeBufferPointer { all in
      let glyphs = all.extracting(row.glyphs)
      if drawsBoxes { setSpacing(for: glyphs) }
      var cell = 0
      var index = 0
      while index < glyphs.count {
        let glyph = glyphs[index]
        if cell < Int(glyph.column) {
          set(.plain)
          bytes.append(repeating: 0x20, count: Int(glyph.column) - cell)
          cell = Int(glyph.column)
        }
        if glyph.style.isLine {
          set(.plain)
          writeLine(glyphs, from: &index, at: &cell)
        } else {
          set(glyph.style)
          if !writeLetters(glyphs, from: &index, at: &cell) {
            append(code: glyph.code, cells: Int(glyph.cells))
            cell += Int(glyph.cells) * glyph.style.width
            index += 1
          }
        }
      }
    }
    set(.plain)
    bytes.append(Self.lineFeed)
  }

  /// ASCII letters of one style, each right after the one before it: most of a receipt. False
  /// when there is none.
  @inline(__always)
  private mutating func writeLetters(
    _ glyphs: UnsafeBufferPointer<Glyph>, from index: inout Int, at cell: inout Int
  ) -> Bool {
    let style = style
    let width = style.width
    let first = index
    bytes.reserve(glyphs.count - index)
    repeat {
      let glyph = glyphs[index]
      guard glyph.code < 0x7F, glyph.code >= 0x20, glyph.style == style else { break }
      bytes.appendReserved(UInt8(truncatingIfNeeded: glyph.code))
      cell += Int(glyph.cells) * width
      index += 1
    } while index < glyphs.count && Int(glyphs[index].column) == cell
    return index > first
  }

  /// A piece of a drawn line, and those like it right after it: a rule is one look-up.
  private mutating func writeLine(
    _ glyphs: UnsafeBufferPointer<Glyph>, from index: inout Int, at cell: inout Int
  ) {
    let glyph = glyphs[index]
    let first = index
    repeat {
      index += 1
      cell += 1
    } while index < glyphs.count && glyphs[index].style.isLine
      && glyphs[index].code == glyph.code && Int(glyphs[index].column) == cell
    append(line: LineMask(rawValue: glyph.code), count: index - first)
  }

  private mutating func setSpacing(for glyphs: UnsafeBufferPointer<Glyph>) {
    // A box's rows begin with its left side.
    let isBox =
      glyphs.first?.style.isLine == true
      && glyphs.contains {
        $0.style.isLine && $0.code & (LineMask.up.rawValue | LineMask.down.rawValue) != 0
      }
    guard isBox != isTight else { return }
    isTight = isBox
    if isBox {
      command(Self.esc, "3", Self.boxSpacingDots)
    } else {
      command(Self.esc, "2")
    }
  }

  /// Without a page of box signs: ASCII; but a Chinese font has a stroke two cells wide, and rules
  /// drawn with it are whole.
  private mutating func appendRule(_ mask: LineMask, count: Int) {
    var left = count
    if profile.encoding == .gb18030, mask == [.left, .right] {
      for _ in 0..<count / 2 { bytes.append(contentsOf: Self.chineseStroke) }
      left = count % 2
    }
    bytes.append(repeating: mask.letter, count: left)
  }

  /// U+2500 in GB2312, row 9.
  private static let chineseStroke: [UInt8] = [0xA9, 0xA4]

  private mutating func append(line mask: LineMask, count: Int) {
    // A Chinese font's box signs are two cells wide, so those printers get the ASCII ones.
    guard drawsBoxes, !mask.contains(.signature),
      let place = pages.place(of: mask.boxCode, keeping: page)
    else { return appendRule(mask, count: count) }
    choosePage(place.index)
    bytes.append(repeating: place.byte, count: count)
  }

  // MARK: Commands

  mutating func command(_ lead: UInt8, _ letter: Unicode.Scalar) {
    bytes.append(lead)
    bytes.append(UInt8(ascii: letter))
  }

  mutating func command(_ lead: UInt8, _ letter: Unicode.Scalar, _ parameter: UInt8) {
    command(lead, letter)
    bytes.append(parameter)
  }
}
