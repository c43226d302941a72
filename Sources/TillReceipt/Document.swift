import Foundation

/// A ReceiptLine document, parsed: what each line is, before any paper is known.
///
/// The language is in PRINTING §1. A line in error prints nothing; so nothing here throws. Columns,
/// properties and characters stand in flat arrays, lines point into them: a receipt is a handful of
/// allocations, and going through its lines counts no references.
public struct Document: Sendable {
  struct Column: Sendable {
    let alignment: Alignment
    let scalars: Range<Int>
    /// Only letters of ASCII, undecorated: each takes one cell.
    let isPlain: Bool
  }

  struct Property: Sendable {
    let key: PropertyKey
    let value: String
  }

  enum Line: Sendable {
    case text(Range<Int>)
    case rule
    case cut
    case properties(Range<Int>, Alignment)
    /// A stray brace or a bad property: prints nothing.
    case nothing
  }

  let lines: [Line]
  let columns: [Column]
  let properties: [Property]
  let scalars: [StyledScalar]

  /// How many source lines it has; an empty one prints a blank row.
  public var lineCount: Int { lines.count }

  /// Reads ReceiptLine markup.
  public init(markup: String) {
    var mayCompose = false
    var document = Self.read(markup, &mayCompose)
    // Few documents hold what NFC could change: those are composed, and read again.
    if mayCompose {
      document = Self.read(markup.precomposedStringWithCanonicalMapping, &mayCompose)
    }
    self = document
  }

  private static func read(_ markup: String, _ mayCompose: inout Bool) -> Document {
    var markup = markup
    return markup.withUTF8 { bytes in
      var reader = DocumentReader(bytes: bytes)
      reader.read()
      mayCompose = reader.mayCompose
      return Document(
        lines: reader.lines, columns: reader.columns, properties: reader.properties,
        scalars: reader.scalars.array)
    }
  }

  private init(
    lines: [Line], columns: [Column], properties: [Property], scalars: [StyledScalar]
  ) {
    (self.lines, self.columns) = (lines, columns)
    (self.properties, self.scalars) = (properties, scalars)
  }
}

/// Divides markup into lines and gathers what they hold.
struct DocumentReader: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  var lines: [Document.Line] = []
  var columns: [Document.Column] = []
  var properties: [Document.Property] = []
  var scalars: Growing<StyledScalar>
  /// Something was read that NFC may change.
  var mayCompose = false
  /// U+2028 or U+2029 stand somewhere.
  let hasLineSeparators: Bool
  /// Property lines as written, and their properties: the lines of a table say the same again for
  /// each article, and are read once.
  private var propertyLines: [(text: Range<Int>, properties: Range<Int>)] = []
  /// Farther back than any table of ours repeats itself.
  private static let mostPropertyLines = 8

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    scalars = Growing(capacity: bytes.count)
    hasLineSeparators = bytes.hasLineSeparator(from: 0, to: bytes.count)
    propertyLines.reserveCapacity(Self.mostPropertyLines)
    lines.reserveCapacity(96)
    columns.reserveCapacity(160)
    properties.reserveCapacity(64)
  }

  mutating func read() {
    var start = 0
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
    while true {
      let end = bytes.first(10, or: 13, from: start, to: bytes.count)
      readLine(from: start, to: end)
      guard end < bytes.count else { return }
      start = end + 1
      if bytes[end] == 13, start < bytes.count, bytes[start] == 10 { start += 1 }
    }
  }

  /// The properties of a line written as this one is.
  func properties(written text: Range<Int>) -> Range<Int>? {
    let sought = bytes.extracting(text)
    for line in propertyLines where line.text.count == text.count {
      if bytes.extracting(line.text).isEqual(to: sought) { return line.properties }
    }
    return nil
  }

  mutating func keep(written text: Range<Int>, from first: Int) {
    if propertyLines.count == Self.mostPropertyLines { propertyLines.removeFirst() }
    propertyLines.append((text, first..<properties.count))
  }

  private mutating func readLine(from start: Int, to end: Int) {
    var reader = LineReader(bytes: bytes, start: start, end: end)
    lines.append(reader.read(into: &self))
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// The place of the first of two bytes from `start` on; `end` when there is none before it.
  ///
  /// Looks at eight bytes at a time: of `word ^ pattern` exactly the bytes sought are zero, and the
  /// lowest high bit set below tells the first zero byte. Half the time of a plain loop.
  @inline(__always)
  func first(_ one: UInt8, or other: UInt8, from start: Int, to end: Int) -> Int {
    let lowBits: UInt64 = 0x0101_0101_0101_0101
    let highBits: UInt64 = 0x8080_8080_8080_8080
    var index = start
    while index + 8 <= end {
      let word = UInt64(
        littleEndian: UnsafeRawBufferPointer(self).loadUnaligned(
          fromByteOffset: index, as: UInt64.self))
      let first = word ^ (lowBits &* UInt64(one))
      let second = word ^ (lowBits &* UInt64(other))
      let found =
        ((first &- lowBits) & ~first | (second &- lowBits) & ~second) & highBits
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < end, self[index] != one, self[index] != other { index += 1 }
    return index
  }

  /// U+2028 or U+2029.
  func hasLineSeparator(from start: Int, to end: Int) -> Bool {
    var index = start
    while true {
      index = first(0xA8, or: 0xA9, from: index, to: end)
      guard index < end else { return false }
      if index >= start + 2, self[index - 1] == 0x80, self[index - 2] == 0xE2 { return true }
      index += 1
    }
  }
}
