import Foundation
import TestSupport
import Testing
import TillCore

@testable import till

/// What a cashier sees and what is on paper when a printer, its server or the till itself fails.
@Suite("till: a printer that fails", .serialized)
struct PrinterTroubleProcessTests {
  /// A shop whose papers all go to one simulated printer, through CUPS and our backend.
  private final class Counter {
    let shop: ProcessShop
    let server: CupsServer
    let printer: SimulatedPrinter
    private(set) var process: TillProcess
    private var environment: [String: String] { ["CUPS_SERVER": server.address] }

    init(prints: String = "[slip, receipt, kick]", more: String = "") throws {
      server = try CupsServer.start(withA4: false)
      printer = try SimulatedPrinter()
      try server.addReceiptQueue(named: "desk", uri: printer.uri("timeout=1"))
      shop = try ProcessShop()
      try shop.write(
        "printers:\n  - queue: desk\n    profile: epson-tm-80\n    prints: \(prints)\n\(more)",
        to: "config/printers.yaml")
      try shop.edit("config/shop.yaml", "verify: from 50", "verify: none")
      process = try shop.signedOn("01", environment: ["CUPS_SERVER": server.address])
    }

    func sell() {
      for line in ["CBL-AC1", "card"] { #expect(process.ask(line).isOK, "\(line)") }
    }

    /// What the counter says besides, at its next answer.
    func news() -> [String] { process.ask("last").say.dropLast() }

    func jobs() throws -> [JSON] {
      try shop.run(["jobs", "--json", "--limit", "1000"]).objects.reversed()
    }

    func states() throws -> [String] { try jobs().compactMap { $0["state"]?.stringValue } }

    func until(_ isSo: () throws -> Bool) throws {
      for _ in 0..<300 {
        if try isSo() { return }
        usleep(100_000)
      }
      Issue.record("it never came to that: \(try jobs().map(\.line))")
    }

    func isDone() throws -> Bool {
      let jobs = try jobs()
      return jobs.count == 4 * (printer.documents.count) && jobs.allSatisfy { $0["over"] == true }
    }

    func untilOver() throws { try until { try jobs().allSatisfy { $0["over"] == true } } }

    func killTill() throws {
      process.send(SIGKILL)
      #expect(process.end().wasKilled)
    }

    func startAgain(through: [String] = []) throws {
      process = try shop.counter(through: through, environment: environment)
      for line in ["sign-on 01", "1111"] { _ = process.ask(line) }
      while process.ask("status").ask != nil { _ = process.ask("yes") }
    }

    /// The parts of the first slip on paper, whole ones only.
    var parts: [String] {
      printer.documents.filter { $0.end == .cut }.compactMap { document in
        ["Finance", "Stub", "Customer"].first { document.says("· \($0)") }
      }
    }
  }

  @Test(
    "paper out at the second of three copies: said once, selling goes on, the rest comes, no duplicate"
  )
  func paperOut() throws {
    let counter = try Counter()
    counter.sell()
    try counter.untilOver()
    let rows = try #require(counter.printer.documents.first?.rows.count)
    counter.printer.runOutOfPaper(afterLines: rows + rows / 2)
    counter.sell()
    try counter.until { try counter.jobs().contains { $0["note"] == "media-empty-error" } }
    let told = counter.process.ask("status").say.first
    #expect(
      told == "desk: out of paper — put paper in and close the cover. "
        + "3 prints wait and come by themselves.")
    // Selling goes on, and nothing is said twice.
    counter.sell()
    #expect(counter.process.ask("status").say.allSatisfy { !$0.contains("out of paper") })
    counter.printer.loadPaper()
    try counter.untilOver()
    #expect(try counter.states().allSatisfy { $0 == "confirmed" })
    #expect(
      counter.parts == Array(repeating: ["Finance", "Stub", "Customer"], count: 3).flatMap { $0 })
    #expect(counter.printer.documents.count == 12)
    #expect(counter.process.end().status == 0)
  }

  @Test(
    "power cut at the printer: the torn one is unknown and said so; settled as lost it comes as a COPY"
  )
  func powerCut() throws {
    let counter = try Counter(prints: "[receipt]")
    counter.printer.setSpeed(bytesPerSecond: 400)
    counter.sell()
    try counter.until { counter.printer.receivedCount > 500 }
    counter.printer.cutPower()
    try counter.until { try counter.states().contains("unknown") }
    let id = try #require(try counter.jobs().first { $0["kind"] == "receipt" }?["id"]?.intValue)
    #expect(
      counter.process.ask("status").say.first
        == "R1-000001 (job \(id)): nobody knows if it is on paper. "
        + "Look, then: settle \(id) printed, or: settle \(id) lost")
    counter.printer.powerOn()
    counter.printer.setSpeed(bytesPerSecond: nil)
    #expect(
      counter.process.ask("settle \(id) lost").say
        == ["R1-000001 (job \(id)) is not on paper. To print it, as a COPY: retry \(id)"])
    #expect(counter.process.ask("retry \(id)").say == ["COPY 1 of R1-000001 → desk."])
    try counter.untilOver()
    let papers = counter.printer.documents
    #expect(papers.count { $0.end == .cut } == 1)
    let copy = try #require(papers.last)
    #expect(copy.says("COPY 1 · the first print was lost") && copy.says("R1-000001"))
    #expect(counter.process.end().status == 0)
  }

  @Test("cupsd killed while it prints: the backend prints on, and the new server confirms it, once")
  func serverKilled() throws {
    let counter = try Counter(prints: "[receipt]")
    counter.printer.setSpeed(bytesPerSecond: 800)
    counter.sell()
    try counter.until { counter.printer.receivedCount > 500 }
    counter.server.killServer()
    usleep(300_000)
    counter.printer.setSpeed(bytesPerSecond: nil)
    try counter.until {
      counter.process.ask("status").say.first?.contains("does not answer") == true
    }
    try counter.server.restartServer()
    try counter.untilOver()
    #expect(counter.printer.documents.map(\.end) == [.cut])
    #expect(try counter.states().filter { $0 != "kept" } == ["confirmed"])
    #expect(counter.process.end().status == 0)
  }

  @Test("till killed while it hands over: at the next start each comes once, and nobody is asked")
  func tillKilled() throws {
    let counter = try Counter()
    for round in 0..<6 {
      counter.sell()
      usleep(UInt32(round) * 7_000)
      try counter.killTill()
      try counter.startAgain()
    }
    try counter.untilOver()
    #expect(try counter.states().allSatisfy { $0 == "confirmed" })
    #expect(counter.parts.count == 18 && counter.printer.documents.count == 24)
    #expect(counter.process.end().status == 0)
  }

  @Test("till killed at each of its calls to the print server: each receipt comes once, confirmed")
  func killedAtEachCall() throws {
    let counter = try Counter(prints: "[receipt]")
    #expect(counter.process.end().status == 0)
    var kills = 0
    // Making, sending, naming, letting go: some twelve calls; then it only asks how things stand.
    for call in 1...16 {
      try counter.startAgain(through: [
        "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=sendto", "-e",
        "inject=sendto:signal=KILL:when=\(call)",
      ])
      _ = counter.process.ask("CBL-AC1")
      _ = counter.process.ask("card")
      try counter.until { try counter.isDone() || !counter.process.isRunning }
      let outcome = counter.process.end()
      try counter.startAgain()
      try counter.untilOver()
      #expect(counter.process.end().status == 0)
      let sold = counter.printer.documents.count
      #expect(sold == call && counter.printer.documents.allSatisfy { $0.end == .cut }, "\(call)")
      #expect(try counter.states().allSatisfy { ["confirmed", "kept"].contains($0) }, "\(call)")
      guard outcome.wasKilled else { break }
      kills += 1
    }
    #expect(kills >= 12)
  }

  @Test("a printer that stays off: its papers go to the other one, before their first byte only")
  func fallback() throws {
    let spare = try SimulatedPrinter()
    let counter = try Counter(
      prints: "[receipt, kick]\n    fallback: spare\n    fallback_after_seconds: 1",
      more: "  - queue: spare\n    profile: epson-tm-80\n    prints: [x-report]\n")
    try counter.server.addReceiptQueue(named: "spare", uri: spare.uri("timeout=1"))
    counter.printer.cutPower()
    counter.sell()
    try counter.untilOver()
    #expect(spare.documents.count == 1 && counter.printer.documents.isEmpty)
    let told = counter.process.ask("status").say.prefix(2)
    #expect(told.last == "desk: off line, or it doesn't answer. Its papers go to spare.")
    counter.sell()
    try counter.untilOver()
    #expect(spare.documents.count == 2)
    #expect(try counter.states().filter { $0 != "kept" } == ["confirmed", "confirmed"])
    #expect(counter.process.end().status == 0)
  }

  @Test("a drawer that can't be opened at once stays shut, and the cashier hears of it")
  func lateKick() throws {
    let counter = try Counter(prints: "[kick]")
    counter.printer.cutPower()
    for line in ["CBL-AC1", "cash"] { #expect(counter.process.ask(line).isOK) }
    try counter.until { try counter.jobs().contains { $0["note"] == "offline-report" } }
    for _ in 0..<60 {
      if try counter.states().contains("failed") { break }
      usleep(1_000_000)
    }
    counter.printer.powerOn()
    #expect(
      counter.process.ask("status").say.contains(
        "The drawer was not opened: the printer was not ready. To open it: open-drawer REASON"))
    #expect(counter.printer.kickCount == 0)
    #expect(counter.process.end().status == 0)
  }

  @Test("a job cancelled at the print server is not printed, said so, and printed by retry")
  func cancelled() throws {
    let counter = try Counter(prints: "[receipt]")
    counter.printer.openCover()
    counter.sell()
    try counter.until { try counter.jobs().contains { $0["note"] == "cover-open-error" } }
    let job = try #require(try counter.jobs().first { $0["kind"] == "receipt" })
    try counter.server.run("cancel", "desk-\(job["job"]?.intValue ?? 0)")
    try counter.until { try counter.states().contains("failed") }
    counter.printer.closeCover()
    let id = job["id"]?.intValue ?? 0
    #expect(
      counter.process.ask("status").say.contains(
        "R1-000001 (job \(id)) was not printed: it was cancelled at the print server. "
          + "When it is mended: retry \(id)"))
    #expect(
      counter.process.ask("retry \(id)").say == ["R1-000001 (job \(id)) is printed now → desk."])
    try counter.untilOver()
    #expect(counter.printer.documents.count == 1 && !counter.printer.documents[0].says("COPY"))
    #expect(counter.process.end().status == 0)
  }

  @Test("printed without CUPS by --direct: confirmed the same way; CUPS isn't asked")
  func direct() throws {
    let printer = try SimulatedPrinter()
    let shop = try ProcessShop()
    try shop.write(
      """
      printers:
        - queue: desk
          profile: epson-tm-80
          device: \(printer.uri("timeout=1"))
          prints: [receipt, kick]

      """, to: "config/printers.yaml")
    let counter = try shop.counter(["--direct"])
    for line in ["sign-on 01", "1111", "CBL-AC1", "card"] { #expect(counter.ask(line).isOK) }
    try printer.waitForDocuments(count: 1)
    for _ in 0..<100 {
      if try shop.run(["jobs", "--json"]).objects.allSatisfy({ $0["over"] == true }) { break }
      usleep(100_000)
    }
    #expect(counter.end().status == 0)
    let states = try shop.run(["jobs", "--json"]).objects.map { $0["state"] }
    #expect(states == ["confirmed", "kept", "kept", "kept"])
    #expect(printer.documents[0].says("R1-000001"))
  }
}
