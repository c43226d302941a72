import TillCore
import TillCounter
import TillJournal
import TillSpool

/// One print that a carrier has.
struct Underway {
  let task: PrintTask
  let job: PrintJob
  let queue: String
  /// It was let go; or it may have been, where the carrier's answer was lost.
  var isReleased: Bool
  /// What the journal says of its trouble.
  var note: String?
  /// What is done when it turns out to be surely not on paper.
  var whenNotPrinted = WhenNotPrinted.again
  let takenAt = ContinuousClock.now

  enum WhenNotPrinted: Equatable {
    /// Its server or backend ended it: it is tried again.
    case again
    /// We took it back, for another queue.
    case elsewhere(String)
    /// We took it back, for it is a kick and too late.
    case never
  }

  init(_ task: PrintTask, _ job: PrintJob, at queue: String) {
    self.task = task
    self.job = job
    self.queue = queue
    isReleased = task.state == .handedOver
    note = task.note
    // An earlier run was about to give it to another queue.
    if let wanted = task.wantedQueue, wanted != queue { whenNotPrinted = .elsewhere(wanted) }
  }

  var secondsUnderway: Double { (ContinuousClock.now - takenAt) / .seconds(1) }
}

/// A queue that doesn't print.
struct QueueTrouble {
  var reason: String
  var since = ContinuousClock.now
  /// The counter was told.
  var isTold = false
  /// The server doesn't answer, or doesn't take anything for this queue.
  var isServerAway = false
  /// Papers go to its fallback until then.
  var avoidedUntil: ContinuousClock.Instant?

  var isAvoided: Bool { avoidedUntil.map { .now < $0 } ?? false }

  /// It was seen that long ago, so the queue may be tried again.
  func isPast(after seconds: Double) -> Bool {
    !isServerAway || ContinuousClock.now - since > .seconds(seconds)
  }
}

extension PrintDispatch {
  /// How long a print may wait for its printer without a word why.
  private static let stalledSeconds = 30.0
  /// What is told then, as if the printer had said it.
  private static let stalled = "busy-report"
  /// How long papers go to the fallback before the printer is tried again.
  private static let avoidedSeconds = 60.0

  /// Asks after every print a server has, and notes what became of it.
  func watch() throws {
    for queue in underway.keys.sorted() {
      let carrier = carriers.carrier(of: queue)
      var rest: [Underway] = []
      var isTroubled = false
      for print in underway[queue] ?? [] {
        let standing: JobStanding
        do throws(SpoolError) {
          standing = try carrier.standing(of: print.job)
        } catch {
          noteTrouble(error, at: queue)
          isTroubled = true
          rest.append(print)
          continue
        }
        if troubles[queue]?.isServerAway == true { troubles[queue] = nil }
        if let still = try follow(print, standing, &isTroubled) { rest.append(still) }
      }
      if !isTroubled, troubles[queue]?.isAvoided != true { troubles[queue] = nil }
      underway[queue] = rest.isEmpty ? nil : rest
    }
  }

  /// Notes what became of a print; gives it back while it is to be watched.
  private func follow(
    _ print: Underway, _ standing: JobStanding, _ isTroubled: inout Bool
  ) throws -> Underway? {
    switch standing {
    case .held where print.isReleased && !carriers.isOurs(print.queue):
      // It was let go, and a server that crashed shows it as it was before: it may have printed.
      // Our own backend's ledger would know; no other does.
      try lose(print, nil)
    case .held:
      var print = print
      print.isReleased = release(print)
      return print
    case .waiting(let reasons), .starting(let reasons):
      return try wait(print, reasons, isBegun: false, &isTroubled)
    case .sending(let reasons):
      return try wait(print, reasons, isBegun: true, &isTroubled)
    case .confirmed: try end(print, .confirmed)
    case .sent: try end(print, .handedOver)
    case .notPrinted(let why): try notPrinted(print, why, isCancelled: false)
    case .cancelled: try notPrinted(print, "", isCancelled: true)
    case .unknown(let why): try lose(print, why)
    case .gone: try lose(print, nil)
    }
    noteChange()
    return nil
  }

  /// Lets a print go. False when it surely wasn't let go: watching finds it held, and tries again.
  func release(_ print: Underway) -> Bool {
    do throws(SpoolError) {
      try carriers.carrier(of: print.queue).release(print.job)
      return true
    } catch {
      return error.fate == .uncertain
    }
  }

  private func end(
    _ print: Underway, _ state: PrintTask.State, note: String? = nil
  ) throws {
    try journal.notePrint(
      print.task.id, PrintChange(state, isOver: true, note: note), at: clock())
  }

  /// Nobody knows: a person must look, and whatever the server still holds of it is taken back, so
  /// that nobody lets it go by mistake.
  private func lose(_ print: Underway, _ why: String?) throws {
    try lose(print.task, why)
    try? carriers.carrier(of: print.queue).cancel(print.job)
  }

  func lose(_ task: PrintTask, _ why: String?) throws {
    try journal.notePrint(task.id, PrintChange(.unknown, isOver: true, note: why), at: clock())
    tell(shop.wording.printIsUnknown(task))
  }

  private func notPrinted(_ print: Underway, _ why: String, isCancelled: Bool) throws {
    let task = print.task
    switch print.whenNotPrinted {
    case .elsewhere(let queue): try journal.requeuePrint(task.id, to: queue, at: clock())
    case .never: try fail(task, shop.wording.kickCameTooLate)
    case .again where isCancelled: try fail(task, shop.wording.printWasCancelled)
    case .again:
      falseStarts[task.id, default: 0] += 1
      if falseStarts[task.id, default: 0] < Self.falseStartsMost {
        try putBack(task)
      } else {
        try fail(task, why)
      }
    }
  }

  // MARK: trouble

  /// A print that waits for its printer: says why, once, and in time gives it to another printer.
  private func wait(
    _ print: Underway, _ reasons: [String], isBegun: Bool, _ isTroubled: inout Bool
  ) throws -> Underway {
    var print = print
    let isStalled = !isBegun && print.secondsUnderway > Self.stalledSeconds
    let reason =
      reasons.first(where: PrinterReason.stopsPrinting) ?? (isStalled ? Self.stalled : nil)
    if print.note != reason {
      print.note = reason
      try journal.notePrint(
        print.task.id, PrintChange(.handedOver, isOver: false, note: reason), at: clock())
      noteChange()
    }
    if let reason {
      isTroubled = true
      if troubles[print.queue]?.reason != reason {
        troubles[print.queue] = QueueTrouble(reason: reason)
      }
      try tellTrouble(print.queue, reason)
    }
    guard !isBegun, print.whenNotPrinted == .again else { return print }
    if print.task.isKick, print.secondsUnderway > Self.kickWithinSeconds {
      print.whenNotPrinted = .never
      try? carriers.carrier(of: print.queue).cancel(print.job)
    } else if let other = fallback(of: print) {
      print.whenNotPrinted = .elsewhere(other)
      troubles[print.queue]?.avoidedUntil = .now + .seconds(Self.avoidedSeconds)
      tell(shop.wording.printsElsewhere(print.queue, reason: reason ?? "", to: other))
      // Written down first: cut off in between, the next start still knows where it was to go.
      try journal.direct(print.task.id, to: other)
      try? carriers.carrier(of: print.queue).cancel(print.job)
    }
    return print
  }

  private func tellTrouble(_ queue: String, _ reason: String) throws {
    guard troubles[queue]?.isTold == false else { return }
    troubles[queue]?.isTold = true
    let here = (underway[queue] ?? []).count + (try waitingCount(for: queue))
    tell(shop.wording.printerWaits(queue, reason: reason, count: here))
  }

  /// The queue that takes a print over whose printer has been in trouble for long enough.
  private func fallback(of print: Underway) -> String? {
    guard let printer = shop.routing.printer(queue: print.queue),
      let other = shop.routing.fallback(of: printer), troubles[other.queue] == nil,
      let trouble = troubles[print.queue],
      ContinuousClock.now - trouble.since > .seconds(printer.fallbackAfterSeconds)
    else { return nil }
    return other.queue
  }

  /// The server didn't answer or take it: said once, until it does again.
  func noteTrouble(_ error: SpoolError, at queue: String) {
    let reason = error.code.rawValue
    let isTold = troubles.values.contains { $0.isTold && $0.reason == reason }
    troubles[queue] = QueueTrouble(reason: reason, isTold: true, isServerAway: true)
    guard !isTold, let waiting = try? journal.waitingPrintCount() else { return }
    tell(shop.wording.printServerIsAway(error.description, count: waiting))
  }

  // MARK: what is surely not on paper

  /// Puts a print back into the outbox; not a kick, whose time is over.
  func putBack(_ task: PrintTask) throws {
    if task.isKick {
      try fail(task, shop.wording.kickCameTooLate)
    } else {
      try journal.requeuePrint(task.id, at: clock())
    }
  }

  func fail(_ task: PrintTask, _ why: String) throws {
    try journal.notePrint(task.id, PrintChange(.failed, isOver: true, note: why), at: clock())
    tell(shop.wording.printFailed(task, why))
    noteChange()
  }

  /// A kick that waited too long.
  func isLate(_ task: PrintTask) -> Bool {
    guard task.isKick, let since = task.since else { return false }
    let waited = clock().utcMilliseconds - since.utcMilliseconds
    return Double(waited) > Self.kickWithinSeconds * 1_000
  }
}

extension PrinterReason {
  /// Whether an IPP keyword keeps a printer from printing. A connection that is being made says
  /// nothing yet; warnings don't stop it, but for what no printer prints with, however it calls it.
  static func stopsPrinting(_ keyword: String) -> Bool {
    let reason = PrinterReason(keyword)
    if reason.stem == "connecting-to-device" || reason.stem.hasPrefix("cups-") { return false }
    return reason.severity != .warning || alwaysStopping.contains(reason.stem)
  }

  /// CUPS tells an IPP printer's end of paper as `media-empty-warning` (seen).
  private static let alwaysStopping: Set<String> = [
    "media-empty", "media-needed", "media-jam", "cover-open", "door-open", "interlock-open",
    "input-tray-missing", "marker-supply-empty", "toner-empty",
  ]
}

extension SpoolError {
  /// It goes by itself or by somebody's hand, and nothing was printed: the print waits.
  var isPassing: Bool { code == .serverUnreachable || code == .queueNotAccepting }
}

extension PrintTask {
  /// Sheets of one document that are handed over together.
  func isSheet(with other: PrintTask) -> Bool {
    id == other.id
      || (!isKick && copyOrdinal == nil && other.copyOrdinal == nil && number == other.number
        && isStamped == other.isStamped)
  }

  /// `S1-000128-finance`, `R1-000117-copy-1`, `kick`: no blanks, for a job's name.
  var fileName: String {
    guard !isKick else { return kind }
    return [number, role?.rawValue, copyOrdinal.map { "copy-\($0)" }].compactMap { $0 }
      .joined(separator: "-")
  }
}
