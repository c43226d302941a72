import TillDrawing

/// The judge of our printer bytes: reads a job as a printer of the given shape would, and refuses
/// what no such printer prints as it was meant.
///
/// It knows the commands in `CommandForm`, no others, and shares no code and no table with the
/// writer it judges. Text is decoded to Unicode, state is kept as a printer keeps it (over a cut
/// too), and every character, dot and bar has its place on the paper; see `PrintedPaper`.
///
///     let decoder = try EscPosDecoder(bytes, printer: shape)
///     decoder.items     // text runs, codes, feeds, cuts, kicks, queries, troubles
///     decoder.troubles  // must be empty: what stood beyond the paper's edge
public struct EscPosDecoder: Sendable {
  /// The printer that reads.
  public let printer: PrinterShape
  /// Every command, in order.
  public private(set) var commands: [EscPosCommand] = []
  /// What the printer does, in order.
  public private(set) var items: [PrinterItem] = []
  private(set) var roll: PaperRoll

  var state: PrinterState
  var line = LineBuffer()
  /// The byte the command or character in hand begins at.
  var offset = 0
  /// Characters of one look that are no item yet.
  private var run = String.UnicodeScalarView()
  private var runLook = Look()

  /// Reads a whole job.
  ///
  /// - Throws: at the first byte that is no command or character of this printer, and where text is
  ///   left unprinted at the end.
  public init(_ bytes: [UInt8], printer: PrinterShape) throws(PreviewError) {
    self.printer = printer
    state = PrinterState(printer)
    roll = PaperRoll(knifeDots: printer.knifeDots)
    var reader = EscPosReader(bytes)
    while !reader.isAtEnd {
      offset = reader.position
      if reader.isAtCharacter {
        try readCharacter(&reader)
      } else {
        let (form, command) = try reader.takeCommand()
        guard !form.isLineStart || line.isEmpty else {
          throw PreviewError(
            .midLine, at: offset,
            command.name == "ESC @"
              ? "ESC @: the line that was begun is lost"
              : "\(command.described): heeded only where no line has begun")
        }
        commands.append(command)
        try perform(command)
      }
    }
    guard line.isEmpty else {
      throw PreviewError(
        .unprinted, at: bytes.count, "the job ends in a line that was not printed")
    }
  }

  /// The names of all commands it reads, as vendors spell them.
  public static let knownCommands: [String] = CommandForm.all.map(\.name)

  /// Where the paper is not what was meant.
  public var troubles: [PaperTrouble] {
    items.compactMap { if case .trouble(let trouble) = $0 { trouble } else { nil } }
  }

  /// All characters, run after run.
  public var text: String {
    items.map { if case .text(let run) = $0 { run.text } else { "" } }.joined()
  }

  /// The codes, in order.
  public var codes: [PrintedCode] {
    items.compactMap { if case .code(let code) = $0 { code } else { nil } }
  }

  // MARK: The line in hand

  /// Where a line begins, and how many dots it may hold.
  var area: (left: Int, width: Int) {
    let left = min(state.leftMarginDots, printer.dotsAcross - 1)
    let most = printer.dotsAcross - left
    return (left, min(state.areaDots ?? most, most))
  }

  mutating func add(_ item: PrinterItem) {
    endRun()
    items.append(item)
  }

  /// Puts a character or dots on the line; what doesn't fit begins the next one.
  mutating func place(
    _ ink: Mark.Ink, width: Int, height: Int, leftSpace: Int = 0, rightSpace: Int = 0,
    isChinese: Bool = false
  ) {
    let whole = leftSpace + width + rightSpace
    let excess = line.endDots + leftSpace + width - area.width
    if excess > 0, !line.isEmpty {
      printLine(feed: state.spacingDots)
      add(.trouble(PaperTrouble(kind: .wrapped, offset: offset, excessDots: excess)))
    }
    line.add(
      Mark(
        ink: ink, x: line.endDots, width: whole, height: height, leftSpace: leftSpace,
        isChinese: isChinese))
  }

  /// Prints the line in hand and feeds, at least as far as its tallest character.
  mutating func printLine(feed dots: Int) {
    let height = line.heightDots
    let feed = max(dots, height)
    if line.isEmpty {
      // A line of no height is a way to make a command count from the next line on.
      if feed > 0 { roll.add(.blank, inkHeight: 0, feed: feed) }
    } else {
      let look = state.letters
      let free = max(area.width - line.endDots, 0)
      let left = area.left + free * look.alignment.rawValue / 2
      roll.add(
        .line(line.marks(movedBy: left), isUpsideDown: look.isUpsideDown), inkHeight: height,
        feed: feed)
    }
    line = LineBuffer()
    state.readsPairs = state.willReadPairs ?? state.readsPairs
    state.willReadPairs = nil
    add(.feed(dots: feed))
  }

  /// Puts something as wide as it is in the print area; answers where it begins.
  func left(ofWidth width: Int) -> Int {
    area.left + max(area.width - width, 0) * state.letters.alignment.rawValue / 2
  }

  mutating func put(_ kind: Strip.Kind, height: Int) {
    roll.add(kind, inkHeight: height, feed: height)
  }

  mutating func cut(isFull: Bool, feedDots: Int?) throws(PreviewError) {
    guard printer.knifeDots != nil else {
      throw PreviewError(.lacking, at: offset, "a cut: this printer has no knife")
    }
    add(.cut(PaperCut(isFull: isFull, feedDots: feedDots)))
    let excess = roll.cut(feedDots: feedDots)
    if excess > 0 {
      add(.trouble(PaperTrouble(kind: .cutThrough, offset: offset, excessDots: excess)))
    }
  }

  // MARK: Characters

  private mutating func readCharacter(_ reader: inout EscPosReader) throws(PreviewError) {
    guard let byte = reader.takeCharacterByte() else { return }
    if byte < 0x80 {
      put(CharacterSets.lowerHalf(byte, country: state.country))
    } else if state.readsPairs {
      try readPair(byte, &reader)
    } else {
      guard let page = printer.codePages[state.page] else {
        throw PreviewError(
          .lacking, at: offset,
          "\(EscPosReader.hexadecimal(byte)): code page \(state.page) is not known of this printer")
      }
      guard let half = CharacterSets.upperHalf(of: page) else {
        throw PreviewError(.lacking, at: offset, "iconv has no code page \(page)")
      }
      guard let scalar = half[Int(byte) - 0x80] else {
        throw PreviewError(
          .character, at: offset, "\(EscPosReader.hexadecimal(byte)) is no character of \(page)")
      }
      put(scalar)
    }
  }

  private mutating func readPair(
    _ lead: UInt8, _ reader: inout EscPosReader
  ) throws(PreviewError) {
    let first = EscPosReader.hexadecimal(lead)
    guard let trail = reader.takeCharacterByte() else {
      throw PreviewError(.cutOff, at: offset, "\(first): the stream ends in a Chinese character")
    }
    guard let scalar = CharacterSets.chinese(lead, trail) else {
      throw PreviewError(
        .character, at: offset,
        "\(first) \(EscPosReader.hexadecimal(trail)) is no Chinese character")
    }
    let look = state.chinese
    let side = Look.chineseDots
    place(
      .character(scalar, look), width: side * look.width, height: side * look.height,
      leftSpace: state.chineseLeftDots * look.width,
      rightSpace: state.chineseRightDots * look.width, isChinese: true)
    append(scalar, look)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let look = state.letters
    let size = look.font.dots(fontA: printer.letterDots)
    place(
      .character(scalar, look), width: size.width * look.width,
      height: size.height * look.height, rightSpace: state.letterSpaceDots * look.width)
    append(scalar, look)
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ look: Look) {
    if look != runLook { endRun() }
    runLook = look
    run.append(scalar)
  }

  private mutating func endRun() {
    guard !run.isEmpty else { return }
    items.append(.text(TextRun(String(run), runLook)))
    run = String.UnicodeScalarView()
  }
}

extension Look {
  /// Chinese characters are so many dots wide and high.
  static let chineseDots = 24
}

extension Look.Font {
  /// A letter's dots.
  func dots(fontA width: Int) -> (width: Int, height: Int) {
    switch self {
    case .a: (width, 24)
    case .b: (9, 17)
    }
  }
}
