import Testing

@testable import TillCore

/// The drawer outside a sale, copies, and looks that are no record.
@Suite struct RegisterPapersTests {
  @Test("备用金: a second float of the day corrects the first, one of a new day begins anew")
  func float() {
    var counter = Counter()
    counter.must(.float(counted([1000: 9, 500: 1])))
    counter.must([.scan(.noodles), .cash(counted([5000: 1, 1000: 2]))])
    #expect(counter.state.drawer == counted([5000: 1, 1000: 11]))
    // What is counted in anew once money has moved could hide what is missing.
    let again = Command.float(counted([1000: 8, 500: 2]))
    #expect(counter.send(again).refusal == .needsApproval(.floatAgain, from: .manager))
    counter.signOn(.manager)
    counter.must(again)
    #expect(counter.state.drawer == counted([5000: 1, 1000: 10, 500: 1]))
    counter.now = counter.now.later(days: 1)
    counter.must(.float(counted([100: 50])))
    #expect(counter.state.drawer == counted([100: 50]))
  }

  @Test("the business day ends at the cut-off hour, not at midnight")
  func floatAfterMidnight() {
    var counter = Counter()
    counter.now = Moment(utcMilliseconds: 1_795_276_799_000, offsetSeconds: 8 * 3600)  // 23:59:59
    counter.must(.float(counted([1000: 9])))
    counter.now = counter.now.later(seconds: 3 * 3600)
    counter.must(.float(counted([1000: 7])))
    #expect(counter.facts.last?.event.replacedFloat == counted([1000: 9]))
    counter.now = counter.now.later(seconds: 2 * 3600)
    counter.must(.float(counted([1000: 5])))
    // A later day's count replaces nothing: what it finds less is a difference of its own.
    #expect(counter.facts.last?.event.replacedFloat == counted([1000: 5]))
    #expect(counter.state.drawer == counted([1000: 5]))
    let moves = counter.facts.compactMap { fact in
      if case .drawerMoved(let move) = fact.event { move } else { nil }
    }
    #expect(moves.map(\.kind) == [.difference])
    #expect(moves.map(\.amountMinor) == [-2000])
  }

  @Test("D4: copies are counted, with their reason")
  func copies() {
    var counter = Counter()
    counter.must([.scan(.pen), .cash])
    let paper = Command.IssuedPaper(number: "R1-000001", kind: .receipt, copiesSoFar: 2)
    counter.must([.copy(paper, reason: "lost"), .release(paper)])
    #expect(
      counter.facts.map(\.event).suffix(2)
        == [
          .documentCopied(number: "R1-000001", ordinal: 3, reason: "lost"),
          .documentReleased(number: "R1-000001"),
        ])
  }

  @Test("an X report has its own numbers and the head of every paper")
  func xReport() {
    var counter = Counter()
    counter.must([.xReport(data: ["net": "1.00"]), .xReport(data: ["number": "X9"])])
    #expect(counter.papers.map(\.number) == ["X1-000001", "X1-000002"])
    #expect(counter.papers.first?.data["net"] == "1.00")
    #expect(counter.papers.last?.data["number"] == "X1-000002")
  }

  @Test("I4: the drawer without a sale needs a manager, and is a fact")
  func openDrawer() {
    var counter = Counter(signedOn: .senior)
    #expect(
      counter.send(.openDrawer(reason: "coins")).refusal
        == .needsApproval(.openDrawer, from: .manager))
    counter.signOn(.manager)
    counter.must(.openDrawer(reason: "coins"))
    #expect(counter.facts.last == Fact(.drawer(desk: 1), .drawerOpened(reason: "coins")))
  }

  @Test("a catalogue replaced at night is noted though nobody is signed on")
  func catalogue() {
    var counter = Counter(signedOn: nil)
    let change = CatalogueChange(hash: "h", rows: 3, added: 2, changed: 1, removed: 0)
    counter.must(.noteCatalogue(change))
    #expect(counter.facts.map(\.event) == [.catalogueChanged(change)])
  }

  static let unknown: [(kind: String, body: JSON, outcome: String)] = [
    ("sale.line-added.2", [:], "unknown kind of entry sale.line-added.2"),
    ("sale.parked.1", [:], "entry sale.parked.1 has no readable label"),
    ("sale.line-dropped.1", ["line": "1"], "entry sale.line-dropped.1 has no readable line"),
    (
      "collect.counted.1", ["count": [[100]], "total_minor": 100, "assumed": false],
      "entry collect.counted.1 has no readable count"
    ),
    (
      "tender.taken.1", ["number": 1, "tender": "gold"],
      "entry tender.taken.1 has no readable tender"
    ),
  ]

  @Test("an entry that can't be read says which and why", arguments: unknown)
  func unreadable(kind: String, body: JSON, outcome: String) {
    #expect(throws: EventFault.self) { try Event(kind: kind, body: body) }
    do { _ = try Event(kind: kind, body: body) } catch { #expect(error.description == outcome) }
  }
}

extension Event {
  fileprivate var replacedFloat: CashCount? {
    if case .floatSet(_, _, let replaced) = self { replaced } else { nil }
  }
}
