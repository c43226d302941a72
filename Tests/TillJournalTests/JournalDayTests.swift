import Foundation
import GRDB
import TestSupport
import Testing

@testable import TillCore
@testable import TillJournal

/// A seeded random day is judged by what must hold whatever happened in it.
@Suite("Journal: a random day")
struct JournalDayTests {
  static let settings: [(String, ShopSettings)] = [
    ("quick", .journalShop),
    (
      "strict, tax on top",
      .journalShop {
        $0.collecting = .strict; $0.pricesIncludeTax = false
      }
    ),
    (
      "cash rounded, unpaid slips",
      .journalShop {
        $0.cashRoundingMinor = 10; $0.slipPrinting = .both
      }
    ),
  ]

  @Test("rows, state, figures and seal hold", arguments: 0..<6)
  func holds(_ number: Int) throws {
    // A day on which nothing could be sold proves nothing: then there is another.
    for _ in 0..<Self.mostDays where try isBusy(number) { return }
    Issue.record("\(Self.mostDays) days without a sale paid")
  }

  /// Longer ones, with what the random ones may miss; `JournalDayDrawer` holds every close's
  /// expected cash to the drawer's own books.
  @Test("the report expects what the drawer's books have, and a desk comes back", arguments: 1...5)
  func weeks(seed: Int) throws {
    let random = SeededGenerator(seed: UInt64(seed))
    let day = try JournalDay(random, Self.settings[seed % 3].1)
    try day.run(steps: 600)
    for desk in [1, 2] {
      let same = try state(desk, day.shop) == expected(desk, day.shop)
      #expect(same, "desk \(desk), seed \(seed)")
      if !same { show(try state(desk, day.shop), expected(desk, day.shop)) }
    }
    try grandTotals(day.shop, "seed \(seed)")
  }

  /// Now and then a random day has no sale paid, as when a wrong PIN locks its people out.
  private static let mostDays = 8

  /// Whether enough happened on a random day, which holds what it must in any case.
  private func isBusy(_ number: Int) throws -> Bool {
    let (name, settings) = Self.settings[number % 3]
    let random = SeededGenerator.random()
    let day = try JournalDay(random, settings)
    try day.run(steps: 300)
    let what = Comment(rawValue: "\(random), \(name)")
    let shop = day.shop

    let count = try shop.journal.entryCount()
    guard case .whole(count, _) = try shop.reader().verify() else {
      Issue.record("the seal is broken: \(what)")
      return true
    }
    for desk in [1, 2] {
      let isSame = try state(desk, shop) == expected(desk, shop)
      #expect(isSame, "desk \(desk) comes back otherwise: \(what)")
      if !isSame { show(try state(desk, shop), expected(desk, shop)) }
    }
    let before = try shop.journal.readModelDump()
    #expect(try shop.journal.rebuild() == count, what)
    let after = try shop.journal.readModelDump()
    for (table, rows) in before {
      #expect(after[table] == rows, "rebuild makes other rows of \(table): \(what)")
    }
    try bodiesAreClean(shop, what)
    try figures(shop, what)
    try grandTotals(shop, what)
    return day.kinds.contains("sale.paid.1") && day.kinds.contains("day.closed.1")
      && day.kinds.count > 25
  }

  /// The desk as the store gives it back, and as its memory has it. Wrong PINs belong to the
  /// person, not to the desk: they are compared on their own.
  private func state(_ desk: Int, _ shop: JournalShop) throws -> RegisterState {
    var state = try shop.journal.state(ofDesk: desk)
    state.pinFailures = [:]
    return state
  }

  private func expected(_ desk: Int, _ shop: JournalShop) -> RegisterState {
    var state = shop.expectedAfterRestart(desk)
    state.pinFailures = [:]
    return state
  }

  private func show(_ stored: RegisterState, _ expected: RegisterState) {
    let parts: [(String, Bool)] = [
      ("sale \(stored.sale?.id ?? "-") \(expected.sale?.id ?? "-")", stored.sale == expected.sale),
      (
        "last payment \(stored.lastPayment?.receipt ?? "-") \(expected.lastPayment?.receipt ?? "-")",
        stored.lastPayment == expected.lastPayment
      ),
      ("drawer \(stored.drawer) \(expected.drawer)", stored.drawer == expected.drawer),
      (
        "shift \(stored.shift) \(expected.shift)", stored.shift == expected.shift
      ),
      ("series \(stored.series) \(expected.series)", stored.series == expected.series),
      ("break", stored.isAfterBreak == expected.isAfterBreak),
    ]
    for (words, isSame) in parts where !isSame { Issue.record("\(words)") }
  }

  /// G4: names, phones and addresses stand in rows of `contact` only.
  private func bodiesAreClean(_ shop: JournalShop, _ what: Comment) throws {
    let contacts = try shop.journal.queue.read {
      try Row.fetchAll($0, sql: "SELECT name, phone, address FROM contact")
        .flatMap { [$0[0] as String, $0[1], $0[2]] }
    }
    for entry in try shop.entries() {
      let body = String(decoding: entry.body, as: UTF8.self)
      #expect(!body.contains("Secret") && !body.contains("Hidden"), what)
      #expect(!contacts.contains { body.contains($0) }, what)
      #expect(try JSON(reading: entry.body).bytes == entry.body, what)
    }
  }

  private struct Sums {
    var net: Int64 = 0
    var rounding: Int64 = 0
    var sales = 0
    var tenders: [TenderKind: Int64] = [:]
  }

  /// The report's figures against sums over the entries themselves.
  private func figures(_ shop: JournalShop, _ what: Comment) throws {
    var sums: [String: Sums] = [:]
    var tenders: [String: Tender] = [:]
    for entry in try shop.entries() {
      let key = "\(entry.desk) \(entry.day)"
      switch try Event(kind: entry.kind, body: try JSON(reading: entry.body)) {
      case .salePaid(let payment):
        sums[key, default: Sums()].net += payment.totalMinor
        sums[key, default: Sums()].rounding += payment.roundingMinor
        sums[key, default: Sums()].sales += 1
      case .tendered(let tender):
        tenders["\(entry.streamID) \(tender.number)"] = tender
        sums[key, default: Sums()].tenders[tender.kind, default: 0] += tender.amountMinor
      case .tenderTakenBack(let number, _):
        let tender = try #require(tenders["\(entry.streamID) \(number)"])
        sums[key, default: Sums()].tenders[tender.kind, default: 0] -= tender.amountMinor
      default: break
      }
    }
    var awaiting: Int64 = 0
    for (desk, day) in try shop.journal.daySpans() {
      let date = try #require(CivilDate(day))
      let report = try shop.journal.dayReport(desk: desk, day: date, currency: .cny)
      let sum = sums["\(desk) \(day)"] ?? Sums()
      awaiting += report.awaitingMinor
      #expect(report.salesCount == sum.sales, what)
      #expect(report.netMinor == sum.net && report.roundingMinor == sum.rounding, what)
      #expect(report.departments.reduce(0) { $0 + $1.amountMinor } == report.netMinor, what)
      #expect(report.taxRows.reduce(0) { $0 + $1.grossMinor } == report.netMinor, what)
      #expect(report.hours.reduce(0) { $0 + $1.amountMinor } == report.netMinor, what)
      #expect(report.cashiers.reduce(0) { $0 + $1.amountMinor } == report.netMinor, what)
      #expect(report.sellers.reduce(0) { $0 + $1.amountMinor } == report.netMinor, what)
      #expect(
        report.takingsMinor == report.netMinor + report.roundingMinor + report.awaitingMinor,
        what)
      for kind in TenderKind.allCases {
        let row = report.tenders.first { $0.kind == kind }
        #expect(row?.expectedMinor ?? 0 == sum.tenders[kind] ?? 0, what)
      }
    }
    // What was taken for sales that are still open, over all days, is what lies on the counters.
    let open = [1, 2].compactMap { shop.state($0).openSale }
    #expect(awaiting == open.reduce(0) { $0 + $1.settledMinor }, what)
  }

  /// Each closing adds its own net to the one before, and nothing was written into a closed day.
  private func grandTotals(_ shop: JournalShop, _ what: Comment) throws {
    let always = try #require(CivilDate("2000-01-01"))
    for desk in [1, 2] {
      var total: Int64 = 0
      let days = try shop.journal.closedDays(
        desk: desk, from: always, to: always.adding(days: 20_000))
      for day in days {
        let net = try #require(day.closing.report["sales"]?["net"]?.stringValue)
        total += try FixedPoint.value(of: net, digits: 2)
        #expect(day.closing.grandTotalMinor == total, what)
      }
      guard let last = days.last else { continue }
      let late = try shop.entries().filter {
        $0.desk == desk && $0.seq > last.seq && $0.day <= last.closing.day.description
          && $0.commandID != (try? shop.entries().first { $0.seq == last.seq }?.commandID)
      }
      #expect(late.isEmpty, "\(late.map(\.kind)) after a close: \(what)")
    }
  }

  @Test("a desk's wrong PINs are remembered until the right one comes")
  func pinFailures() throws {
    let shop = try JournalShop()
    for _ in 0..<3 {
      _ = try shop.send(.signOn(.fang)) { _ in .pin(.wrong) }
      shop.now = shop.now.moved(seconds: 400)
    }
    #expect(try shop.journal.state(ofDesk: 1).pinFailures["01"]?.count == 3)
    #expect(try shop.journal.state(ofDesk: 1) == shop.expectedAfterRestart(1))
    try shop.must(.signOn(.fang))
    #expect(try shop.journal.state(ofDesk: 1).pinFailures.isEmpty)
  }

  @Test("the float last counted stands after a restart, though the clock was set back")
  func floatAfterClockWentBack() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    let first = CashCount([.init(denominationMinor: 10_000, pieces: 5)])
    shop.now = shop.now.moved(seconds: 400 * 86_400)
    try shop.must(.setFloat(first))
    shop.now = shop.now.moved(seconds: -400 * 86_400)
    try shop.must(.setFloat(CashCount([.init(denominationMinor: 5_000, pieces: 3)])))
    #expect(try shop.journal.state(ofDesk: 1).shift == shop.state().shift)
    #expect(try shop.journal.state(ofDesk: 1).drawer == shop.state().drawer)
  }

  @Test("a sale emptied by undo and left for a parked one does not come back after a restart")
  func leftEmpty() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang), .journalScan(.pen), .park(label: "hat"), .journalScan(.book))
    try shop.must(.undo)
    let parked = try #require(try shop.journal.parkedSales().first)
    let sale = try #require(try shop.journal.sale(id: parked.id))
    try shop.must(.recall(sale))
    #expect(try shop.journal.state(ofDesk: 1).sale?.id == parked.id)
    #expect(try shop.number("SELECT count(*) FROM sale WHERE state = 'open'") == 1)
  }
}
