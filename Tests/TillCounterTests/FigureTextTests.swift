import TestSupport
import Testing

@testable import TillCore
@testable import TillCounter

@Suite("Figures on a terminal")
struct FigureTextTests {
  private let day = CivilDate(daysSince1970: 20_779)

  @Test("a report as a manager reads it")
  func english() {
    let report = SampleFigures.report(.english, period: .day(day))
    #expect(FigureText(report, .tenders, columns: 80).lines == Self.english)
  }

  private static let english = """
    Yong'an 永安  Tenders – Sun 2026-11-22
    2026-11-22 · all desks · CNY
    compared with 2026-11-15

    Tenders
      Tender  Count    Amount  Share
      Cash       21  1,302.86  40.0%  ████████████████
      Card       21  1,954.29  60.0%  ████████████████████████
      Total      42  3,257.15
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test("in Chinese")
  func chinese() {
    let report = SampleFigures.report(.simplifiedChinese, period: .day(day))
    #expect(FigureText(report, .sales, columns: 80).lines == Self.chinese)
  }

  private static let chinese = """
    Yong'an 永安  销售 – 2026-11-22 周日
    2026-11-22 · 全部收款台 · CNY
    对比 2026-11-15

    关键数据
      项目              本期    对比期    增长
      营业额        3,257.15  3,347.84   -2.7%
      不含税营业额  2,882.44  2,962.70   -2.7%
      销售笔数            43        44   -2.3%
      客单价           75.75     76.09   -0.5%
      客单件数             3         3    0.0%
      毛利            950.00    976.45   -2.7%
      毛利率           30.4%     30.4%       —
      优惠             48.55     29.78  +63.0%
      退货             17.77     30.62  -42.0%
      取消笔数             0         0       —
      新顾客               1         1    0.0%

    逐日
      日期        笔数    营业额  毛利率  日结
      2026-11-22    43  3,257.15   30.4%  未日结  ████████████████████████
      合计          43  3,257.15   30.4%
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test("no line is wider than the terminal, and figures stand under each other")
  func widths() {
    for language in ShopSettings.Language.allCases {
      let report = SampleFigures.report(language)
      for subject in FigureReport.Subject.allCases {
        for columns in [80, 100, 200] {
          let lines = FigureText(report, subject, columns: columns).lines
          for line in lines { #expect(Cells.width(line) <= columns, "\(subject): \(line)") }
        }
      }
      let wide = FigureText(report, .hours, columns: 100).lines.filter { $0.contains(":00") }
      let ends = Set(wide.map { $0.split(separator: "█")[0] }.map { Cells.width(String($0)) })
      #expect(wide.count == 8 && ends.count == 1)
    }
  }

  @Test("the longest bar stands for the most, the others are as long as their share of it")
  func bars() throws {
    let report = SampleFigures.report(.english)
    let lengths = FigureText(report, .hours, columns: 100).lines.filter { $0.contains(":00") }
      .map { line in line.reduce(0) { $0 + ($1 == "█" ? 2 : $1 == "▌" ? 1 : 0) } }
    // By the hour: 1 3 5 4 2 3 6 2 of 26, and 24 cells for the most.
    #expect(lengths == [8, 24, 40, 32, 16, 24, 48, 16])
  }

  @Test("an overview shows ten articles and how many more there are")
  func more() {
    var figures = SampleFigures.figures(.day(day), seed: 1)
    figures.articles = (1...12).map { index in
      Figures.Article(
        code: "C\(index)", name: "Article", department: "d", quantity: .one, amountMinor: 1,
        margin: Figures.Margin())
    }
    let report = FigureReport(
      shopName: "S", words: FigureWords(.english), figures: figures, before: figures)
    #expect(FigureText(report, .day, columns: 100).lines.contains("  … and 2 more"))
    #expect(!FigureText(report, .articles, columns: 100).lines.contains("  … and 2 more"))
  }
}
