import TillCore
import TillCounter
import TillReceipt
import TillSpool

/// How one queue is, for a person and for a program.
struct PrinterReport {
  let queue: Queue
  /// What is the matter now, as IPP keywords; nil where the printer itself couldn't be asked.
  let reasons: [String]?
  /// Papers in the shop's outbox that go there.
  let outbox: Int
  /// What printers.yaml sends there, in the order of the file; nil without a shop.
  let prints: [String]?
  /// Whether the printer's acknowledgement is asked for.
  let confirms: Bool
  let wording: Wording

  private var since: String? {
    queue.stateSince.map { seconds in
      let moment = SystemClock.moment(utcMilliseconds: Int64(seconds) * 1_000)
      return "\(moment.localDate) \(moment.localTime)"
    }
  }

  /// What is wrong and the way on, the worst first.
  private var troubles: [(what: String, todo: String)] {
    let known = reasons ?? queue.presentReasons
    let stopping = known.filter(PrinterReason.stopsPrinting)
    let told = (stopping + known.filter { !stopping.contains($0) }).map(wording.printerTrouble)
    if told.isEmpty, queue.state == .stopped { return [wording.printerTrouble("paused")] }
    return told
  }

  /// A line of what it is and does, and one for each thing that is wrong.
  var lines: [String] {
    let state = since.map { wording.queueSince(queue.state.rawValue, $0) }
    let about =
      [
        state ?? wording.queueState(queue.state.rawValue),
        wording.queueWaits(cups: queue.waitingJobs, outbox: outbox),
        prints.map { wording.queuePrints($0) }, wording.queueConfirms(confirms),
      ].compactMap { $0 }
    var lines = ["\(queue.name)  " + about.joined(separator: " · ")]
    lines += troubles.map { "  \($0.what) — \($0.todo)" }
    if !queue.acceptsJobs { lines.append("  " + wording.queueRefuses(queue.name)) }
    if !queue.message.isEmpty, queue.state != .idle {
      lines.append("  CUPS: " + TerminalText.safe(queue.message))
    }
    return lines
  }

  /// Keys are only ever added (DESIGN, "For programs").
  var json: JSON {
    .flat([
      "name": .string(queue.name), "state": .string(queue.state.rawValue),
      "reasons": .array((reasons ?? queue.presentReasons).map { .string($0) }),
      "accepting": .bool(queue.acceptsJobs), "raw": .bool(queue.isRaw),
      "uri": queue.uri.map { .string($0) }, "since": since.map { .string($0) },
      "todo": .array(troubles.map { .string($0.todo) }),
      "waiting": .int(Int64(queue.waitingJobs + outbox)), "confirms": .bool(confirms),
      "prints": .array((prints ?? []).map { .string($0) }),
    ])
  }
}

extension PrinterReport {
  /// What the shop at hand adds to what CUPS knows.
  struct ShopView {
    let wording: Wording
    let routing: PrinterRouting
    let profiles: ProfileFolder
    /// Papers that wait in the outbox, by queue.
    let waiting: [String: Int]

    /// The papers that go to a queue, as printers.yaml names them.
    func prints(on queue: String) -> [String] {
      let names = routing.routes.filter { $0.value.queue == queue }.map(\.key.name)
      return PaperKind.allCases.flatMap { kind in
        names.filter { $0 == kind.rawValue || $0.hasPrefix(kind.rawValue + "/") }.sorted()
      }
    }

    /// Whether the printer's profile says that it acknowledges.
    func acknowledges(on queue: String) -> Bool {
      guard let name = routing.printer(queue: queue)?.profile,
        let profile = try? profiles.profile(named: name)
      else { return true }
      return profile.acknowledgement != .none
    }
  }

  init(_ queue: Queue, reasons: [String]?, shop: ShopView?) {
    self.queue = queue
    self.reasons = reasons
    outbox = shop?.waiting[queue.name] ?? 0
    prints = shop?.prints(on: queue.name)
    let isAsked = queue.uri?.contains("ack=none") != true
    confirms = queue.isOurs && isAsked && shop?.acknowledges(on: queue.name) != false
    wording = shop?.wording ?? Wording(.english)
  }
}

extension PrinterRouting.Paper {
  /// As printers.yaml writes it: `slip` or `slip/finance`.
  var name: String { copy.map { "\(kind.rawValue)/\($0.rawValue)" } ?? kind.rawValue }
}
