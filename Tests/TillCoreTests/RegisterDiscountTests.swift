import Testing

@testable import TillCore

/// What may come off, and who may take it off (I4).
@Suite struct RegisterDiscountTests {
  static let pens: [Command] = [.scan(.pen, pieces: 12)]  // 99.96

  static let limits: [(by: Person, typed: [Command], command: Command, outcome: String)] = [
    (.cashier, pens, .less(percent: 10), "done"),
    (.cashier, pens, .less(percent: 11), "needs-approval"),
    (.senior, pens, .less(percent: 20), "done"),
    (.senior, pens, .less(percent: 21), "needs-approval"),
    (.manager, pens, .less(percent: 100), "done"),
    (.manager, pens, .less(percent: 101), "discount-too-large"),
    (.manager, pens, .less(percent: -1), "nothing-to-discount"),
    (.cashier, pens, .less(sum: 999), "done"),
    (.cashier, pens, .less(sum: 1000), "needs-approval"),
    (.manager, pens, .less(sum: 9996), "done"),
    (.manager, pens, .less(sum: 9997), "discount-too-large"),
    (.cashier, pens, .less(sum: -1), "nothing-to-discount"),
    (.cashier, pens, .lessAll(percent: 10), "done"),
    (.cashier, pens, .lessAll(percent: 11), "needs-approval"),
    (.manager, pens, .lessAll(percent: 101), "discount-too-large"),
    (.cashier, pens, .lessAll(sum: 999), "done"),
    (.cashier, pens, .lessAll(sum: 1000), "needs-approval"),
    (.manager, pens, .lessAll(sum: 9997), "discount-too-large"),
    (.cashier, pens, .lessAll(sum: -1), "nothing-to-discount"),
    (.cashier, pens + [.lessAll(sum: 9)], .lessAll(sum: 999), "done"),
    (.cashier, pens, .roundDown, "done"),
    (.cashier, pens + [.roundDown], .roundDown, "done"),
    (.cashier, [.scan(.noodles)], .roundDown, "nothing-to-round-down"),
    (.cashier, [.scan(.crate, pieces: -1)], .roundDown, "nothing-to-round-down"),
    (.cashier, [.scan(.crate)], .less(percent: 5), "deposit-line"),
    (.cashier, [.scan(.crate)], .lessAll(percent: 5), "nothing-to-discount"),
    (.cashier, [.scan(.crate)], .lessAll(sum: 5), "nothing-to-discount"),
    (.cashier, pens, .setPrice(line: 1, unitPriceMinor: 832), "needs-approval"),
    (.cashier, pens, .setPrice(line: 1, unitPriceMinor: 834), "done"),
    (.senior, pens, .setPrice(line: 1, unitPriceMinor: 1), "done"),
    (.senior, pens, .setPrice(line: 1, unitPriceMinor: 0), "done"),
    (.senior, pens, .setPrice(line: 1, unitPriceMinor: -1), "amount-too-large"),
    (.cashier, [.scan(.crate)], .setPrice(line: 1, unitPriceMinor: 900), "needs-approval"),
    (
      .cashier, [.scan(.crate, pieces: -1)], .setPrice(line: 1, unitPriceMinor: 900),
      "needs-approval"
    ),
    (.cashier, [], .scan(.repair, price: -1), "amount-too-large"),
  ]

  @Test("I4: who may take what off", arguments: limits)
  func limit(by person: Person, typed: [Command], command: Command, outcome: String) {
    var counter = Counter(signedOn: person)
    counter.must(typed)
    #expect(counter.send(command).description == outcome)
  }

  static let lessened: [(by: Person, sum: Int64, then: Command, outcome: String)] = [
    (.cashier, 900, .setQuantity(line: 1, Quantity(13)), "done"),
    (.cashier, 900, .setQuantity(line: 1, Quantity(11)), "done"),
    (.cashier, 900, .setQuantity(line: 1, Quantity(10)), "needs-approval"),
    (.manager, 900, .setQuantity(line: 1, Quantity(2)), "done"),
    (.manager, 900, .setQuantity(line: 1, .one), "discount-too-large"),
    (.cashier, 900, .setQuantity(line: 1, .one), "discount-too-large"),
    (.manager, 900, .setPrice(line: 1, unitPriceMinor: 75), "done"),
    (.manager, 900, .setPrice(line: 1, unitPriceMinor: 74), "discount-too-large"),
  ]

  @Test("a sum off a line never outgrows the line", arguments: lessened)
  func lessenedLine(by person: Person, sum: Int64, then command: Command, outcome: String) {
    var counter = Counter(signedOn: person)
    counter.must(RegisterDiscountTests.pens + [.less(sum: sum)])
    #expect(counter.send(command).description == outcome)
    #expect(counter.totalMinor.map { $0 >= 0 } == true)
  }

  static let shrunk: [(by: Person, then: Command, outcome: String)] = [
    (.cashier, .drop(line: 2), "done"),
    (.cashier, .drop(line: 1), "needs-approval"),
    (.cashier, .setQuantity(line: 1, .one), "needs-approval"),
    (.cashier, .setQuantity(line: 1, Quantity(13)), "done"),
    (.manager, .drop(line: 1), "done"),
  ]

  @Test("I4: a sum off the sale doesn't grow by dropping what bore it", arguments: shrunk)
  func shrunkSale(by person: Person, then command: Command, outcome: String) {
    var counter = Counter(signedOn: person)
    counter.must(RegisterDiscountTests.pens + [.scan(.water), .lessAll(sum: 900)])
    #expect(counter.send(command).description == outcome)
    if outcome != "done" { counter.must([.lessAll(sum: 0), command]) }
  }

  @Test("a sum off the sale that no longer fits is refused at the slip")
  func sumOffOutgrown() {
    var counter = Counter(signedOn: .manager)
    counter.must([.scan(.pen), .scan(.noodles), .lessAll(sum: 1000), .drop(line: 2)])
    #expect(counter.totalMinor == 0)
    #expect(counter.send(.invoice).refusal == .discountTooLarge(maximumMinor: 833))
    #expect(counter.send(.cash).refusal == .discountTooLarge(maximumMinor: 833))
    counter.must([.lessAll(sum: 0), .invoice])
    #expect(counter.totalMinor == 833)
    #expect(counter.sale.sumsOff.isEmpty, "nothing off is no row on the paper")
  }
}
