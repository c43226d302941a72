import Foundation
import TestSupport
import Testing
import TillCore

@testable import till

@Suite("till report: figures of a period")
struct FiguresProcessTests {
  private func sold() throws -> ProcessShop {
    let shop = try ProcessShop()
    let outcome = try shop.run(
      ["counter", "--json"],
      input: "sign-on 01\n1111\n6921168509256\ncash\n2*6921168509256\ncard ref 1\nsign-off\n")
    try #require(outcome.status == 0 && outcome.objects.allSatisfy(\.isOK), "\(outcome.text)")
    return shop
  }

  @Test("a month's figures as JSON are those of its day, and of the catalogue's cost prices")
  func json() throws {
    let shop = try sold()
    let day = try #require(try shop.run(["report", "day", "--json"]).objects.first)
    let month = try #require(try shop.run(["report", "month", "--json"]).objects.first)
    let figure = { (key: String) in
      month["key_figures"]?.arrayValue?.first { $0["figure"]?.stringValue == key }?["now"]
    }
    #expect(figure("turnover") == day["sales"]?["net"] && figure("turnover") == "6.00")
    #expect(figure("sales") == 2 && figure("average_sale") == "3.00")
    #expect(figure("items_per_sale") == "1.5")
    // Water is sold at 2.00 and costs 1.20.
    #expect(figure("gross_margin") == "2.40" && figure("margin_rate") == "40")
    #expect(month["tenders"]?.arrayValue?.map { $0["amount"] } == ["2.00", "4.00"])
    #expect(month["cashiers"]?.arrayValue?.first?["id"] == "01")
  }

  @Test("a closed day stands in the month with its number, and in the book with its own page")
  func closed() throws {
    let shop = try ProcessShop()
    let outcome = try shop.run(
      ["counter", "--json"],
      input: """
        sign-on 90
        9090
        6921168509256
        cash
        close
        10x20 5x20 1x52 0.1x50 0.01x50
        0

        """)
    try #require(outcome.status == 0 && outcome.objects.allSatisfy(\.isOK), "\(outcome.text)")
    let day = try #require(try shop.run(["report", "day", "--json"]).objects.first)
    #expect(day["number"] == "Z1-000001")
    let month = try #require(try shop.run(["report", "month", "--json"]).objects.first)
    let row = month["days"]?.arrayValue?.first { $0["day"] == day["day"] }
    #expect(row?["closing"] == "Z1-000001" && row?["difference"] == "0.00")
    #expect(try shop.run(["report", "month", "--pdf", "book.pdf"]).status == 0)
    let text = try RealTool.output(of: "pdftotext", ["-layout", shop.path + "/book.pdf", "-"])
    #expect(text.contains("Closing report Z1-000001"))
    let seal = try #require(day["journal"]?["seal"]?.stringValue)
    #expect(text.contains(seal))
  }

  @Test("a table for a spreadsheet, pages and a picture are written where they were asked for")
  func files() throws {
    let shop = try sold()
    let csv = try shop.run(["report", "tenders", "--csv"])
    #expect(csv.out == "kind,count,amount,share\r\ncash,1,2.00,33.33\r\ncard,1,4.00,66.67\r\n")
    let drawn = try shop.run([
      "report", "month", "--pdf", "book.pdf", "--png", "month.png", "--json", "-o", "month.json",
    ])
    #expect(drawn.status == 0 && drawn.out.isEmpty && drawn.err.isEmpty, "\(drawn.text)")
    let read = { (name: String) in
      try Array(Data(contentsOf: URL(fileURLWithPath: shop.path + "/" + name)).prefix(5))
    }
    #expect(try read("book.pdf") == Array("%PDF-".utf8))
    #expect(try read("month.png") == [0x89, 0x50, 0x4E, 0x47, 0x0D])
    #expect(try read("month.json") == Array(#"{"art"#.utf8))
    let text = try RealTool.output(of: "pdftotext", ["-layout", shop.path + "/book.pdf", "-"])
    #expect(text.contains("Monthly closing book") && text.contains("6.00"))
    let pages = try shop.run(["report", "day", "--pdf", "day.pdf"])
    #expect(pages.status == 0 && pages.out.isEmpty)
    #expect(try read("day.pdf") == Array("%PDF-".utf8))

    let refused = try shop.run(["report", "month", "--pdf", "no/where/book.pdf"])
    #expect(refused.status == 1 && refused.err.hasPrefix("no/where/book.pdf can't be written"))
  }

  @Test(
    "what isn't understood is said in one line",
    arguments: [
      (["report", "period"], "Which days? till report period --from DAY --to DAY"),
      (["report", "sales", "--to", "2026-11-01"], "--to needs --from: the first day."),
      (
        ["report", "sales", "--from", "2026-11-02", "--to", "2026-11-01"],
        "--from 2026-11-02 is after --to 2026-11-01."
      ),
      (
        ["report", "sales", "--from", "1926-11-02", "--to", "2026-11-01"],
        "36525 days are too many: 3660 at most."
      ),
      (["report", "week", "--week", "2026-54"], "2026-54 is no week: YYYY-Www, such as 2026-W47."),
      (
        ["report", "month", "--month", "2026-13"], "2026-13 is no month: YYYY-MM, such as 2026-11."
      ),
      (["report", "week", "--day", "tomorrow"], "tomorrow is no day: YYYY-MM-DD."),
      (
        ["report", "month", "--day", "2026-11-01", "--month", "2026-11"],
        "Name the days once: --day, --week, --month, or --from and --to."
      ),
    ])
  func wrong(arguments: [String], message: String) throws {
    let shop = try ProcessShop()
    let outcome = try shop.run(arguments)
    #expect(outcome.status == 2 && outcome.out.isEmpty, "\(outcome.text)")
    #expect(outcome.err == message + "\n")
  }

  @Test("targets are read by month and person, checked by line, and held against what was reached")
  func targets() throws {
    let shop = try sold()
    let path = shop.path + "/config/targets.yaml"
    try """
    usual:
      shop: 12.00
      cashiers: {"01": 3, "09": 5}
    months:
      "2026-13": {shop: 1}
      "2026-12": {shop: lots}
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let check = try shop.run(["check"])
    #expect(
      check.err == """
        config/targets.yaml:3: usual.cashiers.09 is nobody of config/staff.yaml — did you mean "01"?
        config/targets.yaml:5: months.2026-13 is no month — write year and month, such as "2026-11"
        config/targets.yaml:6: months.2026-12.shop is "lots" — write an amount above 0 with at \
        most 2 decimals, such as 1.00

        """)
    #expect(try shop.run(["report", "month"]).status == 2)

    try "usual:\n  shop: 12.00\n  cashiers: {\"01\": 3}\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    let month = try #require(try shop.run(["report", "month", "--json"]).objects.first)
    let rows = month["targets"]?.arrayValue ?? []
    #expect(rows.map { $0["who"] } == ["shop", "01"])
    #expect(rows.map { $0["reached_rate"] } == ["50", "200"])
    try FileManager.default.removeItem(atPath: path)
    #expect(try shop.run(["check"]).status == 0)
    #expect(try shop.run(["report", "month", "--json"]).objects.first?["targets"] == nil)
  }
}
