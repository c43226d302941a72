import TillDrawing

/// What each command does; its form was checked before.
extension EscPosDecoder {
  mutating func perform(_ command: EscPosCommand) throws(PreviewError) {
    let n = command.parameters.first ?? 0
    switch command.name.prefix(2) {
    case "ES": try performEscape(command, n)
    case "FS": try performField(command, n)
    case "GS": try performGroup(command, n)
    case "DL":
      add(.query(command.name == "DLE EOT" ? .statusNow(n) : .recover(n)))
    case "LF": printLine(feed: state.spacingDots)
    case "HT": tab()
    // A carriage return is taken no notice of, unless a switch inside the printer says else.
    default: break
    }
  }

  /// `0`–`3` of `0`–`3` and `48`–`51`.
  private static func choice(_ n: UInt8) -> UInt8 { n >= 48 ? n - 48 : n }

  /// Stops stand every eight letters of font A.
  private mutating func tab() {
    let step = 8 * printer.letterDots
    let stop = (line.endDots / step + 1) * step
    // Beyond the last stop a tab does nothing.
    guard stop < area.width else { return }
    line.move(toDots: stop)
    add(.tab(toDots: area.left + stop))
  }

  private mutating func setLook(_ change: (inout Look) -> Void) {
    change(&state.letters)
    change(&state.chinese)
  }

  // MARK: ESC

  private mutating func performEscape(
    _ command: EscPosCommand, _ n: UInt8
  ) throws(PreviewError) {
    switch command.name {
    case "ESC @": state = PrinterState(printer)
    case "ESC t":
      guard printer.codePages[n] != nil else {
        throw PreviewError(
          .lacking, at: offset, "ESC t \(n): code page \(n) is not known of this printer")
      }
      state.page = n
    case "ESC R": state.country = Int(n)
    case "ESC E": setLook { $0.isBold = n & 1 == 1 }
    case "ESC -":
      state.letters.underlineDots = Int(Self.choice(n))
      if !printer.hasOwnChineseLook { state.chinese.underlineDots = Int(Self.choice(n)) }
    case "ESC a":
      setLook { $0.alignment = PaperAlignment(rawValue: Int(Self.choice(n))) ?? .left }
    case "ESC 2": state.spacingDots = PrinterState.usualSpacingDots
    case "ESC 3": state.spacingDots = Int(n)
    case "ESC d":
      printLine(feed: Int(n) * state.spacingDots)
    case "ESC J": printLine(feed: Int(n))
    case "ESC M": setLook { $0.font = Self.choice(n) == 0 ? .a : .b }
    case "ESC *": placeColumns(command)
    case "ESC p":
      // Vendors count in 2 ms.
      add(
        .kick(
          pin: Self.choice(n) == 0 ? 2 : 5, onMilliseconds: Int(command.parameters[1]) * 2,
          offMilliseconds: Int(command.parameters[2]) * 2))
    // One point is left, or three.
    case "ESC i", "ESC m": try cut(isFull: false, feedDots: nil)
    case "ESC SP": state.letterSpaceDots = Int(n)
    case "ESC {": setLook { $0.isUpsideDown = n & 1 == 1 }
    default: throw unmeant(command)
    }
  }

  private func unmeant(_ command: EscPosCommand) -> PreviewError {
    PreviewError(.unknown, at: offset, "\(command.name) has a form and no meaning here")
  }

  /// `ESC *`: the four modes stretch dots to three rows, two columns, both or neither.
  private mutating func placeColumns(_ command: EscPosCommand) {
    let mode = command.parameters[0]
    let whole = DotGrid(
      columnBytes: mode < 32 ? 1 : 3, bits: command.data, scaleX: mode & 1 == 0 ? 2 : 1,
      scaleY: mode < 32 ? 3 : 1)
    let room = area.width - line.endDots
    let dots = whole.cropped(toWidth: max(room, 0))
    add(
      .image(PrintedImage(dots: dots, alignment: state.letters.alignment, isInLine: true)))
    if dots.width < whole.width {
      add(
        .trouble(
          PaperTrouble(kind: .clipped, offset: offset, excessDots: whole.width - dots.width)))
    }
    if dots.width > 0 { place(.dots(dots), width: dots.width, height: dots.height) }
  }

  // MARK: FS

  private mutating func performField(
    _ command: EscPosCommand, _ n: UInt8
  ) throws(PreviewError) {
    switch command.name {
    case "FS &":
      guard printer.chinese != .none else {
        throw PreviewError(.lacking, at: offset, "FS &: this printer has no Chinese font")
      }
      setPairs(true)
    // Said to a printer without Chinese, it changes nothing.
    case "FS .": setPairs(false)
    case "FS !":
      state.chinese.width = n & 4 == 0 ? 1 : 2
      state.chinese.height = n & 8 == 0 ? 1 : 2
      state.chinese.underlineDots = n & 0x80 == 0 ? 0 : 1
    case "FS -": state.chinese.underlineDots = Int(Self.choice(n))
    case "FS S":
      state.chineseLeftDots = Int(n)
      state.chineseRightDots = Int(command.parameters[1])
    // It chooses among Japanese encodings; a printer with a Chinese font has one.
    case "FS C": break
    default: throw unmeant(command)
    }
  }

  private mutating func setPairs(_ areRead: Bool) {
    if printer.changesChineseAtLineEnd {
      state.willReadPairs = areRead
    } else {
      state.readsPairs = areRead
    }
  }

  // MARK: GS

  private mutating func performGroup(
    _ command: EscPosCommand, _ n: UInt8
  ) throws(PreviewError) {
    let parameters = command.parameters
    switch command.name {
    case "GS !":
      let width = Int(n >> 4) + 1
      let height = Int(n & 7) + 1
      (state.letters.width, state.letters.height) = (width, height)
      if !printer.hasOwnChineseLook {
        (state.chinese.width, state.chinese.height) = (width, height)
      }
    case "GS B": setLook { $0.isInverted = n & 1 == 1 }
    case "GS h": state.barcodeDots = Int(n)
    case "GS w": state.moduleDots = Int(n)
    case "GS H": state.label = Self.choice(n)
    case "GS f": state.labelFont = Self.choice(n) == 0 ? .a : .b
    case "GS k": try printBarcode(command)
    case "GS ( k": try performQR(command)
    case "GS ( H": add(.query(.echo(Array(parameters.dropFirst(2)))))
    case "GS v 0": printRaster(command)
    case "GS V":
      switch n {
      case 0, 48: try cut(isFull: true, feedDots: nil)
      case 1, 49: try cut(isFull: false, feedDots: nil)
      default: try cut(isFull: n == 65, feedDots: Int(parameters[1]))
      }
    case "GS L": state.leftMarginDots = Int(n) + Int(parameters[1]) << 8
    case "GS W": state.areaDots = Int(n) + Int(parameters[1]) << 8
    case "GS r": add(.query(.status(Self.choice(n))))
    case "GS a": add(.query(.reports(n)))
    default: throw unmeant(command)
    }
  }

  private mutating func printRaster(_ command: EscPosCommand) {
    let mode = Self.choice(command.parameters[0])
    let rowBytes = Int(command.parameters[1]) + Int(command.parameters[2]) << 8
    let scaleX = mode & 1 == 0 ? 1 : 2
    let whole = rowBytes * 8 * scaleX
    let dots = DotGrid(
      rowBytes: rowBytes, bits: command.data, scaleX: scaleX, scaleY: mode & 2 == 0 ? 1 : 2,
      widest: area.width)
    add(
      .image(PrintedImage(dots: dots, alignment: state.letters.alignment, isInLine: false)))
    if dots.width < whole {
      add(
        .trouble(PaperTrouble(kind: .clipped, offset: offset, excessDots: whole - dots.width)))
    }
    put(.image(dots, x: left(ofWidth: dots.width)), height: dots.height)
  }

  // MARK: Codes

  private mutating func printBarcode(_ command: EscPosCommand) throws(PreviewError) {
    let data: BarcodeData
    switch BarcodeData.read(system: command.parameters[0], command.data) {
    case .success(let read): data = read
    case .failure(let reason):
      throw PreviewError(.data, at: offset, "\(command.described): \(reason.words)")
    }
    let bars = CodeDots.barcode(
      data, moduleDots: state.moduleDots, heightDots: state.barcodeDots)
    let code = PrintedCode(
      kind: data.kind, data: command.data, text: data.text, moduleDots: state.moduleDots,
      heightDots: state.barcodeDots, isLabelledAbove: state.label & 1 != 0,
      isLabelledBelow: state.label & 2 != 0, level: nil, alignment: state.letters.alignment)
    try put(code, bars)
  }

  private mutating func performQR(_ command: EscPosCommand) throws(PreviewError) {
    let n = command.parameters[2]
    switch command.parameters[1] {
    case 65: break
    case 67: state.cellDots = Int(n)
    case 69: state.level = [.l, .m, .q, .h][Int(n) - 48]
    case 80: state.storedQR = command.data
    default:
      guard !state.storedQR.isEmpty else {
        throw PreviewError(.data, at: offset, "GS ( k fn 81: no QR code was stored")
      }
      let text = String(decoding: state.storedQR, as: UTF8.self)
      let code = PrintedCode(
        kind: .qr, data: state.storedQR, text: text, moduleDots: state.cellDots, heightDots: 0,
        isLabelledAbove: false, isLabelledBelow: false, level: state.level.rawValue,
        alignment: state.letters.alignment)
      try put(
        code,
        CodeDots.qr(state.storedQR, level: state.level, cellDots: state.cellDots))
    }
  }

  private mutating func put(_ code: PrintedCode, _ bars: DotGrid?) throws(PreviewError) {
    guard let bars else {
      throw PreviewError(.data, at: offset, "\(code.kind.rawValue): Zint can't draw this data")
    }
    add(.code(code))
    guard bars.width <= area.width else {
      add(
        .trouble(
          PaperTrouble(
            kind: .omitted, offset: offset, excessDots: bars.width - area.width)))
      return
    }
    let labelDots = state.labelFont.dots(fontA: printer.letterDots).height
    put(
      .code(code, bars, x: left(ofWidth: bars.width), labelFont: state.labelFont),
      height: CodeDots.heightDots(code, bars: bars, labelDots: labelDots))
  }
}
