import Foundation
import GRDB
import TillCore

/// The day's figures, by sums over rows that were folded with the facts.
extension Journal {
  /// The figures of one desk's day so far, of several days, or of one shift of the day in hand.
  ///
  /// - Parameters:
  ///   - from: the first business date; the same as `day` for one day.
  ///   - shift: only what this shift of the days did; nil for all.
  public func dayReport(
    desk: Int, from: CivilDate? = nil, day: CivilDate, shift: Int? = nil, currency: Currency
  ) throws(JournalError) -> DayReport {
    try read("add up the day") { database in
      let days = ReportDays(desk: desk, from: from ?? day, to: day, shift: shift)
      var report = DayReport(desk: desk, from: from, day: day, currency: currency)
      try Journal.addSales(&report, days, database)
      try Journal.addLines(&report, days, database)
      try Journal.addTaxAndTenders(&report, days, database)
      try Journal.addDrawerAndSpan(&report, days.arguments, database)
      return report
    }
  }

  private static func addTaxAndTenders(
    _ report: inout DayReport, _ days: ReportDays, _ database: Database
  ) throws {
    report.taxRows = try Row.fetchAll(
      database,
      sql: """
        SELECT band, basis_points, sum(net_minor), sum(tax_minor) FROM sale_tax
        WHERE day \(days.are) AND desk = :desk GROUP BY band, basis_points ORDER BY band
        """, arguments: days.arguments
    ).map { row in
      TaxRow(
        band: TaxBand(code: row[0], rate: Rate(basisPoints: row[1])), netMinor: row[2],
        taxMinor: row[3])
    }
    // A tender taken back on a later day is subtracted there: what was closed stays closed.
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT kind, sum(sign), sum(sign * amount_minor) FROM (
          SELECT kind, amount_minor, (amount_minor <> 0) AS sign FROM tender
            WHERE day \(days.are) AND desk = :desk
              AND (:shift IS NULL OR shift = :shift)
          UNION ALL
          SELECT kind, amount_minor, -(amount_minor <> 0) FROM tender
            WHERE taken_back_day \(days.are) AND desk = :desk
              AND (:shift IS NULL OR taken_back_shift = :shift)
        ) GROUP BY kind
        """, arguments: days.arguments)
    report.tenders = TenderKind.allCases.compactMap { kind in
      rows.first { $0["kind"] == kind.rawValue }.map {
        DayReport.TenderRow(kind: kind, count: $0[1], expectedMinor: $0[2])
      }
    }
    report.cashTakenMinor =
      report.tenders.first { $0.kind == .cash }?.expectedMinor ?? 0
    report.awaitingMinor = report.takingsMinor - report.netMinor - report.roundingMinor
  }

  private static func addDrawerAndSpan(
    _ report: inout DayReport, _ wanted: StatementArguments, _ database: Database
  ) throws {
    report.floatMinor =
      try Int64.fetchOne(
        database,
        sql: """
          SELECT total_minor FROM drawer_float
          WHERE day BETWEEN :from AND :day AND desk = :desk ORDER BY seq LIMIT 1
          """, arguments: wanted)
      ?? Int64.fetchOne(
        database,
        sql: """
          SELECT left_minor FROM closed_day WHERE desk = :desk AND day < :from
          ORDER BY day DESC LIMIT 1
          """, arguments: wanted)
    report.moves = try moves(wanted, database)
    report.firstSeq = try Int64.fetchOne(
      database,
      sql: """
        SELECT min(first_seq) FROM day_span
        WHERE day BETWEEN :from AND :day AND desk = :desk
        """, arguments: wanted)
    // Backwards from where the next day begins: the first entry of the day found is its last.
    report.lastSeq = try Int64.fetchOne(
      database,
      sql: """
        SELECT seq FROM entry WHERE desk = :desk AND day BETWEEN :from AND :day AND seq <
          coalesce((SELECT min(first_seq) FROM day_span WHERE desk = :desk AND day > :day),
            9223372036854775807)
        ORDER BY seq DESC LIMIT 1
        """, arguments: wanted)
    report.seal = try Data.fetchOne(
      database, sql: "SELECT seal FROM entry WHERE seq = ?", arguments: [report.lastSeq]
    ).map { Seal.hexadecimal($0) }
  }

  /// The drawer's movements, each by itself, with the name of whoever vouched for it.
  private static func moves(
    _ wanted: StatementArguments, _ database: Database
  ) throws -> [DayReport.MoveRow] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT entry.seq, entry.utc_ms, entry.offset_s, entry.command_id, entry.kind, entry.body
        FROM drawer_move JOIN entry USING (seq)
        WHERE drawer_move.day BETWEEN :from AND :day AND drawer_move.desk = :desk
          AND (:shift IS NULL OR drawer_move.shift = :shift) ORDER BY seq
        """, arguments: wanted
    ).compactMap { row in
      let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
      guard case .drawerMoved(let move) = event else { return nil }
      return DayReport.MoveRow(
        at: Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"]), move: move,
        vouched: try voucher(before: row["seq"], command: row["command_id"], database))
    }
  }

  /// An approval stands right before the act it vouches for, under the same command.
  private static func voucher(
    before seq: Int64, command: String, _ database: Database
  ) throws -> String? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT kind, body FROM entry WHERE seq BETWEEN ? AND ? AND command_id = ?
          AND kind = 'approval.given.1' ORDER BY seq DESC LIMIT 1
        """, arguments: [seq - 3, seq - 1, command])
    guard let row else { return nil }
    let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
    guard case .approvalGiven(let given) = event else { return nil }
    return given.vouched.name
  }
}
