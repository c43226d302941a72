import GRDB
import Testing

@testable import TillCore
@testable import TillJournal

/// How a day's figures are read, whatever the machine's speed.
@Suite("Journal: how a day is added up")
struct DaySumsTests {
  @Test("sales, lines, tax and tenders of a day are read from indexes alone")
  func covered() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    _ = try shop.sellPenAndBook()
    let day = try #require(CivilDate("2026-11-22"))
    var statements: [String] = []
    shop.journal.queue.unsafeRead { database in
      database.trace { event in statements.append(event.expandedDescription) }
    }
    _ = try shop.journal.dayReport(desk: 1, day: day, currency: .cny)
    _ = try shop.journal.dayReport(desk: 1, day: day, shift: 1, currency: .cny)
    let days = (day.adding(days: -7), day)
    _ = try shop.journal.dayReport(desk: 1, from: days.0, day: days.1, currency: .cny)
    _ = try shop.journal.dayBook(desk: 1, from: day, to: day, currency: .cny)
    let steps = try shop.journal.queue.unsafeRead { database in
      database.trace(options: [])
      return try statements.filter { $0.hasPrefix("SELECT") }.flatMap { sql in
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
      }
    }
    for table in ["sale", "sale_line", "sale_tax", "tender"] {
      let reads = steps.filter { $0.hasPrefix("SEARCH \(table) ") || $0 == "SCAN \(table)" }
      #expect(!reads.isEmpty, "\(table)")
      for read in reads { #expect(read.contains("USING COVERING INDEX"), "\(read)") }
    }
    #expect(steps.contains { $0.contains("USING INDEX entry_book") })
    // Neither years nor a great day are ever read through.
    #expect(!steps.contains { $0 == "SCAN entry" || $0 == "SCAN tender" }, "\(steps)")
  }

  @Test("several days are added up as one: hours in the order they went by, people once")
  func severalDays() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    _ = try shop.sellPenAndBook()
    shop.now = shop.now.moved(seconds: -2 * 3600)
    try shop.must(.signOn(.na), .nameSeller(.fang), .journalScan(.book), .cash(.exact))
    shop.now = shop.now.moved(seconds: 86_400 - 3600)
    try shop.must(.signOn(.wei), .journalScan(.pen), .cash(.exact))
    let day = try #require(CivilDate("2026-11-22"))
    let report = try shop.reader().dayReport(
      desk: 1, from: day, day: day.adding(days: 1), currency: .cny)
    #expect(report.salesCount == 3 && report.netMinor == 5_500 + 3_001 + 833)
    #expect(
      report.hours.map { "\($0.hour) \($0.count) \($0.amountMinor)" }
        == ["8 1 3001", "10 1 5500", "7 1 833"])
    #expect(
      report.cashiers.map { "\($0.id) \($0.name) \($0.count) \($0.amountMinor)" }
        == ["02 Li Na 1 3001", "90 Chen Wei 2 6333"])
    #expect(report.sellers.map(\.id).contains("01"))
    #expect(report.sellers.reduce(0) { $0 + $1.amountMinor } == report.netMinor)
    #expect(report.departments.map(\.amountMinor) == [9_334])
    let first = try shop.reader().dayReport(desk: 1, day: day, currency: .cny)
    #expect(first.salesCount == 2 && first.hours.map(\.hour) == [8, 10])
  }

  @Test("plain SQL comes to the same net, and to nothing on another day")
  func plainSums() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    _ = try shop.sellPenAndBook()
    let day = try #require(CivilDate("2026-11-22"))
    let plain = try PlainSums(path: shop.path)
    #expect(try plain.net(desk: 1, day: day) == 5_500)
    #expect(try plain.net(desk: 1, day: day.adding(days: 1)) == 0)
    #expect(try plain.net(desk: 2, day: day) == 0)
    #expect(throws: JournalError.self) { _ = try PlainSums(path: shop.folder.path + "/none") }
  }
}
