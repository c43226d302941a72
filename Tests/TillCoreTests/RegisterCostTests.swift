import Testing

@testable import TillCore

/// Below cost: the edge of the price somebody names; the cost is meant as the price is, with the
/// tax in it or without.
@Suite struct RegisterCostTests {
  private static let cup = Article(
    code: "cup", name: "Cup", taxBand: "A", priceMinor: 1000, costMinor: 500)

  private static func counter(_ taxIsIncluded: Bool, _ article: Article = cup) -> Counter {
    var settings = ShopSettings.testShop
    settings.pricesIncludeTax = taxIsIncluded
    var counter = Counter(settings, signedOn: .senior)
    counter.must(.scan(article, pieces: 3))
    return counter
  }

  @Test("a price just at cost passes, a cent less takes a manager", arguments: [true, false])
  func price(taxIsIncluded: Bool) {
    let cost: Int64 = 500
    var counter = Self.counter(taxIsIncluded)
    #expect(
      counter.send(.setPrice(line: nil, unitPriceMinor: cost - 1)).refusal
        == .needsApproval(.belowCost, from: .manager))
    counter.must(.setPrice(line: nil, unitPriceMinor: cost))
    counter.signOn(.manager)
    counter.must(.setPrice(line: nil, unitPriceMinor: cost - 1))
  }

  @Test("so does what comes off a line; what comes off the sale is another matter")
  func discount() {
    var cheap = Self.cup
    cheap.costMinor = 900
    var counter = Self.counter(true, cheap)
    counter.must(.discountLine(line: nil, .sum(minor: 300)))
    #expect(
      counter.send(.discountLine(line: nil, .sum(minor: 302))).refusal
        == .needsApproval(.belowCost, from: .manager))
    counter.must(.discountSale(.percent(Rate(basisPoints: 2000))))
  }

  @Test("nobody is asked where the cost isn't known, or the list itself is below it")
  func unknown() {
    var cup = Self.cup
    cup.costMinor = nil
    var counter = Self.counter(true, cup)
    counter.must(.setPrice(line: nil, unitPriceMinor: 1))
    cup.costMinor = 2000
    counter = Self.counter(true, cup)
    counter.must(.setPrice(line: nil, unitPriceMinor: 1100))
    #expect(
      counter.send(.setPrice(line: nil, unitPriceMinor: 999)).refusal
        == .needsApproval(.belowCost, from: .manager))
  }
}
