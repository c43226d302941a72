/// A ReceiptLine document, parsed: what each line is, before any paper is known.
///
/// The language is in PRINTING §1. A line in error prints nothing; so nothing here throws. Columns
/// and characters stand in flat arrays, lines point into them: a receipt is a handful of
/// allocations.
public struct Document: Sendable {
  struct Column: Sendable {
    let alignment: Alignment
    let scalars: Range<Int>
  }

  struct Property: Sendable {
    let key: PropertyKey
    let value: String
  }

  enum Line: Sendable {
    case text(Range<Int>)
    case rule
    case cut
    case properties([Property], Alignment)
    /// A stray brace or a bad property: prints nothing.
    case nothing
  }

  private(set) var lines: [Line] = []
  private(set) var columns: [Column] = []
  private(set) var scalars: [StyledScalar] = []

  /// How many source lines it has; an empty one prints a blank row.
  public var lineCount: Int { lines.count }

  /// Reads ReceiptLine markup.
  public init(markup: String) {
    var markup = markup
    markup.withUTF8 { bytes in
      lines.reserveCapacity(64)
      columns.reserveCapacity(128)
      scalars.reserveCapacity(bytes.count)
      var start = 0
      if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 10 || byte == 13 {
          append(lineOf: bytes, from: start, to: index)
          if byte == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
          start = index + 1
        }
        index += 1
      }
      append(lineOf: bytes, from: start, to: bytes.count)
    }
  }

  private mutating func append(
    lineOf bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) {
    var reader = LineReader(bytes: bytes, start: start, end: end)
    lines.append(reader.read(columns: &columns, scalars: &scalars))
  }
}
