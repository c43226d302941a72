/// The tables of a report: what was sold, when, by whom, and how it was paid.
extension FigureReport {
  private typealias Column = FigureTable.Column
  private typealias Cell = FigureTable.Cell

  /// Every day of the period.
  public var days: FigureTable {
    let total = figures.totals
    let columns = [
      Column("day", words.say("Day", "日期"), isText: true),
      Column("weekday", words.say("Weekday", "星期"), isText: true, isMinor: true),
      Column("sales", words.say("Sales", "笔数")),
      Column("turnover", words.say("Turnover", "营业额")),
      Column("average_sale", words.say("Average", "客单价"), isMinor: true),
      Column("discount", words.say("Discounts", "优惠"), isMinor: true),
      Column("returns", words.say("Returns", "退货"), isMinor: true),
      Column("tax", words.say("Tax", "税额"), isMinor: true),
      Column("margin_rate", words.say("Margin", "毛利率")),
      Column("closing", words.say("Closing", "日结"), isText: true),
      Column("difference", words.say("Over/short", "长短款"), isMinor: true),
    ]
    return FigureTable(
      "days", words.say("Day by day", "逐日"), columns,
      rows: figures.days.map { day in
        [.text(day.date.description), weekday(day.date)] + sums(day.totals) + closing(day)
      },
      total: [.text(words.say("Total", "合计")), .text("")] + sums(total)
        + [.text(""), .amount(differences)], barColumn: 3)
  }

  private func sums(_ totals: Figures.Totals) -> [FigureTable.Cell] {
    [
      .count(Int64(totals.salesCount)), .amount(totals.netMinor),
      .amount(totals.averageSaleMinor), .amount(totals.discountMinor),
      .amount(totals.returnsMinor), .amount(totals.taxMinor), .percent(totals.margin.basisPoints),
    ]
  }

  private func weekday(_ day: CivilDate) -> FigureTable.Cell {
    .name(key: String(day.weekday + 1), text: words.weekday(day))
  }

  private func closing(_ day: Figures.Day) -> [FigureTable.Cell] {
    guard day.isClosed else {
      // A day on which nothing happened needs no closing.
      let isIdle = day.totals == Figures.Totals()
      return [
        .name(key: "", text: isIdle ? "" : words.say("not closed", "未日结")), .unknown,
      ]
    }
    let known = day.closings.compactMap(\.differenceMinor)
    return [
      .text((day.closings.map(\.number) + day.closedLater).joined(separator: " ")),
      .amount(known.isEmpty ? nil : known.reduce(0, +)),
    ]
  }

  private var differences: Int64? {
    let known = figures.days.flatMap(\.closings).compactMap(\.differenceMinor)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// Sales by the hour they were paid in.
  public var hours: FigureTable {
    FigureTable(
      "hours", words.say("By the hour", "分时"),
      [
        Column("hour", words.say("Hour", "时段"), isText: true),
        Column("count", words.say("Sales", "笔数")),
        Column("amount", words.say("Turnover", "营业额")),
        Column("share", words.say("Share", "占比")),
      ],
      rows: figures.hours.map { row in
        [
          .name(key: String(row.hour), text: "\(row.hour):00"), .count(Int64(row.count)),
          .amount(row.amountMinor), share(row.amountMinor),
        ]
      }, barColumn: 2)
  }

  /// What departments sold, and what was left of it.
  public var departments: FigureTable {
    FigureTable(
      "departments", words.say("Departments", "部门"),
      [Column("name", words.say("Department", "部门"), isText: true)] + goodsColumns,
      rows: figures.departments.map { row in
        [.name(key: row.name, text: words.department(row.name))]
          + goods(row.quantity, row.amountMinor, row.margin)
      }, barColumn: 2)
  }

  /// What was sold of each article.
  public var articles: FigureTable {
    articleTable("articles", words.say("Articles", "商品"), figures.articles)
  }

  /// The articles of which least was sold, the slowest first.
  var slowArticles: FigureTable {
    let slow = figures.articles.filter { $0.quantity > .zero }
      .sorted {
        ($0.amountMinor, $0.code) < ($1.amountMinor, $1.code)
      }.prefix(Self.slowMost)
    return articleTable("slow_articles", words.say("Slowest articles", "滞销商品"), Array(slow))
  }

  /// As many slow articles as a manager will look at.
  static let slowMost = 10

  private func articleTable(
    _ key: String, _ title: String, _ articles: [Figures.Article]
  ) -> FigureTable {
    FigureTable(
      key, title,
      [
        Column("code", words.say("Code", "编码"), isText: true, isMinor: true),
        Column("name", words.say("Article", "商品"), isText: true),
        Column("department", words.say("Department", "部门"), isText: true, isMinor: true),
      ] + goodsColumns,
      rows: articles.map { row in
        [.text(row.code), .text(row.name), .text(row.department)]
          + goods(row.quantity, row.amountMinor, row.margin)
      }, barColumn: 4)
  }

  private var goodsColumns: [FigureTable.Column] {
    [
      Column("quantity", words.say("Quantity", "数量")),
      Column("amount", words.say("Turnover", "营业额")),
      Column("share", words.say("Share", "占比"), isMinor: true),
      Column("margin", words.say("Margin", "毛利"), isMinor: true),
      Column("margin_rate", words.say("Margin %", "毛利率")),
    ]
  }

  private func goods(
    _ quantity: Quantity, _ amountMinor: Int64, _ margin: Figures.Margin
  ) -> [FigureTable.Cell] {
    [
      .quantity(quantity), .amount(amountMinor), share(amountMinor),
      margin.soldMinor == 0 && margin.costMinor == 0 ? .unknown : .amount(margin.marginMinor),
      .percent(margin.basisPoints),
    ]
  }

  private func share(_ amountMinor: Int64) -> FigureTable.Cell {
    .percent(Ratio.basisPoints(amountMinor, of: figures.totals.netMinor))
  }

  /// Who collected.
  public var cashiers: FigureTable {
    people("cashiers", words.say("Cashiers", "收银员"), figures.cashiers)
  }

  /// Who sold.
  public var sellers: FigureTable {
    people("sellers", words.say("Sellers", "营业员"), figures.sellers)
  }

  private func people(
    _ key: String, _ title: String, _ rows: [DayReport.PersonRow]
  ) -> FigureTable {
    FigureTable(
      key, title,
      [
        Column("id", words.say("No.", "工号"), isText: true),
        Column("name", words.say("Name", "姓名"), isText: true),
        Column("count", words.say("Sales", "笔数")),
        Column("amount", words.say("Turnover", "营业额")),
        Column("share", words.say("Share", "占比")),
        Column("average_sale", words.say("Average", "客单价")),
      ],
      rows: rows.map { row in
        [
          .text(row.id), .text(row.name), .count(Int64(row.count)), .amount(row.amountMinor),
          share(row.amountMinor),
          .amount(Ratio.quotient(row.amountMinor, over: Int64(row.count))),
        ]
      }, barColumn: 3)
  }

  /// How it was paid: received − change − paid back.
  public var tenders: FigureTable {
    let takings = figures.tenders.reduce(0) { $0 + $1.expectedMinor }
    return FigureTable(
      "tenders", words.say("Tenders", "收款方式"),
      [
        Column("kind", words.say("Tender", "方式"), isText: true),
        Column("count", words.say("Count", "笔数")),
        Column("amount", words.say("Amount", "金额")),
        Column("share", words.say("Share", "占比")),
      ],
      rows: figures.tenders.map { row in
        [
          .name(key: row.kind.rawValue, text: PaperWords(words.language).tender(row.kind)),
          .count(Int64(row.count)), .amount(row.expectedMinor),
          .percent(Ratio.basisPoints(row.expectedMinor, of: takings)),
        ]
      },
      total: [
        .text(words.say("Total", "合计")),
        .count(Int64(figures.tenders.reduce(0) { $0 + $1.count })), .amount(takings), .text(""),
      ], barColumn: 2)
  }

  /// The tax in what was sold, band by band.
  public var tax: FigureTable {
    let sum = { (value: KeyPath<TaxRow, Int64>) in
      figures.taxRows.reduce(Int64(0)) { $0 + $1[keyPath: value] }
    }
    return FigureTable(
      "tax", words.say("Tax", "税额"),
      [
        Column("band", words.say("Band", "税档"), isText: true),
        Column("rate", words.say("Rate", "税率")),
        Column("net", words.say("Without tax", "不含税")),
        Column("tax", words.say("Tax", "税额")),
        Column("gross", words.say("With tax", "含税")),
      ],
      rows: figures.taxRows.map { row in
        [
          .text(row.band.code), .percent(row.band.rate.basisPoints), .amount(row.netMinor),
          .amount(row.taxMinor), .amount(row.grossMinor),
        ]
      },
      total: [
        .text(words.say("Total", "合计")), .text(""), .amount(sum(\.netMinor)),
        .amount(sum(\.taxMinor)), .amount(sum(\.grossMinor)),
      ])
  }

  /// Targets against what was reached (I3).
  public var targetTable: FigureTable {
    FigureTable(
      "targets", words.say("Targets", "销售目标"),
      [
        Column("who", words.say("Who", "对象"), isText: true),
        Column("target", words.say("Target", "目标")),
        Column("reached", words.say("Reached", "已完成")),
        Column("reached_rate", words.say("Reached %", "完成率")),
        Column("projected", words.say("Projected", "预计"), isMinor: true),
        Column("projected_rate", words.say("Projected %", "预计完成率")),
      ],
      rows: targets.map { row in
        [
          row.person.map { .name(key: $0.id, text: "\($0.id) \($0.name)") }
            ?? .name(key: "shop", text: words.say("Shop", "全店")),
          .amount(row.targetMinor), .amount(row.reachedMinor), .percent(row.reachedBasisPoints),
          .amount(row.projectedMinor), .percent(row.projectedBasisPoints),
        ]
      }, barColumn: 3)
  }
}
