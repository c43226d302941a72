import Foundation
import Glibc
import Synchronization
import TillCore
import TillCounter
import TillJournal
import TillSpool

/// Drains the outbox on a thread of its own: the counter never waits for paper (promise 5).
///
/// What is shared with the counter is here: waking, bad news, the end. The thread's own work is in
/// `PrintDispatch`.
final class PrintRoom: Sendable {
  private let journal: Journal
  private let shop: Parts
  private let signal = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private let state = Mutex(State())

  /// What the printing thread works with.
  struct Parts: Sendable {
    let papers: PaperBytes
    let routing: PrinterRouting
    let wording: Wording
    /// Printers whose device is named are reached through the backend itself, without CUPS.
    let isDirect: Bool
    /// Where prints for the backend wait when it is run without CUPS.
    let folder: String
  }

  private struct State {
    var isEnding = false
    var news: [News] = []
    var toldFaults: Set<String> = []
  }

  /// One line for the counter, and the queue whose trouble it tells of.
  private struct News {
    let text: String
    var queue: String?
  }

  /// - Parameter isDirect: prints without CUPS where printers.yaml names the device.
  init(_ open: OpenShop, isDirect: Bool = false) throws {
    journal = open.store.journal
    let papers = PaperBytes(open)
    shop = Parts(
      papers: papers, routing: open.setUp.printers, wording: Wording(open.setUp.settings),
      isDirect: isDirect, folder: open.folder.data + "/spool")
    if open.folder.isTraining { tellOnce(shop.wording.trainingBegins) }
    for fault in papers.faults { tellOnce(fault) }
    // Whoever was to hear of them may not have: the till was cut off, or somebody else sat there.
    let unsettled = try journal.openPrints(limit: -1).count(where: \.needsPerson)
    if unsettled > 0 { tell(shop.wording.printsNeedPerson(unsettled), nil) }
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
      return state.news.map(\.text)
    }
  }

  /// Gives the printers a last while, then leaves the rest to the next start.
  ///
  /// - Returns: how many prints are not over then.
  func end(withinSeconds seconds: Double) throws -> Int {
    let deadline = Date(timeIntervalSinceNow: seconds)
    wake()
    while try journal.waitingPrintCount() > 0, Date() < deadline { usleep(10_000) }
    state.withLock { $0.isEnding = true }
    wake()
    // A server that doesn't answer must not hold the end up; the next start finds what it has.
    let rest = max(0.1, deadline.timeIntervalSinceNow)
    _ = finished.wait(timeout: .now() + rest)
    return try journal.waitingPrintCount()
  }

  private func tell(_ text: String, _ queue: String?) {
    state.withLock { $0.news.append(News(text: text, queue: queue)) }
  }

  /// What is mended before anybody heard of it is no news.
  private func withdraw(_ queue: String) {
    state.withLock { $0.news.removeAll { $0.queue == queue } }
  }

  /// What stays wrong until the program is started again.
  private func tellOnce(_ fault: String) {
    state.withLock { state in
      if state.toldFaults.insert(fault).inserted { state.news.append(News(text: fault)) }
    }
  }

  private func run() {
    let carriers = PrintCarriers(shop, makeUUID: RandomID.make)
    if let fault = carriers.fault { tellOnce(fault) }
    let dispatch = PrintDispatch(
      journal, shop, carriers: carriers, clock: SystemClock.now, newID: RandomID.make,
      tell: { [self] in tell($0, $1) }, withdraw: { [self] in withdraw($0) },
      tellOnce: { [self] in tellOnce($0) })
    var isWoken = true
    while !state.withLock({ $0.isEnding }) {
      var pauseSeconds: Double?
      do {
        pauseSeconds = try dispatch.step(isWoken: isWoken)
      } catch {
        // The disk: the counter will hear of it too; nothing is handed on that can't be noted.
        tellOnce("\(error)")
        dispatch.startOver()
        pauseSeconds = 1
      }
      if let pauseSeconds {
        isWoken = signal.wait(timeout: .now() + pauseSeconds) == .success
      } else {
        signal.wait()
        isWoken = true
      }
    }
    finished.signal()
  }
}
