import Foundation
import GRDB
import Testing

@testable import TillCore
@testable import TillJournal

/// A day made by hand, and what its book must say of it.
@Suite("Journal: the day's book")
struct DayBookTests {
  private static let day = CivilDate("2026-11-22") ?? CivilDate(daysSince1970: 0)

  private func book(
    _ shop: JournalShop, desk: Int = 1, from: CivilDate = day, to: CivilDate = day
  ) throws -> DayBook {
    try shop.reader().dayBook(desk: desk, from: from, to: to, currency: .cny)
  }

  private func shop(_ settings: ShopSettings = .journalShop) throws -> JournalShop {
    let shop = try JournalShop(settings)
    try shop.must(.signOn(.wei))
    return shop
  }

  @Test("what was taken out of a sale: dropped, lowered, undone; as it stood, and under its slip")
  func lineVoids() throws {
    let shop = try shop()
    try shop.must(
      .journalScan(.pen, 3), .discountLine(line: 1, .percent(Rate(basisPoints: 1000))),
      .setQuantity(line: 1, Quantity(1)), .journalScan(.book, 1), .drop(line: 2),
      .journalScan(.crate, 2), .undo, .journalScan(.pen, 5), .journalScan(.pen, 1), .undo,
      .setQuantity(line: 4, Quantity(9)), .undo, .setPrice(line: 4, unitPriceMinor: 900), .undo)
    let open = try book(shop)
    #expect(open.lineVoids.allSatisfy { $0.slip == nil })
    try shop.must(.cash(.exact))
    let rows = try book(shop).lineVoids
    // 3 × 7.50 less 1 × 7.50; the pens joined on line 4 come off again; 9 back to 5.
    #expect(
      rows.map { "\($0.slip ?? "-") \($0.line) \($0.article) \($0.quantity) \($0.amountMinor)" }
        == [
          "S1-000001 1 Pen 2 1500", "S1-000001 2 Book \"Ω\" 书 1 3001",
          "S1-000001 3 Crate 2 1000", "S1-000001 4 Pen 1 833", "S1-000001 4 Pen 4 3332",
        ])
    #expect(rows.allSatisfy { $0.mark.by == DayBook.Name(id: "90", name: "Chen Wei") })
    #expect(rows.first?.mark.at == shop.now && rows.first?.mark.day == Self.day)
  }

  @Test("what is given back counts the other way round, and more of it is taken out of nothing")
  func negativeLines() throws {
    let shop = try shop()
    try shop.must(
      .journalScan(.crate, -2), .journalScan(.crate, -2), .setQuantity(line: 1, Quantity(-5)),
      .setQuantity(line: 1, Quantity(-3)), .drop(line: 1))
    let rows = try book(shop).lineVoids
    #expect(rows.map { "\($0.quantity) \($0.amountMinor)" } == ["-2 -1000", "-3 -1500"])
  }

  @Test("cancelled sales, void papers, notes refused, openings and copies, each by itself")
  func acts() throws {
    let shop = try shop()
    try shop.must(.journalScan(.book), .cancel(reason: "left"))
    try shop.must(.journalScan(.pen), .drop(line: 1), .journalScan(.book), .invoice)
    try shop.must(.reopen(reason: "one more"), .journalScan(.pen, 2), .invoice)
    try shop.must(
      .check, .count(CashCount([.init(denominationMinor: 10_000, pieces: 1)]), isAdded: false),
      .refuseNote(
        RefusedNote(denominationMinor: 10_000, reason: .counterfeit, digits: "7741")),
      .count(CashCount([.init(denominationMinor: 5_000, pieces: 1)]), isAdded: false), .verify,
      .announce(given: nil), .openDrawer(reason: "coins"))
    try shop.must(.journalScan(.pen), .invoice, .cancel(reason: "no money"))
    let receipt = Command.IssuedPaper(number: "R1-000001", kind: .receipt, copiesSoFar: 0)
    try shop.must(.copy(receipt, reason: "jam"))

    let book = try book(shop)
    #expect(
      book.cancelledSales.map { "\($0.slip ?? "-") \($0.amountMinor) \($0.reason)" }
        == ["- 3001 left", "S1-000003 833 no money"])
    #expect(
      book.voidDocuments.map {
        "\($0.kind) \($0.number) \($0.reason) \($0.replacedBy ?? "-")"
      } == ["slip S1-000001 one more S1-000002"])
    #expect(
      book.refusedNotes.map(\.note)
        == [RefusedNote(denominationMinor: 10_000, reason: .counterfeit, digits: "7741")])
    #expect(book.drawerOpenings.map(\.reason) == ["coins"])
    #expect(book.drawerOpenings.map(\.document) == [nil])
    #expect(
      book.reprints.map { "\($0.document) \($0.ordinal) \($0.reason)" } == ["R1-000001 1 jam"])
    #expect(book.lineVoids.map(\.slip) == ["S1-000002"])
    #expect(
      book.series.map { "\($0.kind) \($0.first) \($0.last) \($0.count) \($0.voidCount)" }
        == ["slip S1-000001 S1-000003 3 1", "receipt R1-000001 R1-000001 1 0"])
    #expect(book.gaps.isEmpty)
  }

  @Test("a delivery falls with its slip")
  func voidDelivery() throws {
    let shop = try shop()
    let contact = Contact(name: "A", phone: "1", address: "B")
    let reference = try shop.journal.reference(for: contact)
    try shop.must(.journalScan(.book))
    let request = Command.DeliveryRequest(
      pieces: nil, contact: reference, wantedDate: nil, wantedWindow: nil)
    _ = try shop.send(
      .deliver(nil, request),
      contact: Contact(id: reference.id, name: "A", phone: "1", address: "B"))
    try shop.must(.reopen(reason: "wrong"))
    #expect(
      try book(shop).voidDocuments.map { "\($0.kind) \($0.number) \($0.replacedBy ?? "-")" }
        == ["slip S1-000001 -", "delivery D1-000001 -"])
  }

  @Test("who vouched stands under the act and in a list of its own")
  func approvals() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang))
    _ = try shop.send(.openDrawer(reason: "coins"), given: [.voucher(.openDrawer): .person(.wei)])
    try shop.must(.journalScan(.pen))
    let half = LineDiscount.percent(Rate(basisPoints: 5000))
    _ = try shop.send(
      .discountLine(line: 1, half), given: [.voucher(.discountLine): .person(.wei)])
    try shop.must(.drop(line: 1))
    let book = try book(shop)
    #expect(book.drawerOpenings.map(\.mark.vouched?.name) == ["Chen Wei"])
    #expect(book.lineVoids.map(\.mark.vouched) == [nil])
    #expect(book.approvals.map(\.approval.permission) == [.openDrawer, .discountLine])
    #expect(book.approvals.map(\.approval.asked.name) == ["Wang Fang", "Wang Fang"])
    #expect(book.approvals.map(\.approval.vouched.name) == ["Chen Wei", "Chen Wei"])
    let rows = book.json["approvals"]?.arrayValue ?? []
    #expect(rows.first?["permission"] == "open-drawer" && rows.first?["amount"] == nil)
    #expect(rows.last?["rate"] == "50" && rows.last?["vouched"] == "90")
  }

  @Test("a day and a desk have a book of their own; several days have one together")
  func daysAndDesks() throws {
    let shop = try shop()
    try shop.must(.openDrawer(reason: "first"))
    shop.states[2] = RegisterState(desk: 2)
    try shop.must(.signOn(.na), .journalScan(.pen), .drop(line: 1), desk: 2)
    // Nobody signs on the next morning: who stayed signed on still has a name.
    shop.now = shop.now.moved(seconds: 86_400)
    try shop.must(.openDrawer(reason: "second"), .journalScan(.pen), .cash(.exact))
    let next = Self.day.adding(days: 1)
    let second = try book(shop, from: next, to: next)
    #expect(second.drawerOpenings.map(\.reason) == ["second"])
    #expect(second.drawerOpenings.first?.mark.by?.name == "Chen Wei")
    #expect(second.lineVoids.isEmpty)
    let both = try book(shop, to: next)
    #expect(both.drawerOpenings.map(\.reason) == ["first", "second"])
    #expect(both.drawerOpenings.map(\.mark.day) == [Self.day, next])
    #expect(try book(shop, desk: 2, to: next).lineVoids.map(\.mark.by?.name) == ["Li Na"])
    #expect(try book(shop, desk: 3, to: next) == DayBook(currency: .cny))
  }

  @Test("a number nobody gave out is told, one by one or as a stretch; a shared stretch is whole")
  func gaps() throws {
    let shop = try shop()
    for _ in 0..<6 { try shop.must(.journalScan(.pen), .cash(.exact)) }
    // The clock was a day ahead for one sale, and set right again.
    shop.now = shop.now.moved(seconds: 86_400)
    try shop.must(.journalScan(.pen), .cash(.exact))
    shop.now = shop.now.moved(seconds: -86_400)
    try shop.must(.journalScan(.pen), .cash(.exact))
    let next = Self.day.adding(days: 1)
    #expect(try book(shop).gaps.isEmpty && book(shop, from: next, to: next).gaps.isEmpty)
    #expect(try book(shop).series.map(\.count) == [7, 7])

    try shop.tamper(
      "DELETE FROM issued_number WHERE kind = 'receipt' AND ordinal IN (1, 3, 4)",
      "DELETE FROM issued_number WHERE kind = 'slip' AND ordinal = 7")
    let gaps = try book(shop).gaps.map { "\($0.kind) \($0.first) \($0.last)" }
    #expect(
      gaps == [
        "slip S1-000007 S1-000007", "receipt R1-000001 R1-000001", "receipt R1-000003 R1-000004",
      ])
    // What is missing before a day's first number shows on that day.
    try shop.tamper("DELETE FROM issued_number WHERE kind = 'receipt' AND ordinal IN (6, 8)")
    #expect(
      try book(shop, from: next, to: next).gaps.map(\.first) == ["R1-000006"])
  }

  @Test("the object for programs: every list is there, with its members, amounts as text")
  func json() throws {
    let shop = try shop()
    let empty = DayBook(currency: .cny).json
    #expect(
      empty.objectValue?.keys.sorted() == [
        "approvals", "cancelled", "gaps", "line_voids", "no_sales", "refused", "reprints", "series",
        "void_documents",
      ])
    #expect(empty.objectValue?.values.allSatisfy { $0.arrayValue?.isEmpty == true } == true)
    try shop.must(.journalScan(.pen, 2), .drop(line: 1), .journalScan(.book), .cash(.exact))
    let json = try book(shop).json
    #expect(
      json["line_voids"] == [
        [
          "seq": 4, "day": "2026-11-22", "time": "10:00", "by": "90", "by_name": "Chen Wei",
          "sale": "S1-000001", "line": 1, "name": "Pen", "quantity": "2", "amount": "16.66",
        ]
      ])
    #expect(
      json["series"]?.arrayValue?.first
        == [
          "kind": "slip", "first": "S1-000001", "last": "S1-000001", "count": 1, "void": 0,
        ])
  }

  @Test("a journal of the version before gets its index and its numbers")
  func migrated() throws {
    let shop = try shop()
    try shop.must(.journalScan(.pen), .drop(line: 1), .journalScan(.pen), .cash(.exact))
    try shop.must(.journalScan(.pen), .cash(.exact), .xReport(data: [:]))
    let before = try book(shop)
    let rows = try shop.journal.readModelDump()["issued_number"]
    try shop.tamper(
      "DROP TABLE issued_number", "DROP INDEX entry_book", "DROP INDEX tender_taken_back",
      "DELETE FROM grdb_migrations WHERE identifier LIKE '5 %'")
    let journal = try Journal(path: shop.path, shop: JournalShop.id, key: shop.key)
    #expect(try journal.dayBook(desk: 1, from: Self.day, to: Self.day, currency: .cny) == before)
    #expect(try journal.readModelDump()["issued_number"] == rows)
    #expect(before.series.count == 3)
  }
}
