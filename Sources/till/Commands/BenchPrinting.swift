import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillCounter
import TillJournal
import TillReceipt
import TillSpool

extension BenchCommand {
  /// A paid sale's receipt to its first byte at the printer, through CUPS and our backend.
  struct Paper: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A sale, paid to the receipt's first byte at the printer, through CUPS.",
      discussion: """
        Uses the server of $CUPS_SERVER, else the usual one: it adds a queue of its own there and \
        takes it away again. Where CUPS doesn't run: scripts/print_lab.sh start DIR
        """)

    @Option(help: "Sales, card and cash in turn.") var sales = 200

    /// What a customer waits for before he looks up (DESIGN, "Fast").
    static let limitMicroseconds: Int64 = 50_000

    func validate() throws {
      guard sales > 0 else { throw ValidationError("Sales are more than 0.") }
    }

    func run() throws {
      let queue = try BenchQueue()
      defer { queue.remove() }
      var times = Times()
      let counter = try BenchCounter(queue)
      defer { counter.close() }
      for index in 0..<sales { try counter.sell(byCard: index % 2 == 0, &times) }
      times.tell()
    }

    /// What was measured.
    struct Times {
      /// Paid by card: nothing goes before the receipt.
      var receipt = Timings()
      /// Paid in cash: the drawer's pulse goes first, as a job of its own.
      var drawer = Timings()
      var receiptAfterDrawer = Timings()
      /// The same receipts, handed to CUPS by one request with their bytes.
      var oneStep = Timings()

      func tell() {
        tell(receipt, "receipt (card), paid to its first byte at the printer")
        tell(drawer, "drawer (cash), paid to its pulse at the printer")
        tell(receiptAfterDrawer, "receipt (cash, behind the pulse), paid to its first byte")
        oneStep.tell("peer: the same receipts to CUPS in one step, to their first byte")
        Console.say(
          "ratio of medians \(receipt.ratio(to: oneStep, 50)), "
            + "of 99th percentiles \(receipt.ratio(to: oneStep, 99))")
      }

      private func tell(_ times: Timings, _ label: String) {
        guard times.count > 0 else { return }
        times.tell(label)
        Console.say(
          "  of the limit, \(limitMicroseconds / 1_000) ms: median "
            + "\(times.ratio(toMicroseconds: limitMicroseconds, 50)), 99th percentile "
            + "\(times.ratio(toMicroseconds: limitMicroseconds, 99))")
      }
    }
  }
}

/// A queue of CUPS for the bench alone, and the printer behind it.
struct BenchQueue {
  /// One name, so that a queue left by a bench that was killed is replaced by the next.
  static let name = "till-bench"

  let spool = Spool()
  let printer: BenchPrinter

  /// - Throws: what is missing, on one line.
  init() throws(Failure) {
    printer = try BenchPrinter()
    do throws(SpoolError) {
      if try spool.queue(named: Self.name) != nil { try spool.removeQueue(Self.name) }
      try spool.addRawQueue(Self.name, uri: "escpos://127.0.0.1:\(printer.port)/")
    } catch {
      throw Failure(.setUp, Self.words(error))
    }
  }

  func remove() { try? spool.removeQueue(Self.name) }

  private static func words(_ error: SpoolError) -> String {
    switch error.code {
    case .serverUnreachable: "\(error) — or have one to try: scripts/print_lab.sh start DIR"
    case .notAllowed: "CUPS lets only its administrators add a queue: sudo, or group lpadmin."
    case .notPossible:
      "CUPS has no backend escpos (\(error.reason)). Install it: sudo ./till printers install"
    default: error.description
    }
  }
}

/// A counter in a shop of its own that prints to the bench's queue, one sale at a time.
final class BenchCounter {
  private let queue: BenchQueue
  private let path: String
  private let shop: OpenShop
  private let printing: PrintRoom
  private let counter: Counter
  private let kick: [UInt8]

  private static let profile = "epson-tm-80"
  /// Two of them small, one counted: about as many lines as most sales have.
  private static let basket = ["CBL-AC1", "2*6921168509256"]
  /// Nobody waits longer for a paper; then something is broken.
  private static let patienceSeconds = 30.0
  /// Between two prints, so that none waits for cupsd to clear the one before away.
  private static let breathMicroseconds: UInt32 = 20_000

  init(_ queue: BenchQueue) throws {
    self.queue = queue
    path = NSTemporaryDirectory() + "till-bench-\(UUID().uuidString.prefix(8))"
    let folder = try ShopInit.create(at: path, language: "en", share: OpenShop.share)
    let printers = """
      printers:
        - queue: \(BenchQueue.name)
          profile: \(Self.profile)
          prints: [receipt, kick]

      """
    try Data(printers.utf8).write(
      to: URL(fileURLWithPath: folder.path + "/" + SettingsFile.Name.printers))
    shop = try OpenShop(folder, try OpenShop.settings(of: folder))
    kick = kickBytes(try ProfileFolder(shop: folder).profile(named: Self.profile))
    printing = try PrintRoom(shop)
    counter = try Counter(shop, desk: 1, printing: printing)
    printing.start()
    for line in ["sign-on 90", "9090"] { _ = try answer(line) }
  }

  func close() {
    _ = try? printing.end(withinSeconds: 1)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Sells once and waits until all its papers are over, then hands the same receipt to CUPS in
  /// one step.
  func sell(byCard: Bool, _ times: inout BenchCommand.Paper.Times) throws {
    for line in Self.basket { _ = try answer(line) }
    let paid = try answer(byCard ? "card" : "cash")
    let paidAt = ContinuousClock.now
    guard paid.stage == "paid" else { throw Failure(.refused, paid.lines.joined(separator: " ")) }
    let sheets = queue.printer.take(byCard ? 1 : 2, withinSeconds: Self.patienceSeconds)
    guard let receipt = sheets.last, byCard ? sheets.count == 1 : sheets.first?.bytes == kick,
      receipt.bytes != kick
    else { throw noPaper() }
    if byCard {
      times.receipt.add(receipt.firstByteAt - paidAt)
    } else {
      times.drawer.add(sheets[0].firstByteAt - paidAt)
      times.receiptAfterDrawer.add(receipt.firstByteAt - paidAt)
    }
    try wait { try shop.store.journal.waitingPrintCount() == 0 }
    try handOverInOneStep(receipt.bytes, &times)
  }

  private func handOverInOneStep(
    _ bytes: [UInt8], _ times: inout BenchCommand.Paper.Times
  ) throws {
    let begin = ContinuousClock.now
    let order = JobOrder(name: "till bench", format: .raw)
    let job = try queue.spool.submit(bytes, order, queue: BenchQueue.name)
    let sheets = queue.printer.take(1, withinSeconds: Self.patienceSeconds)
    guard let sheet = sheets.first, sheet.bytes == bytes else { throw noPaper() }
    times.oneStep.add(sheet.firstByteAt - begin)
    try wait { try queue.spool.standing(of: job) == .confirmed }
  }

  private func answer(_ line: String) throws -> Reply {
    let reply = try counter.answer(.line(line))
    guard reply.isOK else { throw Failure(.refused, "\(line): \(reply.refusal?.message ?? "")") }
    return reply
  }

  private func wait(until isSo: () throws -> Bool) throws {
    let end = ContinuousClock.now + .seconds(Self.patienceSeconds)
    while try !isSo() {
      guard .now < end else { throw noPaper() }
      usleep(1_000)
    }
    usleep(Self.breathMicroseconds)
  }

  /// With what the printing thread has to say of it.
  private func noPaper() -> Failure {
    let news = ["The papers did not come as they should."] + printing.takeNews()
    return Failure(.refused, news.joined(separator: " "))
  }
}
