import GRDB
import TillCore

/// A period's figures, by sums over rows that were folded with the facts.
extension Journal {
  /// The figures of one desk, or of all when it is nil.
  ///
  /// - Parameter progress: told after each of `figureSteps` steps.
  public func figures(
    _ period: Period, desk: Int?, currency: Currency, progress: () -> Void = {}
  ) throws(JournalError) -> Figures {
    try read("add up the figures") { database in
      let sums = FigureSums(database, period, desk)
      var figures = Figures(period: period, desk: desk, currency: currency)
      figures.days = try sums.days()
      progress()
      figures.hours = try sums.hours()
      figures.articles = try sums.articles()
      progress()
      figures.tenders = try sums.tenders()
      figures.taxRows = try sums.taxRows()
      progress()
      figures.cashiers = try sums.people("collector", "collector_name")
      figures.sellers = try sums.people("seller", "seller_name")
      figures.customers = try sums.customers()
      progress()
      return figures
    }
  }

  /// The desks that have anything in their books in a period.
  public func desks(in period: Period) throws(JournalError) -> [Int] {
    try read("list desks") {
      try Int.fetchAll(
        $0, sql: "SELECT DISTINCT desk FROM day_span WHERE day BETWEEN ? AND ? ORDER BY desk",
        arguments: [period.from.description, period.to.description])
    }
  }

  /// How often `figures` tells of its progress.
  public static let figureSteps = 4
}

/// The sums of one period, each a query.
private struct FigureSums {
  private let database: Database
  private let period: Period
  private let wanted: StatementArguments
  /// Names of the rows' columns differ; the days and desks that are wanted don't.
  private let isPaid = """
    state = 'paid' AND done_day BETWEEN :from AND :to AND (:desk IS NULL OR desk = :desk)
    """
  private let isWanted = "day BETWEEN :from AND :to AND (:desk IS NULL OR desk = :desk)"
  /// A line's turnover in the terms of its price where its cost is known, its cost, and its
  /// turnover where it isn't.
  private let marginColumns = """
    sum(CASE WHEN cost_minor IS NOT NULL THEN amount_minor ELSE 0 END),
    sum(coalesce(cost_minor, 0)),
    sum(CASE WHEN cost_minor IS NULL THEN amount_minor ELSE 0 END)
    """
  private let belowCost = "quantity > 0 AND cost_minor IS NOT NULL AND amount_minor < cost_minor"

  init(_ database: Database, _ period: Period, _ desk: Int?) {
    self.database = database
    self.period = period
    wanted = ["from": period.from.description, "to": period.to.description, "desk": desk]
  }

  private func rows(_ sql: String, _ take: (Row) throws -> Void) throws {
    let cursor = try Row.fetchCursor(database, sql: sql, arguments: wanted)
    while let row = try cursor.next() { try take(row) }
  }

  // MARK: Days

  func days() throws -> [Figures.Day] {
    var days: [String: Figures.Totals] = [:]
    try addSales(&days)
    try addLines(&days)
    return period.days.map { date in
      var day = Figures.Day(date)
      day.totals = days[date.description] ?? Figures.Totals()
      return day
    }
  }

  private func addSales(_ days: inout [String: Figures.Totals]) throws {
    try rows(
      """
      SELECT done_day, count(*), sum(gross_minor), sum(discount_minor), sum(returns_minor)
      FROM sale WHERE \(isPaid) GROUP BY 1
      """
    ) { row in
      var totals = Figures.Totals()
      totals.salesCount = row[1]
      totals.grossMinor = row[2] ?? 0
      totals.discountMinor = row[3] ?? 0
      totals.returnsMinor = row[4] ?? 0
      days[row[0]] = totals
    }
    try rows(
      """
      SELECT done_day, count(*), sum(total_minor) FROM sale
      WHERE \(isPaid.replacing("'paid'", with: "'cancelled'")) GROUP BY 1
      """
    ) { row in
      days[row[0], default: Figures.Totals()].voidCount = row[1]
      days[row[0], default: Figures.Totals()].voidMinor = row[2] ?? 0
    }
    try rows("SELECT day, sum(tax_minor) FROM sale_tax WHERE \(isWanted) GROUP BY 1") { row in
      days[row[0], default: Figures.Totals()].taxMinor = row[1]
    }
  }

  private func addLines(_ days: inout [String: Figures.Totals]) throws {
    try rows(
      """
      SELECT day, sum(is_returned), sum(pieces), \(marginColumns), sum(\(belowCost)),
        sum(CASE WHEN \(belowCost) THEN cost_minor - amount_minor ELSE 0 END)
      FROM sale_line WHERE \(isWanted) GROUP BY 1
      """
    ) { row in
      var totals = days[row[0]] ?? Figures.Totals()
      totals.returnsCount = row[1]
      totals.pieces = row[2]
      totals.margin = margin(row, 3)
      totals.belowCostCount = row[6]
      totals.belowCostMinor = row[7]
      days[row[0]] = totals
    }
  }

  private func margin(_ row: Row, _ first: Int) -> Figures.Margin {
    Figures.Margin(
      soldMinor: row[first], costMinor: row[first + 1], unknownMinor: row[first + 2])
  }

  // MARK: Parts

  func hours() throws -> [DayReport.HourRow] {
    var hours: [DayReport.HourRow] = []
    try rows(
      """
      SELECT done_hour, count(*), sum(total_minor) FROM sale WHERE \(isPaid) GROUP BY 1 ORDER BY 1
      """
    ) { hours.append(DayReport.HourRow(hour: $0[0], count: $0[1], amountMinor: $0[2])) }
    return hours
  }

  func articles() throws -> [Figures.Article] {
    var articles: [Figures.Article] = []
    try rows(
      """
      SELECT code, max(name), department, sum(quantity), sum(amount_minor + added_tax_minor),
        \(marginColumns), sum(\(belowCost)),
        sum(CASE WHEN \(belowCost) THEN cost_minor - amount_minor ELSE 0 END)
      FROM sale_line WHERE \(isWanted) GROUP BY code, department ORDER BY 5 DESC, code, department
      """
    ) { row in
      articles.append(
        Figures.Article(
          code: row[0], name: row[1], department: row[2],
          quantity: Quantity(thousandths: row[3]), amountMinor: row[4], margin: margin(row, 5),
          belowCostCount: row[8], belowCostMinor: row[9]))
    }
    return articles
  }

  /// A tender taken back on a later day is subtracted there: what was closed stays closed.
  func tenders() throws -> [DayReport.TenderRow] {
    var byKind: [String: DayReport.TenderRow] = [:]
    try rows(
      """
      SELECT kind, sum(sign), sum(sign * amount_minor) FROM (
        SELECT kind, amount_minor, (amount_minor <> 0) AS sign FROM tender WHERE \(isWanted)
        UNION ALL
        SELECT kind, amount_minor, -(amount_minor <> 0) FROM tender
          WHERE taken_back_\(isWanted)
      ) GROUP BY kind
      """
    ) { row in
      guard let kind = TenderKind(rawValue: row[0]) else { return }
      byKind[row[0]] = DayReport.TenderRow(kind: kind, count: row[1], expectedMinor: row[2])
    }
    return TenderKind.allCases.compactMap { byKind[$0.rawValue] }
  }

  func taxRows() throws -> [TaxRow] {
    var taxRows: [TaxRow] = []
    try rows(
      """
      SELECT band, basis_points, sum(net_minor), sum(tax_minor) FROM sale_tax
      WHERE \(isWanted) GROUP BY 1, 2 ORDER BY 1, 2
      """
    ) { row in
      taxRows.append(
        TaxRow(
          band: TaxBand(code: row[0], rate: Rate(basisPoints: row[1])), netMinor: row[2],
          taxMinor: row[3]))
    }
    return taxRows
  }

  /// - Parameters: the columns are our own words, never data.
  func people(_ id: String, _ name: String) throws -> [DayReport.PersonRow] {
    var people: [DayReport.PersonRow] = []
    try rows(
      """
      SELECT \(id), max(\(name)), count(*), sum(total_minor) FROM sale
      WHERE \(isPaid) GROUP BY 1 ORDER BY 4 DESC, 1
      """
    ) { row in
      people.append(
        DayReport.PersonRow(id: row[0], name: row[1], count: row[2], amountMinor: row[3]))
    }
    return people
  }

  /// New is who never bought here before, at whichever desk.
  func customers() throws -> [Figures.Customer] {
    var customers: [Figures.Customer] = []
    try rows(
      """
      SELECT bought.id, count, amount, phone, EXISTS (
          SELECT 1 FROM sale WHERE contact = bought.id AND state = 'paid' AND done_day < :from)
      FROM (SELECT contact AS id, count(*) AS count, sum(total_minor) AS amount FROM sale
          WHERE contact IS NOT NULL AND \(isPaid) GROUP BY contact) AS bought
        LEFT JOIN contact ON contact.id = bought.id
      ORDER BY amount DESC, bought.id
      """
    ) { row in
      let phone: String? = row[3]
      customers.append(
        Figures.Customer(
          id: row[0],
          maskedPhone: phone.map {
            Contact(id: row[0], name: "", phone: $0, address: "").maskedPhone
          },
          isNew: !(row[4] as Bool), count: row[1], amountMinor: row[2]))
    }
    return customers
  }
}
