import TestSupport
import Testing

@testable import TillCore

/// A day of everything a counter can be asked, typed by chance: what must hold however it goes.
@Suite struct RegisterDayTests {
  static let settings: [ShopSettings] = [
    .testShop, .strict,
    .testShop {
      $0.cashRoundingMinor = 5
      $0.slipPrinting = .both
      $0.pricesIncludeTax = false
    },
    .testShop {
      $0.cashRoundingMinor = 100
      $0.slipPrinting = .unpaid
    },
  ]

  @Test("numbers have no gaps, money none either", arguments: settings)
  func day(settings: ShopSettings) {
    var random = SeededGenerator.random()
    for _ in 0..<3 {
      var counter = Counter(settings)
      counter.must(.float(counted([5000: 5, 1000: 9, 500: 9, 100: 50, 10: 50, 1: 99])))
      for _ in 0..<400 {
        let command = RandomCommand.ofTheDay(&random, counter)
        counter.send(command) { RandomCommand.answer(to: $0, &random) }
      }
      checkNumbers(counter, "\(random)")
      checkMoney(counter, "\(random)")
      checkGoods(counter, "\(random)")
    }
  }

  private func checkNumbers(_ counter: Counter, _ seed: Comment) {
    var given: [DocumentKind: [String]] = [:]
    for fact in counter.facts {
      switch fact.event {
      case .saleInvoiced(let invoicing): given[.slip, default: []].append(invoicing.slip)
      case .salePaid(let payment): given[.receipt, default: []].append(payment.receipt)
      case .deliveryOrdered(let delivery): given[.delivery, default: []].append(delivery.number)
      default: break
      }
    }
    for (kind, numbers) in given {
      let gapless = (1...numbers.count).map { kind.number(desk: 1, ordinal: $0) }
      #expect(numbers == gapless, seed)
    }
    let stamped = counter.papers.filter { $0.isStamped }.map(\.number)
    #expect(Set(stamped).count == stamped.count, "one stamped slip a number, \(seed)")
    #expect(stamped.count == given[.receipt]?.count ?? 0, seed)
    let receipts = counter.papers.filter { $0.kind == .receipt }.map(\.number)
    #expect(receipts == given[.receipt] ?? [], "one original a receipt, \(seed)")
  }

  private func checkMoney(_ counter: Counter, _ seed: Comment) {
    var cash = counter.state.shift.float?.totalMinor ?? 0
    for sale in counter.sales.values {
      for tender in sale.standingTenders {
        cash += tender.countIn.totalMinor - tender.countOut.totalMinor
        #expect(tender.receivedMinor - tender.changeMinor == tender.amountMinor, seed)
        guard tender.kind == .cash, !tender.countIn.isEmpty else { continue }
        #expect(tender.countIn.totalMinor == tender.receivedMinor, seed)
        #expect(tender.countOut.totalMinor == tender.changeMinor, seed)
      }
      guard let totals = sale.totals() else {
        Issue.record("a sale without totals, \(seed)")
        continue
      }
      #expect(totals.lines.reduce(0) { $0 + $1.paidMinor } == totals.totalMinor, seed)
      #expect(TaxTable.grossMinor(totals.taxRows) == totals.totalMinor, seed)
      if sale.stage == .paid {
        #expect(sale.settledMinor == totals.totalMinor + sale.roundingMinor, seed)
        #expect(abs(sale.roundingMinor) * 2 <= sale.terms.cashRoundingMinor, seed)
      }
      if sale.stage == .cancelled { #expect(sale.standingTenders.isEmpty, seed) }
    }
    #expect(counter.state.drawer.totalMinor == cash, seed)
  }

  private func checkGoods(_ counter: Counter, _ seed: Comment) {
    for sale in counter.sales.values {
      if sale.stage != .paid { #expect(sale.handOvers.isEmpty, "unpaid left, \(seed)") }
      for line in sale.lines {
        #expect(sale.waitingQuantity(ofLine: line.number) >= .zero, "left twice, \(seed)")
      }
      guard sale.stage == .paid, let totals = sale.totals() else { continue }
      for line in sale.standingLines where line.quantity > .zero {
        let back = counter.returned(of: sale, line: line.number)
        let paid = totals.line(line.number).map { $0.amountMinor - $0.sharedOffMinor } ?? 0
        #expect(back.quantity <= line.quantity, "came back twice, \(seed)")
        #expect(back.minor <= paid, "more paid back than paid, \(seed)")
      }
    }
  }
}

extension RandomCommand {
  /// What a day brings, weighted so that sales get paid.
  static func ofTheDay(_ random: inout SeededGenerator, _ counter: Counter) -> Command {
    switch Int.random(in: 0...9, using: &random) {
    case 0...3: introducing(&random)
    case 4...6: collecting(&random)
    case 7: people(&random)
    default: ofAnotherSale(&random, counter)
    }
  }

  private static func collecting(_ random: inout SeededGenerator) -> Command {
    let notes = counted([
      10000: Int.random(in: 0...2, using: &random), 500: Int.random(in: 0...9, using: &random),
      7: 0,
    ])
    let some: [Command] = [
      .invoice, .check, .count(notes), .count(notes, isAdded: true), .verify, .announce, .cash,
      .cash, .cash, .cash(money(&random)), .cash(notes), .card, .card(money(&random)),
      .announce(given: notes), .refuse(500), .takeBack, .reopen(reason: "more"), .keepGoods,
      .deliver(), .cancel(reason: "left"), .collect(nil),
    ]
    return some.randomElement(using: &random) ?? .cash
  }

  private static func people(_ random: inout SeededGenerator) -> Command {
    let some: [Command] = [
      .signOn(.cashier), .signOn(.manager), .signOn(.manager), .signOn(.senior),
      .signOff(.typed), .nameSeller(.other), .settleBreak, .openDrawer(reason: "coins"),
      .float(counted([5000: 5, 1000: 9, 500: 8, 100: 50, 10: 50, 1: 99])),
      .park(label: "door"),
    ]
    return some.randomElement(using: &random) ?? .signOn(.manager)
  }

  private static func ofAnotherSale(
    _ random: inout SeededGenerator, _ counter: Counter
  ) -> Command {
    let sales = counter.sales.values.sorted { $0.id < $1.id }
    guard let sale = sales.randomElement(using: &random) else { return .scan(.pen) }
    let line = Int.random(in: 1...3, using: &random)
    let pieces = [LineQuantity(line, pieces: Int.random(in: 1...3, using: &random))]
    switch Int.random(in: 0...6, using: &random) {
    case 0: return .recall(sale)
    case 1: return .collect(sale)
    case 2: return .pickup(sale, Bool.random(using: &random) ? nil : pieces)
    case 3: return .deliver(sale, Bool.random(using: &random) ? nil : pieces)
    default:
      let before = counter.returned(of: sale, line: line)
      let quantity = Bool.random(using: &random) ? nil : Quantity(1)
      return .giveBack(sale, line: line, quantity, after: before.quantity, before.minor)
    }
  }

  static func answer(to question: Question, _ random: inout SeededGenerator) -> Answer? {
    if Int.random(in: 0...30, using: &random) == 0 { return .no }
    switch question {
    case .pin: return .pin(Int.random(in: 0...9, using: &random) == 0 ? .wrong : .right)
    case .changeGiven(let change, _): return .count(counted([1: Int(change)]))
    case .whereIsMoney: return .choice(Int.random(in: 1...3, using: &random))
    case .serial: return .text("S")
    case .age, .weight: return .quantity(Quantity(20))
    case .price: return .amount(minor: 100)
    default: return .yes
    }
  }
}
