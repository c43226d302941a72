/// Questions and answers over one link, and the document between them.
final class Exchange {
  private let link: DeviceLink
  private var reader = ReplyReader()
  private var outgoing: ArraySlice<UInt8> = []
  private var inquiry = Inquiry()
  /// What came back for `GS r` and `GS ( H` since the document is with the printer, in order.
  private(set) var acknowledgements: [ReplyReader.Reply] = []
  /// Answers to `GS r` that are due to requests before the document's, and come before its own.
  var owedCount = 0
  /// What comes before can't speak of the document: noise, or somebody else's answer.
  private var isDocumentDelivered = false
  /// When the printer last said anything, or we began to listen.
  private(set) var heardAt = System.milliseconds()
  /// When the other side last took a byte, or nothing was left to take.
  private(set) var movedAt = System.milliseconds()
  private var waitingCount = 0
  /// Why the link is no more.
  private(set) var loss: String?

  init(_ link: DeviceLink) {
    self.link = link
    // What a device file still holds was said to somebody else.
    while case .bytes = link.read() {}
  }

  /// Puts bytes on their way.
  func send(_ bytes: [UInt8]) { outgoing += bytes }

  /// Begins the document, with the request that ends it.
  func begin(_ document: [UInt8]) {
    read()
    acknowledgements = []
    isDocumentDelivered = false
    send(document)
  }

  /// Whether all is written.
  var isWritten: Bool { outgoing.isEmpty }
  /// Whether all has come to the other side, as far as that is known.
  var isDelivered: Bool { outgoing.isEmpty && link.unsentCount == 0 }

  /// Whether nobody has been at the other end of the line for so long.
  func isLineDead(timeoutMilliseconds: Int) -> Bool {
    (link.deadMilliseconds ?? 0) > timeoutMilliseconds
  }

  /// Asks for the status, unless an answer is on its way.
  func ask() { send(inquiry.ask(at: System.milliseconds())) }

  /// A status nobody has taken yet.
  func takeStatus() -> PrinterStatus? { inquiry.takeStatus() }

  /// Waits for the link as long as told, then writes and reads what goes.
  func step(milliseconds: Int) {
    // First, so that what came before the last byte is told from what answers it.
    read()
    write()
    guard loss == nil else { return }
    link.wait(milliseconds: milliseconds, toWrite: !outgoing.isEmpty)
    read()
    // Never within a document, where a question could become part of a picture.
    if isDelivered {
      isDocumentDelivered = true
      send(inquiry.look(at: System.milliseconds()))
    }
    let count = outgoing.count + link.unsentCount
    if count == 0 || count < waitingCount { movedAt = System.milliseconds() }
    waitingCount = count
  }

  /// Ends what we say, and hears out what is said, so that nothing under way is reset.
  func close() {
    link.endOutput()
    let end = System.milliseconds() + 200
    while loss == nil, System.milliseconds() < end { step(milliseconds: 20) }
  }

  private func write() {
    while loss == nil, !outgoing.isEmpty {
      switch link.write(outgoing) {
      case .lost(let reason): return loss = reason
      case .taken(0): return
      case .taken(let count):
        outgoing = outgoing.dropFirst(count)
      }
    }
  }

  private func read() {
    while loss == nil {
      switch link.read() {
      case .lost(let reason): return loss = reason
      case .nothing: return
      case .bytes(let bytes):
        heardAt = System.milliseconds()
        // Looked at after reading: an answer tells the kernel, too, that all has come.
        if isDelivered { isDocumentDelivered = true }
        for reply in reader.take(bytes) { take(reply) }
      }
    }
  }

  private func take(_ reply: ReplyReader.Reply) {
    switch reply {
    case .status(let byte): inquiry.hear(byte, at: heardAt)
    case .processed where owedCount > 0: owedCount -= 1
    case .processed, .echo: if isDocumentDelivered { acknowledgements.append(reply) }
    }
  }
}
