/// What a manager asks for: a period's figures, those it is held against, and the month's targets.
public struct FigureReport: Sendable {
  /// What `till report` can tell.
  public enum Subject: String, CaseIterable, Sendable {
    case day, week, month, period
    case sales, articles, departments, hours, cashiers, tenders, tax, customers, margin, compare

    /// Whether it tells of everything.
    public var isOverview: Bool { [.day, .week, .month, .period].contains(self) }
  }

  public let shopName: String
  public let words: FigureWords
  public let figures: Figures
  public let before: Figures
  /// The same a year ago; nil where it wasn't asked for.
  public let yearBefore: Figures?
  public let targets: [Targets.Standing]

  public init(
    shopName: String, words: FigureWords, figures: Figures, before: Figures,
    yearBefore: Figures? = nil, targets: [Targets.Standing] = []
  ) {
    self.shopName = shopName
    self.words = words
    self.figures = figures
    self.before = before
    self.yearBefore = yearBefore
    self.targets = targets
  }

  public var currency: Currency { figures.currency }

  /// `Sales – November 2026`
  public func title(_ subject: Subject) -> String {
    "\(name(subject)) – \(words.name(figures.period))"
  }

  private func name(_ subject: Subject) -> String {
    switch subject {
    case .day: words.say("Daily figures", "日报")
    case .week: words.say("Weekly figures", "周报")
    case .month: words.say("Monthly figures", "月报")
    case .period: words.say("Figures", "期间报表")
    case .sales: words.say("Sales", "销售")
    case .articles: words.say("Articles", "商品")
    case .departments: words.say("Departments", "部门")
    case .hours: words.say("Hours", "分时")
    case .cashiers: words.say("Cashiers", "收银员")
    case .tenders: words.say("Tenders", "收款方式")
    case .tax: words.say("Tax", "税额")
    case .customers: words.say("Customers", "顾客")
    case .margin: words.say("Margin", "毛利")
    case .compare: words.say("Comparison", "对比")
    }
  }

  /// The tables that tell of a subject, the most important first; empty ones left out.
  public func tables(_ subject: Subject) -> [FigureTable] {
    let tables: [FigureTable] =
      switch subject {
      case .day:
        [
          keyFigures, hours, departments, tenders, tax, cashiers, sellers, articles, belowCost,
          customers,
        ]
      case .week, .month, .period:
        [
          keyFigures, targetTable, days, hours, departments, tenders, tax, cashiers, sellers,
          articles, slowArticles, marginSums, belowCost, customerSums, customers,
        ]
      case .sales: [keyFigures, targetTable, days]
      case .articles: [articles, slowArticles]
      case .departments: [departments]
      case .hours: [hours]
      case .cashiers: [cashiers, sellers]
      case .tenders: [tenders]
      case .tax: [tax]
      case .customers: [customerSums, customers]
      case .margin: [marginSums, departments, margins, belowCost]
      case .compare: [comparison, departmentComparison, cashierComparison]
      }
    return tables.filter { !$0.rows.isEmpty }
  }

  /// One object for programs: whose figures they are, and each table under its name.
  public func json(_ subject: Subject) -> JSON {
    var members: [String: JSON] = [
      "report": .string(subject.rawValue), "from": .string(figures.period.from.description),
      "to": .string(figures.period.to.description),
      "till": figures.desk.map { .count($0) } ?? .null, "currency": .string(currency.code),
      "compared_with": [
        "from": .string(before.period.from.description),
        "to": .string(before.period.to.description),
      ],
    ]
    for table in tables(subject) { members[table.key] = table.json(currency) }
    return .object(members)
  }

  /// The tables for a spreadsheet; with more than one, its name stands above each, an empty line
  /// between.
  public func csv(_ subject: Subject) -> String {
    let tables = tables(subject)
    guard tables.count > 1 else { return tables.map { $0.csv(currency) }.joined() }
    return tables.map { CSVWriter.line([.text($0.key)]) + $0.csv(currency) }
      .joined(separator: "\r\n")
  }
}

/// A figure of the whole period, with how it is read off.
struct KeyFigure {
  let key: String
  let text: String
  let cell: @Sendable (Figures) -> FigureTable.Cell
  /// What growth is told of; nil where more says nothing.
  let measure: (@Sendable (Figures) -> Int64?)?
}

extension FigureReport {
  /// The figures that sum a period up, in the order a manager reads them.
  var allKeyFigures: [KeyFigure] {
    [
      amount("turnover", "Turnover", "营业额") { $0.totals.netMinor },
      amount("without_tax", "Turnover without tax", "不含税营业额") { $0.totals.untaxedMinor },
      count("sales", "Sales", "销售笔数") { Int64($0.totals.salesCount) },
      amount("average_sale", "Average sale", "客单价") { $0.totals.averageSaleMinor },
      KeyFigure(
        key: "items_per_sale", text: words.say("Items per sale", "客单件数"),
        cell: { .quantity(FigureReport.twoDigits($0.totals.piecesPerSale)) },
        measure: { $0.totals.piecesPerSale?.thousandths }),
      amount("gross_margin", "Gross margin", "毛利") { $0.totals.margin.marginMinor },
      KeyFigure(
        key: "margin_rate", text: words.say("Margin rate", "毛利率"),
        cell: { .percent($0.totals.margin.basisPoints) }, measure: nil),
      amount("discount", "Discounts", "优惠") { $0.totals.discountMinor },
      amount("returns", "Returns", "退货") { $0.totals.returnsMinor },
      count("void", "Cancelled sales", "取消笔数") { Int64($0.totals.voidCount) },
      count("new_customers", "New customers", "新顾客") {
        Int64($0.customers.count(where: \.isNew))
      },
    ]
  }

  /// What a period was, beside what was before, and how much it grew.
  public var keyFigures: FigureTable {
    FigureTable(
      "key_figures", words.say("Key figures", "关键数据"),
      [
        FigureTable.Column("figure", words.say("Figure", "项目"), isText: true),
        FigureTable.Column("now", words.say("Now", "本期")),
        FigureTable.Column("before", words.say("Before", "对比期")),
        FigureTable.Column("growth", words.say("Change", "增长")),
      ],
      rows: allKeyFigures.map { figure in
        [
          .name(key: figure.key, text: figure.text), figure.cell(figures), figure.cell(before),
          growth(figure, over: before),
        ]
      })
  }

  /// The period beside the one before and the one a year ago.
  public var comparison: FigureTable {
    let year = yearBefore
    let yearColumns = [
      FigureTable.Column("year_before", words.say("Year before", "去年同期")),
      FigureTable.Column("year_growth", words.say("Change", "同比")),
    ]
    return FigureTable(
      "compare", words.say("Compared", "对比"), keyFigures.columns + (year == nil ? [] : yearColumns),
      rows: zip(allKeyFigures, keyFigures.rows).map { figure, row in
        row + (year.map { [figure.cell($0), growth(figure, over: $0)] } ?? [])
      })
  }

  private func growth(_ figure: KeyFigure, over other: Figures) -> FigureTable.Cell {
    guard let now = figure.measure?(figures), let before = figure.measure?(other) else {
      return .unknown
    }
    return .growth(Ratio.growth(now, over: before))
  }

  private func amount(
    _ key: String, _ english: String, _ chinese: String,
    _ value: @escaping @Sendable (Figures) -> Int64?
  ) -> KeyFigure {
    KeyFigure(
      key: key, text: words.say(english, chinese), cell: { .amount(value($0)) }, measure: value)
  }

  private func count(
    _ key: String, _ english: String, _ chinese: String,
    _ value: @escaping @Sendable (Figures) -> Int64
  ) -> KeyFigure {
    KeyFigure(
      key: key, text: words.say(english, chinese), cell: { .count(value($0)) }, measure: value)
  }

  /// Pieces a sale are told to a hundredth.
  private static func twoDigits(_ quantity: Quantity?) -> Quantity? {
    quantity.map { Quantity(thousandths: Rounding.nearest($0.thousandths, step: 10)) }
  }
}
