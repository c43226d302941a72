/// Reads one line of markup: splits it at unescaped `|`, then reads each column.
struct LineReader {
  let bytes: UnsafeBufferPointer<UInt8>
  private var start: Int
  private var end: Int

  init(bytes: UnsafeBufferPointer<UInt8>, start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let pipe = UInt8(ascii: "|")

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  mutating func read(into document: inout DocumentReader) -> Document.Line {
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    let hasLeadingPipe = start < end && bytes[start] == Self.pipe
    // Where a line separator stands in the line, the reference takes no frame off it.
    let isFramed =
      !document.hasLineSeparators || !bytes.hasLineSeparator(from: start, to: end)
    if hasLeadingPipe, isFramed { start += 1 }
    let hasTrailingPipe = end > start && bytes[end - 1] == Self.pipe && !isEscaped(end - 1)
    if hasTrailingPipe, isFramed { end -= 1 }

    let firstColumn = document.columns.count
    let firstScalar = document.scalars.count
    var columnStart = start
    var index = start
    var count = 0
    var isSound = true
    while index <= end {
      index = bytes.first(Self.pipe, or: Self.backslash, from: index, to: end)
      if index < end, bytes[index] == Self.backslash {
        index = min(index + 2, end)
        continue
      }
      let isLast = index >= end
      let slice = Slice(start: columnStart, end: index)
      let alignment = self.alignment(
        of: slice, leftIsEdge: count == 0 && !hasLeadingPipe,
        rightIsEdge: isLast && !hasTrailingPipe)
      let ink = trimmed(slice)
      if count == 0, isLast, let line = singleColumn(ink, alignment, &document) { return line }
      let textStart = document.scalars.count
      let text = readText(ink, into: &document)
      isSound = isSound && text != .unsound
      document.columns.append(
        Document.Column(
          alignment: alignment, scalars: textStart..<document.scalars.count,
          isPlain: text == .plain))
      count += 1
      index += 1
      columnStart = index
    }
    guard isSound else {
      document.columns.removeSubrange(firstColumn...)
      document.scalars.shorten(to: firstScalar)
      return .nothing
    }
    return .text(firstColumn..<document.columns.count)
  }

  private struct Slice {
    var start: Int
    var end: Int
  }

  /// Whether an odd number of backslashes stands before the byte.
  private func isEscaped(_ index: Int) -> Bool {
    var count = 0
    var before = index - 1
    while before >= start, bytes[before] == Self.backslash {
      count += 1
      before -= 1
    }
    return count % 2 == 1
  }

  /// Towards the side that has no white space; a missing outer pipe is the paper's edge and lets
  /// the other side decide.
  private func alignment(of slice: Slice, leftIsEdge: Bool, rightIsEdge: Bool) -> Alignment {
    let isFilled = slice.start < slice.end
    let blankLeft = isFilled && Self.isBlank(bytes[slice.start])
    let blankRight = isFilled && Self.isBlank(bytes[slice.end - 1])
    switch (leftIsEdge, rightIsEdge) {
    case (true, true): return .center
    case (true, false): return blankRight ? .left : .right
    case (false, true): return blankLeft ? .right : .left
    case (false, false):
      if blankLeft == blankRight { return .center }
      return blankLeft ? .right : .left
    }
  }

  private func trimmed(_ slice: Slice) -> Slice {
    var slice = slice
    while slice.start < slice.end, Self.isBlank(bytes[slice.start]) { slice.start += 1 }
    while slice.end > slice.start, Self.isBlank(bytes[slice.end - 1]) { slice.end -= 1 }
    return slice
  }

  /// A rule, a cut or a property line; nil when it is text.
  private func singleColumn(
    _ ink: Slice, _ alignment: Alignment, _ document: inout DocumentReader
  ) -> Document.Line? {
    guard ink.start < ink.end else { return nil }
    let lead = bytes[ink.start]
    switch lead {
    case UInt8(ascii: "-"), UInt8(ascii: "="):
      guard bytes[ink.start..<ink.end].allSatisfy({ $0 == lead }) else { return nil }
      return lead == UInt8(ascii: "-") ? .rule : .cut
    case UInt8(ascii: "{"):
      if let known = document.properties(written: ink.start..<ink.end) {
        return .properties(known, alignment)
      }
      let first = document.properties.count
      guard bytes[ink.end - 1] == UInt8(ascii: "}"), !isEscaped(ink.end - 1),
        PropertyReader.read(bytes.extracting((ink.start + 1)..<(ink.end - 1)), into: &document)
      else { return .nothing }
      document.keep(written: ink.start..<ink.end, from: first)
      return .properties(first..<document.properties.count, alignment)
    default: return nil
    }
  }

  private enum Text {
    /// The column holds a stray brace, which voids its whole line.
    case unsound
    case plain
    case decorated
  }

  private func readText(_ ink: Slice, into document: inout DocumentReader) -> Text {
    var text = StyledText(first: document.scalars.count)
    var index = ink.start
    // No byte gives more than one character.
    document.scalars.reserve(max(ink.end - ink.start, 0))
    while index < ink.end {
      let byte = bytes[index]
      if Self.isPlain(byte) {
        document.scalars.appendReserved(StyledScalar(code: UInt32(byte), style: text.style))
        index += 1
        continue
      }
      let (code, length) = UTF8Bytes.scalar(in: bytes, at: index)
      index += length
      switch code {
      case 0x7B, 0x7D: return .unsound
      case 0x5F, 0x22, 0x60: text.mark(code, in: &document.scalars)
      case 0x7E:
        document.scalars.appendReserved(StyledScalar(code: 0x20, style: text.style))
      case 0x5E:
        var run = 1
        while index < ink.end, bytes[index] == 0x5E {
          run += 1
          index += 1
        }
        text.setSize(carets: run, in: &document.scalars)
      case 0x5C:
        guard let escaped = Escape.inText(bytes, &index, ink.end) else {
          return readOddText(ink, from: text.first, into: &document)
        }
        if escaped == 0x0A { text.endRun(in: &document.scalars) }
        if escaped < 0x20 || escaped > 0x7E { text.isPlain = false }
        document.scalars.appendReserved(StyledScalar(code: escaped, style: text.style))
      case 0..<0x20, 0x7F: return readOddText(ink, from: text.first, into: &document)
      default: text.append(code, to: &document)
      }
    }
    text.end(in: &document.scalars)
    return text.isPlain ? .plain : .decorated
  }

  private func readOddText(
    _ ink: Slice, from first: Int, into document: inout DocumentReader
  ) -> Text {
    document.scalars.shorten(to: first)
    guard !hasStrayBrace(ink) else { return .unsound }
    let source = String(decoding: bytes[ink.start..<ink.end], as: UTF8.self)
    var text = StyledText(first: first)
    for piece in OddText.pieces(of: source) {
      guard piece.isMark, let mark = piece.units.first else {
        for scalar in String(decoding: piece.units, as: UTF16.self).unicodeScalars {
          document.scalars.reserve(1)
          text.append(scalar.value, to: &document)
        }
        continue
      }
      switch mark {
      case 0x5E: text.setSize(carets: piece.units.count, in: &document.scalars)
      case 0x0A:
        text.endRun(in: &document.scalars)
        document.scalars.append(StyledScalar(code: 0x0A, style: text.style))
      default: text.mark(UInt32(mark), in: &document.scalars)
      }
    }
    text.end(in: &document.scalars)
    return .decorated
  }

  private func hasStrayBrace(_ ink: Slice) -> Bool {
    var index = ink.start
    while index < ink.end {
      switch bytes[index] {
      case Self.backslash: index += 2
      case UInt8(ascii: "{"), UInt8(ascii: "}"): return true
      default: index += 1
      }
    }
    return false
  }

  /// Text below U+0080 that has no meaning: most of any document.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x5E, 0x5F, 0x60, 0x7B...0xFF: false
    default: true
    }
  }
}

/// The decoration in force while a column's text is read.
private struct StyledText {
  /// Where the column's characters begin.
  let first: Int
  var style = Style.plain
  /// No decoration yet, and nothing but ASCII.
  var isPlain = true
  private var carets = 0
  private var mayJoin = false

  init(first: Int) { self.first = first }

  /// A mark of decoration: underline, bold or inverted, on or off.
  mutating func mark(_ code: UInt32, in scalars: inout Growing<StyledScalar>) {
    isPlain = false
    endRun(in: &scalars)
    switch code {
    case 0x5F: style.isUnderlined.toggle()
    case 0x22: style.isBold.toggle()
    default: style.isInverted.toggle()
    }
  }

  /// The same size again is none; more than seven carets are seven.
  mutating func setSize(carets run: Int, in scalars: inout Growing<StyledScalar>) {
    isPlain = false
    endRun(in: &scalars)
    let run = min(run, 7)
    carets = run == carets ? 0 : run
    style.setSize(carets: carets)
  }

  /// A mark stands here: a row that is full ends with the run (`WrapCursor`).
  func endRun(in scalars: inout Growing<StyledScalar>) {
    if scalars.count > first { scalars[scalars.count - 1].endsRun = true }
  }

  /// A character; room for it is made.
  @inline(__always)
  mutating func append(_ code: UInt32, to document: inout DocumentReader) {
    isPlain = false
    if code >= 0x300 {
      if Composition.mayChange(code) { document.mayCompose = true }
      if Clusters.mayJoin(code) { mayJoin = true }
    }
    document.scalars.appendReserved(StyledScalar(code: code, style: style))
  }

  func end(in scalars: inout Growing<StyledScalar>) {
    endRun(in: &scalars)
    if mayJoin { Clusters.mark(&scalars, from: first) }
  }
}
