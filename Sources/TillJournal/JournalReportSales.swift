import GRDB
import TillCore

/// The days a report is about, as SQL wants them: one day is asked for as such, for then groups
/// come out of the index in their order and nothing is sorted.
struct ReportDays {
  let arguments: StatementArguments
  /// `= :day` or a range, to stand behind a column.
  let are: String

  init(desk: Int, from: CivilDate, to day: CivilDate, shift: Int?) {
    arguments = [
      "desk": desk, "from": from.description, "day": day.description, "shift": shift,
    ]
    are = from == day ? "= :day" : "BETWEEN :from AND :day"
  }
}

/// Sales, lines and people: each table of a great day is read once, by an index that holds all it
/// adds up (`BookSchema`).
extension Journal {
  static func addSales(
    _ report: inout DayReport, _ days: ReportDays, _ database: Database
  ) throws {
    var sums = SaleSums()
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT done_day, done_hour, collector, max(collector_name), seller, max(seller_name),
          count(*), sum(total_minor), sum(gross_minor), sum(discount_minor), sum(returns_minor),
          sum(rounding_minor)
        FROM sale WHERE done_day \(days.are) AND desk = :desk AND state = 'paid'
          AND (:shift IS NULL OR shift = :shift)
        GROUP BY done_day, done_hour, collector, seller ORDER BY done_day, done_hour
        """, arguments: days.arguments)
    while let row = try rows.next() { sums.add(row, to: &report) }
    sums.finish(&report)
    let void = try Row.fetchOne(
      database,
      sql: """
        SELECT count(*), sum(total_minor) FROM sale
        WHERE done_day \(days.are) AND desk = :desk AND state = 'cancelled'
        """, arguments: days.arguments)
    report.voidCount = void?[0] ?? 0
    report.voidMinor = void?[1] ?? 0
  }

  static func addLines(
    _ report: inout DayReport, _ days: ReportDays, _ database: Database
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT department, sum(quantity), sum(amount_minor + added_tax_minor), sum(is_returned)
        FROM sale_line WHERE day \(days.are) AND desk = :desk
        GROUP BY department ORDER BY 3 DESC, department
        """, arguments: days.arguments)
    while let row = try rows.next() {
      report.departments.append(
        DayReport.DepartmentRow(
          name: row[0], quantity: Quantity(thousandths: row[1]), amountMinor: row[2]))
      report.returnsCount += row[3]
    }
  }
}

/// Paid sales of some days, an hour, a cashier and a seller at a time.
private struct SaleSums {
  private struct Share {
    var name = ""
    var count = 0
    var minor: Int64 = 0

    mutating func add(_ count: Int, _ minor: Int64, _ name: String = "") {
      self.count += count
      self.minor += minor
      self.name = max(self.name, name)
    }
  }

  private var hours: [Int: Share] = [:]
  /// Hours in the order in which the first day that had them went by.
  private var hourOrder: [Int] = []
  private var cashiers: [String: Share] = [:]
  private var sellers: [String: Share] = [:]

  mutating func add(_ row: Row, to report: inout DayReport) {
    let hour: Int = row[1]
    let count: Int = row[6]
    let minor: Int64 = row[7]
    if hours[hour] == nil { hourOrder.append(hour) }
    hours[hour, default: Share()].add(count, minor)
    cashiers[row[2], default: Share()].add(count, minor, row[3])
    sellers[row[4], default: Share()].add(count, minor, row[5])
    report.salesCount += count
    report.grossMinor += row[8]
    report.discountMinor += row[9]
    report.returnsMinor += row[10]
    report.roundingMinor += row[11]
  }

  func finish(_ report: inout DayReport) {
    report.hours = hourOrder.map { hour in
      let share = hours[hour] ?? Share()
      return DayReport.HourRow(hour: hour, count: share.count, amountMinor: share.minor)
    }
    report.cashiers = SaleSums.people(cashiers)
    report.sellers = SaleSums.people(sellers)
  }

  private static func people(_ shares: [String: Share]) -> [DayReport.PersonRow] {
    shares.sorted { $0.key < $1.key }.map { id, share in
      DayReport.PersonRow(
        id: id, name: share.name, count: share.count, amountMinor: share.minor)
    }
  }
}
