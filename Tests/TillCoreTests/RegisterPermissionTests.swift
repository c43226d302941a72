import Testing

@testable import TillCore

/// Every role × every act, by the acts themselves: where only one role was granted an act, those
/// below it are refused by its name, and that role and those above it may.
@Suite struct RegisterPermissionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let permission: Permission
    var setUp: [Command] = []
    let act: String
    /// What everybody is granted, for the act takes two.
    var also: Permission?
    var daysLater: Int64 = 0
    let command: @Sendable (Counter) -> Command
    var testDescription: String { act }
  }

  private static let float = Command.float(counted([1000: 5, 500: 5, 100: 9, 10: 9, 1: 9]))
  private static let cup = Article(
    code: "cup", name: "Cup", taxBand: "A", priceMinor: 1000, costMinor: 930)
  private static let paper = Command.IssuedPaper(
    number: "R1-000001", kind: .receipt, copiesSoFar: 0)
  private static let failed = PrintTask(
    id: 7, number: "R1-000001", kind: "receipt", state: .failed, mayBeOnPaper: false)
  private static let pens: [Command] = [.scan(.pen, pieces: 3)]

  static let rows: [Row] = [
    Row(permission: .price, setUp: pens, act: "price") { _ in
      .setPrice(line: 1, unitPriceMinor: 800)
    },
    Row(permission: .price, setUp: [.scan(.crate)], act: "price of a deposit") { _ in
      .setPrice(line: 1, unitPriceMinor: 600)
    },
    Row(permission: .belowCost, setUp: [.scan(cup)], act: "less below cost", also: .discountLine) {
      _ in
      .less(1, sum: 100)
    },
    Row(permission: .discountLine, setUp: pens, act: "less") { _ in .less(1, percent: 1) },
    Row(permission: .discountSale, setUp: pens, act: "less all") { _ in .lessAll(sum: 1) },
    Row(permission: .dropLine, setUp: pens, act: "drop") { _ in .drop(line: 1) },
    Row(permission: .dropLine, setUp: pens, act: "undo a scan") { _ in .undo },
    Row(permission: .dropLine, setUp: pens, act: "qty less") { _ in
      .setQuantity(line: 1, Quantity(2))
    },
    Row(permission: .dropLine, setUp: [.scan(.crate, pieces: -3)], act: "qty nearer 0") { _ in
      .setQuantity(line: 1, Quantity(-2))
    },
    Row(permission: .cancel, setUp: pens + [.invoice], act: "cancel") { _ in
      .cancel(reason: "left")
    },
    Row(permission: .reopen, setUp: pens + [.invoice], act: "reopen") { _ in
      .reopen(reason: "wrong")
    },
    Row(permission: .return, setUp: pens + [.cash], act: "return") { .giveBack($0.sale, line: 1) },
    Row(permission: .lateReturn, setUp: pens + [.cash], act: "late return", daysLater: 8) {
      .giveBack($0.sale, line: 1)
    },
    Row(permission: .openDrawer, act: "open-drawer") { _ in .openDrawer(reason: "coins") },
    Row(permission: .float, act: "float") { _ in float },
    Row(permission: .copy, setUp: pens + [.cash], act: "copy") { _ in
      .copy(paper, reason: "lost")
    },
    Row(permission: .settlePrint, act: "settle") { _ in .settlePrint(failed, .lost) },
    Row(permission: .settlePrint, act: "retry") { _ in
      .retryPrint(failed, paper, reason: "lost")
    },
    Row(permission: .xReport, act: "x-report") { _ in .xReport(data: [:]) },
  ]

  /// Acts that have a table of their own, where what they need is.
  static let elsewhere: Set<Permission> = [
    .cashForCard,  // RegisterReturnTests
    .floatAgain,  // RegisterPapersTests
    .seeExpected, .figures,  // nothing happens by looking
    // the drawer and the shift
    .payIn, .payOut, .lift, .swap, .shortMadeUp, .handover, .close, .acceptDifference, .carryOver,
  ]

  static let people: [Person] = [.cashier, .senior, .manager, .owner]

  @Test("no act is forgotten")
  func complete() {
    #expect(Set(Self.rows.map(\.permission)).union(Self.elsewhere) == Set(Permission.allCases))
  }

  @Test("the lowest role that may, and who is below it", arguments: rows, people)
  func granted(row: Row, least: Person) {
    for person in Self.people {
      var settings = ShopSettings.testShop
      settings.trust = Trust(grants: [.cashier: Grant(may: row.also.map { [$0] } ?? [])])
      settings.trust.grants[least.role, default: Grant(may: [])].may.insert(row.permission)
      var counter = Counter(settings, signedOn: .owner)
      if row.permission != .float { counter.must(Self.float) }
      counter.must(row.setUp)
      counter.signOn(person)
      counter.now = counter.now.later(days: row.daysLater)
      let outcome = counter.send(row.command(counter))
      if person.role >= least.role {
        #expect(outcome.description == "done", "\(person.role)")
      } else {
        #expect(outcome.refusal == .needsApproval(row.permission, from: least.role))
      }
    }
  }

  @Test("a sale gives back what may be given back in all, and not a cent more")
  func returns() {
    var settings = ShopSettings.testShop
    settings.trust.grants[.senior]?.may.insert(.return)
    settings.trust.grants[.senior]?.returnMinor = 2 * 833
    var counter = Counter(settings, signedOn: .owner)
    counter.must([Self.float, .scan(.pen, pieces: 3), .cash])
    counter.signOn(.senior)
    let sale = counter.sale
    counter.must(.giveBack(sale, line: 1, Quantity(1)))
    counter.must(.giveBack(sale, line: 1, Quantity(1)))
    #expect(
      counter.send(.giveBack(sale, line: 1, Quantity(1))).refusal
        == .needsApproval(.return, from: .manager))
    settings.trust.grants[.senior]?.returnMinor = 2 * 833 - 1
    counter.register = Register(settings: settings)
    counter.must([.drop(line: 2), .cash])
    counter.must(.giveBack(sale, line: 1, Quantity(1), after: Quantity(1), 833))
    #expect(
      counter.send(.giveBack(sale, line: 1, Quantity(1), after: Quantity(1), 833)).refusal
        == .needsApproval(.return, from: .manager))
  }

  @Test("an invoiced sale just as large as may be cancelled, and one a cent larger")
  func voids() {
    var settings = ShopSettings.testShop
    settings.trust.grants[.cashier]?.may.insert(.cancel)
    for (limit, outcome) in [(2499, "done"), (2498, "needs-approval")] as [(Int64, String)] {
      settings.trust.grants[.cashier]?.voidMinor = limit
      var counter = Counter(settings)
      counter.must([.scan(.pen, pieces: 3), .invoice])
      #expect(counter.send(.cancel(reason: "left")).description == outcome)
    }
  }

  @Test("a price just at the role's floor below the list, and a cent lower")
  func floor() {
    var settings = ShopSettings.testShop
    settings.trust.grants[.senior]?.belowList = Rate(basisPoints: 1000)
    var counter = Counter(settings, signedOn: .senior)
    counter.must([.scan(.book), .setPrice(line: 1, unitPriceMinor: 2701)])
    #expect(
      counter.send(.setPrice(line: 1, unitPriceMinor: 2700)).refusal
        == .needsApproval(.price, from: .manager))
  }
}
