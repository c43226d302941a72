import Foundation
import TestSupport
import Testing
import TillCore
import TillReceipt

@testable import till

/// The built program and a real print server. Time is never judged: only what came before what.
@Suite("till: papers through CUPS", .serialized)
struct PrintingProcessTests {
  /// `ESC p`, pin 2, 100 ms on, 500 ms off: as generic-zh-80.yaml says.
  private static let kick: [UInt8] = [0x1B, 0x70, 0, 50, 250]

  private func routed(_ server: CupsServer?) throws -> (ProcessShop, [String: String]) {
    let shop = try ProcessShop()
    try shop.write(
      """
      printers:
        - queue: receipt
          profile: generic-zh-80
          prints: [receipt, kick]
        - queue: a4
          profile: a4
          prints: [slip, x-report]

      """, to: "config/printers.yaml")
    return (shop, ["CUPS_SERVER": server?.address ?? "127.0.0.1:1"])
  }

  private func jobs(_ shop: ProcessShop) throws -> [JSON] {
    try shop.run(["jobs", "--json"]).objects.reversed()
  }

  private func isOver(_ shop: ProcessShop) throws -> Bool {
    try jobs(shop).allSatisfy { $0["over"] == true }
  }

  private func states(_ shop: ProcessShop) throws -> [String] {
    try jobs(shop).compactMap { $0["state"]?.stringValue }
  }

  /// Looks until it is so, or gives up after half a minute.
  private func until(_ isSo: () throws -> Bool) throws {
    for _ in 0..<300 {
      if try isSo() { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  private func contains(_ document: [UInt8], _ text: String) -> Bool {
    String(decoding: document, as: Unicode.ASCII.self).contains(text)
  }

  private func pdfText(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/till-pdf-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try TillProgramTools.run(["pdftotext", "-layout", path, "-"])
  }

  @Test("a sale's three slips and its receipt come once each, the kick as a job of its own")
  func sale() throws {
    let server = try CupsServer.start()
    let (shop, environment) = try routed(server)
    let counter = try shop.signedOn("90", environment: environment)
    for line in ["CHG-20W", "cash 50", "yes"] { #expect(counter.ask(line).isOK) }
    // Nobody waits for paper: the answer names the queue, and is there before a job is done.
    var raw = try server.waitForDocuments(count: 2, timeoutSeconds: 60)
    _ = try server.waitForA4Documents(count: 3, timeoutSeconds: 60)
    #expect(counter.ask("copy R1-000001 \"lost it\"").isOK)
    #expect(counter.ask("x-report").isOK)
    raw = try server.waitForDocuments(count: 3, timeoutSeconds: 60)
    let sheets = try server.waitForA4Documents(count: 4, timeoutSeconds: 60)
    #expect(counter.ask("CBL-AC1").isOK)
    #expect(counter.ask("card").stage == "paid")
    raw = try server.waitForDocuments(count: 4, timeoutSeconds: 60)
    try until { try isOver(shop) }
    // The queue is a socket that can't say more: sent, not confirmed.
    #expect(try states(shop).allSatisfy { $0 == "handed-over" })
    #expect(counter.end().status == 0)

    #expect(raw.count { $0 == Self.kick } == 1)
    // Who waits at the drawer comes first.
    #expect(raw[0] == Self.kick)
    let receipts = raw.filter { $0 != Self.kick }
    // The kick is part of no paper, copy or reprint.
    #expect(receipts.allSatisfy { !contains($0, "\u{1B}p") })
    #expect(contains(receipts[0], "R1-000001") && !contains(receipts[0], "COPY"))
    #expect(contains(receipts[1], "R1-000001") && contains(receipts[1], "COPY 1"))
    #expect(contains(receipts[1], "lost it"))
    #expect(contains(receipts[2], "R1-000002"))
    let slips = try sheets.map(pdfText)
    for name in ["Part 1 of 3 · Finance", "Part 2 of 3 · Stub", "Part 3 of 3 · Customer"] {
      #expect(slips.count { $0.contains("S1-000001") && $0.contains(name) } == 1)
    }
    #expect(slips.count { $0.contains("X REPORT") } == 1)
    let told = try jobs(shop)
    #expect(told.count == 11 && told.allSatisfy { $0["job"]?.intValue != nil })
    #expect(Set(told.compactMap { $0["job"]?.intValue }).count == told.count)
    let one = try #require(try shop.run(["jobs", "--job", "1", "--json"]).objects.first)
    let steps = try #require(one["steps"]?.arrayValue)
    #expect(steps.last?["state"] == "handed-over" && steps.last?["queue"] == one["queue"])
    #expect(steps.last?["job"] == one["job"])
    let lines = try shop.run(["jobs", "--job", "1"]).lines.dropFirst()
    #expect(lines.count == steps.count)
    for (line, step) in zip(lines, steps) {
      let at = try #require(step["at"]?.stringValue)
      #expect(at.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d/) != nil)
      #expect(line.hasPrefix("      \(at) \(step["state"]?.stringValue ?? "?")"), "\(line)")
    }
  }

  @Test("a print asked for from outside goes to the queue that was named, as a COPY")
  func directed() throws {
    let server = try CupsServer.start(withA4: false)
    let (shop, environment) = try routed(server)
    try shop.write("printers: []\n", to: "config/printers.yaml")
    let counter = try shop.signedOn("01", environment: environment)
    for line in ["CHG-20W", "cash 50", "yes"] { #expect(counter.ask(line).isOK) }
    try until { try states(shop).allSatisfy { $0 == "kept" } }
    #expect(counter.end().status == 0)
    let printed = try shop.run(
      ["document", "print", "R1-000001", "--printer", "receipt", "--json"],
      environment: environment)
    #expect(printed.status == 0, "\(printed.text)")
    #expect(printed.objects.first?["state"] == "handed-over")
    #expect(printed.objects.first?["to"] == "receipt")
    let papers = try server.waitForDocuments(count: 1, timeoutSeconds: 60)
    #expect(contains(papers[0], "COPY 1") && contains(papers[0], "R1-000001"))
    // What no printer can take is a no, in the words of the reason.
    let unknown = try shop.run(
      ["document", "print", "R1-000001", "--printer", "nowhere", "--json"],
      environment: environment)
    #expect(unknown.status == 1 && unknown.objects.first?["state"] == "failed", "\(unknown.text)")
    #expect(unknown.err.contains("nowhere"))
    let listed = try shop.run(["printers", "--json"], environment: environment)
    #expect(listed.status == 0 && listed.objects.first?["name"] == "receipt", "\(listed.text)")
  }

  @Test(
    "a profile that can't be read, or isn't there, is told once; paper comes as any printer takes it",
    arguments: [
      (
        "target: laser\n", "generic-zh-80",
        "config/profiles/generic-zh-80.yaml:1: target is \"laser\" — write escpos, pdf or text"
      ),
      (
        nil, "generic-zh-8O",
        "config/printers.yaml:3: printers 1.profile is \"generic-zh-8O\" — write a4, epson-tm-58, "
          + "epson-tm-80, form-241, generic-zh-58, generic-zh-80 or plain"
      ),
    ] as [(String?, String, String)])
  func badProfile(file: String?, profile: String, told: String) throws {
    let server = try CupsServer.start(withA4: false)
    let (shop, environment) = try routed(server)
    try shop.edit("config/printers.yaml", "generic-zh-80", profile)
    try shop.edit("config/printers.yaml", "[slip, x-report]", "[x-report]")
    if let file {
      let own = shop.path + "/config/profiles"
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      try Data(file.utf8).write(to: URL(fileURLWithPath: "\(own)/\(profile).yaml"))
    }
    let counter = try shop.signedOn("01", environment: environment)
    var said: [String] = []
    for line in ["CHG-20W", "cash 50", "yes", "status"] {
      let answer = counter.ask(line)
      #expect(answer.isOK, "\(line)")
      said += answer.say
    }
    let bytes = try #require(
      try server.waitForDocuments(count: 1, timeoutSeconds: 60).first { $0 != Self.kick })
    #expect(counter.end().status == 0)
    #expect(bytes.starts(with: [0x1B, 0x40]) && contains(bytes, "R1-000001"))
    // No drawer can be opened where nobody knows how.
    #expect(try jobs(shop).contains { $0["kind"] == "kick" && $0["note"] == "no drawer" })
    let check = try shop.run(["check"])
    #expect(check.status == 1 && check.err.contains(told), "\(check.text)")
  }

  @Test("a stopped queue keeps the jobs and the counter sells on; started, they come once each")
  func stopped() throws {
    let server = try CupsServer.start(withA4: false)
    let (shop, environment) = try routed(server)
    try shop.edit("config/printers.yaml", "[slip, x-report]", "[x-report]")
    try server.run("cupsdisable", "receipt")
    let counter = try shop.signedOn("01", environment: environment)
    for line in ["CHG-20W", "cash 50", "yes"] { #expect(counter.ask(line).isOK) }
    try until { try jobs(shop).count { $0["note"] == "paused" } == 2 }
    #expect(
      counter.ask("status").say.first
        == "receipt: its queue is stopped — start it again: cupsenable and the queue's name. "
        + "2 prints wait and come by themselves.")
    for line in ["CBL-AC1", "cash 20", "yes"] {
      let answer = counter.ask(line)
      #expect(answer.isOK || answer.refusal != nil)
      #expect(answer.say.allSatisfy { !$0.contains("stopped") })
    }
    #expect(server.receivedDocuments().isEmpty)
    // A kick and one document at a time are given to a printer; what follows waits in the outbox.
    #expect(try jobs(shop).count { $0["note"] == "paused" } == 2)
    #expect(try states(shop).count { $0 == "queued" } == 2)
    try server.run("cupsenable", "receipt")
    try until { try isOver(shop) }
    let papers = server.receivedDocuments()
    #expect(papers.count { contains($0, "R1-00000") } == 2)
    // On a slow machine the drawers' half minute may be over.
    #expect(papers.count { $0 == Self.kick } <= 2)
    _ = counter.end()
  }

  @Test("no server: told once, at the start of the next answer; selling goes on, all of it waits")
  func nobodyThere() throws {
    let (shop, environment) = try routed(nil)
    let counter = try shop.signedOn("01", environment: environment)
    for line in ["CHG-20W", "cash 50", "yes"] { #expect(counter.ask(line).isOK) }
    try until { try jobs(shop).contains { $0["attempt"]?.intValue ?? 0 > 0 } }
    Thread.sleep(forTimeInterval: 0.5)
    let told = counter.ask("status").say
    let news = told.first ?? ""
    #expect(news.hasPrefix("The print server 127.0.0.1:1 does not answer ("), "\(told)")
    #expect(
      news.hasSuffix("). Start it: systemctl start cups. Until then 5 prints wait."), "\(told)")
    #expect(counter.ask("status").say.allSatisfy { !$0.contains("print server") })
    let end = counter.end()
    #expect(
      end.status == 0
        && end.err.contains("5 prints wait; the till sees to them at its next start."), "\(end.err)"
    )
    #expect(try states(shop).allSatisfy { $0 == "queued" })
    // The server is back at the next start: each comes once, as the original it is.
    let server = try CupsServer.start()
    let next = try shop.counter(environment: ["CUPS_SERVER": server.address])
    #expect(try server.waitForA4Documents(count: 3, timeoutSeconds: 60).count == 3)
    try until { try isOver(shop) }
    #expect(next.end().status == 0)
    let raw = server.receivedDocuments().filter { $0 != Self.kick }
    #expect(raw.count == 1 && !contains(raw[0], "COPY") && contains(raw[0], "R1-000001"))
    #expect(try shop.run(["printers"], environment: environment).status == 1)
    #expect(try shop.isWhole())
  }

  @Test(
    "a server that takes the call and says nothing: selling goes on, and the end is not held up")
  func silentServer() throws {
    let (listener, port) = try SocketPrinter.listen()
    defer { close(listener) }
    let (shop, _) = try routed(nil)
    let counter = try shop.signedOn("01", environment: ["CUPS_SERVER": "127.0.0.1:\(port)"])
    for line in ["CHG-20W", "cash 50", "yes", "CBL-AC1", "cash 20"] {
      #expect(counter.ask(line).isOK, "\(line)")
    }
    try until { try states(shop).contains("handing-over") }
    let outcome = counter.end()
    #expect(outcome.status == 0)
    // It says how many wait; the one that was being handed over is among them.
    #expect(outcome.err.contains("10 prints wait"), "\(outcome.err)")
    // Nothing was let go, so nothing can be on paper, and nobody is asked.
    let server = try CupsServer.start()
    let next = try shop.counter(environment: ["CUPS_SERVER": server.address])
    _ = try server.waitForA4Documents(count: 6, timeoutSeconds: 60)
    try until { try isOver(shop) }
    #expect(next.ask("status").say.allSatisfy { !$0.contains("nobody knows") })
    #expect(next.end().status == 0)
    let papers = try server.waitForDocuments(count: 2, timeoutSeconds: 60)
    #expect(papers.count { contains($0, "R1-00000") } == 2)
  }
}
