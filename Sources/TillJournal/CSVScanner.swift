/// Cuts a stream of UTF-8 bytes into records; holds what is unfinished between two chunks.
struct CSVScanner {
  private enum State {
    case fieldStart
    case plain
    case quoted
    /// A quote was met inside a quoted field: the field's end, or half of a doubled quote.
    case quoteInQuoted
  }

  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let quote: UInt8 = 0x22
  private static let comma: UInt8 = 0x2C

  /// The line that the next byte stands on.
  private(set) var line = 1
  private var recordLine = 1
  private var quoteLine = 1
  private var state = State.fieldStart
  private var afterCarriageReturn = false
  /// The record's content without quotes and commas, and where each field of it ends.
  private var content: [UInt8] = []
  private var ends: [Int] = []
  private var hasContent = false

  /// The record that ends in `bytes` at or after `position`, which is moved behind it; nil when
  /// the bytes are used up first.
  mutating func scan(_ bytes: [UInt8], from position: inout Int) throws(CSVFault) -> CSVRecord? {
    while position < bytes.count {
      if state == .plain || state == .quoted { takeRun(bytes, from: &position) }
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      guard content.count + ends.count < CSVReader.recordBytesMost else { throw tooLong }
      if byte == Self.lineFeed, afterCarriageReturn {
        // The second half of CR LF: its line is counted, and it ends nothing a second time.
        afterCarriageReturn = false
        if state == .quoted { content.append(byte) }
        continue
      }
      afterCarriageReturn = byte == Self.carriageReturn
      if byte == Self.lineFeed || afterCarriageReturn { line += 1 }
      if try take(byte) { return record() }
    }
    return nil
  }

  /// The record that the end of the file ends.
  mutating func finish() throws(CSVFault) -> CSVRecord? {
    if state == .quoted { throw CSVFault(line: quoteLine, kind: .quoteNeverClosed) }
    guard hasContent || !ends.isEmpty else { return nil }
    return record()
  }

  /// Counts the ends of lines of bytes that are not to be scanned.
  mutating func countLines(of bytes: [UInt8]) {
    for byte in bytes {
      if byte == Self.carriageReturn || (byte == Self.lineFeed && !afterCarriageReturn) {
        line += 1
      }
      afterCarriageReturn = byte == Self.carriageReturn
    }
  }

  /// Copies a stretch without signs of its own at once: most bytes of a catalogue.
  private mutating func takeRun(_ bytes: [UInt8], from position: inout Int) {
    var end = position
    while end < bytes.count {
      let byte = bytes[end]
      if byte == Self.quote || byte == Self.comma || byte == 0x0A || byte == 0x0D { break }
      end += 1
    }
    guard end > position else { return }
    // Not past the longest record: the guard in `scan` then sees it.
    end = min(end, position + CSVReader.recordBytesMost - content.count - ends.count)
    content += bytes[position..<end]
    position = end
    afterCarriageReturn = false
  }

  /// Takes one byte; true when it ended a record.
  private mutating func take(_ byte: UInt8) throws(CSVFault) -> Bool {
    switch state {
    case .fieldStart where byte == Self.quote:
      state = .quoted
      quoteLine = line
      hasContent = true
    case .fieldStart, .plain: return takePlain(byte)
    case .quoted where byte == Self.quote: state = .quoteInQuoted
    case .quoted: content.append(byte)
    case .quoteInQuoted where byte == Self.quote:
      content.append(byte)
      state = .quoted
    case .quoteInQuoted where [Self.comma, Self.lineFeed, Self.carriageReturn].contains(byte):
      return takePlain(byte)
    case .quoteInQuoted:
      throw CSVFault(line: line, kind: .textAfterQuote(openedOnLine: quoteLine))
    }
    return false
  }

  private mutating func takePlain(_ byte: UInt8) -> Bool {
    switch byte {
    case Self.comma:
      ends.append(content.count)
      state = .fieldStart
      hasContent = true
      return false
    case Self.lineFeed, Self.carriageReturn: return true
    default:
      content.append(byte)
      state = .plain
      hasContent = true
      return false
    }
  }

  private mutating func record() -> CSVRecord {
    ends.append(content.count)
    var fields: [String] = []
    fields.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      fields.append(String(decoding: content[start..<end], as: UTF8.self))
      start = end
    }
    let record = CSVRecord(line: recordLine, fields: fields)
    content.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    state = .fieldStart
    hasContent = false
    recordLine = line
    return record
  }

  private var tooLong: CSVFault {
    switch state {
    case .quoted, .quoteInQuoted: CSVFault(line: quoteLine, kind: .quoteNeverClosed)
    case .fieldStart, .plain: CSVFault(line: recordLine, kind: .recordTooLong)
    }
  }
}
