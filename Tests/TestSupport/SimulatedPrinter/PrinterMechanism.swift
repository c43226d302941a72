import TillPreview

/// The inside of the simulated printer: buffer, paper, cover, knife. It has no clock and no socket.
struct PrinterMechanism {
  private enum Item {
    case unit(StreamUnit)
    case connectionEnd
  }

  /// Bytes it holds before it takes no more but real-time commands.
  var bufferBytes = 65_536
  var isPaperOut = false
  var isPaperLow = false
  var isCoverOpen = false
  var hasCutterFailed = false
  /// The `DLE EOT n` it answers.
  var answeredQuestions: Set<UInt8> = [1, 2, 3, 4]
  /// Whether it answers `GS r` and `GS ( H`.
  var acknowledges = true
  /// Lines until the roll ends; nil for a roll without end.
  var linesLeft: Int?
  let shape: PrinterShape

  private(set) var documents: [PrintedDocument] = []
  private(set) var kickCount = 0
  private var items: [Item] = []
  private var nextItem = 0
  private var heldBytes = 0
  private var arriving: [UInt8] = []
  private var paper: [UInt8] = []
  private var hasInk = false

  init(shape: PrinterShape) { self.shape = shape }

  var isOffline: Bool { isPaperOut || isCoverOpen || hasCutterFailed }
  /// Whether it has something to print and can.
  var canPrint: Bool { nextItem < items.count && !isOffline }
  var isIdle: Bool { nextItem >= items.count && arriving.isEmpty }
  /// How much more it takes from the line.
  var roomBytes: Int { max(bufferBytes + 256 - heldBytes - arriving.count, 0) }

  // MARK: In

  /// Takes what came; returns the answers to real-time commands.
  mutating func receive(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    arriving += bytes
    var answers: [UInt8] = []
    var rest = arriving[...]
    while let unit = StreamUnit.first(of: rest) {
      if let number = unit.statusNumber {
        if answeredQuestions.contains(number) { answers.append(status(number)) }
      } else if !unit.isRealTime {
        guard heldBytes < bufferBytes else { break }
        items.append(.unit(unit))
        heldBytes += unit.bytes.count
      }
      rest = rest.dropFirst(unit.bytes.count)
    }
    arriving = Array(rest)
    return answers
  }

  /// The sender is gone; what it sent is printed all the same.
  mutating func endConnection() {
    arriving = []
    items.append(.connectionEnd)
  }

  // MARK: Out

  /// Prints one command or character; returns its cost in bytes and what it answers.
  mutating func printNext() -> (cost: Int, answer: [UInt8]) {
    guard canPrint else { return (0, []) }
    guard case .unit(let unit) = items[nextItem] else {
      advance()
      finish(.connectionEnd)
      return (0, [])
    }
    if unit.isFeed {
      guard linesLeft != 0 else {
        isPaperOut = true
        linesLeft = nil
        return (0, [])
      }
      linesLeft = linesLeft.map { $0 - 1 }
    }
    advance()
    heldBytes -= unit.bytes.count
    // Room again: what waited in front of the full buffer moves in.
    if !arriving.isEmpty, heldBytes <= bufferBytes / 2 { _ = receive([]) }
    return (unit.bytes.count, perform(unit))
  }

  private mutating func perform(_ unit: StreamUnit) -> [UInt8] {
    guard acknowledges || !(unit.asksStatus || unit.processID != nil) else { return [] }
    if unit.asksStatus { return [(isPaperOut ? 0x0C : 0) | (isPaperLow ? 0x03 : 0)] }
    if let id = unit.processID { return [0x37, 0x22] + id + [0] }
    if unit.isKick {
      kickCount += 1
      return []
    }
    if unit.isCut {
      finish(.cut)
      return []
    }
    paper += unit.bytes
    hasInk = hasInk || unit.isInk
    return []
  }

  private mutating func advance() {
    nextItem += 1
    guard nextItem == items.count || nextItem > 4_096 else { return }
    items.removeFirst(nextItem)
    nextItem = 0
  }

  private mutating func finish(_ end: PrintedDocument.End) {
    if hasInk { documents.append(PrintedDocument(bytes: paper, end: end, shape: shape)) }
    paper = []
    hasInk = false
  }

  /// The buffer is lost; what is on paper stays, torn.
  mutating func losePower() {
    items = []
    nextItem = 0
    heldBytes = 0
    arriving = []
    finish(.powerCut)
  }

  // MARK: Status

  /// `DLE EOT n`, bit by bit as Epson's reference has it; bits 1 and 4 are always on.
  private func status(_ number: UInt8) -> UInt8 {
    var bits: UInt8 = 0x12
    switch number {
    case 1: if isOffline { bits |= 0x08 }
    case 2:
      if isCoverOpen { bits |= 0x04 }
      if isPaperOut { bits |= 0x20 }
      if hasCutterFailed { bits |= 0x40 }
    case 3: if hasCutterFailed { bits |= 0x08 }
    default:
      if isPaperLow { bits |= 0x0C }
      if isPaperOut { bits |= 0x60 }
    }
    return bits
  }
}
