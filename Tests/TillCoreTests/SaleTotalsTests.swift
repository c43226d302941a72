import TestSupport
import Testing

@testable import TillCore

/// What lines come to: A4, tax by band, sums shared so that the parts add up.
@Suite struct SaleTotalsTests {
  static let amounts: [(typed: [Command], outcome: String)] = [
    ([.scan(.pen, pieces: 3)], "2499"),
    ([.scan(.pen, pieces: 3), .less(percent: 10)], "3 × 750 = 2250"),
    ([.scan(.pen), .less(percent: 5)], "791"),
    ([.scan(.repair, price: 5), .less(percent: 10)], "5"),
    ([.scan(.repair, price: 25), .less(percent: 10)], "23"),
    ([.scan(.pen, pieces: 3), .less(sum: 100)], "2399"),
    ([.scan(.pen), .less(percent: 5), .less(sum: 33)], "800"),
    ([.scan(.apples, Quantity(thousandths: 755))], "966"),
    ([.scan(.apples, Quantity(thousandths: 755)), .less(percent: 10)], "870"),
    ([.scan(.apples, Quantity(thousandths: 500), label: 633)], "633"),
    ([.scan(.apples, Quantity(thousandths: 500), label: 633), .less(percent: 10)], "570"),
    (
      [.scan(.apples, Quantity(thousandths: 500), label: 633), .setQuantity(line: 1, .one)],
      "1266"
    ),
    ([.scan(.water, label: 180), .setQuantity(line: 1, Quantity(3))], "540"),
    ([.scan(.water, label: 180), .setPrice(line: 1, unitPriceMinor: 210)], "210"),
    ([.scan(.crate, pieces: -2)], "-1000"),
    ([.scan(.crate, pieces: -2), .scan(.water, pieces: 2)], "-600"),
    ([.scan(.crate), .scan(.pen), .lessAll(percent: 10)], "1250"),
    ([.scan(.pen, pieces: 2), .less(percent: 5), .scan(.book), .lessAll(percent: 10)], "4201"),
    ([.scan(.pen), .scan(.water), .lessAll(sum: 100)], "933"),
    ([.scan(.pen), .scan(.water), .lessAll(sum: 100), .lessAll(sum: 50)], "983"),
    ([.scan(.pen), .lessAll(sum: 50), .lessAll(sum: 0)], "833"),
    ([.scan(.pen), .roundDown], "800"),
    ([.scan(.pen), .lessAll(sum: 40), .roundDown], "700"),
    ([.scan(.pen), .roundDown, .scan(.pen)], "1633"),
    ([.scan(.pen), .drop(line: 1)], "0"),
  ]

  @Test("A4: amounts from the price after discount", arguments: amounts)
  func amount(typed: [Command], outcome: String) {
    var counter = Counter()
    counter.must(typed)
    let expected = outcome.split(separator: " ").last.map(String.init)
    #expect(counter.totalMinor.map(String.init) == expected)
  }

  static let shared: [(typed: [Command], sum: Int64, outcome: [Int64])] = [
    ([.scan(.pen), .scan(.pen, price: nil), .scan(.water)], 100, [89, 11]),
    ([.scan(.book), .scan(.water), .scan(.pen)], 1, [1, 0, 0]),
    ([.scan(.book), .scan(.crate), .scan(.pen)], 383, [300, 0, 83]),
    ([.scan(.water), .less(percent: 10), .scan(.noodles)], 668, [18, 650]),
  ]

  @Test("A4: a sum off the sale is shared by largest remainder", arguments: shared)
  func sharing(typed: [Command], sum: Int64, outcome: [Int64]) {
    var counter = Counter()
    counter.must(typed)
    counter.must(.lessAll(sum: sum))
    #expect(counter.sale.totals()?.lines.map(\.sharedOffMinor) == outcome)
  }

  static let taxed: [(included: Bool, typed: [Command], outcome: String)] = [
    (true, [.scan(.noodles), .scan(.water)], "A 5752+748 B 183+17 = 6700"),
    (false, [.scan(.noodles), .scan(.water)], "A 6500+845 B 200+18 = 7563"),
    (true, [.scan(.water), .scan(.crate, pieces: -1)], "B 183+17 N -500+0 = -300"),
    (false, [.scan(.crate, pieces: -3)], "N -1500+0 = -1500"),
    (true, [.scan(.pen, pieces: 2), .lessAll(percent: 10)], "A 1327+173 = 1500"),
    (false, [.scan(.pen), .scan(.book), .lessAll(sum: 34)], "A 826+107 N 2974+0 = 3907"),
  ]

  @Test("tax by band, included or on top", arguments: taxed)
  func tax(included: Bool, typed: [Command], outcome: String) {
    var counter = Counter(.testShop { $0.pricesIncludeTax = included })
    counter.must(typed)
    let totals = counter.sale.totals()
    let rows = (totals?.taxRows ?? []).map { "\($0.band.code) \($0.netMinor)+\($0.taxMinor)" }
    #expect(rows.joined(separator: " ") + " = \(totals?.totalMinor ?? 0)" == outcome)
  }

  @Test("tax on top of an exchange stays with the line it belongs to")
  func taxOfAnExchange() {
    var counter = Counter(.testShop { $0.pricesIncludeTax = false }, signedOn: .manager)
    counter.must([.scan(.repair, price: 90_00), .cash])
    counter.must([.giveBack(counter.sale, line: 1), .scan(.repair, price: 100_00)])
    let totals = counter.sale.totals()
    #expect(totals?.lines.map(\.paidMinor) == [-101_70, 113_00])
    #expect(totals?.returnsMinor == 101_70)
    #expect(totals?.totalMinor == 11_30)
  }

  static let pieces: [(typed: [Command], outcome: String)] = [
    ([.scan(.water, pieces: 3), .scan(.pen)], "4"),
    ([.scan(.apples, Quantity(thousandths: 2500))], "1"),
    ([.scan(.apples, Quantity(2)), .scan(.apples, Quantity(3))], "2"),
    ([.scan(.crate, pieces: -2)], "2"),
  ]

  @Test("a weighed line is one piece", arguments: pieces)
  func pieceCount(typed: [Command], outcome: String) {
    var counter = Counter()
    counter.must(typed)
    #expect(counter.sale.totals()?.pieces.description == outcome)
  }

  @Test("lines, bands and total always add up")
  func addUp() {
    var random = SeededGenerator.random()
    for _ in 0..<150 {
      var counter = Counter(
        .testShop { $0.pricesIncludeTax = Bool.random(using: &random) }, signedOn: .manager)
      counter.must([.scan(.pen, pieces: Int.random(in: 1...9, using: &random)), .cash])
      let bought = counter.sale
      for _ in 0..<Int.random(in: 1...15, using: &random) {
        counter.send(RandomCommand.introducing(&random, returning: bought))
      }
      guard let totals = counter.sale.totals() else { continue }
      #expect(totals.lines.reduce(0) { $0 + $1.paidMinor } == totals.totalMinor, "\(random)")
      #expect(TaxTable.grossMinor(totals.taxRows) == totals.totalMinor, "\(random)")
      #expect(
        totals.grossMinor - totals.discountMinor - totals.returnsMinor == totals.totalMinor,
        "\(random)")
      #expect(totals.discountMinor >= 0 && totals.returnsMinor >= 0, "\(random)")
      for (line, total) in zip(counter.sale.standingLines, totals.lines) {
        let isOwed = line.quantity.isNegative
        #expect(isOwed ? total.paidMinor <= 0 : total.paidMinor >= 0, "\(random)")
      }
    }
  }
}
