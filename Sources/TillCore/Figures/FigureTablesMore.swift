/// The tables of customers, of margin, and of what is held against each other.
extension FigureReport {
  private typealias Column = FigureTable.Column

  /// Named customers by number; of the phone only what may leave the shop's hands (G4).
  public var customers: FigureTable {
    FigureTable(
      "customers", words.say("Customers", "顾客"),
      [
        Column("customer", words.say("Customer", "顾客号")),
        Column("phone", words.say("Phone", "电话"), isText: true),
        Column("new", words.say("New", "新老"), isText: true),
        Column("count", words.say("Sales", "笔数")),
        Column("amount", words.say("Turnover", "营业额")),
      ],
      rows: figures.customers.map { row in
        [
          .name(key: String(row.id), text: "\(row.id)"),
          row.maskedPhone.map { .text($0) } ?? .unknown,
          row.isNew
            ? .name(key: "new", text: words.say("new", "新"))
            : .name(key: "returning", text: words.say("returning", "老")),
          .count(Int64(row.count)), .amount(row.amountMinor),
        ]
      }, barColumn: 4)
  }

  /// How many customers were new, how many came again, and what nobody's name stands on.
  public var customerSums: FigureTable {
    let named = figures.customers
    let row = { (key: String, text: String, customers: [Figures.Customer]) in
      self.customerRow(
        key, text, Int64(customers.count), customers.reduce(0) { $0 + $1.count },
        customers.reduce(0) { $0 + $1.amountMinor })
    }
    let count = figures.totals.salesCount - named.reduce(0) { $0 + $1.count }
    let amount = figures.totals.netMinor - named.reduce(0) { $0 + $1.amountMinor }
    return FigureTable(
      "customer_sums", words.say("Who bought", "顾客构成"),
      [
        Column("who", words.say("Who", "类别"), isText: true),
        Column("customers", words.say("Customers", "人数")),
        Column("count", words.say("Sales", "笔数")),
        Column("amount", words.say("Turnover", "营业额")),
        Column("share", words.say("Share", "占比")),
      ],
      rows: [
        row("new", words.say("new", "新顾客"), named.filter(\.isNew)),
        row("returning", words.say("returning", "老顾客"), named.filter { !$0.isNew }),
        customerRow("unnamed", words.say("without a name", "未登记"), nil, count, amount),
      ], barColumn: 3)
  }

  private func customerRow(
    _ key: String, _ text: String, _ customers: Int64?, _ count: Int, _ amountMinor: Int64
  ) -> [FigureTable.Cell] {
    [
      .name(key: key, text: text), customers.map { .count($0) } ?? .unknown,
      .count(Int64(count)), .amount(amountMinor),
      .percent(Ratio.basisPoints(amountMinor, of: figures.totals.netMinor)),
    ]
  }

  /// The margin of the whole, and of how much it is known.
  public var marginSums: FigureTable {
    let total = figures.totals
    let earlier = before.totals
    let row = {
      (key: String, text: String, cell: (Figures.Totals) -> FigureTable.Cell)
        -> [FigureTable.Cell] in
      [.name(key: key, text: text), cell(total), cell(earlier)]
    }
    return FigureTable(
      "margin_sums", words.say("Gross margin", "毛利"),
      Array(keyFigures.columns.prefix(3)),
      rows: [
        row("sold", words.say("Turnover with a known cost", "有成本价的营业额")) {
          .amount($0.margin.soldMinor)
        },
        row("cost", words.say("Cost of it", "成本")) { .amount($0.margin.costMinor) },
        row("margin", words.say("Gross margin", "毛利")) { .amount($0.margin.marginMinor) },
        row("margin_rate", words.say("Margin rate", "毛利率")) { .percent($0.margin.basisPoints) },
        row("known", words.say("Share of turnover that is known", "有成本价占比")) {
          .percent($0.margin.knownBasisPoints)
        },
        row("below_cost_lines", words.say("Lines sold below cost", "低于成本行数")) {
          .count(Int64($0.belowCostCount))
        },
        row("below_cost", words.say("Lost by that", "低于成本金额")) {
          .amount($0.belowCostMinor)
        },
      ])
  }

  /// Articles by what they left.
  public var margins: FigureTable {
    let known = figures.articles.filter { $0.margin.soldMinor != 0 || $0.margin.costMinor != 0 }
      .sorted { ($1.margin.marginMinor, $0.code) < ($0.margin.marginMinor, $1.code) }
    return FigureTable(
      "margins", words.say("Margin by article", "商品毛利"),
      [
        Column("code", words.say("Code", "编码"), isText: true, isMinor: true),
        Column("name", words.say("Article", "商品"), isText: true),
        Column("sold", words.say("Turnover", "营业额")),
        Column("cost", words.say("Cost", "成本")),
        Column("margin", words.say("Margin", "毛利")),
        Column("margin_rate", words.say("Margin %", "毛利率")),
      ],
      rows: known.map { row in
        [
          .text(row.code), .text(row.name), .amount(row.margin.soldMinor),
          .amount(row.margin.costMinor), .amount(row.margin.marginMinor),
          .percent(row.margin.basisPoints),
        ]
      }, barColumn: 4)
  }

  /// Articles that were sold below what they cost.
  public var belowCost: FigureTable {
    let below = figures.articles.filter { $0.belowCostCount > 0 }
      .sorted { ($1.belowCostMinor, $0.code) < ($0.belowCostMinor, $1.code) }
    return FigureTable(
      "below_cost", words.say("Sold below cost", "低于成本销售"),
      [
        Column("code", words.say("Code", "编码"), isText: true),
        Column("name", words.say("Article", "商品"), isText: true),
        Column("count", words.say("Lines", "行数")),
        Column("lost", words.say("Lost", "亏损")),
      ],
      rows: below.map { row in
        [
          .text(row.code), .text(row.name), .count(Int64(row.belowCostCount)),
          .amount(row.belowCostMinor),
        ]
      }, barColumn: 3)
  }

  /// Departments now and before.
  public var departmentComparison: FigureTable {
    compared(
      "departments", words.say("Departments", "部门"),
      now: figures.departments.map { ($0.name, words.department($0.name), $0.amountMinor) },
      before: before.departments.map { ($0.name, words.department($0.name), $0.amountMinor) })
  }

  /// Cashiers now and before.
  public var cashierComparison: FigureTable {
    let rows = { (rows: [DayReport.PersonRow]) in
      rows.map { ($0.id, "\($0.id) \($0.name)", $0.amountMinor) }
    }
    return compared(
      "cashiers", words.say("Cashiers", "收银员"), now: rows(figures.cashiers),
      before: rows(before.cashiers))
  }

  private func compared(
    _ key: String, _ title: String, now: [(key: String, text: String, minor: Int64)],
    before: [(key: String, text: String, minor: Int64)]
  ) -> FigureTable {
    let gone = before.filter { row in !now.contains { $0.key == row.key } }
    return FigureTable(
      key, title, [Column("name", title, isText: true)] + keyFigures.columns.dropFirst(),
      rows: (now + gone.map { ($0.key, $0.text, 0) }).map { row in
        let earlier = before.first { $0.key == row.key }?.minor ?? 0
        return [
          .name(key: row.key, text: row.text), .amount(row.minor), .amount(earlier),
          .growth(Ratio.growth(row.minor, over: earlier)),
        ]
      }, barColumn: 1)
  }
}
