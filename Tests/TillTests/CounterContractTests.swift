import Foundation
import Testing
import TillCore

@testable import till

/// The interface for programs, as DESIGN fixes it, of the built program.
@Suite("till counter --json")
struct CounterContractTests {
  private func hasContractKeys(_ answer: JSON) -> Bool {
    let keys = Set(answer.objectValue?.keys.map { $0 } ?? [])
    let required: Set<String> = ["n", "input", "ok", "stage", "say", "events"]
    guard required.isSubset(of: keys), keys.isSubset(of: required.union(["ask", "refusal"])),
      answer["say"]?.arrayValue?.allSatisfy({ $0.stringValue != nil }) == true,
      let events = answer["events"]?.arrayValue
    else { return false }
    let refusal = answer["refusal"]?.objectValue
    return events.allSatisfy { $0["seq"]?.intValue != nil && $0["kind"]?.stringValue != nil }
      && (refusal == nil) == answer.isOK
      && (refusal == nil || Set(refusal?.keys.map { $0 } ?? []) == ["code", "message"])
  }

  @Test("a quick sale: one object a line, its keys, its stages, its events in order")
  func quick() throws {
    let shop = try ProcessShop()
    let lines = [
      "sign-on 01", "1111", "CHG-20W", "2*CBL-AC1", "nonsense", "cash 100", "maybe", "yes",
      "status", "",
    ]
    let outcome = try shop.run(
      ["counter", "--json"], input: lines.map { $0 + "\r\n" }.joined())
    let answers = outcome.objects
    // Papers may still be on their way: then it says how many.
    #expect(outcome.status == 0)
    #expect(outcome.err.isEmpty || outcome.err.hasSuffix("wait for the next start.\n"))
    try #require(answers.count == lines.count, "\(outcome.text)")
    #expect(answers.allSatisfy(hasContractKeys), "\(outcome.out)")
    #expect(answers.map { $0["n"]?.intValue } == (1...10).map { Int64($0) })
    for (answer, line) in zip(answers, lines) {
      #expect(answer["input"] == (line == "1111" ? .null : .string(line)))
    }
    #expect(
      answers.map(\.stage) == [
        "signed-off", "new", "introduce", "introduce", "introduce", "introduce", "introduce",
        "paid", "paid", "paid",
      ])
    #expect(answers.map(\.ask) == ["pin", nil, nil, nil, nil, "yes", "yes", nil, nil, nil])
    #expect(answers.map(\.isOK) == [true, true, true, true, false, true, false, true, true, true])
    #expect(answers[6].refusal == "not-an-answer")
    // The act's events stand in the object whose line completed it.
    #expect(answers[5].seqs.isEmpty)
    #expect(answers[7].kinds.first == "sale.invoiced.1")
    #expect(answers[7].kinds.contains("sale.paid.1"))
    let seqs = answers.flatMap(\.seqs)
    #expect(seqs == seqs.sorted() && Set(seqs).count == seqs.count)
    // What the journal has besides is the end's, and the printing thread's pages of markup.
    let entries = try shop.entries().filter { ($0["seq"]?.intValue ?? 0) >= seqs[0] }
    let kinds = entries.compactMap { $0["kind"]?.stringValue }
    #expect(
      kinds.filter { $0 != "document.expanded.1" }
        == answers.flatMap(\.kinds) + ["person.signed-off.1"])
  }

  @Test("a strict sale walks through the four acts")
  func strict() throws {
    let shop = try ProcessShop()
    try shop.edit("config/shop.yaml", "collect: quick", "collect: strict")
    let lines = [
      "sign-on 01", "1111", "CHG-20W", "cash 100", "invoice", "count 50x1", "check", "yes",
      "count 20x1", "count +20x1", "verify", "announce",
    ]
    let outcome = try shop.run(["counter", "--json"], input: lines.joined(separator: "\n"))
    let answers = outcome.objects
    #expect(outcome.status == 0)
    try #require(answers.count == lines.count, "\(outcome.text)")
    #expect(answers.allSatisfy(hasContractKeys))
    #expect(
      answers.map(\.stage) == [
        "signed-off", "new", "introduce", "introduce", "invoice", "invoice", "invoice", "check",
        "count", "count", "verify", "paid",
      ])
    #expect(answers.compactMap(\.refusal) == ["collect-strictly", "not-checked"])
    #expect(answers.last?.say.contains { $0.contains("1.00") } == true)
  }

  @Test("without --json: plain answers, no colour, no prompt, PIN not echoed")
  func plain() throws {
    let shop = try ProcessShop()
    let outcome = try shop.run(["counter"], input: "sign-on 01\n1111\nCHG-20W\nnonsense\n")
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("USB-C charger 20 W"))
    #expect(outcome.lines.contains { $0.hasPrefix("! ") })
    #expect(!outcome.out.contains("\u{1B}") && !outcome.out.contains("1111"))
    #expect(!outcome.out.contains("> "))
  }

  @Test("a command id: the same line again is done already, another line under it is refused")
  func commandIDs() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    let first = counter.ask("@scan-1 CHG-20W")
    #expect(first.kinds == ["sale.opened.1", "sale.line-added.1"])
    let again = counter.ask("@scan-1 CHG-20W")
    #expect(again.isOK && again.seqs.isEmpty)
    #expect(!counter.ask("@scan-1 CBL-AC1").isOK)
    // Across a restart too: the store remembers, not the process.
    _ = counter.end()
    let next = try shop.signedOn("01")
    #expect(next.ask("@scan-1 CHG-20W").seqs.isEmpty)
    #expect(next.ask("status").say.contains { $0.contains("1 line ") })
    #expect(next.end().status == 0)
  }

  @Test("a question at end of input is given up: nothing happened, and nothing is asked later")
  func givenUp() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    _ = counter.ask("CHG-20W")
    #expect(counter.ask("cash 50").ask == "yes")
    #expect(counter.end().status == 0)
    let next = try shop.counter()
    _ = next.ask("sign-on 01")
    let on = next.ask("1111")
    #expect(on.ask == nil && on.stage == "introduce")
    #expect(next.ask("status").say.contains { $0.contains("39.00") })
    #expect(next.end().status == 0)
    #expect(try shop.isWhole())
  }
}
