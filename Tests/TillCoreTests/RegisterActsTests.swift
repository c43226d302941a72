import Testing

@testable import TillCore

/// The four acts, typed one by one (查 数 验 唱).
@Suite struct RegisterActsTests {
  /// Noodles for 65.00, invoiced; the drawer holds 9 × 10, 9 × 5, 9 × 1.
  static func invoiced(_ settings: ShopSettings = .strict) -> Counter {
    var counter = Counter(settings)
    counter.must([.float(counted([1000: 9, 500: 9, 100: 9])), .scan(.noodles), .invoice])
    return counter
  }
  static let hundred = counted([10000: 1])

  @Test("C1–C4: check, count, verify, announce")
  func fourActs() {
    var counter = RegisterActsTests.invoiced()
    let agrees = Question.agrees(totalMinor: 6500, pieces: .one)
    let real = Question.real(RegisterActsTests.hundred)
    #expect(counter.send(.check).question == agrees)
    #expect(counter.send(.check, [agrees: .yes]).description == "done")
    #expect(counter.sale.stage == .check)
    counter.must(.count(RegisterActsTests.hundred))
    #expect(counter.sale.stage == .count)
    #expect(counter.send(.verify).question == real)
    #expect(counter.send(.verify, [real: .yes]).description == "done")
    #expect(counter.sale.stage == .verify)
    counter.must(.announce)
    #expect(counter.sale.stage == .paid)
    #expect(counter.state.lastPayment?.changeMinor == 3500)
    #expect(counter.state.lastPayment?.given == counted([1000: 3, 500: 1]))
    #expect(counter.state.drawer == counted([10000: 1, 1000: 6, 500: 8, 100: 9]))
    #expect(counter.sale.receipt == "R1-000001")
  }

  @Test("C1: what doesn't agree isn't collected")
  func checkDisagrees() {
    var counter = RegisterActsTests.invoiced()
    let outcome = counter.send(.check, [.agrees(totalMinor: 6500, pieces: .one): .no])
    #expect(outcome.refusal == .doesNotAgree)
    #expect(counter.sale.stage == .invoice)
  }

  @Test("C2: a count replaces the one before, +count adds; either must be verified again")
  func countAgain() {
    var counter = RegisterActsTests.invoiced()
    counter.must([.check, .count(counted([5000: 1])), .verify])
    #expect(counter.send(.announce).description == "done", "a part payment")
    #expect(counter.tenders.map(\.amountMinor) == [5000])
    counter.must([.count(counted([1000: 1])), .verify, .count(counted([500: 1]), isAdded: true)])
    #expect(counter.sale.counted?.count == counted([1000: 1, 500: 1]))
    #expect(counter.send(.announce).refusal == .notVerified)
    counter.must([.verify, .count(counted([500: 3]))])
    #expect(counter.send(.announce).refusal == .notVerified)
    counter.must([.verify, .announce])
    #expect(counter.sale.stage == .paid)
  }

  static let verifying: [(from: Int64?, count: CashCount, outcome: String)] = [
    (5000, counted([10000: 1, 5000: 2, 2000: 1]), "100x1 + 50x2"),
    (5000, counted([2000: 9]), "0"),
    (nil, counted([10000: 9]), "0"),
    (1, counted([1: 1, 500: 1, 10000: 1]), "100x1 + 5x1 + 0.01x1"),
  ]

  @Test("C3: only notes from the shop's value on are looked at", arguments: verifying)
  func verifyFrom(from: Int64?, count: CashCount, outcome: String) {
    let settings = ShopSettings.testShop {
      $0.verifyFromMinor = from
      $0.collecting = .strict
    }
    var counter = RegisterActsTests.invoiced(settings)
    counter.must([.check, .count(count)])
    var asked = CashCount.none
    counter.send(.verify) {
      if case .real(let notes) = $0 { asked = notes }
      return .yes
    }
    #expect(asked.text(currency: .cny) == outcome)
    #expect(counter.sale.stage == .verify)
  }

  @Test("C3: a refused note never counts")
  func refusedNote() {
    var counter = RegisterActsTests.invoiced()
    counter.must([.check, .count(counted([5000: 1, 1000: 2]))])
    #expect(counter.send(.refuse(2000)).refusal == .noteNotCounted(denominationMinor: 2000))
    counter.must([.verify, .refuse(5000)])
    #expect(counter.sale.counted?.count == counted([1000: 2]))
    #expect(counter.sale.refusedNotes.map(\.denominationMinor) == [5000])
    #expect(counter.send(.announce).refusal == .notVerified, "the rest is verified again")
    counter.must([.refuse(1000), .refuse(1000)])
    #expect(counter.sale.counted == nil)
    #expect(counter.sale.stage == .check)
    #expect(counter.send(.verify).refusal == .nothingCounted)
    #expect(counter.state.drawer == counted([1000: 9, 500: 9, 100: 9]))
  }

  @Test("C3: a note the cashier calls false stops the payment")
  func notReal() {
    var counter = RegisterActsTests.invoiced()
    counter.must([.check, .count(RegisterActsTests.hundred)])
    let real = Question.real(RegisterActsTests.hundred)
    #expect(counter.send(.verify, [real: .no]).refusal == .notVerified)
    #expect(counter.sale.stage == .count)
  }

  static let given: [(given: CashCount, outcome: String)] = [
    (counted([1000: 3, 500: 1]), "done"),
    (counted([500: 7]), "done"),
    (counted([1000: 3]), "change-differs"),
    (counted([:]), "change-differs"),
    (counted([2000: 1, 1000: 1, 500: 1]), "asks yes"),
  ]

  @Test("C4: the change that was really given", arguments: given)
  func changeGiven(given: CashCount, outcome: String) {
    var counter = RegisterActsTests.invoiced()
    counter.must([.check, .count(RegisterActsTests.hundred), .verify])
    #expect(counter.send(.announce(given: given)).description == outcome)
    if outcome == "done" { #expect(counter.tenders.last?.countOut == given) }
  }

  @Test("C4: change the books don't have is booked on a yes, refused on a no")
  func notInDrawer() {
    var counter = RegisterActsTests.invoiced()
    counter.must([.check, .count(RegisterActsTests.hundred), .verify])
    let given = counted([2000: 1, 1000: 1, 500: 1])
    let question = Question.notInDrawer(counted([2000: 1]))
    #expect(counter.send(.announce(given: given), [question: .no]).refusal == .notGiven)
    #expect(counter.send(.announce(given: given), [question: .yes]).description == "done")
    #expect(counter.state.drawer.count(of: 2000) == -1)
  }

  @Test("C2: nothing is counted where nothing is due, or money goes back")
  func nothingToCount() {
    var counter = Counter(.testShop { $0.cashRoundingMinor = 5 })
    counter.must([.scan(.repair, price: 2), .invoice, .check])
    #expect(counter.send(.count(counted([100: 1]))).refusal == .nothingDue)
    counter.must(.announce)
    #expect(counter.sale.stage == .paid)
    counter.must([.scan(.crate, pieces: -1), .invoice, .check])
    #expect(counter.send(.count(counted([100: 1]))).refusal == .moneyGoesBack(minor: 500))
    #expect(counter.send(.count(.none)).refusal == .moneyGoesBack(minor: 500))
    #expect(counter.send(.announce).question?.ask == .count, "the drawer is empty")
  }

  @Test("a parked sale holds no counted money: the customer took it along")
  func parkedMoney() {
    var counter = RegisterActsTests.invoiced()
    counter.must([.check, .count(RegisterActsTests.hundred), .verify, .park(label: "bank")])
    counter.must(.recall(counter.sale))
    #expect(counter.sale.counted == nil)
    #expect(counter.send(.announce).refusal == .notChecked)
  }
}
