import TestSupport
import Testing

@testable import TillCore

@Suite struct TaxTableTests {
  static let bandA = TaxBand(code: "A", rate: Rate(basisPoints: 1300))
  static let bandB = TaxBand(code: "B", rate: Rate(basisPoints: 900))
  static let bandN = TaxBand(code: "N", rate: .zero)

  static let sales: [(amounts: [(TaxBand, Int64)], included: Bool, outcome: String)] = [
    ([(bandA, 11300)], true, "A 10000 + 1300 = 11300"),
    ([(bandA, 100)], true, "A 88 + 12 = 100"),
    ([(bandA, -100)], true, "A -88 + -12 = -100"),
    ([(bandA, 10000)], false, "A 10000 + 1300 = 11300"),
    ([(bandB, 50)], false, "B 50 + 5 = 55"),
    ([(bandB, -50)], false, "B -50 + -5 = -55"),
    ([(bandN, 500)], true, "N 500 + 0 = 500"),
    (
      [(bandB, 109), (bandA, 50), (bandB, 109), (bandA, 50)], true,
      "B 200 + 18 = 218, A 88 + 12 = 100"
    ),
    ([(bandA, 100), (bandA, -100)], true, "A 0 + 0 = 0"),
    ([], true, ""),
  ]

  @Test(arguments: sales)
  func taxByBand(amounts: [(TaxBand, Int64)], included: Bool, outcome: String) {
    let rows = TaxTable.compute(
      amountsByBand: amounts.map { (band: $0.0, amountMinor: $0.1) }, pricesIncludeTax: included)
    let text = rows.map { "\($0.band.code) \($0.netMinor) + \($0.taxMinor) = \($0.grossMinor)" }
    #expect(text.joined(separator: ", ") == outcome)
  }

  @Test func linesBandsAndTotalAddUp() {
    var random = SeededGenerator.random()
    for _ in 0..<1_000 {
      let bands = [TaxTableTests.bandA, TaxTableTests.bandB, TaxTableTests.bandN]
      let lines = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        (
          band: bands.randomElement(using: &random) ?? TaxTableTests.bandA,
          amountMinor: Int64.random(in: -5_000...20_000, using: &random)
        )
      }
      let included = Bool.random(using: &random)
      let rows = TaxTable.compute(amountsByBand: lines, pricesIncludeTax: included)
      let amount = lines.reduce(0) { $0 + $1.amountMinor }
      for row in rows {
        #expect(row.netMinor + row.taxMinor == row.grossMinor, "\(random)")
        let amounts = lines.filter { $0.band == row.band }.map(\.amountMinor)
        let taxes = TaxTable.taxesByLine(
          amountsMinor: amounts, rate: row.band.rate, pricesIncludeTax: included)
        #expect(taxes.reduce(0, +) == row.taxMinor, "\(random)")
      }
      let net = rows.reduce(0) { $0 + $1.netMinor }
      #expect((included ? TaxTable.grossMinor(rows) : net) == amount, "\(random)")
      let refund = TaxTable.compute(
        amountsByBand: lines.map { (band: $0.band, amountMinor: -$0.amountMinor) },
        pricesIncludeTax: included)
      #expect(refund.map(\.taxMinor) == rows.map { -$0.taxMinor }, "refund \(random)")
    }
  }

  @Test func taxOfALineIsWithinOneUnitOfItsOwn() {
    let taxes = TaxTable.taxesByLine(
      amountsMinor: [50, 50, 0, 50, -50], rate: Rate(basisPoints: 900), pricesIncludeTax: false)
    #expect(taxes == [5, 4, 0, 5, -5])
  }
}
