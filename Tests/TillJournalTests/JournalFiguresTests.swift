import Foundation
import GRDB
import TestSupport
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: figures of a period")
struct JournalFiguresTests {
  private let day = CivilDate(daysSince1970: 20_779)

  /// Every sum again, sale by sale from the entries, without a word of SQL.
  struct BruteForce {
    var totals: [String: Figures.Totals] = [:]
    var hours: [Int: Int64] = [:]
    var articles: [String: (quantity: Int64, amount: Int64, margin: Figures.Margin)] = [:]
    var tenders: [TenderKind: Int64] = [:]
    var cashiers: [String: Int64] = [:]
    var customers: [Int64: Int64] = [:]
    var firstBought: [Int64: String] = [:]

    init(_ journal: Journal, desk: Int?) throws {
      let entries = try journal.queue.read {
        try Row.fetchAll($0, sql: "SELECT * FROM entry ORDER BY seq").map(Journal.entry)
      }
      for entry in entries where entry.stream == "sale" {
        let event = try JournalSales.event(kind: entry.kind, body: entry.body)
        let sale = try #require(
          try journal.queue.read {
            try JournalSales.sale(id: entry.streamID, upTo: entry.seq, in: $0)
          })
        if case .salePaid = event, let contact = sale.customer?.id {
          firstBought[contact] = min(firstBought[contact] ?? entry.day, entry.day)
        }
        guard desk == nil || entry.desk == desk else { continue }
        switch event {
        case .salePaid(let payment): add(payment, sale, entry)
        case .saleCancelled(_, let total):
          totals[entry.day, default: .init()].voidCount += 1
          totals[entry.day, default: .init()].voidMinor += total
        case .tendered(let tender): tenders[tender.kind, default: 0] += tender.amountMinor
        case .tenderTakenBack(let number, _):
          let tender = try #require(sale.tenders.first { $0.number == number })
          tenders[tender.kind, default: 0] -= tender.amountMinor
        default: break
        }
      }
    }

    private mutating func add(_ payment: Payment, _ sale: Sale, _ entry: Entry) {
      var sum = totals[entry.day] ?? .init()
      sum.salesCount += 1
      sum.grossMinor += payment.grossMinor
      sum.discountMinor += payment.discountMinor
      sum.returnsMinor += payment.returnsMinor
      sum.taxMinor += payment.taxRows.reduce(0) { $0 + $1.taxMinor }
      for paid in payment.paidLines {
        guard let line = sale.line(paid.line) else { continue }
        let quantity = line.quantity.thousandths
        var margin = Figures.Margin()
        if line.returned != nil { sum.returnsCount += 1 }
        if line.returned == nil, line.article.kind != .deposit {
          let isWhole = line.article.kind != .weight && quantity % 1000 == 0
          sum.pieces += isWhole ? abs(quantity) / 1000 : 1
        }
        if let unit = line.article.costMinor {
          let product = unit * quantity
          margin.costMinor = (abs(product) + 500) / 1000 * product.signum()
          margin.soldMinor = paid.amountMinor
          if quantity > 0, paid.amountMinor < margin.costMinor {
            sum.belowCostCount += 1
            sum.belowCostMinor += margin.costMinor - paid.amountMinor
          }
        } else {
          margin.unknownMinor = paid.amountMinor
        }
        sum.margin += margin
        var article = articles[line.article.code] ?? (0, 0, Figures.Margin())
        article.quantity += quantity
        article.amount += paid.amountMinor + paid.addedTaxMinor
        article.margin += margin
        articles[line.article.code] = article
      }
      totals[entry.day] = sum
      hours[entry.at.localHour, default: 0] += payment.totalMinor
      cashiers[payment.collector.id, default: 0] += payment.totalMinor
      if let contact = sale.customer?.id { customers[contact, default: 0] += payment.totalMinor }
    }
  }

  @Test(
    "random days add up to what their entries say, at one desk and at all",
    arguments: [true, false])
  func sums(includesTax: Bool) throws {
    var all = Figures.Totals()
    for seed in [1, 2, 3, 5] as [UInt64] {
      all += try checkedTotals(seed: seed, includesTax: includesTax)
    }
    // Nothing of it was tried with zeros only.
    #expect(all.salesCount > 60 && all.discountMinor > 0 && all.returnsCount > 0)
    #expect(all.voidCount > 0 && all.belowCostCount > 0 && all.pieces > 0)
    #expect(all.margin.costMinor != 0 && all.margin.unknownMinor != 0)
  }

  private func checkedTotals(seed: UInt64, includesTax: Bool) throws -> Figures.Totals {
    let settings = ShopSettings(
      id: JournalShop.id, language: .english, name: "Journal shop", currency: .cny,
      taxBands: [.bandA, .bandB, .bandN], pricesIncludeTax: includesTax, verifyFromMinor: 5000)
    let random = try JournalDay(SeededGenerator(seed: seed), settings)
    try random.run(steps: 900)
    let journal = random.shop.journal
    let dates = try journal.daySpans().compactMap { CivilDate($0.day) }
    let (first, last) = (try #require(dates.min()), try #require(dates.max()))
    let period = try #require(Period.range(from: first, to: last))
    for desk in [nil, 1, 2] {
      let figures = try random.shop.reader().figures(period, desk: desk, currency: .cny)
      let expected = try BruteForce(journal, desk: desk)
      #expect(figures.days.count == period.dayCount)
      for day in figures.days {
        #expect(day.totals == expected.totals[day.date.description] ?? .init(), "seed \(seed)")
      }
      #expect(
        Dictionary(uniqueKeysWithValues: figures.hours.map { ($0.hour, $0.amountMinor) })
          == expected.hours)
      for article in figures.articles {
        let sum = try #require(expected.articles[article.code])
        #expect(article.quantity.thousandths == sum.quantity)
        #expect(article.amountMinor == sum.amount && article.margin == sum.margin)
      }
      #expect(figures.articles.count == expected.articles.count)
      for kind in TenderKind.allCases {
        let row = figures.tenders.first { $0.kind == kind }
        #expect(row?.expectedMinor ?? 0 == expected.tenders[kind] ?? 0)
      }
      #expect(
        Dictionary(uniqueKeysWithValues: figures.cashiers.map { ($0.id, $0.amountMinor) })
          == expected.cashiers)
      #expect(
        Dictionary(uniqueKeysWithValues: figures.customers.map { ($0.id, $0.amountMinor) })
          == expected.customers)
      let totals = figures.totals
      #expect(totals.netMinor == figures.departments.reduce(0) { $0 + $1.amountMinor })
      #expect(totals.netMinor == figures.taxRows.reduce(0) { $0 + $1.grossMinor })
    }
    return try journal.figures(period, desk: nil, currency: .cny).totals
  }

  @Test("a customer is new once: who bought before the period comes again")
  func customers() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    let li = Contact(name: "Li Na", phone: "13800005678", address: "")
    let reference = try shop.journal.reference(for: li)
    let first = shop.now.businessDate(cutOffHour: shop.settings.cutOffHour)
    let buy = { (contact: Contact?) in
      try shop.must(.journalScan(.pen, 2))
      try shop.send(.nameCustomer(reference), contact: contact)
      try shop.must(.cash(.exact))
    }
    let stored = Contact(id: reference.id, name: li.name, phone: li.phone, address: "")
    try buy(stored)
    try buy(nil)
    shop.now = shop.now.moved(seconds: 86_400)
    try buy(nil)

    let figures = { (day: CivilDate) in
      try shop.journal.figures(.day(day), desk: 1, currency: .cny).customers
    }
    #expect(
      try figures(first) == [
        Figures.Customer(
          id: reference.id, maskedPhone: "138****5678", isNew: true, count: 2, amountMinor: 3_332)
      ])
    #expect(try figures(first.adding(days: 1)).map(\.isNew) == [false])
    try shop.tamper("DELETE FROM contact")
    #expect(try figures(first).map(\.maskedPhone) == [nil])
  }

  @Test("a customer whose naming was undone bought nothing")
  func undone() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei), .journalScan(.pen, 2))
    let reference = try shop.journal.reference(for: Contact(name: "L", phone: "1", address: ""))
    try shop.send(
      .nameCustomer(reference),
      contact: Contact(id: reference.id, name: "L", phone: "1", address: ""))
    try shop.must(.undo, .cash(.exact))
    let day = shop.now.businessDate(cutOffHour: shop.settings.cutOffHour)
    let figures = try shop.journal.figures(.day(day), desk: 1, currency: .cny)
    #expect(figures.customers.isEmpty && figures.totals.salesCount == 1)
  }

  @Test("costs and pieces of lines sold before the migration are those of lines sold after it")
  func migration() throws {
    let random = try JournalDay(SeededGenerator(seed: 11))
    try random.run(steps: 700)
    let shop = random.shop
    let before = try shop.journal.readModelDump()["sale_line", default: []]
    #expect(before.count > 40 && before.contains { $0.contains("cost_minor=3") })
    try shop.tamper(
      "ALTER TABLE sale_line DROP COLUMN cost_minor", "ALTER TABLE sale_line DROP COLUMN pieces",
      "DROP INDEX sale_contact", "DELETE FROM grdb_migrations WHERE identifier = '4 figures'")

    let error = #expect(throws: JournalError.self) { try shop.reader() }
    #expect(
      error?.description
        == "\(shop.path) was written by an older till and is not yet brought up to date. "
        + "Open the counter once: ./till --shop DIR")
    let journal = try Journal(path: shop.path, shop: JournalShop.id, key: shop.key)
    #expect(try journal.readModelDump()["sale_line"] == before)
    _ = try journal.rebuild()
    #expect(try journal.readModelDump()["sale_line"] == before)
  }
}
