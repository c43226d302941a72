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
    while end > start, Self.isBlank(bytes[end - 1]), !isEscaped(end - 1) { end -= 1 }
    let hasLeadingPipe = start < end && bytes[start] == Self.pipe
    if hasLeadingPipe { start += 1 }
    let hasTrailingPipe = end > start && bytes[end - 1] == Self.pipe && !isEscaped(end - 1)
    if hasTrailingPipe { end -= 1 }

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
      if count == 0, isLast,
        let line = singleColumn(ink, alignment, &document.properties)
      {
        return line
      }
      let textStart = document.scalars.count
      isSound = readText(ink, into: &document.scalars) && isSound
      document.columns.append(
        Document.Column(alignment: alignment, scalars: textStart..<document.scalars.count))
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
    let blankRight = isFilled && Self.isBlank(bytes[slice.end - 1]) && !isEscaped(slice.end - 1)
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
    while slice.end > slice.start, Self.isBlank(bytes[slice.end - 1]),
      !isEscaped(slice.end - 1)
    { slice.end -= 1 }
    return slice
  }

  /// A rule, a cut or a property line; nil when it is text.
  private func singleColumn(
    _ ink: Slice, _ alignment: Alignment, _ properties: inout [Document.Property]
  ) -> Document.Line? {
    guard ink.start < ink.end else { return nil }
    switch bytes[ink.start] {
    case UInt8(ascii: "-"):
      return bytes[ink.start..<ink.end].allSatisfy { $0 == UInt8(ascii: "-") } ? .rule : nil
    case UInt8(ascii: "="):
      return ink.end == ink.start + 1 ? .cut : nil
    case UInt8(ascii: "{"):
      let first = properties.count
      guard bytes[ink.end - 1] == UInt8(ascii: "}"), !isEscaped(ink.end - 1),
        PropertyReader.read(
          bytes.extracting((ink.start + 1)..<(ink.end - 1)), into: &properties)
      else { return .nothing }
      return .properties(first..<properties.count, alignment)
    default: return nil
    }
  }

  /// False when the column holds a stray brace, which voids its whole line.
  private func readText(_ ink: Slice, into scalars: inout Growing<StyledScalar>) -> Bool {
    var style = Style.plain
    var carets = 0
    var mayCompose = false
    var mayJoin = false
    let first = scalars.count
    var index = ink.start
    // No byte gives more than one character.
    scalars.reserve(max(ink.end - ink.start, 0))
    while index < ink.end {
      let byte = bytes[index]
      if Self.isPlain(byte) {
        scalars.appendReserved(StyledScalar(code: UInt32(byte), style: style))
        index += 1
        continue
      }
      let (raw, length) = UTF8Bytes.scalar(in: bytes, at: index)
      // NFC turns these two into the marks beside them; the reference reads documents as NFC.
      let code: UInt32 = raw == 0x1FEF ? 0x60 : raw
      index += length
      switch code {
      case 0x7B, 0x7D: return false
      case 0x5F: style.isUnderlined.toggle()
      case 0x22: style.isBold.toggle()
      case 0x60: style.isInverted.toggle()
      case 0x7E: scalars.appendReserved(StyledScalar(code: 0x20, style: style))
      case 0x5E:
        var run = 1
        while index < ink.end, bytes[index] == 0x5E {
          run += 1
          index += 1
        }
        carets = run == carets ? 0 : run
        style.setSize(carets: carets)
      case 0x5C:
        if let escaped = Escape.inText(bytes, &index, ink.end) {
          scalars.appendReserved(StyledScalar(code: escaped, style: style))
        }
      case 0..<0x20, 0x7F: break
      default:
        if code >= 0x300 {
          if Composition.mayChange(code) { mayCompose = true }
          if Clusters.mayJoin(code) { mayJoin = true }
        }
        scalars.appendReserved(StyledScalar(code: code, style: style))
      }
    }
    if mayCompose { Composition.compose(&scalars, from: first) }
    if mayJoin { Clusters.mark(&scalars, from: first) }
    return true
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
