import TestSupport
import Testing

@testable import TillCore
@testable import TillFigures

@Suite("Figures on pages")
struct FigurePagesTests {
  private func text(_ pdf: [UInt8]) throws -> String {
    try RealTool.output(of: "pdftotext", ["-layout", "FILE", "-"], file: pdf, ending: "pdf")
  }

  @Test(
    "the monthly closing book says in print what its figures are",
    arguments: ShopSettings.Language.allCases)
  func book(_ language: ShopSettings.Language) throws {
    var report = SampleFigures.report(language)
    let frozen = """
      {"sales":{"count":41,"gross":"2891.40","discount":"12.00","net":"2871.40",
      "void":{"count":1,"amount":"5.00"},"returns":{"count":1,"amount":"8.00"}},
      "tenders":[{"kind":"cash","count":20,"expected":"900.00","counted":"896.05",
      "difference":"-3.95"}],"drawer":{"float":"200.00","in":"0.00","out":"0.00",
      "expected":"1100.00","counted":"1096.05","difference":"-3.95"},
      "book":{"line_voids":[1,2,3],"gaps":[]},"journal":{"seal":"abc123"}}
      """
    report = report.closing(
      Figures.Closing(
        number: "Z1-000042", differenceMinor: -395, report: try JSON(reading: frozen)))
    let text = try text(FigurePages(report, .month).pdf())
    let words = report.words
    let total = report.figures.totals
    var expected = [
      "Yong'an 永安", words.say("Monthly closing book", "月度结账簿"),
      words.say("November 2026", "2026年11月"), "2026-11-22", "Z1-000042", "-3.95", "896.05",
      "abc123", words.say("not closed", "未日结"), "Huawei Pura 70", "张丽华", "138****5678",
      words.say("Lines taken back", "行冲销"), words.say("Checked by", "审核"),
    ]
    for amount in [total.netMinor, total.taxMinor, total.margin.marginMinor] {
      expected.append(Money(minor: amount, .cny).onPaper)
    }
    expected += report.figures.departments.map { Money(minor: $0.amountMinor, .cny).onPaper }
    expected += report.targets.map { Money(minor: $0.reachedMinor, .cny).onPaper }
    for wanted in expected { #expect(text.contains(wanted), "\(wanted) is not in print") }
    #expect(report.targets.count == 2)
  }

  @Test("every subject is drawn in both languages, whatever the length of the period")
  func subjects() throws {
    let day = CivilDate(daysSince1970: 20_779)
    let year = try #require(Period.range(from: day.adding(days: -364), to: day))
    for language in ShopSettings.Language.allCases {
      for subject in FigureReport.Subject.allCases {
        let period: Period? =
          switch subject {
          case .day: .day(day)
          case .week: .week(of: day)
          case .period: year
          default: nil
          }
        let report = SampleFigures.report(language, period: period)
        let text = try text(FigurePages(report, subject).pdf())
        #expect(text.contains(report.title(subject)), "\(subject)")
        for table in report.tables(subject) {
          #expect(text.contains(table.title), "\(subject): \(table.title)")
        }
      }
    }
  }

  @Test("a shop without a sale has pages too")
  func nothing() throws {
    let period = Period.month(of: CivilDate(daysSince1970: 20_779))
    let empty = { (period: Period) in
      var figures = Figures(period: period, desk: 2, currency: .jpy)
      figures.days = period.days.map { Figures.Day($0) }
      return figures
    }
    let report = FigureReport(
      shopName: "Empty", words: FigureWords(.english), figures: empty(period),
      before: empty(period.before), yearBefore: empty(period.yearBefore))
    for subject in FigureReport.Subject.allCases {
      #expect(try text(FigurePages(report, subject).pdf()).contains("desk 2"))
    }
  }

  @Test("the same figures are the same bytes, and other figures are not")
  func sameBytes() throws {
    let pages = { (seed: UInt64) in
      FigurePages(SampleFigures.report(.english, seed: seed), .month)
    }
    #expect(try pages(1).pdf() == pages(1).pdf())
    #expect(try pages(1).png() == pages(1).png())
    #expect(try pages(1).pdf() != pages(3).pdf())
  }

  @Test("a long table goes on overleaf, its heading with it, and loses no row")
  func overleaf() throws {
    var report = SampleFigures.report(.english)
    report = report.articles(
      (0..<150).map { index in
        Figures.Article(
          code: "CODE-\(1000 + index)", name: "Article \(index)", department: "d",
          quantity: .one, amountMinor: 100, margin: Figures.Margin(unknownMinor: 100))
      })
    let text = try text(FigurePages(report, .articles).pdf())
    for index in 0..<150 { #expect(text.contains("CODE-\(1000 + index)")) }
    #expect(text.split(separator: "\u{C}").filter { $0.contains("Quantity") }.count >= 3)
  }

  @Test(
    "an axis has a few round steps, from below the least to above the greatest",
    arguments: [[0], [1], [99_999], [-500, 20], [2_089_900], [Int64.max / 1_000]] as [[Int64]])
  func scale(_ values: [Int64]) {
    let scale = Scale(values, unit: 100)
    #expect((2...9).contains(scale.ticks.count), "\(scale)")
    #expect(scale.least <= min(0, values.min() ?? 0))
    #expect(scale.greatest >= max(0, values.max() ?? 0))
    #expect(scale.ticks.contains(0))
    let digits = String(scale.step).prefix { $0 != "0" }
    #expect(["1", "2", "5"].contains(String(digits)))
  }

  @Test(
    "bars have room for few figures",
    arguments: [
      (0, "0", "0"), (99_949, "999", "999"), (100_000, "1k", "1000"), (123_456, "1.2k", "1235"),
      (995_000, "10k", "9950"), (1_050_000, "11k", "1.1万"), (-250_000, "-2.5k", "-2500"),
      (123_456_789, "1.2M", "123万"), (123_456_789_012, "1235M", "12亿"),
    ] as [(Int64, String, String)])
  func short(minor: Int64, english: String, chinese: String) {
    #expect(ShortFigures(currency: .cny, isChinese: false).text(minor: minor) == english)
    #expect(ShortFigures(currency: .cny, isChinese: true).text(minor: minor) == chinese)
  }
}

extension FigureReport {
  private func with(_ change: (inout Figures) -> Void) -> FigureReport {
    var figures = figures
    change(&figures)
    return FigureReport(
      shopName: shopName, words: words, figures: figures, before: before, yearBefore: yearBefore,
      targets: targets)
  }

  /// With its first day closed.
  func closing(_ closing: Figures.Closing) -> FigureReport {
    with { $0.days[0].closings = [closing] }
  }

  func articles(_ articles: [Figures.Article]) -> FigureReport {
    with { $0.articles = articles }
  }
}
