import TillCore

/// A closing report (Z) as it was frozen, for the book's appendix. Amounts are shown as they stand
/// in it: nothing is added up again.
struct ClosedDay {
  private let closing: Figures.Closing
  private let date: CivilDate
  private let words: FigureWords
  private let currency: Currency

  init(
    _ closing: Figures.Closing, _ date: CivilDate, _ words: FigureWords, _ currency: Currency
  ) {
    self.closing = closing
    self.date = date
    self.words = words
    self.currency = currency
  }

  private var report: JSON { closing.report }

  var blocks: [Block] {
    let tables = [sums, tenders, drawer, tax, departments, hours, cashiers, moves, exceptions]
    var blocks: [Block] = [
      Heading(
        text: "\(words.say("Closing report", "日结单")) \(closing.number)",
        remark: "\(date) \(words.weekday(date))", size: 14), Space(4),
    ]
    for table in tables where !table.rows.isEmpty {
      blocks += [Heading(text: table.title, size: 9.5), Grid(table, currency), Space(6)]
    }
    if let seal = report["journal"]?["seal"]?.stringValue {
      blocks.append(Note(text: words.say("Seal of the journal: ", "流水封印：") + seal, size: 6.5))
    }
    return blocks
  }

  // MARK: Tables

  private var sums: FigureTable {
    table(
      words.say("Sales", "销售"), ["what", "count", "amount"],
      [
        line(words.say("Sales", "销售"), "sales", "count", "gross"),
        line(words.say("Discounts", "优惠"), "sales", nil, "discount"),
        line(words.say("Returns", "退货"), "returns", "count", "amount"),
        line(words.say("Turnover", "营业额"), "sales", nil, "net"),
        line(words.say("Cancelled", "取消"), "void", "count", "amount"),
      ])
  }

  private func line(
    _ name: String, _ group: String, _ count: String?, _ amount: String
  ) -> [FigureTable.Cell] {
    let values = group == "sales" ? report["sales"] : report["sales"]?[group]
    return [
      .text(name), count.map { cell(values?[$0]) } ?? .text(""), cell(values?[amount]),
    ]
  }

  private var tenders: FigureTable {
    list(
      "tenders", words.say("Tenders", "收款方式"),
      [
        "kind", "count", "expected", "counted", "difference",
      ])
  }

  private var drawer: FigureTable {
    let keys = ["float", "in", "out", "expected", "counted", "difference"]
    let values = report["drawer"]
    return table(
      words.say("Drawer", "钱箱"), keys,
      values == nil ? [] : [keys.map { cell(values?[$0]) }])
  }

  private var tax: FigureTable {
    list("tax", words.say("Tax", "税额"), ["band", "rate", "net", "tax", "gross"])
  }

  private var departments: FigureTable {
    list("departments", words.say("Departments", "部门"), ["name", "quantity", "amount"])
  }

  private var hours: FigureTable {
    list("hours", words.say("By the hour", "分时"), ["hour", "count", "amount"])
  }

  private var cashiers: FigureTable {
    list("cashiers", words.say("Cashiers", "收银员"), ["id", "name", "count", "amount"])
  }

  private var moves: FigureTable {
    list(
      "moves", words.say("Drawer, move by move", "钱箱进出"),
      [
        "time", "kind", "number", "by_name", "reason", "amount",
      ])
  }

  /// How many of each kind of event the day's book has.
  private var exceptions: FigureTable {
    let book = report["book"]
    let names = [
      ("line_voids", words.say("Lines taken back", "行冲销")),
      ("cancelled", words.say("Sales cancelled", "取消的销售")),
      ("void_documents", words.say("Void papers", "作废单据")),
      ("no_sales", words.say("Drawer opened without a sale", "非销售开钱箱")),
      ("reprints", words.say("Copies", "补打")), ("approvals", words.say("Approvals", "授权")),
      ("refused", words.say("Notes refused", "拒收钞票")), ("gaps", words.say("Missing numbers", "缺号")),
    ]
    return table(
      words.say("Exceptions", "异常"), ["what", "count"],
      names.compactMap { key, name in
        (book?[key]?.arrayValue).map { [.text(name), .count(Int64($0.count))] }
      })
  }

  // MARK: From the frozen object

  private func list(_ key: String, _ title: String, _ keys: [String]) -> FigureTable {
    table(
      title, keys,
      (report[key]?.arrayValue ?? []).map { row in
        keys.map { $0 == "kind" ? kind(row[$0]) : cell(row[$0]) }
      })
  }

  private func table(
    _ title: String, _ keys: [String], _ rows: [[FigureTable.Cell]]
  ) -> FigureTable {
    FigureTable(
      "closing", title,
      keys.map { FigureTable.Column($0, heading($0), isText: Self.texts.contains($0)) },
      rows: rows)
  }

  private static let texts: Set = [
    "what", "kind", "name", "band", "id", "hour", "time", "number", "by_name", "reason",
  ]

  private func cell(_ value: JSON?) -> FigureTable.Cell {
    switch value {
    case .int(let count): .count(count)
    case .string(let text): .text(text)
    default: .unknown
    }
  }

  private func kind(_ value: JSON?) -> FigureTable.Cell {
    guard let name = value?.stringValue else { return .unknown }
    return .text(TenderKind(rawValue: name).map { PaperWords(words.language).tender($0) } ?? name)
  }

  private func heading(_ key: String) -> String {
    switch key {
    case "count": words.say("Count", "笔数")
    case "amount": words.say("Amount", "金额")
    case "kind": words.say("Kind", "种类")
    case "expected": words.say("Expected", "应有")
    case "counted": words.say("Counted", "实点")
    case "difference": words.say("Over/short", "长短款")
    case "float": words.say("Float", "备用金")
    case "in": words.say("In", "收入")
    case "out": words.say("Out", "支出")
    case "band": words.say("Band", "税档")
    case "rate": words.say("Rate %", "税率%")
    case "net": words.say("Without tax", "不含税")
    case "tax": words.say("Tax", "税额")
    case "gross": words.say("With tax", "含税")
    case "name": words.say("Name", "名称")
    case "quantity": words.say("Quantity", "数量")
    case "hour": words.say("Hour", "时段")
    case "id": words.say("No.", "工号")
    case "time": words.say("Time", "时间")
    case "number": words.say("Number", "单号")
    case "by_name": words.say("By", "经手人")
    case "reason": words.say("Reason", "原因")
    default: ""
    }
  }
}
