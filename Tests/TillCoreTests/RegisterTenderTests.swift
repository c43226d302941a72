import TestSupport
import Testing

@testable import TillCore

/// The quick way, part payments, money back, and cash rounding.
@Suite struct RegisterTenderTests {
  static let drawer = counted([1000: 9, 500: 9, 100: 9])

  static let quick: [(tenders: [Command], outcome: String)] = [
    ([.cash], "paid 0"),
    ([.cash(10000)], "paid 3500"),
    ([.cash(counted([5000: 1, 2000: 1]))], "paid 500"),
    ([.cash(5000)], "due 1500"),
    ([.cash(5000), .cash], "paid 0"),
    ([.cash(5000), .cash(2000)], "paid 500"),
    ([.card], "paid 0"),
    ([.card(1500)], "due 5000"),
    ([.card(1500), .cash(10000)], "paid 5000"),
    ([.cash(1000), .card(1500), .card(2000), .cash], "paid 0"),
    ([.card(6501)], "tender-too-large"),
    ([.card(1500), .card(5001)], "tender-too-large"),
    ([.card(1500), .takeBack, .card(6500)], "paid 0"),
    ([.cash(1000), .card(1500), .takeBack(number: 1, reason: "cash")], "due 5000"),
    ([.card(1500), .takeBack, .takeBack], "no-tender"),
    ([.card(1500), .takeBack, .takeBack(number: 1, reason: "")], "tender-gone"),
    ([.takeBack(number: 1, reason: "")], "unknown-tender"),
    ([.cash(0)], "tender-zero"),
    ([.cash(-500)], "tender-zero"),
    ([.cash(counted([:]))], "tender-zero"),
    ([.card(0)], "tender-zero"),
    ([.card(-500)], "tender-zero"),
    ([.cash(Limits.amountMinor + 1)], "amount-too-large"),
  ]

  @Test("C2–C4 in one line, in parts, in any mix", arguments: quick)
  func quickWay(tenders: [Command], outcome: String) {
    var counter = Counter()
    counter.must([.float(RegisterTenderTests.drawer), .scan(.noodles)])
    var last = Counter.Outcome.done([])
    for tender in tenders { last = counter.send(tender) { $0.ask == .yes ? .yes : nil } }
    let sale = counter.sale
    let due = sale.totals().map { sale.dueMinor($0) } ?? 0
    let stands =
      sale.stage == .paid ? "paid \(counter.state.lastPayment?.changeMinor ?? 0)" : "due \(due)"
    #expect((last.refusal?.code ?? stands) == outcome)
    let cash = counter.tenders.reduce(0) { $0 + $1.countIn.totalMinor - $1.countOut.totalMinor }
    #expect(counter.state.drawer.totalMinor == RegisterTenderTests.drawer.totalMinor + cash)
  }

  @Test("an amount typed alone is booked as the fewest notes and marked assumed")
  func assumed() {
    var counter = Counter()
    counter.must([.float(RegisterTenderTests.drawer), .scan(.noodles), .cash(7000)])
    #expect(counter.tenders.map(\.isAssumed) == [true])
    #expect(counter.tenders.first?.countIn == counted([5000: 1, 2000: 1]))
    counter.must([.scan(.noodles), .cash(counted([1000: 7]))])
    #expect(counter.tenders.map(\.isAssumed) == [false])
  }

  @Test("an amount no notes make is refused")
  func notDenominations() {
    var counter = Counter(.testShop { $0.denominationsMinor = [10000, 5000] })
    counter.must(.scan(.noodles))
    #expect(counter.send(.cash).refusal == .notDenominations(minor: 6500))
  }

  @Test("what was handed over may serve as change")
  func handedOverServes() {
    var counter = Counter()
    counter.must(.scan(.noodles))
    counter.must(.cash(counted([5000: 1, 1000: 1, 500: 2])))
    #expect(counter.state.lastPayment?.given == counted([500: 1]))
    #expect(counter.state.drawer == counted([5000: 1, 1000: 1, 500: 1]))
  }

  static let impossible: [(answer: Answer?, outcome: String)] = [
    (nil, "asks count"),
    (.yes, "paid"),
    (.count(counted([1000: 3, 500: 1])), "paid"),
    (.count(counted([1000: 3])), "change-differs"),
    (.no, "asks count"),
  ]

  @Test("C4: change the books can't make is asked, never refused", arguments: impossible)
  func changeImpossible(answer: Answer?, outcome: String) {
    var counter = Counter()
    counter.must(.scan(.noodles))
    let last = counter.send(.cash(10000)) { question in
      if case .changeGiven = question { answer } else { .yes }
    }
    #expect((counter.sale.stage == .paid ? "paid" : last.description) == outcome)
    // Asked before the money is taken: nothing is booked until the answer is there.
    if outcome != "paid" { #expect(counter.sale.stage == .introduce) }
  }

  static let rounded: [(step: Int64, price: Int64, tender: [Command], outcome: String)] = [
    (1, 1234, [.cash], "12.34 0.00"),
    (5, 1232, [.cash], "12.30 -0.02"),
    (5, 1233, [.cash], "12.35 0.02"),
    (10, 1235, [.cash], "12.40 0.05"),
    (100, 1250, [.cash], "13.00 0.50"),
    (100, 1249, [.cash(2000)], "12.00 -0.49"),
    (5, 1232, [.card], "12.32 0.00"),
    (5, 1232, [.card(1000), .cash], "12.30 -0.02"),
    (5, 1232, [.cash(1000), .card], "12.32 0.00"),
    (5, 2, [.cash], "0.00 -0.02"),
    (5, 1232, [.card(1230), .cash], "12.30 -0.02"),
    (100, -500, [.cash], "-5.00 0.00"),
    (5, 0, [.cash], "0.00 0.00"),
  ]

  @Test("cash rounding", arguments: rounded)
  func rounding(step: Int64, price: Int64, tender: [Command], outcome: String) {
    var counter = Counter(.testShop { $0.cashRoundingMinor = step })
    counter.must(.float(counted([1000: 9, 500: 1, 100: 9, 10: 9])))
    counter.must(price < 0 ? .scan(.crate, pieces: -1) : .scan(.repair, price: price))
    counter.must(tender)
    let sale = counter.sale
    #expect(sale.stage == .paid)
    let paid = Money(minor: sale.settledMinor, .cny).description
    #expect("\(paid) \(Money(minor: sale.roundingMinor, .cny))" == outcome)
    #expect(sale.settledMinor == (counter.totalMinor ?? 0) + sale.roundingMinor)
  }

  @Test("a refund is rounded as its sale was")
  func refundRounding() {
    var counter = Counter(.testShop { $0.cashRoundingMinor = 5 }, signedOn: .manager)
    counter.must([.float(counted([100: 20, 5: 20])), .scan(.repair, price: 1232), .cash(1230)])
    let drawer = counter.state.drawer.totalMinor
    counter.must([.giveBack(counter.sale, line: 1), .cash])
    #expect(counter.sale.roundingMinor == 2)
    #expect(counter.state.drawer.totalMinor == drawer - 1230)
  }

  @Test("nothing due is closed by exact cash, not by more")
  func nothingDue() {
    var counter = Counter(.testShop { $0.cashRoundingMinor = 5 })
    counter.must(.scan(.repair, price: 2))
    #expect(counter.send(.cash(100)).refusal == .nothingDue)
    counter.must(.drop(line: 1))
    counter.must(.scan(.repair, price: 0))
    #expect(counter.send(.card).refusal == .nothingDue)
    counter.must(.cash)
    #expect(counter.sale.stage == .paid)
    #expect(counter.tenders.isEmpty)
    #expect(counter.sale.receipt == "R1-000001")
  }

  @Test("no more tenders than a sale may have")
  func tooManyTenders() {
    var counter = Counter()
    counter.must(.scan(.noodles))
    for _ in 0..<Limits.tendersPerSale { counter.must(.card(1)) }
    #expect(counter.send(.card(1)).refusal == .tooManyTenders)
    #expect(counter.send(.cash(100)).refusal == .tooManyTenders)
  }

  @Test("money back: in parts, by card or cash, never more than is due")
  func moneyBack() {
    var counter = Counter()
    counter.must([.float(RegisterTenderTests.drawer), .scan(.crate, pieces: -3)])
    #expect(counter.send(.cash(1501)).refusal == .tenderTooLarge(dueMinor: -1500))
    #expect(counter.send(.card(1501)).refusal == .tenderTooLarge(dueMinor: -1500))
    counter.must([.card(500), .cash(500)])
    #expect(counter.sale.stage != .paid)
    #expect(
      counter.send(.cash(counted([100: 4]))).refusal
        == .changeDiffers(givenMinor: 400, changeMinor: 500))
    counter.must(.cash(counted([100: 5])))
    #expect(counter.sale.stage == .paid)
    #expect(counter.tenders.map(\.amountMinor) == [-500, -500, -500])
    #expect(counter.state.drawer == counted([1000: 9, 500: 8, 100: 4]))
  }
}
