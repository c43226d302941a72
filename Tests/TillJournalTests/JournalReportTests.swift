import Foundation
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: the day's figures")
struct JournalReportTests {
  /// Every key path of an object, arrays by their first element.
  private func paths(_ value: JSON, _ prefix: String = "") -> [String] {
    switch value {
    case .object(let members):
      members.keys.sorted().flatMap { key in
        paths(members[key] ?? .null, prefix.isEmpty ? key : "\(prefix).\(key)")
      }
    case .array(let values): values.first.map { paths($0, prefix + "[]") } ?? [prefix + "[]"]
    default: [prefix]
    }
  }

  @Test("the object's keys are those of the interface for programs, no more and no fewer")
  func keys() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    _ = try shop.sellPenAndBook()
    let day = try #require(CivilDate("2026-11-22"))
    let report = try shop.reader().dayReport(desk: 1, day: day, currency: .cny)
    let people = ["id", "name", "count", "amount"]
    let expected =
      ["till", "day", "number", "currency"]
      + [
        "count", "gross", "discount", "net", "void.count", "void.amount", "returns.count",
        "returns.amount",
      ].map { "sales." + $0 }
      + ["band", "rate", "net", "tax", "gross"].map { "tax[]." + $0 }
      + ["kind", "count", "expected", "counted", "difference"].map { "tenders[]." + $0 }
      + ["name", "quantity", "amount"].map { "departments[]." + $0 }
      + ["hour", "count", "amount"].map { "hours[]." + $0 }
      + people.map { "cashiers[]." + $0 } + people.map { "sellers[]." + $0 }
      + [
        "net", "rounding", "on_account", "awaiting", "deposits_in", "deposits_used",
        "debts_collected", "takings",
      ].map { "bridge." + $0 }
      + ["float", "in", "out", "expected", "counted", "difference"].map { "drawer." + $0 }
      + ["first", "last", "seal"].map { "journal." + $0 }
    #expect(Set(paths(report.json)) == Set(expected))
  }

  @Test("a day with a sale, a return, a discount, a cancelled sale and money still awaited")
  func figures() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    try shop.must(.setFloat(CashCount([.init(denominationMinor: 1_000, pieces: 20)])))
    let sale = try shop.sellPenAndBook()
    try shop.must(.journalScan(.book), .cancel(reason: "left"))
    let paid = try #require(try shop.journal.paidLines(ofSale: sale.id).first)
    try shop.must(
      .returnLine(
        Command.ReturnRequest(
          sale: sale, line: 1, paidMinor: paid.amountMinor, returnedQuantity: .zero,
          returnedMinor: 0, quantity: .one, reason: "dry")),
      .journalScan(.crate, 2))
    try shop.must(.cash(.exact))
    try shop.must(.journalScan(.book), .card(amountMinor: 1_000, reference: nil))

    let day = try #require(CivilDate("2026-11-22"))
    let json = try shop.journal.dayReport(desk: 1, day: day, currency: .cny).json
    // 3 × 8.33 + 30.01 = 55.00; a crate twice 10.00, a pen back −8.33.
    #expect(json["sales"]?["count"] == 2)
    #expect(json["sales"]?["gross"] == "65.00")
    #expect(json["sales"]?["net"] == "56.67")
    #expect(json["sales"]?["returns"] == ["count": 1, "amount": "8.33"])
    #expect(json["sales"]?["void"] == ["count": 1, "amount": "30.01"])
    #expect(json["bridge"]?["awaiting"] == "10.00")
    #expect(json["bridge"]?["takings"] == "66.67")
    #expect(json["drawer"]?["float"] == "200.00")
    #expect(json["drawer"]?["expected"] == "256.67")
    #expect(shop.state().drawer.totalMinor == 25_667)
    #expect(
      json["tenders"]?.arrayValue?.map {
        "\($0["kind"]?.stringValue ?? "") \($0["expected"] ?? "")"
      }
        == ["cash string(\"56.67\")", "card string(\"10.00\")"])
    #expect(json["journal"]?["first"] == 1)
    #expect(json["journal"]?["last"] == .int(try shop.journal.entryCount()))
  }

  @Test("a day without anything has no figures, and says so")
  func nothing() throws {
    let shop = try JournalShop()
    let day = try #require(CivilDate("2026-11-22"))
    let json = try shop.journal.dayReport(desk: 1, day: day, currency: .cny).json
    #expect(json["sales"]?["count"] == 0 && json["sales"]?["net"] == "0.00")
    #expect(json["journal"] == ["first": nil, "last": nil, "seal": nil])
    #expect(json["drawer"]?["float"] == .null)
  }

  @Test("money taken yesterday and given back today leaves yesterday's figures alone")
  func acrossDays() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei), .journalScan(.book), .card(amountMinor: 1_000, reference: nil))
    let yesterday = try #require(CivilDate("2026-11-22"))
    let closed = try shop.journal.dayReport(desk: 1, day: yesterday, currency: .cny)
    shop.now = shop.now.moved(seconds: 86_400)
    try shop.must(.takeBack(number: nil, reason: "no"), .cancel(reason: "left"))
    var after = try shop.journal.dayReport(desk: 1, day: yesterday, currency: .cny)
    #expect(after == closed)
    after = try shop.journal.dayReport(
      desk: 1, day: yesterday.adding(days: 1), currency: .cny)
    #expect(after.takingsMinor == -1_000 && after.awaitingMinor == -1_000)
  }
}
