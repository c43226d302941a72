import TestSupport
import Testing

@testable import TillCore

/// H3: back to the shop, at the price paid, never more than was bought.
@Suite struct RegisterReturnTests {
  /// A paid sale, seen by a manager with a full drawer.
  static func bought(_ lines: [Command], _ payment: Command = .cash) -> Counter {
    var counter = Counter(signedOn: .manager)
    counter.must(
      [.float(counted([10000: 90, 5000: 90, 1000: 90, 500: 90, 100: 90, 10: 90, 1: 90]))]
        + lines + [payment])
    return counter
  }

  static let prices: [(typed: [Command], quantity: Quantity?, outcome: Int64)] = [
    ([.scan(.pen, pieces: 3)], nil, -2499),
    ([.scan(.pen, pieces: 3)], .one, -833),
    ([.scan(.pen, pieces: 3), .less(percent: 10)], Quantity(2), -1500),
    ([.scan(.pen, pieces: 3), .less(sum: 100)], .one, -800),
    ([.scan(.pen), .scan(.book), .lessAll(sum: 383)], nil, -750),
    ([.scan(.pen, pieces: 3), .lessAll(sum: 1), .scan(.water)], .one, -833),
    ([.scan(.apples, .one), .less(percent: 10)], Quantity(thousandths: 333), -384),
    ([.scan(.crate)], nil, -500),
  ]

  @Test("H3: at the price paid, discounts shared", arguments: prices)
  func pricePaid(typed: [Command], quantity: Quantity?, outcome: Int64) {
    var counter = RegisterReturnTests.bought(typed)
    counter.must(.giveBack(counter.sale, line: 1, quantity))
    #expect(counter.totalMinor == outcome)
    counter.must(.cash)
    #expect(counter.tenders.map(\.amountMinor) == [outcome])
  }

  @Test("H3: in parts, in one sale or many, never a cent more than was paid")
  func inParts() {
    var random = SeededGenerator.random()
    for _ in 0..<60 {
      let pieces = Int.random(in: 1...9, using: &random)
      var counter = RegisterReturnTests.bought([
        .scan(.pen, pieces: pieces), .scan(.water),
        .lessAll(sum: Int64.random(in: 0...500, using: &random)),
      ])
      let sale = counter.sale
      let paid = sale.totals()?.line(1)?.paidMinor ?? 0
      // What the store knows: returns of sales that are paid.
      var (returned, returnedMinor) = (Quantity.zero, Int64(0))
      while returned < Quantity(pieces) {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let part = Quantity(Int.random(in: 1...3, using: &random))
          counter.send(.giveBack(sale, line: 1, part, after: returned, returnedMinor))
          if Int.random(in: 0...4, using: &random) == 0 { counter.send(.drop(line: 1)) }
        }
        guard !counter.sale.standingLines.isEmpty, counter.sale.isOpen else { continue }
        counter.must(.cash)
        returned = counter.sale.standingLines.reduce(returned) { $0 - $1.quantity }
        returnedMinor -= counter.totalMinor ?? 0
        #expect(returned <= Quantity(pieces), "\(random)")
        #expect(returnedMinor <= paid, "\(random)")
      }
      #expect(returnedMinor == paid, "all came back, all is paid back \(random)")
      let again = counter.send(.giveBack(sale, line: 1, nil, after: returned, returnedMinor))
      #expect(again.refusal?.code == "nothing-left", "\(random)")
    }
  }

  @Test("H3: a line can't come back twice in one sale")
  func twiceInOneSale() {
    var counter = RegisterReturnTests.bought([.scan(.pen, pieces: 3), .less(sum: 100)])
    let sale = counter.sale
    counter.must(.giveBack(sale, line: 1, Quantity(2)))
    #expect(
      counter.send(.giveBack(sale, line: 1, Quantity(2))).refusal
        == .moreThanLeft(receipt: "R1-000001", line: 1, left: .one))
    counter.must(.giveBack(sale, line: 1))
    #expect(counter.sale.standingLines.map(\.quantity) == [Quantity(-2), -.one])
    #expect(counter.totalMinor == -2399)
    #expect(
      counter.send(.giveBack(sale, line: 1)).refusal
        == .nothingLeft(receipt: "R1-000001", line: 1))
    counter.must(.drop(line: 1))
    counter.must(.giveBack(sale, line: 1))
    #expect(counter.totalMinor == -2399)
  }

  static let refused: [(line: Int, quantity: Quantity?, after: Int, outcome: String)] = [
    (1, .zero, 0, "quantity-zero"),
    (1, Quantity(-1), 0, "quantity-zero"),
    (1, Quantity(thousandths: 500), 0, "quantity-not-whole"),
    (1, Quantity(4), 0, "more-than-left"),
    (1, Quantity(2), 2, "more-than-left"),
    (1, .one, 3, "nothing-left"),
    (3, nil, 0, "not-returnable"),
    (2, nil, 0, "dropped-line"),
    (4, nil, 0, "unknown-line"),
  ]

  @Test("H3: what is no return", arguments: refused)
  func refusedReturn(line: Int, quantity: Quantity?, after: Int, outcome: String) {
    var counter = RegisterReturnTests.bought([
      .scan(.pen, pieces: 3), .scan(.water), .scan(.crate, pieces: -1), .drop(line: 2),
    ])
    let sale = counter.sale
    let command = Command.giveBack(sale, line: line, quantity, after: Quantity(after))
    #expect(counter.send(command).description == outcome)
    counter.must([.scan(.water), .invoice])
    #expect(counter.send(command).refusal == .saleFrozen(slip: "S1-000002"))
  }

  @Test("H3: a returned line is no line to change, to lessen or to return again")
  func returnedLine() {
    var counter = RegisterReturnTests.bought([.scan(.pen, pieces: 3)])
    counter.must(.giveBack(counter.sale, line: 1, .one))
    for command: Command in [
      .setQuantity(line: 1, Quantity(2)), .setPrice(line: 1, unitPriceMinor: 1),
      .less(1, percent: 5), .less(1, sum: 5),
    ] {
      #expect(counter.send(command).refusal == .returnedLine(1))
    }
    #expect(counter.send(.lessAll(percent: 5)).refusal == .nothingToDiscount)
    counter.must(.cash)
    #expect(counter.send(.giveBack(counter.sale, line: 1)).refusal == .notReturnable(line: 1))
  }

  @Test("H3: new lines beside a return make an exchange")
  func exchange() {
    var counter = RegisterReturnTests.bought([.scan(.pen, pieces: 3)])
    counter.must([.giveBack(counter.sale, line: 1), .scan(.book), .lessAll(sum: 1)])
    #expect(counter.sale.totals()?.lines.map(\.sharedOffMinor) == [0, 1])
    #expect(counter.totalMinor == 501)
    #expect(counter.sale.totals()?.returnsMinor == 2499)
    counter.must(.cash(1000))
    #expect(counter.state.lastPayment?.changeMinor == 499)
    #expect(counter.sale.waitingPieces.isEmpty)
    #expect(counter.sale.handOvers.map(\.pieces) == [[LineQuantity(2, pieces: 1)]])
  }

  static let days: [(person: Person, days: Int64, outcome: Refusal?)] = [
    (.manager, 0, nil),
    (.manager, 8, nil),
    (.cashier, 0, .needsApproval(.return, from: .manager)),
    (.senior, 7, .needsApproval(.return, from: .manager)),
    (.cashier, 8, .needsApproval(.lateReturn, from: .manager)),
  ]

  @Test("H3, I4: a return needs a manager, a late one says so", arguments: days)
  func late(person: Person, days: Int64, outcome: Refusal?) {
    var counter = RegisterReturnTests.bought([.scan(.pen)])
    counter.signOn(person)
    counter.now = counter.now.later(days: days)
    #expect(counter.send(.giveBack(counter.sale, line: 1)).refusal == outcome)
  }

  static let ways: [(paid: [Command], back: Command, outcome: String)] = [
    ([.card], .cash, "needs-approval"),
    ([.card], .card, "done"),
    ([.cash], .cash, "done"),
    ([.card(500), .cash], .cash, "done"),
    ([.cash(500), .takeBack, .card], .cash, "needs-approval"),
  ]

  @Test("C9: card money goes back the way it came", arguments: ways)
  func cashForCard(paid: [Command], back: Command, outcome: String) {
    var counter = Counter(signedOn: .manager)
    counter.must([.float(counted([500: 9, 100: 9, 10: 9, 1: 9])), .scan(.pen)] + paid)
    counter.must(.giveBack(counter.sale, line: 1))
    let parked = counter
    counter.signOn(.cashier)
    #expect(counter.send(back).description == outcome)
    counter = parked
    #expect(counter.send(back).description == "done", "a manager may")
  }
}
