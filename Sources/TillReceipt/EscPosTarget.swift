import TillDrawing

/// The document as ESC/POS bytes, cut at its end: one job for a receipt printer.
///
/// Begins with `ESC @`, and sets its state again after every cut, because a cut may be where
/// another job's state comes in. Every command byte is written here, from numbers; what comes from
/// data is only ever a printable byte, or counted payload of a code.
public func renderEscPos(_ layout: Layout) -> [UInt8] {
  var writer = EscPosWriter(layout: layout)
  writer.write()
  return writer.bytes
}

private struct EscPosWriter {
  private static let esc: UInt8 = 0x1B
  private static let gs: UInt8 = 0x1D
  private static let fs: UInt8 = 0x1C
  private static let lineFeed: UInt8 = 0x0A
  /// Box lines join when rows are exactly as high as the 24-dot font.
  private static let boxSpacingDots: UInt8 = 24

  let layout: Layout
  let profile: Profile
  private(set) var bytes: [UInt8] = []
  private var style = Style.plain
  private var isTight = false

  init(layout: Layout) {
    self.layout = layout
    profile = layout.profile
    bytes.reserveCapacity(layout.glyphs.count * 2 + layout.rows.count * 8 + 64)
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
        cut()
        isCut = true
        if index < lastInk { begin() }
        continue
      case .code(let number): write(layout.codes[number])
      case .image(let number): write(image: layout.images[number])
      case .stamp: continue
      }
      if !row.glyphs.isEmpty || row.kind != .text { isCut = false }
    }
    if !isCut { cut() }
  }

  private mutating func begin() {
    bytes.append(contentsOf: [Self.esc, UInt8(ascii: "@")])
    bytes.append(contentsOf: [Self.fs, UInt8(ascii: profile.hasChineseMode ? "&" : ".")])
    if profile.encoding == .codePage437 {
      bytes.append(contentsOf: [Self.esc, UInt8(ascii: "t"), 0])
    }
    style = .plain
    isTight = false
  }

  private mutating func cut() {
    for _ in 0..<profile.feedBeforeCutRows { bytes.append(Self.lineFeed) }
    if profile.hasChineseMode { bytes.append(contentsOf: [Self.fs, UInt8(ascii: ".")]) }
    bytes.append(contentsOf: profile.cutBytes)
  }

  // MARK: Rows

  private mutating func write(_ row: Row) {
    if profile.encoding == .codePage437 { setSpacing(for: row) }
    var cell = 0
    for glyph in layout.glyphs[row.glyphs] {
      if cell < Int(glyph.column) {
        set(.plain)
        while cell < Int(glyph.column) {
          bytes.append(0x20)
          cell += 1
        }
      }
      if glyph.style.isLine {
        set(.plain)
        append(line: LineMask(rawValue: glyph.code))
        cell += 1
      } else {
        set(glyph.style)
        let cells = Int(glyph.cells)
        append(code: glyph.code, cells: cells)
        cell += cells * glyph.style.width
      }
    }
    set(.plain)
    bytes.append(Self.lineFeed)
  }

  private mutating func setSpacing(for row: Row) {
    let isBox = layout.glyphs[row.glyphs].contains {
      $0.style.isLine && $0.code & (LineMask.up.rawValue | LineMask.down.rawValue) != 0
    }
    guard isBox != isTight else { return }
    isTight = isBox
    if isBox {
      bytes.append(contentsOf: [Self.esc, UInt8(ascii: "3"), Self.boxSpacingDots])
    } else {
      bytes.append(contentsOf: [Self.esc, UInt8(ascii: "2")])
    }
  }

  @inline(__always)
  private mutating func append(code: UInt32, cells: Int) {
    if code < 0x80 {
      bytes.append(code < 0x20 || code == 0x7F ? 0x20 : UInt8(truncatingIfNeeded: code))
      return
    }
    appendUpper(code, cells: cells)
  }

  private mutating func appendUpper(_ code: UInt32, cells: Int) {
    switch profile.encoding {
    case .gb18030:
      if code == 0xA0 {
        bytes.append(0x20)
        return
      }
      if let pair = ChineseBytes.pair(for: code) {
        bytes.append(UInt8(truncatingIfNeeded: pair >> 8))
        bytes.append(UInt8(truncatingIfNeeded: pair))
        return
      }
      if cells == 2, let columns = DrawnCharacter.columns(of: code) {
        appendDrawn(columns)
        return
      }
    case .codePage437, .unicode:
      if cells == 1, let byte = CodePage437.byte(for: code) {
        bytes.append(byte)
        return
      }
      if cells == 2, code == 0xFFE5 {
        bytes.append(contentsOf: [0x9D, 0x20])
        return
      }
    }
    guard cells > 0 else { return }
    bytes.append(UInt8(ascii: "?"))
    for _ in 1..<cells { bytes.append(0x20) }
  }

  /// `ESC * 33`: a 24-dot picture in the line. It doesn't grow with the letters' size, so it is
  /// widened here, to fill its cells.
  private mutating func appendDrawn(_ columns: [UInt8]) {
    let count = DrawnCharacter.sideDots * style.width
    bytes.append(contentsOf: [Self.esc, UInt8(ascii: "*"), 33])
    bytes.append(contentsOf: [
      UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8),
    ])
    for start in stride(from: 0, to: columns.count, by: 3) {
      for _ in 0..<style.width { bytes.append(contentsOf: columns[start..<start + 3]) }
    }
  }

  private mutating func append(line mask: LineMask) {
    // A Chinese font's box signs are two cells wide, so those printers get the ASCII ones.
    let isASCII = profile.encoding != .codePage437 || mask.contains(.signature)
    bytes.append(isASCII ? mask.letter : CodePage437.byte(for: mask))
  }

  @inline(__always)
  private mutating func set(_ wanted: Style) {
    if wanted != style { change(to: wanted) }
  }

  private mutating func change(to wanted: Style) {
    if wanted.isBold != style.isBold {
      bytes.append(contentsOf: [Self.esc, UInt8(ascii: "E"), wanted.isBold ? 1 : 0])
    }
    if wanted.isInverted != style.isInverted {
      bytes.append(contentsOf: [Self.gs, UInt8(ascii: "B"), wanted.isInverted ? 1 : 0])
    }
    let isUnderlineChanged = wanted.isUnderlined != style.isUnderlined
    if isUnderlineChanged {
      bytes.append(contentsOf: [Self.esc, UInt8(ascii: "-"), wanted.isUnderlined ? 1 : 0])
    }
    let isSizeChanged = wanted.width != style.width || wanted.height != style.height
    if isSizeChanged {
      let size = UInt8(truncatingIfNeeded: (wanted.width - 1) << 4 | (wanted.height - 1))
      bytes.append(contentsOf: [Self.gs, UInt8(ascii: "!"), size])
    }
    if profile.hasChineseMode, isSizeChanged || isUnderlineChanged {
      setChineseMode(wanted)
    }
    style = wanted
  }

  /// Some printers keep a size and an underline of their own for Chinese characters.
  private mutating func setChineseMode(_ wanted: Style) {
    if wanted.width <= 2, wanted.height <= 2 {
      let mode: UInt8 =
        (wanted.width == 2 ? 4 : 0) | (wanted.height == 2 ? 8 : 0)
        | (wanted.isUnderlined ? 0x80 : 0)
      bytes.append(contentsOf: [Self.fs, UInt8(ascii: "!"), mode])
    } else {
      bytes.append(contentsOf: [Self.fs, UInt8(ascii: "-"), wanted.isUnderlined ? 1 : 0])
    }
  }

  // MARK: Codes and images

  private mutating func write(_ code: CodeRequest) {
    guard let payload = code.payload, code.fits(dots: profile.widthDots) else { return }
    align(code.alignment)
    if code.options.kind == .qrcode {
      writeQR(payload, code.options)
    } else {
      writeBarcode(payload, code.options)
    }
    align(.left)
  }

  private mutating func align(_ alignment: Alignment) {
    bytes.append(
      contentsOf: [Self.esc, UInt8(ascii: "a"), UInt8(truncatingIfNeeded: alignment.rawValue)])
  }

  private mutating func writeBarcode(_ payload: [UInt8], _ options: CodeRequest.Options) {
    let system: UInt8
    var data = payload
    switch options.kind {
    case .upc: system = 65
    case .ean, .jan: system = payload.count == 8 ? 68 : 67
    case .code39: system = 69
    case .itf: system = 70
    case .codabar, .nw7: system = 71
    case .code93: system = 72
    case .code128, .qrcode:
      system = 73
      // Code set B; a brace of the data is doubled, or it would choose another set.
      data = Array("{B".utf8) + payload.flatMap { $0 == 0x7B ? [$0, $0] : [$0] }
    }
    bytes.append(
      contentsOf: [Self.gs, UInt8(ascii: "h"), UInt8(truncatingIfNeeded: options.heightDots)])
    bytes.append(
      contentsOf: [Self.gs, UInt8(ascii: "w"), UInt8(truncatingIfNeeded: options.moduleDots)])
    bytes.append(contentsOf: [Self.gs, UInt8(ascii: "H"), options.showsText ? 2 : 0])
    bytes.append(
      contentsOf: [Self.gs, UInt8(ascii: "k"), system, UInt8(truncatingIfNeeded: data.count)])
    bytes.append(contentsOf: data)
  }

  private mutating func writeQR(_ payload: [UInt8], _ options: CodeRequest.Options) {
    let level: UInt8 =
      switch options.level {
      case .l: 48
      case .m: 49
      case .q: 50
      case .h: 51
      }
    writeQRFunction([49, 65, 50, 0])
    writeQRFunction([49, 67, UInt8(truncatingIfNeeded: options.cellDots)])
    writeQRFunction([49, 69, level])
    writeQRFunction([49, 80, 48] + payload)
    writeQRFunction([49, 81, 48])
  }

  private mutating func writeQRFunction(_ parameters: [UInt8]) {
    bytes.append(contentsOf: [Self.gs, UInt8(ascii: "("), UInt8(ascii: "k")])
    bytes.append(UInt8(truncatingIfNeeded: parameters.count))
    bytes.append(UInt8(truncatingIfNeeded: parameters.count >> 8))
    bytes.append(contentsOf: parameters)
  }

  private mutating func write(image: String) {
    guard let raster = Raster(base64PNG: image, widestDots: profile.widthDots) else { return }
    align(.center)
    // Slices: small printers freeze on a tall picture (PRINTING §5.14).
    for top in stride(from: 0, to: raster.heightDots, by: 256) {
      let rows = min(256, raster.heightDots - top)
      bytes.append(contentsOf: [Self.gs, UInt8(ascii: "v"), UInt8(ascii: "0"), 0])
      bytes.append(UInt8(truncatingIfNeeded: raster.rowBytes))
      bytes.append(UInt8(truncatingIfNeeded: raster.rowBytes >> 8))
      bytes.append(UInt8(truncatingIfNeeded: rows))
      bytes.append(UInt8(truncatingIfNeeded: rows >> 8))
      bytes.append(contentsOf: raster.bits[top * raster.rowBytes..<(top + rows) * raster.rowBytes])
    }
    align(.left)
  }
}
