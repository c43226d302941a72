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

  init(_ task: PrintTask, _ job: PrintJob, at queue: String, isReleased: Bool) {
    self.task = task
    self.job = job
    self.queue = queue
    self.isReleased = isReleased
    note = task.note
  }

  var secondsUnderway: Double { (ContinuousClock.now - takenAt) / .seconds(1) }
}

/// A queue that doesn't print.
struct QueueTrouble {
  var reason: String
  var since = ContinuousClock.now
  var seenAt = ContinuousClock.now
  /// The counter was told.
  var isTold = false
  /// The server doesn't answer, or doesn't take anything for this queue.
  var isServerAway = false
  /// Papers go to its fallback until then.
  var avoidedUntil: ContinuousClock.Instant?

  /// Whether papers go to the fallback: for a while after one did, and while the queue itself takes
  /// none for so long.
  func isAvoided(after seconds: Int) -> Bool {
    if let avoidedUntil, .now < avoidedUntil { return true }
    return reason == SpoolError.Code.queueNotAccepting.rawValue
      && ContinuousClock.now - since > .seconds(seconds)
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
      var rest: [Underway] = []
      var isTroubled = false
      for print in underway[queue] ?? [] {
        do {
          let standing = try carriers.carrier(of: queue).standing(of: print.job)
          if troubles[queue]?.isServerAway == true { clearTrouble(of: queue) }
          if let still = try follow(print, standing, &isTroubled) { rest.append(still) }
        } catch let error as SpoolError {
          noteTrouble(error, at: queue)
          isTroubled = true
          rest.append(print)
        }
      }
      // For as long as papers go elsewhere it isn't known to be well.
      if !isTroubled, troubles[queue]?.avoidedUntil.map({ .now >= $0 }) ?? true {
        clearTrouble(of: queue)
      }
      underway[queue] = rest.isEmpty ? nil : rest
    }
  }

  /// Notes what became of a print; gives it back while it is to be watched.
  private func follow(
    _ print: Underway, _ standing: JobStanding, _ isTroubled: inout Bool
  ) throws -> Underway? {
    switch standing {
    case .held: return try unbegun(print, isHeld: true, [], &isTroubled)
    case .waiting(let reasons), .starting(let reasons):
      return try unbegun(print, isHeld: false, reasons, &isTroubled)
    case .sending(let reasons): return try noted(print, reasons.first(where: stops), &isTroubled)
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

  /// A print nothing of which has left: let go, waited for, or taken back.
  private func unbegun(
    _ print: Underway, isHeld: Bool, _ reasons: [String], _ isTroubled: inout Bool
  ) throws -> Underway? {
    let isStalled = !isHeld && print.secondsUnderway > Self.stalledSeconds
    let reason = reasons.first(where: stops) ?? (isStalled ? Self.stalled : nil)
    var print = try noted(print, reason, &isTroubled)
    if print.whenNotPrinted == .again { try considerTakingBack(&print) }
    guard print.whenNotPrinted == .again else {
      // At every pass: a server that was away, or forgot it in a crash, may hear it now.
      try carriers.carrier(of: print.queue).cancel(print.job)
      return print
    }
    guard isHeld else { return print }
    if print.isReleased, try !carriers.isOurs(print.queue) {
      // It was let go, and a server that crashed shows it as it was before: it may have printed.
      // Our own backend's ledger would know; no other does.
      try lose(print, nil)
      return nil
    }
    print.isReleased = release(print)
    return print
  }

  private var stops: (String) -> Bool { PrinterReason.stopsPrinting }

  /// Lets a print go. False when it surely wasn't let go: watching finds it held, and tries again.
  func release(_ print: Underway) -> Bool {
    do throws(SpoolError) {
      try carriers.carrier(of: print.queue).release(print.job)
      return true
    } catch {
      // A server that is away is heard of when the print is asked after; a refusal only here.
      if !error.isPassing { tellOnce(error.description) }
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
    tell(shop.wording.printIsUnknown(task), nil)
  }

  private func notPrinted(_ print: Underway, _ why: String, isCancelled: Bool) throws {
    let task = print.task
    switch print.whenNotPrinted {
    case .elsewhere(let queue): try journal.requeuePrint(task.id, to: queue, at: clock())
    case .never: try fail(task, shop.wording.kickCameTooLate)
    case .again where isCancelled && task.isKick: try fail(task, shop.wording.kickCameTooLate)
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

  /// Notes why a print waits, and tells it once.
  private func noted(
    _ print: Underway, _ reason: String?, _ isTroubled: inout Bool
  ) throws -> Underway {
    var print = print
    if print.note != reason {
      print.note = reason
      try journal.notePrint(
        print.task.id, PrintChange(.handedOver, isOver: false, note: reason), at: clock())
      noteChange()
    }
    guard let reason else { return print }
    isTroubled = true
    if troubles[print.queue]?.reason != reason {
      var trouble = QueueTrouble(reason: reason)
      trouble.avoidedUntil = troubles[print.queue]?.avoidedUntil
      troubles[print.queue] = trouble
    }
    if troubles[print.queue]?.isTold == false {
      troubles[print.queue]?.isTold = true
      let here = (underway[print.queue] ?? []).count + (try waitingCount(for: print.queue))
      let news = shop.wording.printerWaits(
        name(of: print.queue), reason: reason, count: here)
      tell(news, print.queue)
    }
    return print
  }

  /// In time a print is given to another printer, and a kick to nobody.
  private func considerTakingBack(_ print: inout Underway) throws {
    if isLate(print.task) {
      print.whenNotPrinted = .never
    } else if let other = fallback(of: print) {
      let queue = print.queue
      if troubles[queue]?.avoidedUntil == nil {
        let reason = troubles[queue]?.reason ?? ""
        tell(shop.wording.printsElsewhere(name(of: queue), reason: reason, to: other), nil)
      }
      troubles[queue]?.avoidedUntil = .now + .seconds(Self.avoidedSeconds)
      // Written down first: cut off in between, the next start still knows where it was to go.
      try journal.direct(print.task.id, to: other)
      print.whenNotPrinted = .elsewhere(other)
    }
  }

  /// The queue that takes a print over whose printer has been in trouble for long enough.
  private func fallback(of print: Underway) -> String? {
    guard !print.task.isKick, let printer = shop.routing.printer(queue: name(of: print.queue)),
      let other = shop.routing.fallback(of: printer), troubles[reached(other).queue] == nil,
      let trouble = troubles[print.queue],
      ContinuousClock.now - trouble.since > .seconds(printer.fallbackAfterSeconds)
    else { return nil }
    return other.queue
  }

  /// A queue prints again, or has nothing more to print.
  func clearTrouble(of queue: String) {
    if troubles.removeValue(forKey: queue) != nil { withdraw(queue) }
  }

  /// A queue's name in printers.yaml, where papers go without CUPS.
  func name(of queue: String) -> String {
    shop.routing.printers.first { $0.device == queue }?.queue ?? queue
  }

  /// The server didn't answer, or it or the queue takes nothing: said once, until it does again.
  func noteTrouble(_ error: SpoolError, at queue: String) {
    let reason = error.code.rawValue
    // One server stands behind all queues; what a queue won't take is its own matter.
    let isOfServer = error.code == .serverUnreachable
    let same = isOfServer ? Array(troubles.values) : troubles[queue].map { [$0] } ?? []
    let isTold = same.contains { $0.isTold && $0.reason == reason }
    var trouble = QueueTrouble(reason: reason, isTold: true, isServerAway: true)
    if let earlier = troubles[queue], earlier.reason == reason { trouble.since = earlier.since }
    trouble.avoidedUntil = troubles[queue]?.avoidedUntil
    troubles[queue] = trouble
    guard !isTold else { return }
    let waiting = (try? journal.waitingPrintCount()) ?? 1
    tell(shop.wording.printServerIsAway(error.description, count: waiting), queue)
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
    tell(shop.wording.printFailed(task, why), nil)
    noteChange()
  }

  /// A kick that waited too long, or whose clock was set in between.
  func isLate(_ task: PrintTask) -> Bool {
    guard task.isKick else { return false }
    guard let since = task.since else { return true }
    let waited = clock().utcMilliseconds - since.utcMilliseconds
    return Double(abs(waited)) > Self.kickWithinSeconds * 1_000
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
