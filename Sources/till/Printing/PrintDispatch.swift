import TillCore
import TillCounter
import TillJournal
import TillSpool

/// The printing thread's own: takes prints from the outbox to their printers and watches each until
/// its fate is known. Nothing of it is shared, and it decides nothing a person must.
///
/// A queue has one document's prints at a time, so three copies come out together, a receipt goes
/// before a report, and whatever breaks, little is at stake. What waits is in the outbox, where
/// another printer may still take it.
final class PrintDispatch {
  let journal: Journal
  let shop: PrintRoom.Parts
  let carriers: PrintCarriers
  let clock: () -> Moment
  private let newID: () -> String
  /// Bad news, and the queue whose trouble it tells of, if any.
  let tell: (String, String?) -> Void
  /// A queue's trouble is over.
  let withdraw: (String) -> Void
  let tellOnce: (String) -> Void
  /// What an earlier run of the program left at a print server.
  var leftBehind: [PrintTask]?
  /// What each queue has.
  var underway: [String: [Underway]] = [:]
  /// Each queue that doesn't print, and since when.
  var troubles: [String: QueueTrouble] = [:]
  /// When something last changed: a watch is close at first, then wider.
  private var changedAt = ContinuousClock.now
  /// Something changed since the outbox was last looked at.
  private var isChanged = true
  private var lookedAt = ContinuousClock.now
  /// Something waits in the outbox.
  private var isWaiting = false
  /// How often a print ended at the server before its first byte, in this run.
  var falseStarts: [Int64: Int] = [:]

  /// As many as a pass looks at: a busy shop's week, so that a printer nobody mends hides no paper
  /// of another.
  private static let queuedMost = 20_000
  /// A drawer that opens later than this opens before nobody.
  static let kickWithinSeconds = 30.0
  /// Ends before the first byte in a row: a backend may be killed, but ten times is a fault.
  static let falseStartsMost = 10
  /// How long a server or queue that takes nothing is left alone.
  private static let backOffSeconds = 1.0

  init(
    _ journal: Journal, _ shop: PrintRoom.Parts, carriers: PrintCarriers,
    clock: @escaping () -> Moment, newID: @escaping () -> String,
    tell: @escaping (String, String?) -> Void, withdraw: @escaping (String) -> Void,
    tellOnce: @escaping (String) -> Void
  ) {
    self.journal = journal
    self.shop = shop
    self.carriers = carriers
    self.clock = clock
    self.newID = newID
    self.tell = tell
    self.withdraw = withdraw
    self.tellOnce = tellOnce
  }

  /// One pass. Returns after how many seconds the next is due; nil: when something is to print.
  ///
  /// - Parameter isWoken: whether the counter says that there may be something new.
  func step(isWoken: Bool) throws -> Double? {
    try takeUpAgain()
    try watch()
    // A printer that is off all day leaves a long outbox: it isn't read over and over for nothing.
    let isDue = ContinuousClock.now - lookedAt > .seconds(Self.backOffSeconds)
    if isWoken || isChanged || isDue { try dispatch() }
    if isChanged { return 0 }
    if !underway.isEmpty { return pauseSeconds }
    return leftBehind?.isEmpty == false || isWaiting ? Self.backOffSeconds : nil
  }

  /// After an error of the disk: what is in memory may be half true, what is on disk isn't.
  func startOver() {
    underway = [:]
    leftBehind = nil
  }

  /// Something became of a print: the next pass comes soon.
  func noteChange() {
    changedAt = .now
    isChanged = true
  }

  /// Close at first, for a receipt takes milliseconds; then a quarter of the time already waited.
  private var pauseSeconds: Double {
    let waited = (ContinuousClock.now - changedAt) / .seconds(1)
    return min(max(waited / 4, 0.003), 0.25)
  }

  // MARK: from the outbox to a printer

  /// Gives every queue that is free its next document, then keeps one that has no printer: drawing
  /// pages takes time, and nobody waits for them.
  private func dispatch() throws {
    isChanged = false
    lookedAt = .now
    let queued = try journal.queuedPrints(limit: Self.queuedMost).map { ($0, destination($0)) }
    isWaiting = !queued.isEmpty
    let sorted = queued.sorted {
      let left = shop.routing.priority(of: $0.0.kind)
      let right = shop.routing.priority(of: $1.0.kind)
      return left == right ? $0.0.id < $1.0.id : left > right
    }
    var begun: Set<String> = []
    for (task, destination) in sorted {
      guard let destination, case let queue = destination.queue, !begun.contains(queue),
        isFree(queue)
      else { continue }
      begun.insert(queue)
      let document = sorted.filter { $0.1?.queue == queue && $0.0.isSheet(with: task) }
      try handOver(document.map(\.0), to: destination)
    }
    if let task = sorted.first(where: { $0.1 == nil })?.0 { try keep(task) }
  }

  /// How many prints in the outbox are meant for a queue.
  func waitingCount(for queue: String) throws -> Int {
    try journal.queuedPrints(limit: Self.queuedMost).count { destination($0)?.queue == queue }
  }

  /// A queue has one document at a time. A kick is none: the receipt goes right behind it.
  private func isFree(_ queue: String) -> Bool {
    guard underway[queue]?.allSatisfy(\.task.isKick) ?? true else { return false }
    guard let trouble = troubles[queue], trouble.isServerAway else { return true }
    return ContinuousClock.now - trouble.seenAt > .seconds(Self.backOffSeconds)
  }

  /// The printer a print goes to: the one named for it, else that of printers.yaml, or its fallback
  /// while that one doesn't print. Nil: none, so it is kept as a file.
  private func destination(_ task: PrintTask) -> PrinterRouting.Printer? {
    let routing = shop.routing
    guard let wanted = task.wantedQueue else {
      guard let printer = routing.printer(kind: task.kind, copy: task.role?.rawValue) else {
        return nil
      }
      // A drawer hangs on its own printer.
      guard !task.isKick, let trouble = troubles[reached(printer).queue],
        trouble.isAvoided(after: printer.fallbackAfterSeconds),
        let other = routing.fallback(of: printer)
      else { return reached(printer) }
      return reached(other)
    }
    if let known = routing.printer(queue: wanted) { return reached(known) }
    // A raw queue has a receipt printer behind it; any other takes pages.
    let receipt = shop.wording.language == .english ? "epson-tm-80" : "generic-zh-80"
    return PrinterRouting.Printer(
      queue: wanted, profile: carriers.isRaw(wanted) ? receipt : "a4")
  }

  /// The same printer by its device, where papers go without CUPS.
  func reached(_ printer: PrinterRouting.Printer) -> PrinterRouting.Printer {
    guard shop.isDirect, let device = printer.device else { return printer }
    return PrinterRouting.Printer(queue: device, profile: printer.profile)
  }

  /// Holds every sheet of a document at the server, writes their jobs down, then lets them go.
  private func handOver(_ tasks: [PrintTask], to printer: PrinterRouting.Printer) throws {
    let queue = printer.queue
    // While it is away nothing is written down of trying again, each second, all night.
    guard troubles[queue]?.isServerAway != true || isTaking(queue) else { return }
    var held: [Underway] = []
    for task in tasks {
      guard !isLate(task) else {
        try fail(task, shop.wording.kickCameTooLate)
        continue
      }
      do {
        guard let job = try hold(task, at: printer) else { continue }
        held.append(Underway(task, job, at: queue, isReleased: false))
      } catch let error as SpoolError where error.isPassing {
        // It was only held, so it prints nothing; the rest follows when the server is back.
        try journal.requeuePrint(task.id, at: clock())
        noteTrouble(error, at: queue)
        break
      } catch let error as SpoolError {
        try fail(task, error.description)
      }
    }
    if !held.isEmpty, troubles[queue]?.isServerAway == true { clearTrouble(of: queue) }
    for var print in held {
      // Noted first: a crash in between calls it unknown at worst, and never prints it twice.
      try journal.notePrint(print.task.id, PrintChange(.handedOver, isOver: false), at: clock())
      print.isReleased = release(print)
      took(print)
    }
  }

  /// Whether a queue that was away takes prints again.
  private func isTaking(_ queue: String) -> Bool {
    do throws(SpoolError) {
      if try carriers.isTaking(queue) { return true }
      troubles[queue]?.seenAt = .now
    } catch {
      noteTrouble(error, at: queue)
    }
    return false
  }

  private func hold(
    _ task: PrintTask, at printer: PrinterRouting.Printer
  ) throws -> PrintJob? {
    let queue = printer.queue
    let sheet: PaperBytes.Sheet?
    do {
      sheet = try shop.papers.sheet(task, profile: printer.profile) { carriers.isRaw(queue) }
    } catch {
      // One paper that can't be made must not keep the others.
      try fail(task, "\(error)")
      return nil
    }
    guard let sheet else {
      let note = task.isKick ? "no drawer" : "no such document"
      let state: PrintTask.State = task.isKick ? .kept : .failed
      try journal.notePrint(task.id, PrintChange(state, isOver: true, note: note), at: clock())
      return nil
    }
    if let fault = sheet.fault { tellOnce(fault) }
    let name = "till/\(task.fileName)/\(newID())/\(task.attempt + 1)"
    try journal.beginPrint(task.id, queue: queue, name: name, at: clock())
    let order = JobOrder(
      name: name, format: sheet.format, media: sheet.media,
      priority: shop.routing.priority(of: task.kind), options: sheet.options,
      patienceSeconds: task.isKick ? Int(Self.kickWithinSeconds) : JobOrder.usualPatienceSeconds)
    let job = try carriers.carrier(of: queue).hold(sheet.bytes, order, queue: queue)
    let change = PrintChange(
      .handingOver, isOver: false, job: (id: job.id, uuid: job.uuid),
      digest: Seal.hash(sheet.bytes))
    try journal.notePrint(task.id, change, at: clock())
    return job
  }

  func took(_ print: Underway) {
    underway[print.queue, default: []].append(print)
    noteChange()
  }

  private func keep(_ task: PrintTask) throws {
    do {
      let kept = task.isKick ? nil : try shop.papers.keep(task)
      if let fault = kept?.fault { tellOnce(fault) }
      let note = kept?.name ?? "no drawer"
      try journal.notePrint(task.id, PrintChange(.kept, isOver: true, note: note), at: clock())
      noteChange()
    } catch let error as JournalError {
      throw error
    } catch {
      try fail(task, "\(error)")
    }
  }
}
