import Foundation
import Glibc
import Synchronization
import TillCore
import TillCounter
import TillJournal
import TillReceipt
import TillSpool

/// Drains the outbox on a thread of its own: the counter never waits for paper (promise 5).
///
/// A print is marked as being handed over before its first byte leaves; whatever was cut off in
/// between is unknown, and a person decides (promise 4).
final class PrintRoom: Sendable {
  private let journal: Journal
  private let papers: PaperMaker
  private let routing: PrinterRouting
  private let paperFolder: String
  private let profiles: PrinterProfiles
  private let wording: Wording
  private let signal = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private let state = Mutex(State())

  private static let kick = "kick"

  private struct State {
    var isEnding = false
    var news: [String] = []
    var toldFaults: Set<String> = []
  }

  init(_ shop: OpenShop) throws {
    journal = shop.store.journal
    papers = shop.papers
    routing = shop.setUp.printers
    paperFolder = shop.folder.paper
    wording = Wording(shop.setUp.settings)
    profiles = PrinterProfiles(shop)
    for fault in shop.papers.faults + profiles.faults { tell(fault) }
    for task in try journal.markUnfinishedPrintsUnknown() {
      if routing.route(kind: task.kind, copy: task.role?.rawValue) == nil {
        // A file of our own is written whole or not at all, so writing it again is no second print.
        try journal.settlePrint(task.id, .queued, queue: nil, job: nil, note: nil)
      } else if task.kind == Self.kick {
        tell(wording.kickIsUnknown)
      } else {
        let name = [task.number, task.role?.rawValue].compactMap { $0 }.joined(separator: " ")
        tell(wording.printIsUnknown(name, task.number))
      }
    }
  }

  /// Starts the one printing thread: libcups keeps its settings per thread.
  func start() {
    let thread = Thread { [self] in run() }
    thread.name = "printing"
    thread.stackSize = 4 << 20
    thread.start()
    signal.signal()
  }

  /// There may be something to print.
  func wake() { signal.signal() }

  /// Bad news, each told once.
  func takeNews() -> [String] {
    state.withLock { state in
      defer { state.news = [] }
      return state.news
    }
  }

  /// Gives the printers a last while, then leaves the rest in the outbox.
  ///
  /// - Returns: how many prints wait for the next start.
  func end(withinSeconds seconds: Double) throws -> Int {
    let deadline = Date(timeIntervalSinceNow: seconds)
    wake()
    while try journal.waitingPrintCount() > 0, Date() < deadline { usleep(10_000) }
    state.withLock { $0.isEnding = true }
    wake()
    // A server that doesn't answer must not hold the end up; what it got of a print is unknown.
    let rest = max(0.1, deadline.timeIntervalSinceNow)
    _ = finished.wait(timeout: .now() + rest)
    return try journal.waitingPrintCount()
  }

  private func tell(_ news: String) {
    state.withLock { state in
      if state.toldFaults.insert(news).inserted { state.news.append(news) }
    }
  }

  private func run() {
    let spool = Spool()
    while true {
      signal.wait()
      do {
        while !state.withLock({ $0.isEnding }), let task = try journal.takeNextPrint() {
          try print(task, spool)
        }
      } catch {
        tell("\(error)")
      }
      if state.withLock({ $0.isEnding }) { break }
    }
    finished.signal()
  }

  private func print(_ task: PrintTask, _ spool: Spool) throws {
    if task.kind == "kick" { return try kick(task, spool) }
    guard let document = try journal.issuedDocument(task.number, isStamped: task.isStamped) else {
      return try journal.settlePrint(
        task.id, .failed, queue: nil, job: nil, note: "no such document")
    }
    guard let route = route(task, spool) else { return try keep(task, document) }
    let profile = profiles.profile(named: route.profile) {
      (try? spool.queue(named: route.queue))?.isRaw ?? false
    }
    do {
      let (paper, fault) = try papers.paper(
        document, role: task.role, copyOrdinal: task.copyOrdinal, copyReason: task.copyReason,
        profile: profile)
      if let fault { tell(fault) }
      let (bytes, format): ([UInt8], DocumentFormat) =
        switch profile.target {
        case .escpos: (renderEscPos(paper.layout), .raw)
        case .text: (Array(renderText(paper.layout).utf8), .raw)
        case .pdf:
          (
            try renderPDF(paper.layout, pageSize: .fitting(profile), title: paper.title), .pdf
          )
        }
      let media = profile.target == .pdf ? profile.paper.mediaName : nil
      try submit(bytes, format, media, paper.title, route.queue, task, spool)
    } catch let error as ReceiptError {
      try fail(task, queue: route.queue, error.description)
    }
  }

  /// The queue a print was sent to by name, else where printers.yaml sends its kind.
  private func route(_ task: PrintTask, _ spool: Spool) -> (queue: String, profile: String)? {
    guard let queue = task.queue else {
      return routing.route(kind: task.kind, copy: task.role?.rawValue)
    }
    if let known = routing.printers.first(where: { $0.queue == queue }) {
      return (queue, known.profile)
    }
    // A raw queue has a receipt printer behind it; any other takes pages.
    let isRaw = (try? spool.queue(named: queue))?.isRaw ?? false
    let receipt = wording.language == .english ? "epson-tm-80" : "generic-zh-80"
    return (queue, isRaw ? receipt : "a4")
  }

  private func submit(
    _ bytes: [UInt8], _ format: DocumentFormat, _ media: String?, _ title: String,
    _ queue: String, _ task: PrintTask, _ spool: Spool
  ) throws {
    do {
      let job = try spool.submit(
        bytes, format: format, title: title, queue: queue, media: media)
      try journal.settlePrint(task.id, .handedOver, queue: queue, job: job.id, note: nil)
    } catch let error as SpoolError {
      // Only where the server surely has nothing is the fate known.
      let state: PrintTask.State = error.fate == .uncertain ? .unknown : .failed
      try journal.settlePrint(
        task.id, state, queue: queue, job: error.jobID, note: error.description)
      tell(wording.printFailed(title, error.description))
    }
  }

  private func fail(_ task: PrintTask, queue: String?, _ note: String) throws {
    try journal.settlePrint(task.id, .failed, queue: queue, job: nil, note: note)
    tell(wording.printFailed(task.number, note))
  }

  /// The drawer kick is a job of its own, once per cash payment, never part of a paper.
  private func kick(_ task: PrintTask, _ spool: Spool) throws {
    guard let route = routing.route(kind: "kick", copy: nil),
      let profile = profiles.known[route.profile], profile.kick != nil
    else {
      return try journal.settlePrint(task.id, .kept, queue: nil, job: nil, note: "no drawer")
    }
    try submit(kickBytes(profile), .raw, nil, "kick", route.queue, task, spool)
  }

  /// No printer: kept as PDF under `data/paper/`.
  private func keep(_ task: PrintTask, _ document: IssuedDocument) throws {
    do {
      let (paper, fault) = try papers.paper(
        document, role: task.role, copyOrdinal: task.copyOrdinal, copyReason: task.copyReason,
        profile: Profile.plain.drawn())
      if let fault { tell(fault) }
      let bytes = try renderPDF(
        paper.layout, pageSize: .roll80, title: paper.title)
      let name = PaperFile.name(
        task.number, isStamped: task.isStamped || task.kind != "slip", task.role,
        task.copyOrdinal)
      try PaperFile.write(bytes, to: paperFolder, name: name)
      try journal.settlePrint(task.id, .kept, queue: nil, job: nil, note: name)
    } catch let error as ReceiptError {
      try fail(task, queue: nil, error.description)
    } catch let error as PaperFile.Fault {
      try fail(task, queue: nil, error.description)
    }
  }
}

/// Names of the PDF files under `data/paper/`.
enum PaperFile {
  /// `R1-000117.pdf`, `S1-000128-finance.pdf`, `S1-000128-unpaid-stub.pdf`, `…-copy-1.pdf`
  static func name(
    _ number: String, isStamped: Bool, _ role: CopyRole?, _ ordinal: Int?
  ) -> String {
    var name = number
    if !isStamped { name += "-unpaid" }
    if let role { name += "-\(role.rawValue)" }
    if let ordinal { name += "-copy-\(ordinal)" }
    return name + ".pdf"
  }

  /// Why a paper could not be kept.
  struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) {
      description = "\(path) can't be written (\(SettingsTree.reason(errno)))"
    }
  }

  /// Whole or not at all, and on disk: written beside, then renamed.
  static func write(_ bytes: [UInt8], to folder: String, name: String) throws(Fault) {
    let path = folder + "/" + name
    if mkdir(folder, 0o700) != 0, errno != EEXIST { throw Fault(path) }
    let draft = "\(folder)/.\(name).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Fault(path) }
    let isWritten = Console.write(bytes, to: file) && fsync(file) == 0
    let reason = errno
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
      if !isWritten { errno = reason }
      let fault = Fault(path)
      unlink(draft)
      throw fault
    }
  }
}
