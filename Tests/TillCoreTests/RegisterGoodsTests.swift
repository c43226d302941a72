import Testing

@testable import TillCore

/// Handing over: at once, later, in part, sent (E1, E2).
@Suite struct RegisterGoodsTests {
  /// Three pens, a kilogram of apples and a crate, paid and kept.
  static func kept() -> Counter {
    var counter = Counter()
    counter.must([
      .scan(.pen, pieces: 3), .scan(.apples, .one), .scan(.crate), .keepGoods, .cash,
    ])
    return counter
  }

  static let pickups: [(parts: [[LineQuantity]?], outcome: String)] = [
    ([nil], "gone"),
    ([nil, nil], "handed-over"),
    ([[LineQuantity(1, pieces: 3)]], "2:1"),
    ([[LineQuantity(1, pieces: 1)], [LineQuantity(1, pieces: 1)]], "1:1 2:1"),
    ([[LineQuantity(1, pieces: 1)], nil], "gone"),
    ([[LineQuantity(2, pieces: 1), LineQuantity(1, pieces: 3)]], "gone"),
    ([[LineQuantity(1, pieces: 4)]], "more-than-waits"),
    ([[LineQuantity(1, pieces: 2), LineQuantity(1, pieces: 2)]], "more-than-waits"),
    ([[LineQuantity(1, pieces: 2)], [LineQuantity(1, pieces: 2)]], "more-than-waits"),
    ([[LineQuantity(1, pieces: 0)]], "quantity-zero"),
    ([[LineQuantity(1, pieces: -1)]], "quantity-zero"),
    ([[LineQuantity(line: 1, quantity: Quantity(thousandths: 500))]], "quantity-not-whole"),
    ([[LineQuantity(line: 2, quantity: Quantity(thousandths: 300))]], "1:3 2:0.7"),
    ([[LineQuantity(3, pieces: 1)]], "more-than-waits"),
    ([[LineQuantity(9, pieces: 1)]], "unknown-line"),
    ([[]], "nothing-waits"),
  ]

  @Test("E1: goods leave once, article by article", arguments: pickups)
  func pickup(parts: [[LineQuantity]?], outcome: String) {
    var counter = RegisterGoodsTests.kept()
    var last: Refusal?
    for part in parts { last = counter.send(.pickup(counter.sale, part)).refusal }
    let waiting = counter.sale.waitingPieces.map { "\($0.line):\($0.quantity)" }
    let stands = waiting.isEmpty ? "gone" : waiting.joined(separator: " ")
    #expect((last?.code ?? stands) == outcome)
  }

  @Test("E1: who handed over, and when, stands in the refusal")
  func handedOverTwice() {
    var counter = Counter()
    counter.must([.scan(.pen), .cash])
    let paidAt = counter.now
    #expect(
      counter.send(.pickup(counter.sale, nil)).refusal
        == .handedOver(slip: "S1-000001", at: paidAt, by: "Wang Fang"))
  }

  @Test("E1: a sale without goods has none to hand over")
  func nothingWaits() {
    var counter = Counter()
    counter.must([.scan(.crate), .cash])
    #expect(counter.send(.pickup(counter.sale, nil)).refusal == .nothingWaits(slip: "S1-000001"))
    #expect(counter.sale.handOvers.isEmpty)
  }

  @Test("C6: unpaid releases nothing, however far it has come")
  func unpaid() {
    var counter = Counter()
    counter.must(.scan(.pen))
    for command: Command in [.invoice, .check, .count(counted([500: 1])), .verify, .card(100)] {
      counter.must(command)
      let due = counter.sale.totals().map { counter.sale.dueMinor($0) } ?? 0
      #expect(
        counter.send(.pickup(counter.sale, nil)).refusal
          == .notPaid(slip: "S1-000001", dueMinor: due))
    }
    counter.must([.takeBack, .park(label: "")])
    #expect(counter.send(.deliver(counter.sale)).refusal?.code == "not-paid")
  }

  @Test("E2: sent before payment: the rest goes at once, the delivery slip with the payment")
  func deliveryBeforePayment() {
    var counter = Counter()
    counter.must([.scan(.pen, pieces: 3), .scan(.water)])
    counter.must(.deliver(nil, [LineQuantity(1, pieces: 2)]))
    #expect(counter.papers.filter { $0.kind == .delivery }.isEmpty)
    counter.must(.cash)
    #expect(counter.sale.deliveries.map(\.number) == ["D1-000001"])
    #expect(
      counter.sale.handOvers.map(\.pieces)
        == [[LineQuantity(1, pieces: 1), LineQuantity(2, pieces: 1)]])
    #expect(counter.papers.filter { $0.kind == .delivery }.map(\.number) == ["D1-000001"])
    #expect(counter.papers.last?.contact == ContactReference(id: 7, digest: "d"))
    #expect(counter.send(.pickup(counter.sale, nil)).refusal?.code == "handed-over")
  }

  @Test("E2: sent after payment: what still waits, and no more than that")
  func deliveryAfterPayment() {
    var counter = RegisterGoodsTests.kept()
    counter.must(.pickup(counter.sale, [LineQuantity(1, pieces: 1)]))
    #expect(
      counter.send(.deliver(counter.sale, [LineQuantity(1, pieces: 3)])).refusal
        == .moreThanWaits(line: 1, left: Quantity(2)))
    counter.must(.deliver(counter.sale))
    #expect(
      counter.sale.deliveries.map(\.pieces)
        == [[LineQuantity(1, pieces: 2), LineQuantity(2, pieces: 1)]])
    #expect(counter.send(.pickup(counter.sale, nil)).refusal?.code == "handed-over")
    #expect(counter.send(.deliver(counter.sale)).refusal?.code == "handed-over")
  }

  @Test("E2: all of it sent, nothing is handed over at the counter")
  func allSent() {
    var counter = Counter()
    counter.must([.scan(.pen), .deliver(), .cash])
    #expect(counter.sale.handOvers.isEmpty)
    #expect(counter.send(.deliver(counter.sale)).refusal == .nothingWaits(slip: "S1-000001"))
  }

  @Test("E2: without a contact nothing is sent, and nothing is invoiced for it")
  func withoutContact() {
    var counter = Counter()
    counter.must(.scan(.pen))
    let request = Command.DeliveryRequest(
      pieces: nil, contact: nil, wantedDate: nil, wantedWindow: nil)
    #expect(counter.send(.deliver(nil, request)).refusal == .contactIncomplete)
    #expect(counter.sale.slip == nil)
    counter.must(.deliver())
    #expect(counter.send(.deliver()).refusal == .nothingWaits(slip: "S1-000001"))
  }

  @Test("a slip from the shelf is handed over while another sale stands open")
  func fromTheShelf() {
    var counter = RegisterGoodsTests.kept()
    let shelf = counter.sale
    counter.must(.scan(.book))
    counter.must(.pickup(shelf, nil))
    #expect(counter.sale.lines.map(\.article.code) == ["book"])
    #expect(counter.sales[shelf.id]?.waitingPieces.isEmpty == true)
    let again = counter.sales[shelf.id] ?? shelf
    #expect(counter.send(.pickup(again, nil)).refusal?.code == "handed-over")
  }
}
