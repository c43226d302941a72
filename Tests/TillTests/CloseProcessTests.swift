import Foundation
import TestSupport
import Testing
import TillCore

@testable import till

/// `till close` as a script drives it, cut off wherever it can be.
@Suite("till close: killed at every step")
struct CloseProcessTests {
  /// A day with cash, a card, a parked sale and money moved, short by 12.40 at the count.
  private static func day() throws -> ProcessShop {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    for line in [
      "CHG-20W", "cash", "2*CBL-AC1", "card", "pay-in 100x1 from the bank", "lift 10x3 safe",
      "2*CHG-20W", "drop 1", "CBL-AC1", "park Mr Zhao",
    ] {
      var answer = counter.ask(line)
      if answer.ask == "yes" { answer = counter.ask("yes") }
      try #require(answer.isOK, "\(line): \(answer)")
    }
    try #require(counter.end().status == 0)
    return shop
  }

  /// Answers whatever is asked until the day is closed or the program is gone.
  private func finish(_ shop: ProcessShop, _ counted: String, _ card: String) throws -> JSON {
    let close = try TillProcess(["close", "--as", "90", "--json"], directory: shop.path)
    var reply = close.ask("9090")
    for _ in 0..<20 {
      guard let line = answer(to: reply, counted, card) else { break }
      reply = close.ask(line)
    }
    let report = close.answer() ?? .null
    let outcome = close.end()
    #expect(outcome.status == 0, "\(reply) \(outcome.text)")
    return report
  }

  private func answer(to reply: JSON, _ counted: String, _ card: String) -> String? {
    switch reply.ask {
    case "yes": "yes"
    case "choice": "carry comes back tomorrow"
    case "amount": card
    case "text": "one note given twice"
    case "count": reply.say.last?.contains("stays") == true ? "100" : counted
    default: nil
    }
  }

  /// What must be the same however often the close was cut off: every figure but times and seals.
  private func figures(_ report: JSON) -> JSON {
    var members = report.objectValue ?? [:]
    members["journal"] = nil
    var closing = members["closing"]?.objectValue ?? [:]
    for key in ["opened", "closed"] { closing[key] = nil }
    members["closing"] = .object(closing)
    for key in ["moves", "book"] { members[key] = nil }
    members["hours"] = nil
    return .object(members)
  }

  /// By the books, less 12.40: what this day's drawer is counted as.
  private struct Truth {
    let counted: String
    let card: String
    let report: JSON
  }

  private func truth() throws -> (ProcessShop, Truth) {
    let shop = try Self.day()
    let report = try shop.run(["report", "day", "--json"]).objects[0]
    let expected = try #require(report["drawer"]?["expected"]?.stringValue)
    let minor = try FixedPoint.value(of: expected, digits: 2) - 1240
    let count = try #require(
      ChangeMaker.fewest(minor, denominationsMinor: Currency.cny.usualDenominationsMinor))
    let card = try #require(
      report["tenders"]?.arrayValue?.first { $0["kind"]?.stringValue == "card" }?["expected"]?
        .stringValue)
    return (shop, Truth(counted: count.text(currency: .cny), card: card, report: report))
  }

  @Test("the close asks in the fixed order, freezes what the report had, and backs it up")
  func whole() throws {
    let (shop, truth) = try truth()
    let closed = try finish(shop, truth.counted, truth.card)
    for key in ["sales", "tax", "departments", "cashiers", "bridge"] {
      #expect(closed[key] == truth.report[key], "\(key)")
    }
    #expect(closed["number"]?.stringValue == "Z1-000001")
    #expect(closed["drawer"]?["difference"]?.stringValue == "-12.40")
    #expect(closed["closing"]?["reason"]?.stringValue == "one note given twice")
    #expect(closed["closing"]?["carried"]?.arrayValue?.count == 1)
    #expect(try shop.run(["report", "day", "--json"]).objects == [closed])
    let backups = try FileManager.default.contentsOfDirectory(atPath: shop.path + "/data/backup")
    #expect(backups.count == 1 && backups[0].hasSuffix("Z1-000001.sqlite"))
    let again = try shop.run(["close", "--as", "90", "--json"], input: "9090\n")
    #expect(again.status == 1)
    #expect(again.objects.first?.refusal == "day-closed", "\(again.text)")
    #expect(try shop.isWhole())
  }

  @Test("killed after each answer, the close goes on from there to the same figures")
  func afterEachAnswer() throws {
    let (shop, truth) = try truth()
    let wanted = figures(try finish(shop, truth.counted, truth.card))
    // The PIN, the parked sale, two counts, the card, the reason; the float would close it.
    for step in 1...6 {
      let (shop, truth) = try self.truth()
      let close = try TillProcess(["close", "--as", "90", "--json"], directory: shop.path)
      var reply = close.ask("9090")
      for _ in 1..<step {
        guard let line = answer(to: reply, truth.counted, truth.card) else { break }
        reply = close.ask(line)
      }
      close.send(SIGKILL)
      #expect(close.end().wasKilled)
      #expect(figures(try finish(shop, truth.counted, truth.card)) == wanted, "step \(step)")
      #expect(try shop.isWhole(), "step \(step)")
      let closes = try shop.entries().count { $0["kind"]?.stringValue == "day.closed.1" }
      #expect(closes == 1, "step \(step)")
    }
  }

  @Test("killed at each call that makes something safe on the disk, it ends with the same figures")
  func atEachSync() throws {
    let (first, truth) = try truth()
    let wanted = figures(try finish(first, truth.counted, truth.card))
    let input = [
      "9090", "carry comes back tomorrow", truth.counted, truth.counted, truth.card,
      "one note given twice", "100", "",
    ].joined(separator: "\n")
    for call in stride(from: 1, through: 15, by: 2) {
      let (shop, truth) = try self.truth()
      let cut = try shop.run(
        ["close", "--as", "90", "--json"], input: input,
        through: [
          "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e",
          "inject=fdatasync,fsync:signal=KILL:when=\(call)",
        ])
      #expect(cut.status != 0 || cut.wasKilled || call > 12, "\(call): \(cut.text)")
      let isClosed = try shop.entries().contains { $0["kind"]?.stringValue == "day.closed.1" }
      let report =
        isClosed
        ? try shop.run(["report", "day", "--json"]).objects[0]
        : try finish(shop, truth.counted, truth.card)
      #expect(figures(report) == wanted, "call \(call)")
      #expect(try shop.isWhole(), "call \(call)")
    }
  }

  @Test("a close while a counter has the shop names its pid and the way on")
  func beside() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    let close = try shop.run(["close", "--as", "90"], input: "9090\n")
    #expect(close.status == 4)
    #expect(close.err.contains("\(counter.pid)"))
    #expect(close.err.contains("Type it at that counter instead"))
    _ = counter.end()
  }

  @Test("a clock set back before the last close is told, and nothing is closed by it")
  func clockSetBack() throws {
    let (shop, truth) = try truth()
    _ = try finish(shop, truth.counted, truth.card)
    let back = try shop.run(
      ["close", "--as", "90", "--json"], input: "9090\n",
      through: ["/usr/bin/faketime", "-f", "-3d"])
    #expect(back.status == 1)
    #expect(back.objects.first?.refusal == "clock-before-close", "\(back.text)")
  }

  @Test("a close nobody finishes leaves the day open and says how to go on")
  func leftOpen() throws {
    let shop = try ProcessShop()
    let close = try shop.run(["close", "--as", "90"], input: "9090\n")
    #expect(close.status == 1)
    #expect(close.err.hasSuffix("The day isn't closed. To go on: till close\n"))
    let wrong = try shop.run(["close", "--as", "90", "--json"], input: "1234\n")
    #expect(wrong.objects.first?.refusal == "pin-wrong")
    #expect(wrong.objects.first?.ask == "pin")
  }
}
