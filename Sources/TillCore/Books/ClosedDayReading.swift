/// Reads the frozen report.
extension ClosedDayFigures {
  /// - Parameters:
  ///   - number: the closing's number.
  ///   - from: the first business date it covers.
  ///   - day: the last.
  ///   - report: the object frozen with the closing.
  /// - Throws: `ClosedDayFault` when a figure is missing, or two that must agree don't.
  public init(
    number: String, from: CivilDate, day: CivilDate, report: JSON
  ) throws(ClosedDayFault) {
    guard let code = report["currency"]?.stringValue, let currency = Currency.iso(code) else {
      throw ClosedDayFault(number: number, problem: "its report names no currency")
    }
    let reader = ReportReader(number: number, currency: currency, report: report)
    self.number = number
    self.from = from
    self.day = day
    self.currency = currency
    desk = try reader.whole("till")
    seal = report["journal"]?["seal"]?.stringValue ?? ""
    previous = report["closing"]?["previous"]?.stringValue
    let minor = { (path: String) throws(ClosedDayFault) in try reader.amount(path) }
    sales = Sales(
      count: try reader.whole("sales.count"), grossMinor: try minor("sales.gross"),
      discountMinor: try minor("sales.discount"),
      returnsMinor: try minor("sales.returns.amount"), netMinor: try minor("sales.net"))
    taxes = try reader.rows("tax", Tax.init)
    tenders = try reader.rows("tenders", Tender.init)
    bridge = Bridge(
      roundingMinor: try minor("bridge.rounding"), onAccountMinor: try minor("bridge.on_account"),
      awaitingMinor: try minor("bridge.awaiting"),
      depositsInMinor: try minor("bridge.deposits_in"),
      depositsUsedMinor: try minor("bridge.deposits_used"),
      debtsCollectedMinor: try minor("bridge.debts_collected"))
    moves = try reader.rows("moves", Move.init)
    let cash = tenders.first { $0.kind == "cash" }?.expectedMinor ?? 0
    let moved = moves.reduce(0) { $0 + $1.amountMinor }
    let expected = try minor("drawer.expected")
    drawer = Drawer(
      // A drawer nobody counted in begins with what the closing before left.
      floatMinor: try reader.optionalAmount("drawer.float") ?? expected - cash - moved,
      expectedMinor: expected, countedMinor: try minor("drawer.counted"),
      leftMinor: try minor("closing.left"), bankedMinor: try minor("closing.banked"),
      remittance: report["closing"]?["remittance"]?.stringValue ?? "")
    try check(takings: try minor("bridge.takings"))
  }

  /// The sums that must hold before anything is booked.
  private func check(takings: Int64) throws(ClosedDayFault) {
    let bridged = [
      sales.netMinor, bridge.roundingMinor, bridge.onAccountMinor, bridge.awaitingMinor,
      bridge.depositsInMinor, bridge.depositsUsedMinor, bridge.debtsCollectedMinor,
    ]
    for tax in taxes {
      try agree(
        "net and tax of band \(tax.band)", tax.netMinor + tax.taxMinor, "its gross",
        tax.grossMinor)
    }
    try agree(
      "gross less discounts and returns",
      sales.grossMinor - sales.discountMinor - sales.returnsMinor, "net sales", sales.netMinor)
    try agree("the tax bands", Self.sum(taxes.map(\.grossMinor)), "net sales", sales.netMinor)
    try agree("net sales and the bridge", Self.sum(bridged), "the takings", takings)
    try agree("the tenders", Self.sum(tenders.map(\.expectedMinor)), "the takings", takings)
    try agree(
      "float, cash and movements",
      drawer.floatMinor + cashMinor + Self.sum(moves.map(\.amountMinor)), "expected cash",
      drawer.expectedMinor)
    if let cash = tenders.first(where: { $0.kind == "cash" }) {
      try agree(
        "cash counted less expected", cash.differenceMinor, "the drawer's difference",
        drawer.differenceMinor)
    }
    try agree(
      "what was left and banked", drawer.leftMinor + drawer.bankedMinor, "counted cash",
      drawer.countedMinor)
  }

  private static func sum(_ amounts: [Int64]) -> Int64 { amounts.reduce(0, +) }

  private func agree(
    _ left: String, _ leftMinor: Int64, _ right: String, _ rightMinor: Int64
  ) throws(ClosedDayFault) {
    guard leftMinor != rightMinor else { return }
    let words = { (minor: Int64) in Money(minor: minor, currency).description }
    throw ClosedDayFault(
      number: number,
      problem: "\(left) come to \(words(leftMinor)), but \(right) to \(words(rightMinor))")
  }
}

/// Figures by their place in the report, such as `sales.net`.
private struct ReportReader {
  /// So large that no report of ours comes near, so small that all its sums fit an `Int64`.
  private static let largestMinor: Int64 = 1 << 52

  let number: String
  let currency: Currency
  let report: JSON

  func missing(_ path: String) -> ClosedDayFault {
    ClosedDayFault(number: number, problem: "its report has no \(path)")
  }

  func value(_ path: String) -> JSON? {
    path.split(separator: ".").reduce(report as JSON?) { $0?[String($1)] }
  }

  func text(_ path: String) throws(ClosedDayFault) -> String {
    guard let text = value(path)?.stringValue else { throw missing(path) }
    return text
  }

  func whole(_ path: String) throws(ClosedDayFault) -> Int64 {
    guard let number = value(path)?.intValue else { throw missing(path) }
    return number
  }

  func amount(_ path: String) throws(ClosedDayFault) -> Int64 {
    let text = try text(path)
    guard let minor = try? FixedPoint.value(of: text, digits: currency.digits),
      minor.magnitude < Self.largestMinor
    else {
      throw ClosedDayFault(
        number: number, problem: "\(path) of its report is \"\(text)\", no amount")
    }
    return minor
  }

  func optionalAmount(_ path: String) throws(ClosedDayFault) -> Int64? {
    guard let value = value(path), value != .null else { return nil }
    return try amount(path)
  }

  func rows<Row>(
    _ key: String, _ make: (ReportReader) throws(ClosedDayFault) -> Row
  ) throws(ClosedDayFault) -> [Row] {
    guard let rows = report[key]?.arrayValue else { throw missing(key) }
    var made: [Row] = []
    for row in rows {
      made.append(try make(ReportReader(number: number, currency: currency, report: row)))
    }
    return made
  }
}

extension ClosedDayFigures.Tax {
  fileprivate init(_ row: ReportReader) throws(ClosedDayFault) {
    self.init(
      band: try row.text("band"), rate: try row.text("rate"), netMinor: try row.amount("net"),
      taxMinor: try row.amount("tax"), grossMinor: try row.amount("gross"))
  }
}

extension ClosedDayFigures.Tender {
  /// What nobody could count is what was expected.
  fileprivate init(_ row: ReportReader) throws(ClosedDayFault) {
    let expected = try row.amount("expected")
    self.init(
      kind: try row.text("kind"), count: try row.whole("count"), expectedMinor: expected,
      countedMinor: try row.optionalAmount("counted") ?? expected)
  }
}

extension ClosedDayFigures.Move {
  fileprivate init(_ row: ReportReader) throws(ClosedDayFault) {
    let kind = try row.text("kind")
    guard let known = DrawerMove.Kind(rawValue: kind) else {
      throw ClosedDayFault(
        number: row.number, problem: "its report tells of a movement \"\(kind)\", unknown here")
    }
    self.init(
      kind: known, amountMinor: try row.amount("amount"),
      reason: row.value("reason")?.stringValue ?? "",
      number: row.value("number")?.stringValue ?? "")
  }
}
