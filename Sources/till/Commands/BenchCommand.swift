import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillCounter
import TillJournal

/// `till bench`: how fast, always beside a peer in the same run.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure against a peer or limit, in the same run.",
    subcommands: [Line.self, Receipt.self, Paper.self, Close.self])

  /// A scanned line, typed to answered and on disk, beside a bare SQLite commit of the same bytes.
  struct Line: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A scanned line, typed to answered, beside a bare SQLite commit.")

    @Option(help: "How many lines.") var count = 2_000
    @Option(help: "Where; the disk matters. Default: a new folder under /tmp.") var into: String?

    func run() throws {
      let path = into ?? NSTemporaryDirectory() + "till-bench-\(UUID().uuidString.prefix(8))"
      defer { if into == nil { try? FileManager.default.removeItem(atPath: path) } }
      let folder = try ShopInit.create(at: path, language: "en", share: OpenShop.share)
      let open = try OpenShop(folder, try OpenShop.settings(of: folder))
      let conversation = Conversation(
        keeper: try open.keeper(desk: 1),
        context: ConversationContext(destination: { _, number in number }))
      try conversation.begin()
      for line in ["sign-on 90", "9090"] { _ = try conversation.answer(.line(line)) }
      let bare = try BareCommit(path: folder.data + "/bare.sqlite")
      let scans = try Scans(open)
      var till = Timings()
      var peer = Timings()
      var bytes: [UInt8] = []
      for index in 0..<count {
        let text = scans.line(index)
        var reply: Reply?
        try till.measure { reply = try conversation.answer(.line(text)) }
        guard reply?.isOK == true else {
          throw Failure(.refused, "\"\(text)\": \(reply?.refusal?.message ?? "")")
        }
        bytes = try open.store.journal.lastEntryBytes(count: reply?.events.count ?? 1)
        var isDone = true
        peer.measure { isDone = bare.commit(bytes) }
        guard isDone else { throw Failure(.store, "the bare commit failed") }
        try scans.endSaleIfLong(index, conversation)
      }
      till.tell("scanned line, typed to answered and on disk")
      peer.tell("bare SQLite commit of the same bytes (C, WAL, FULL)")
      Console.say(
        "ratio of medians \(till.ratio(to: peer, 50)), "
          + "of 99th percentiles \(till.ratio(to: peer, 99))")
    }
  }
}

/// Scans as a customer's basket brings them: different articles, some of them twice.
private struct Scans {
  private let codes: [String]
  private static let linesPerSale = 20

  /// Articles that ask nothing: an answer typed is not a line scanned.
  init(_ shop: OpenShop) throws {
    codes = try shop.store.articleCodes(beginning: "69", limit: 100).filter { code in
      let article = try shop.store.article(scanned: code)
      return article?.kind == .ordinary && article?.leastAge == nil
        && article?.needsSerial == false
    }
  }

  func line(_ index: Int) -> String { codes[index * 7 % codes.count] }

  func endSaleIfLong(_ index: Int, _ conversation: Conversation) throws {
    guard index % Self.linesPerSale == Self.linesPerSale - 1 else { return }
    let reply = try conversation.answer(.line("card"))
    guard reply.stage == "paid" else {
      throw Failure(.refused, "card: \(reply.refusal?.message ?? reply.say.joined())")
    }
  }
}

/// Processor time this program has used, in nanoseconds.
enum ProcessorClock {
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Times of single acts, in microseconds.
struct Timings {
  private var microseconds: [Int64] = []

  mutating func measure(_ work: () throws -> Void) rethrows {
    let begin = ContinuousClock.now
    try work()
    add(ContinuousClock.now - begin)
  }

  /// The same in processor time, so that other programs on the machine don't count.
  mutating func measureProcessor(_ work: () throws -> Void) rethrows {
    let begin = ProcessorClock.now
    try work()
    microseconds.append((ProcessorClock.now - begin) / 1000)
  }

  mutating func add(_ spent: Duration) {
    microseconds.append(
      spent.components.seconds * 1_000_000 + spent.components.attoseconds / 1_000_000_000_000)
  }

  var count: Int { microseconds.count }

  func percentile(_ percent: Int) -> Int64 {
    let sorted = microseconds.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }

  func tell(_ label: String) {
    Console.say(
      "\(label): median \(percentile(50)) µs, 99th percentile \(percentile(99)) µs, "
        + "n = \(count)")
  }

  /// Our time over the peer's, with two decimals.
  func ratio(to peer: Timings, _ percent: Int) -> String {
    ratio(toMicroseconds: max(1, peer.percentile(percent)), percent)
  }

  /// Our time over a limit, with two decimals.
  func ratio(toMicroseconds limit: Int64, _ percent: Int) -> String {
    FixedPoint.text(percentile(percent) * 100 / limit, digits: 2)
  }
}
