import Glibc

/// One document on its way to one printer: found, asked, sent, acknowledged.
///
/// Until the first byte it waits without limit for what a person can mend; from then on it never
/// begins again, and says what it knows.
final class Delivery {
  let address: DeviceAddress
  let habits: PrinterHabits
  let document: [UInt8]
  let ledger: Ledger
  let device: DeviceLock
  let report: Report
  /// Comes back with `GS ( H`: 32–126, another for each run.
  let processID: [UInt8]
  /// Seconds since 1970 after which it isn't begun any more; nil for what may come at any time.
  let lateAfterSeconds: Int?

  /// Between two looks at a printer that isn't ready, or is at work.
  static let lookMilliseconds = 300
  /// Before a silent printer is called off line; it goes on being asked.
  static let silenceMilliseconds = 1_500
  /// A printer that takes no byte for so long is worth a word.
  static let stallMilliseconds = 3_000
  /// A printer that is well, has all of a document and says nothing of it is given up after so many
  /// times the limit for silence: longer than what its buffer holds takes to print.
  private static let unacknowledgedTimeouts = 6

  init(
    _ address: DeviceAddress, _ habits: PrinterHabits, document: [UInt8], ledger: Ledger,
    device: DeviceLock, report: Report, processID: [UInt8], lateAfterSeconds: Int? = nil
  ) {
    self.address = address
    self.habits = habits
    self.document = document
    self.ledger = ledger
    self.device = device
    self.report = report
    self.processID = processID
    self.lateAfterSeconds = lateAfterSeconds
  }

  /// Nobody wants it any more.
  var isOver: Bool {
    System.isCancelled || lateAfterSeconds.map { time(nil) > $0 } ?? false
  }

  /// Where the way to the first byte ends.
  enum Readiness {
    case ready
    case cancelled
    case lost(String)
  }

  /// Brings the document to the printer.
  ///
  /// - Throws: before the first byte only.
  func run() throws(BackendError) -> Ending {
    guard try waitForDevice() else {
      ledger.forget()
      return .cancel
    }
    defer { device.tidy() }
    while !isOver {
      guard let exchange = try dial() else { continue }
      switch try ready(exchange) {
      case .ready: return try send(exchange)
      case .cancelled: break
      case .lost(let reason): pause(reason)
      }
    }
    ledger.forget()
    return .cancel
  }

  /// Waits for another job's run that lives on without its cupsd; false when cancelled.
  private func waitForDevice() throws(BackendError) -> Bool {
    while !(try device.take()) {
      if isOver { return false }
      report.progress(.taken)
      report.tell("Another job is still at work on this printer; this one waits for it.")
      System.sleep(milliseconds: Self.lookMilliseconds)
    }
    return true
  }

  private func dial() throws(BackendError) -> Exchange? {
    do throws(DeviceLink.Failure) {
      return Exchange(
        try Dialling.link(
          to: address.place, isCancelled: { self.isOver }))
    } catch {
      switch error {
      case .never(let reason): throw .device(reason)
      case .later(let reason): if !isOver { pause(reason) }
      }
      return nil
    }
  }

  /// Says that the printer can't be reached, and gives it a moment.
  private func pause(_ reason: String) {
    report.progress(.taken)
    report.show([.offline, .unreachable], "\(Trouble.unreachable.words) (\(reason))")
    let end = System.milliseconds() + Self.lookMilliseconds
    while System.milliseconds() < end, !isOver { System.sleep(milliseconds: 20) }
  }

  // MARK: Before the first byte

  private func ready(_ exchange: Exchange) throws(BackendError) -> Readiness {
    guard habits.answersStatus else {
      report.show([])
      return try fence(exchange)
    }
    var next = 0
    while !isOver {
      let now = System.milliseconds()
      if now >= next {
        exchange.ask()
        next = now + Self.lookMilliseconds
      }
      exchange.step(milliseconds: 100)
      if let reason = exchange.loss { return .lost(reason) }
      if let status = exchange.takeStatus() {
        report.show(status.troubles)
        if status.isReady { return try fence(exchange) }
      }
      let silence = System.milliseconds() - exchange.heardAt
      if silence > Self.silenceMilliseconds {
        report.show([.offline], "The printer does not answer: it is busy, or hung, or can't say.")
      }
      // A line that died unnoticed is only found by calling again.
      if silence > habits.timeoutSeconds * 1_000 { return .lost("no answer") }
    }
    return .cancelled
  }

  // MARK: From the first byte on

  private func send(_ exchange: Exchange) throws(BackendError) -> Ending {
    if habits.acknowledgement == .gsR {
      try device.note(owedCount: exchange.owedCount + 1)
    }
    try ledger.write(.sending)
    report.progress(.sending)
    exchange.begin(
      document + Acknowledgement.request(habits.acknowledgement, processID: processID))
    var attention = Attention(timeoutMilliseconds: habits.timeoutSeconds * 1_000)
    var isSent = false
    var isStalled = false
    var unacknowledgedSince: Int?
    while true {
      exchange.step(milliseconds: attention.waitMilliseconds(exchange, habits))
      let finding = attention.look(exchange)
      if finding != .silent, isStalled != (finding == .stalled) {
        isStalled = finding == .stalled
        tell(isStalled: isStalled)
      }
      if !isSent, exchange.isWritten {
        isSent = true
        try? ledger.write(.sent)
        report.progress(.sent)
      }
      if let status = exchange.takeStatus() {
        report.show(status.troubles)
        if !status.isReady { unacknowledgedSince = nil }
      }
      switch Acknowledgement.outcome(habits.acknowledgement, exchange, processID: processID) {
      case .printed:
        try? ledger.write(.printed)
        report.progress(.printed)
        settle(owedCount: 0)
        report.show([], "Printed.")
        return .done
      case .outOfPaper:
        settle(owedCount: 0)
        return hold("it ran out of paper at the end")
      case .waiting: break
      }
      if habits.acknowledgement == .none, isSent, exchange.isDelivered {
        exchange.close()
        report.show([], "Sent. This printer doesn't say whether it printed.")
        return .done
      }
      if exchange.loss != nil || finding == .silent {
        if habits.acknowledgement == .gsR { settle(owedCount: exchange.owedCount + 1) }
        guard let reason = exchange.loss else {
          return hold("it stopped answering", [.offline])
        }
        return hold("the connection broke (\(reason))", [.offline, .unreachable])
      }
      guard exchange.isDelivered else { continue }
      let since = unacknowledgedSince ?? System.milliseconds()
      unacknowledgedSince = since
      let limit = Self.unacknowledgedTimeouts * habits.timeoutSeconds * 1_000
      if System.milliseconds() - since > limit {
        if habits.acknowledgement == .gsR { settle(owedCount: exchange.owedCount + 1) }
        return hold("it answers and does not acknowledge")
      }
    }
  }

  /// Paper out with a full buffer looks like this: the printer hears no question, so that it is off
  /// line is all that can be told.
  private func tell(isStalled: Bool) {
    if isStalled {
      report.add(.offline, "The printer takes no more data for now: look at it.")
    } else {
      report.remove(.offline, "The printer takes data again.")
    }
  }

  /// It may be on paper and nobody knows: a person looks.
  private func hold(_ reason: String, _ troubles: Set<Trouble> = []) -> Ending {
    let words = "Nobody knows whether this was printed, for \(reason): look at the printer."
    if troubles.isEmpty { report.tell(words) } else { report.show(troubles, words) }
    return .hold
  }
}
