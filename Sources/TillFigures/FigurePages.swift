import TillCore
import TillDrawing

/// Draws a report as pages or as one picture.
public struct FigurePages {
  private let report: FigureReport
  private let subject: FigureReport.Subject

  /// The pages of a report about a subject.
  public init(_ report: FigureReport, _ subject: FigureReport.Subject) {
    self.report = report
    self.subject = subject
  }

  private var words: FigureWords { report.words }

  /// A PDF of A4 pages; for a month the closing book: cover, charts, tables, a page a closing.
  /// The same figures are the same bytes.
  ///
  /// - Throws: `FigureError` when Cairo or Pango can't draw.
  public func pdf() throws(FigureError) -> [UInt8] {
    try inTurn { () throws(DrawingError) in
      let flow = flow(hasCover: subject == .month)
      let pages = flow.pages(subject == .month ? book : blocks)
      let canvas = try Canvas(
        pdfWidthPoints: PageFlow.widthPoints, heightPoints: PageFlow.heightPoints)
      canvas.setTitle("\(report.shopName) – \(title)")
      let pen = try Pen(canvas)
      for (index, page) in pages.enumerated() {
        flow.draw(page, number: index + 1, of: pages.count, pen)
        canvas.endPage()
      }
      return try canvas.pdfBytes()
    }
  }

  /// The first page as a picture: of an overview the one with key figures and charts.
  ///
  /// - Throws: `FigureError` when Cairo or Pango can't draw.
  public func png(dotsPerInch: Double = 150) throws(FigureError) -> [UInt8] {
    try inTurn { () throws(DrawingError) in
      let flow = flow(hasCover: false)
      let pages = flow.pages(blocks)
      let scale = dotsPerInch / 72
      let canvas = try Canvas(
        pixelsWide: Int((PageFlow.widthPoints * scale).rounded()),
        pixelsHigh: Int((PageFlow.heightPoints * scale).rounded()), dotsPerInch: dotsPerInch)
      flow.draw(pages[0], number: 1, of: pages.count, try Pen(canvas))
      return try canvas.pngBytes()
    }
  }

  private func inTurn(
    _ draw: () throws(DrawingError) -> [UInt8]
  ) throws(FigureError) -> [UInt8] {
    do {
      return try drawingTurn.withLock { _ throws(DrawingError) in try draw() }
    } catch {
      throw FigureError(error)
    }
  }

  private func flow(hasCover: Bool) -> PageFlow {
    let period = report.figures.period
    let remark = [
      words.span(period), words.desk(report.figures.desk), report.currency.code,
      words.say("turnover has the tax in it", "营业额含税"),
    ]
    return PageFlow(
      shopName: report.shopName, title: title,
      remark: remark.joined(separator: " · "), hasCover: hasCover)
  }

  private var title: String { report.title(subject) }

  // MARK: What stands on the pages

  private var charts: FigureCharts { FigureCharts(report: report) }

  private var blocks: [Block] {
    subject.isOverview ? overview + [PageBreak()] + tables(report.tables(subject)) : section
  }

  /// Key figures and every chart on one page.
  private var overview: [Block] {
    [titleLine, Space(4), Tiles(tiles), Space(2)] + timeCharts(points: 122)
      + [
        Space(6), Beside([charts.departments(most: 7), charts.margin(most: 8)]), Space(6),
        Beside([charts.tenders(), charts.cashiers(most: 4)]), Space(6), charts.targets(most: 4),
      ]
  }

  /// When it was sold: a day has no days to hold against each other, so its articles are shown.
  private func timeCharts(points: Double) -> [Block] {
    report.figures.period.dayCount == 1
      ? [charts.hours(points: points), Space(6), charts.articles(most: 6)]
      : [charts.days(points: points), Space(6), charts.hours(points: points - 22)]
  }

  private var titleLine: Block {
    Heading(
      text: title,
      remark: words.say("compared with", "对比") + " " + words.span(report.before.period), size: 14)
  }

  /// The book of a month.
  private var book: [Block] {
    [
      Cover(
        shopName: report.shopName, title: words.say("Monthly closing book", "月度结账簿"),
        period: words.name(report.figures.period), remark: coverRemark),
      Tiles(tiles), Space(10), charts.targets(), Space(10), closingSums, Space(26),
      Signatures(
        names: [
          words.say("Made by", "制表"), words.say("Checked by", "审核"), words.say("Date", "日期"),
        ]),
      PageBreak(),
      titleLine, Space(4),
    ] + timeCharts(points: 178)
      + [
        Space(8), Beside([charts.departments(), charts.margin()]), Space(8),
        Beside([charts.tenders(), charts.cashiers()]), PageBreak(),
      ] + tables(report.tables(.month)) + appendix
  }

  private var coverRemark: String {
    let period = report.figures.period
    return [
      words.span(period), words.desk(report.figures.desk),
      words.say("compared with the", "对比") + words.say(" ", "")
        + words.before(period),
    ].joined(separator: " · ")
  }

  /// How many days were closed, and what was over or short.
  private var closingSums: Block {
    let days = report.figures.days
    let open = days.filter { !$0.isClosed && $0.totals != Figures.Totals() }
    let closings = days.flatMap(\.closings)
    let differences = closings.compactMap(\.differenceMinor)
    let sum = { (counts: (Int64) -> Bool) -> Int64? in
      differences.isEmpty ? nil : differences.filter(counts).reduce(0, +)
    }
    let column = { (key: String, heading: String) in FigureTable.Column(key, heading) }
    let table = FigureTable(
      "closings", "",
      [
        column("closed", words.say("Days closed", "已日结天数")),
        column("open", words.say("Days not closed", "未日结天数")),
        FigureTable.Column("numbers", words.say("Closing reports", "日结单号"), isText: true),
        column("over", words.say("Over", "长款")), column("short", words.say("Short", "短款")),
        column("difference", words.say("Together", "合计")),
      ],
      rows: [
        [
          .count(Int64(days.count(where: \.isClosed))), .count(Int64(open.count)),
          closings.isEmpty
            ? .unknown
            : .text(
              [closings.first?.number ?? "", closings.last?.number ?? ""]
                .joined(separator: " – ")),
          .amount(sum { $0 > 0 }),
          .amount(sum { $0 < 0 }),
          .amount(sum { _ in true }),
        ]
      ])
    return Together([
      Heading(text: words.say("Days and cash", "日结与现金"), size: 9.5), Grid(table, report.currency),
    ])
  }

  private var appendix: [Block] {
    report.figures.days.flatMap { day in
      day.closings.flatMap { closing -> [Block] in
        [PageBreak()] + ClosedDay(closing, day.date, words, report.currency).blocks
      }
    }
  }

  /// A subject by itself: its chart, then its tables.
  private var section: [Block] {
    let chart: Block? =
      switch subject {
      case .sales, .compare: report.figures.days.count > 1 ? charts.days() : charts.hours()
      case .articles: charts.articles()
      case .departments: charts.departments(most: 12)
      case .hours: charts.hours(points: 190)
      case .cashiers: charts.cashiers()
      case .tenders: charts.tenders()
      case .margin: charts.margin(most: 12)
      default: nil
      }
    let first: [Block] = [titleLine, Space(4)] + (chart.map { [$0, Space(10)] } ?? [])
    return first + tables(report.tables(subject))
  }

  /// As many rows of a table as a book has room for; the rest is in the CSV.
  private static let mostRows = 400
  private static let mostRowsInOverview = 25

  private func tables(_ tables: [FigureTable]) -> [Block] {
    tables.flatMap { table -> [Block] in
      let isLong = table.key == "articles" || table.key == "customers"
      let (shown, leftOut) = table.first(
        subject.isOverview && isLong ? Self.mostRowsInOverview : Self.mostRows)
      let foot =
        leftOut == 0
        ? "" : words.say("and \(leftOut) more, in the CSV", "另有 \(leftOut) 行，见 CSV")
      return [
        Heading(text: table.title), Grid(shown, report.currency, foot: foot), Space(12),
      ]
    }
  }

  /// The eight figures a manager looks at first.
  private var tiles: [Tiles.Tile] {
    let wanted = [
      "turnover", "sales", "average_sale", "items_per_sale", "gross_margin", "margin_rate",
      "returns", "new_customers",
    ]
    let rows = report.keyFigures.rows
    return wanted.compactMap { key in
      guard let row = rows.first(where: { Self.key($0[0]) == key }) else { return nil }
      let growth = row[3].measure
      return Tiles.Tile(
        name: row[0].text(report.currency), figure: row[1].text(report.currency),
        change: row[3].measure == nil ? "" : row[3].text(report.currency),
        before: words.say("was ", "前 ") + row[2].text(report.currency),
        direction: growth.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } ?? 0)
    }
  }

  private static func key(_ cell: FigureTable.Cell) -> String? {
    if case .name(let key, _) = cell { key } else { nil }
  }
}
