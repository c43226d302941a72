import Foundation
import TestSupport
import Testing
import TillCore

@testable import till

/// Promise 1: a line answered is a fact kept, whatever becomes of the process and the disk.
@Suite("till: killed, and out of disk")
struct KillTests {
  private static let strace = "/usr/bin/strace"

  /// strace on the calls that write, with one fault injected.
  private func injecting(_ calls: String, _ fault: String) throws -> [String] {
    guard FileManager.default.isExecutableFile(atPath: Self.strace) else {
      throw MissingPart("strace is missing; type: apt-get install strace")
    }
    return [
      Self.strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e",
      "inject=\(calls):\(fault)",
    ]
  }

  struct MissingPart: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  @Test("killed after each acknowledged line of a sale, it stands as it stood")
  func afterEachLine() throws {
    let shop = try ProcessShop()
    let lines = [
      "CHG-20W", "2*CBL-AC1", "less 1 5%", "qty 2 3", "drop 1", "undo", "note 1 \"gift\"",
      "invoice",
    ]
    var acknowledged: [String]?
    for line in lines + ["status"] {
      let counter = try shop.signedOn("01")
      let before = counter.ask("status").say
      if let acknowledged { #expect(before == acknowledged, "killed before \(line)") }
      let answer = counter.ask(line)
      try #require(answer.isOK, "\(line): \(answer)")
      acknowledged = counter.ask("status").say
      #expect(before != acknowledged || line == "status", "\(line)")
      counter.send(SIGKILL)
      #expect(counter.end().wasKilled)
      #expect(try shop.isWhole(), "killed after \(line)")
    }
  }

  @Test(
    "killed between count and announce it asks where the money is; after change, if it was given")
  func questionsAfterBreak() throws {
    let shop = try ProcessShop()
    try shop.edit("config/shop.yaml", "collect: quick", "collect: strict")
    let counter = try shop.signedOn("01")
    for line in ["CHG-20W", "invoice", "check", "yes", "count 20x2"] {
      #expect(counter.ask(line).isOK, "\(line)")
    }
    counter.send(SIGKILL)
    _ = counter.end()

    let second = try shop.counter()
    _ = second.ask("sign-on 01")
    let on = second.ask("1111")
    #expect(on.ask == "choice" && on.stage == "count")
    #expect(second.ask("hand").isOK)
    for line in ["verify", "announce"] { #expect(second.ask(line).isOK, "\(line)") }
    second.send(SIGKILL)
    _ = second.end()

    let third = try shop.counter()
    _ = third.ask("sign-on 01")
    #expect(third.ask("1111").ask == "yes")
    #expect(third.ask("yes").kinds == ["change.confirmed.1"])
    #expect(third.end().status == 0)
    #expect(try shop.isWhole())
    // One sale, one receipt: nothing was taken twice.
    let kinds = try shop.entries().compactMap { $0["kind"]?.stringValue }
    #expect(kinds.count { $0 == "sale.paid.1" } == 1)
  }

  private static let sale = "sign-on 01\n1111\nCHG-20W\n2*CBL-AC1\ncash 100\nyes\n"

  /// What was acknowledged is in the journal, at most one command more, and the seal is whole.
  ///
  /// - Returns: how many lines were acknowledged.
  @discardableResult
  private func holds(
    _ shop: ProcessShop, _ outcome: TillProgram.Outcome, _ what: Comment
  ) throws -> Int {
    #expect(try shop.isWhole(), what)
    let entries = try shop.entries()
    let acknowledged = outcome.objects
    for answer in acknowledged {
      for (seq, kind) in zip(answer.seqs, answer.kinds) {
        let entry = entries.first { $0["seq"]?.intValue == seq }
        #expect(entry?["kind"]?.stringValue == kind, what)
      }
    }
    let last = acknowledged.flatMap(\.seqs).max() ?? 0
    let beyond = entries.filter {
      ($0["seq"]?.intValue ?? 0) > last && $0["kind"]?.stringValue != "document.expanded.1"
    }
    if last > 0 {
      let isEnd = beyond.first?["kind"]?.stringValue == "person.signed-off.1"
      #expect(isEnd || Set(beyond.compactMap { $0["command"] }).count <= 1, what)
    }
    return acknowledged.count
  }

  @Test("killed at every write: what was acknowledged is there, at most one command more")
  func atEveryWrite() throws {
    var random = SeededGenerator.random()
    var at = Int.random(in: 1...8, using: &random)
    var points = 0
    var acknowledged: Set<Int> = []
    // Eight kinds of start, so that many runs of the suite see every write.
    while points < 60 {
      let shop = try ProcessShop()
      let outcome = try shop.run(
        ["counter", "--json"], input: Self.sale,
        through: try injecting("pwrite64", "signal=KILL:when=\(at)"))
      let what = Comment(rawValue: "write \(at), \(random)")
      acknowledged.insert(try holds(shop, outcome, what))
      guard outcome.wasKilled else { break }
      points += 1
      if points % 4 == 0 {
        // It opens again, and the sale is on the counter or done.
        let next = try shop.signedOn("01")
        let status = next.ask("status")
        #expect(status.isOK || status.refusal == "not-an-answer", what)
        #expect(next.end().status == 0, what)
        #expect(try shop.isWhole(), what)
      }
      at += 8
    }
    #expect(points >= 4, "\(random)")
    #expect(acknowledged.count >= 3, "\(random): \(acknowledged)")
  }

  @Test(
    "a disk that is full or fails: the line is not acknowledged, exit 3, earlier ones kept",
    arguments: ["pwrite64 ENOSPC", "fdatasync EIO"])
  func failingDisk(_ fault: String) throws {
    let (call, code) = (fault.split(separator: " ")[0], fault.split(separator: " ")[1])
    var stopped = 0
    for first in call == "pwrite64" ? [16, 24] : [5, 8] {
      let shop = try ProcessShop()
      let outcome = try shop.run(
        ["counter", "--json"], input: Self.sale,
        through: try injecting(String(call), "error=\(code):when=\(first)+"))
      let what = Comment(rawValue: "\(fault) from \(first) on: \(outcome.text)")
      let answers = try holds(shop, outcome, what)
      if outcome.status == 0 {
        #expect(answers == 6, what)
      } else {
        #expect(outcome.status == 3 && !outcome.wasKilled, what)
        #expect(answers < 6 && !outcome.err.isEmpty, what)
        // In a person's words, with the way on.
        #expect(!outcome.err.contains("SQLite error") && !outcome.err.contains("Error("), what)
        stopped += 1
      }
      // The disk has room again: the same shop sells on.
      let next = try shop.signedOn("01")
      let status = next.ask("status")
      #expect(status.isOK || status.refusal == "not-an-answer", what)
      #expect(next.end().status == 0, what)
    }
    #expect(stopped > 0, "\(fault) never struck")
  }

  @Test("without a printer, a paper that was cut off is written whole at the next start")
  func filedAgain() throws {
    let shop = try ProcessShop()
    let counter = try shop.counter(
      through: try injecting("rename,renameat,renameat2", "signal=KILL:when=1"))
    counter.write(Self.sale)
    while counter.readLine() != nil {}
    #expect(counter.end().wasKilled)
    let next = try shop.counter()
    #expect(next.ask("status").say.allSatisfy { !$0.contains("nobody knows") })
    #expect(next.end().status == 0)
    let states = try shop.run(["jobs", "--json"]).objects.compactMap { $0["state"]?.stringValue }
    #expect(!states.isEmpty && states.allSatisfy { $0 == "kept" }, "\(states)")
    for copy in ["S1-000001-finance", "S1-000001-stub", "S1-000001-customer", "R1-000001"] {
      #expect(shop.exists("data/paper/\(copy).pdf"), "\(copy)")
    }
  }
}
