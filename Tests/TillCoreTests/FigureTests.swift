import TestSupport
import Testing

@testable import TillCore

@Suite("Figures: periods, growth, targets, tables")
struct FigureTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private func span(_ period: Period) -> String { "\(period.from) \(period.to)" }

  @Test("a period is held against one as long, cut as short as it is itself")
  func before() throws {
    let sunday = try date("2026-11-22")
    #expect(sunday.weekday == 6 && CivilDate(daysSince1970: -4).weekday == 6)
    #expect(span(Period.day(sunday).before) == "2026-11-15 2026-11-15")
    #expect(span(Period.day(sunday).yearBefore) == "2025-11-23 2025-11-23")
    let week = Period.week(of: try date("2026-11-18"))
    #expect(span(week) == "2026-11-16 2026-11-22")
    #expect(span(week.until(try date("2026-11-17")).before) == "2026-11-09 2026-11-10")
    let month = Period.month(of: sunday)
    #expect(span(month) == "2026-11-01 2026-11-30")
    #expect(span(month.before) == "2026-10-01 2026-10-31")
    #expect(span(month.until(sunday).before) == "2026-10-01 2026-10-22")
    #expect(span(month.until(sunday).yearBefore) == "2025-11-01 2025-11-22")
    let march = Period.month(of: try date("2028-03-05"))
    #expect(span(march.until(try date("2028-03-30")).before) == "2028-02-01 2028-02-29")
    #expect(span(march.before) == "2028-02-01 2028-02-29")
    let range = try #require(Period.range(from: try date("2026-02-27"), to: try date("2026-03-02")))
    #expect(span(range.before) == "2026-02-23 2026-02-26")
    #expect(Period.range(from: sunday, to: try date("2026-11-21")) == nil)
    let leap = try #require(Period.range(from: try date("2028-02-29"), to: try date("2028-03-01")))
    #expect(span(leap.yearBefore) == "2027-02-28 2027-03-01")
  }

  @Test(
    "weeks are counted as ISO 8601 does",
    arguments: [
      ("2026-W47", "2026-11-16"), ("2026-W01", "2025-12-29"), ("2026-W53", "2026-12-28"),
      ("2021-W01", "2021-01-04"), ("2025-W53", nil), ("2026-W00", nil), ("2026-W54", nil),
      ("2026-47", nil), ("2026-w47", nil), ("26-W47", nil), ("2026-W+7", nil),
    ] as [(String, String?)])
  func weeks(text: String, monday: String?) {
    #expect(Period.week(text)?.from.description == monday)
  }

  @Test("names of periods, in both languages")
  func names() throws {
    let sunday = try date("2026-11-22")
    let english = FigureWords(.english)
    let chinese = FigureWords(.simplifiedChinese)
    let periods: [Period] = [.day(sunday), .week(of: sunday), .month(of: sunday)]
    #expect(
      periods.map { english.name($0) } == ["Sun 2026-11-22", "Week 47 of 2026", "November 2026"])
    #expect(
      periods.map { chinese.name($0) } == ["2026-11-22 周日", "2026年第47周", "2026年11月"])
    #expect(english.name(.week(of: try date("2027-01-02"))) == "Week 53 of 2026")
  }

  @Test("growth and quotients are rounded half away from zero, and unknown after nothing")
  func ratios() {
    #expect(Ratio.growth(112_345, over: 100_000) == 1_235)
    #expect(Ratio.growth(87_655, over: 100_000) == -1_235)
    #expect(Ratio.growth(5, over: 0) == nil && Ratio.growth(5, over: -5) == nil)
    #expect(Ratio.basisPoints(1, of: 3) == 3_333 && Ratio.basisPoints(1, of: 0) == nil)
    #expect(Ratio.basisPoints(.max, of: 1) == .max)
    #expect(Ratio.quotient(-5, over: 2) == -3 && Ratio.quotient(5, over: 0) == nil)
    #expect(Ratio.projected(1_000, times: 30, over: 7) == 4_286)
  }

  @Test("a target is held against a whole month of the whole shop only")
  func targets() throws {
    let day = try date("2026-11-10")
    let wei = Person(id: "01", name: "Wei", role: .cashier)
    let targets = Targets(
      usual: Targets.Month(shopMinor: 900, cashiersMinor: ["01": 300, "02": 1]),
      months: [day.firstOfMonth: Targets.Month(cashiersMinor: ["01": 400])])
    var figures = SampleFigures.figures(Period.month(of: day).until(day), seed: 1)
    let net = figures.totals.netMinor
    let standings = targets.standings(figures, people: [wei])
    #expect(standings.map(\.person) == [nil, wei])
    #expect(standings.map(\.targetMinor) == [900, 400])
    #expect(standings[0].reachedMinor == net && standings[0].projectedMinor == net * 3)
    #expect(standings[1].reachedMinor == figures.cashiers[0].amountMinor)
    figures = SampleFigures.figures(.week(of: day), seed: 1)
    #expect(targets.standings(figures, people: [wei]).isEmpty)
    #expect(targets.month(of: day.firstOfNextMonth).cashiersMinor == ["01": 300, "02": 1])
  }

  @Test("a spreadsheet gets plain figures and no formula; programs get the same")
  func outputs() throws {
    let report = SampleFigures.report(.english)
    let csv = report.csv(.articles)
    #expect(csv.hasPrefix("articles\r\ncode,name,department,quantity,amount,share,"))
    #expect(csv.contains("BAG,'=cmd|'/c calc'!A1,,"))
    #expect(!csv.contains("\n=") && !csv.contains(",="))
    let table = FigureTable(
      "t", "T",
      [
        FigureTable.Column("word", "Word", isText: true), FigureTable.Column("amount", "Amount"),
        FigureTable.Column("growth", "Growth"), FigureTable.Column("none", "None"),
      ], rows: [[.text("-1+1"), .amount(-123_456), .growth(-250), .unknown]])
    #expect(table.csv(.cny) == "word,amount,growth,none\r\n'-1+1,-1234.56,-2.5,\r\n")
    #expect(
      table.json(.cny).line
        == #"[{"amount":"-1234.56","growth":"-2.5","none":null,"word":"-1+1"}]"#)
    #expect(table.rows[0].map { $0.text(.cny) } == ["-1+1", "-1,234.56", "-2.5%", "—"])
  }

  @Test("an overview tells programs of everything, under fixed names")
  func json() {
    let json = SampleFigures.report(.simplifiedChinese).json(.month)
    #expect(
      json.objectValue?.keys.sorted() == [
        "articles", "below_cost", "cashiers", "compared_with", "currency", "customer_sums",
        "customers", "days", "departments", "from", "hours", "key_figures", "margin_sums",
        "report", "sellers", "slow_articles", "targets", "tax", "tenders", "till", "to",
      ])
    #expect(json["to"] == "2026-11-22" && json["till"] == .null)
    #expect(
      json["key_figures"]?.arrayValue?.compactMap { $0["figure"]?.stringValue } == [
        "turnover", "without_tax", "sales", "average_sale", "items_per_sale", "gross_margin",
        "margin_rate", "discount", "returns", "void", "new_customers",
      ])
    #expect(json["days"]?.arrayValue?.count == 22)
    #expect(json["customers"]?.arrayValue?.last?["phone"] == .null)
  }

  @Test("what departments sold is their articles' sums, the most first")
  func departments() {
    let figures = SampleFigures.figures(.day(CivilDate(daysSince1970: 20_779)), seed: 4)
    #expect(figures.departments.map(\.name) == ["phones", "drinks", "tea", ""])
    #expect(
      figures.departments.reduce(0) { $0 + $1.amountMinor } == figures.totals.netMinor)
    #expect(
      figures.departments[0].margin.soldMinor
        == figures.articles[0].amountMinor + figures.articles[1].amountMinor)
  }
}
