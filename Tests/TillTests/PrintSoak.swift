import Foundation
import Glibc
import TestSupport
import TillCore

@testable import till

/// A day at a counter where everything that prints breaks all the time: till, cupsd, backend and
/// printers are killed, paper ends, lines drop. Nobody settles anything before the end.
final class PrintSoak {
  let shop: ProcessShop
  let server: CupsServer
  private let printers: [SimulatedPrinter]
  private var random: SeededGenerator
  private var counter: TillProcess
  private var heals: [(at: ContinuousClock.Instant, act: () throws -> Void)] = []
  /// Everything the counter said.
  private(set) var told: [String] = []
  private(set) var faults: [String: Int] = [:]
  private(set) var cashSales = 0
  private var sold = 0
  /// Papers that are not waited for any more.
  private var missing = 0
  private var isServerUp = true

  /// A sale makes three parts of a slip and a receipt.
  static let documentsPerSale = 4
  /// So that faults meet prints, selling waits while this many are not on paper.
  private static let waitingMost = 24

  private var environment: [String: String] { ["CUPS_SERVER": server.address] }

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    server = try CupsServer.start(withA4: false)
    printers = [try SimulatedPrinter(), try SimulatedPrinter()]
    for (printer, queue) in zip(printers, ["desk", "office"]) {
      // Who answers nothing for a second is given up: a real one gets ten.
      try server.addReceiptQueue(named: queue, uri: printer.uri("timeout=1"))
    }
    shop = try ProcessShop()
    try shop.write(
      """
      printers:
        - queue: desk
          profile: epson-tm-80
          prints: [receipt, kick]
        - queue: office
          profile: epson-tm-80
          prints: [slip, x-report]

      """, to: "config/printers.yaml")
    try shop.edit("config/shop.yaml", "verify: from 50", "verify: none")
    counter = try shop.signedOn("01", environment: ["CUPS_SERVER": server.address])
  }

  // MARK: the day

  func sell(documents: Int) throws {
    while sold * Self.documentsPerSale < documents {
      try sellOnce()
      var rounds = 0
      repeat {
        rounds += 1
        // What hasn't come in all this time is unknown, and never comes by itself.
        if rounds == 60 { missing = max(sold * Self.documentsPerSale - onPaper, 0) }
        try heal()
        if Int.random(in: 0..<8, using: &random) == 0 { try breakSomething() }
        usleep(20_000)
        // The next look at the screen finds a killed till, and starts it again.
        try ask("status")
      } while onPaper + missing + Self.waitingMost < sold * Self.documentsPerSale
    }
  }

  private var onPaper: Int { printers.reduce(0) { $0 + $1.documents.count } }

  /// A line whose answer never came is typed again under the same id, as a program would.
  private func sellOnce() throws {
    let isCash = sold % 3 == 0
    for line in ["CBL-AC1", isCash ? "cash" : "card"] {
      try ask("@soak-\(sold)-\(line) \(line)")
    }
    if isCash { cashSales += 1 }
    sold += 1
  }

  private func ask(_ line: String) throws {
    while true {
      let answer = counter.ask(line)
      told += answer.say
      if answer != .null {
        guard answer.isOK else { throw CupsServerError("\(line): \(answer.line)") }
        return
      }
      try restart()
    }
  }

  private func restart() throws {
    _ = counter.end()
    counter = try shop.counter(environment: environment)
    for line in ["sign-on 01", "1111"] { told += counter.ask(line).say }
    // After a break it asks whether the change was given; none was due.
    while let question = counter.ask("status").ask {
      told += counter.ask(question == "yes" ? "yes" : ".").say
    }
  }

  // MARK: what breaks

  private func breakSomething() throws {
    let after = ContinuousClock.now + .milliseconds(Int.random(in: 30...700, using: &random))
    let printer = printers[Int.random(in: 0..<printers.count, using: &random)]
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: fault("till killed") { counter.send(SIGKILL) }
    case 2 where isServerUp:
      fault("cupsd killed") { server.killServer() }
      isServerUp = false
      heals.append(
        (
          after,
          { [unowned self] in
            try server.restartServer()
            isServerUp = true
          }
        ))
    case 3, 4: fault("backend killed") { killBackend() }
    case 5:
      fault("printer's power cut") { printer.cutPower() }
      heals.append((after, { printer.powerOn() }))
    case 6:
      fault("paper ends") {
        printer.runOutOfPaper(afterLines: Int.random(in: 0...40, using: &random))
      }
      heals.append((after, { printer.loadPaper() }))
    case 7:
      fault("cover opened") { printer.openCover() }
      heals.append((after, { printer.closeCover() }))
    case 8: fault("line dropped") { printer.dropLine() }
    default:
      fault("printer slow") { printer.setSpeed(bytesPerSecond: 4_000) }
      heals.append((after, { printer.setSpeed(bytesPerSecond: nil) }))
    }
  }

  private func fault(_ name: String, _ act: () -> Void) {
    faults[name, default: 0] += 1
    act()
  }

  private func killBackend() {
    let backend = server.folder + "/bin/backend/escpos"
    let pids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for pid in pids.compactMap({ Int32($0) }) {
      let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/exe")
      if program == backend { kill(pid, SIGKILL) }
    }
  }

  private func heal(all: Bool = false) throws {
    let now = ContinuousClock.now
    let due = heals.filter { all || $0.at <= now }
    heals.removeAll { all || $0.at <= now }
    for heal in due { try heal.act() }
  }

  // MARK: the evening

  /// Mends everything and waits until nothing changes by itself any more.
  func finish() throws {
    try heal(all: true)
    try ask("status")
    for _ in 0..<1_200 {
      if try jobs().allSatisfy({ $0["over"] == true }), printers.allSatisfy(\.isIdle) { break }
      usleep(100_000)
    }
    try ask("status")
  }

  func jobs() throws -> [JSON] { try shop.run(["jobs", "--json", "--limit", "100000"]).objects }

  /// A person looks for the paper of every unknown print, says so, and prints what is lost.
  func settle() throws {
    let sheets = papers()
    for job in try jobs() where job["state"] == "unknown" {
      let id = job["id"]?.intValue ?? 0
      let isThere = job["kind"] == "kick" || !(sheets[label(job)] ?? []).isEmpty
      try ask("settle \(id) \(isThere ? "printed" : "lost")")
      if !isThere { try ask("retry \(id)") }
    }
    try finish()
  }

  func end() -> TillProgram.Outcome { counter.end() }

  /// The whole originals and copies on paper, by what stands on them: torn ones don't count.
  func papers() -> [String: [PrintedDocument]] {
    var found: [String: [PrintedDocument]] = [:]
    for document in printers.flatMap(\.documents) where document.end == .cut {
      guard let number = number(document) else { continue }
      let part = ["Finance", "Stub", "Customer"].first { document.says("· \($0)") } ?? ""
      let copy = document.says("COPY 1") ? "COPY" : ""
      found["\(number) \(part) \(copy)", default: []].append(document)
    }
    return found
  }

  private func number(_ document: PrintedDocument) -> String? {
    for row in document.rows {
      for word in row.split(separator: " ") where word.count == 9 && word.dropFirst(2).first == "-"
      {
        if word.hasPrefix("S1-") || word.hasPrefix("R1-") { return String(word) }
      }
    }
    return nil
  }

  /// What must stand on the paper of a print, as `papers` names it.
  func label(_ job: JSON) -> String {
    let part = (job["copy"]?.stringValue ?? "").capitalized
    let copy = job["ordinal"] == nil ? "" : "COPY"
    return "\(job["number"]?.stringValue ?? "") \(part) \(copy)"
  }

  var kickCount: Int { printers.reduce(0) { $0 + $1.kickCount } }
}
