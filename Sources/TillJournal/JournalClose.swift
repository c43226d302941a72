import Foundation
import GRDB
import TillCore

/// What a close needs to know of the books.
extension Journal {
  /// First and last business date on which something was sold, taken or moved at a desk since its
  /// last close; nil when nothing was.
  public func busyDays(
    ofDesk desk: Int
  ) throws(JournalError) -> (first: CivilDate, last: CivilDate)? {
    try read("look up the days since the last close") { database in
      let closed = try Journal.lastClosedDay(desk, database)?.description ?? ""
      var days: [String] = []
      for order in ["ASC", "DESC"] {
        for (table, day) in [
          ("sale", "done_day"), ("tender", "day"), ("tender", "taken_back_day"),
          ("drawer_move", "day"), ("drawer_float", "day"),
        ] {
          days += try String.fetchAll(
            database,
            sql: """
              SELECT \(day) FROM \(table) WHERE \(day) > ? AND desk = ?
              ORDER BY \(day) \(order) LIMIT 1
              """, arguments: [closed, desk])
        }
      }
      guard let first = days.min().flatMap({ CivilDate($0) }),
        let last = days.max().flatMap({ CivilDate($0) })
      else { return nil }
      return (first, last)
    }
  }

  static func lastClosedDay(_ desk: Int, _ database: Database) throws -> CivilDate? {
    try String.fetchOne(
      database, sql: "SELECT max(day) FROM closed_day WHERE desk = ?", arguments: [desk]
    ).flatMap { CivilDate($0) }
  }

  /// The day whose books an instant belongs to, for facts nobody at the counter wrote.
  public func businessDate(
    ofDesk desk: Int, at moment: Moment, cutOffHour: Int
  ) throws(JournalError) -> CivilDate {
    let calendar = moment.businessDate(cutOffHour: cutOffHour)
    let closed = try read("look up the last close") { try Journal.lastClosedDay(desk, $0) }
    return closed.map { max(calendar, $0.adding(days: 1)) } ?? calendar
  }

  /// What the day must not be closed over unseen: sales open and put aside, goods that wait, goods
  /// to be sent since the last close, papers nobody knows to be printed.
  ///
  /// - Parameter waitingBefore: a print that is still on its way is told only when it has been
  ///   since before this instant.
  public func openMatters(
    ofDesk desk: Int, waitingBefore: Moment
  ) throws(JournalError) -> [OpenMatter] {
    let matters = try read("list open matters") { database in
      var matters = try Journal.sales(
        "SELECT id FROM sale WHERE desk = ? AND state = 'open' ORDER BY opened_day, opened_time",
        [desk], database
      ).filter { !$0.standingLines.isEmpty || !$0.standingTenders.isEmpty }
        .map { OpenMatter(.sale($0)) }
      matters += try Journal.sales(
        "SELECT id FROM sale WHERE desk = ? AND state = 'parked' ORDER BY opened_day, opened_time",
        [desk], database
      ).map { OpenMatter(.sale($0)) }
      matters += try Journal.sales(
        """
        SELECT waiting.sale FROM waiting JOIN sale ON sale.id = waiting.sale
        WHERE waiting.desk = ? AND sale.state = 'paid' ORDER BY sale.slip
        """, [desk], database
      ).map { OpenMatter(.goods($0)) }
      return matters + (try Journal.deliveries(desk, database))
    }
    let papers = try openPrints(limit: Journal.papersMost).filter { task in
      task.desk == desk && !task.isKick
        && (task.needsPerson
          || (task.since?.utcMilliseconds ?? 0) < waitingBefore.utcMilliseconds)
    }
    return matters + papers.map { OpenMatter(.paper($0)) }
  }

  /// More papers than these in doubt are no matter of a close but of the printer.
  private static let papersMost = 10_000

  private static func sales(
    _ sql: String, _ arguments: StatementArguments, _ database: Database
  ) throws -> [Sale] {
    try String.fetchAll(database, sql: sql, arguments: arguments).compactMap {
      try JournalSales.sale(id: $0, in: database)
    }
  }

  private static func deliveries(_ desk: Int, _ database: Database) throws -> [OpenMatter] {
    let ordinals = try Int.fetchAll(
      database,
      sql: """
        SELECT ordinal FROM issued_number WHERE desk = ?1 AND kind = 'delivery'
          AND day > coalesce((SELECT max(day) FROM closed_day WHERE desk = ?1), '')
        ORDER BY ordinal
        """, arguments: [desk])
    return try ordinals.compactMap { ordinal in
      let number = DocumentKind.delivery.number(desk: desk, ordinal: ordinal)
      let sale = try String.fetchOne(
        database,
        sql: """
          SELECT sale.id FROM paper JOIN sale ON sale.id = paper.sale
          WHERE paper.number = ? AND paper.is_void = 0 AND sale.state = 'paid'
          """, arguments: [number]
      ).flatMap { try JournalSales.sale(id: $0, in: database) }
      return sale.map { OpenMatter(.delivery($0, number: number)) }
    }
  }

  /// What a person still owes for a drawer that was short, in minor units.
  public func shortOwed(by person: String) throws(JournalError) -> Int64 {
    try read("look up what is owed") {
      try Int64.fetchOne(
        $0, sql: "SELECT minor FROM short_owed WHERE person = ?", arguments: [person]) ?? 0
    }
  }

  /// The shifts that ended between two business dates, each with when it did.
  public func shiftEnds(
    desk: Int, from: CivilDate, day: CivilDate
  ) throws(JournalError) -> [(end: ShiftEnd, at: Moment)] {
    try read("list shifts") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT kind, body, utc_ms, offset_s FROM shift_end JOIN entry USING (seq)
          WHERE shift_end.day BETWEEN ? AND ? AND shift_end.desk = ? ORDER BY seq
          """, arguments: [from.description, day.description, desk]
      ).compactMap { row in
        let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
        guard case .shiftHandedOver(let end) = event else { return nil }
        return (
          end, Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"])
        )
      }
    }
  }

  /// Days that were closed, oldest first, with their figures as they were frozen.
  public func closedDays(
    desk: Int, from: CivilDate, to: CivilDate
  ) throws(JournalError) -> [ClosedDay] {
    try read("list closed days") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT seq, kind, body, closed_day.utc_ms, closed_day.offset_s
          FROM closed_day JOIN entry USING (seq)
          WHERE closed_day.desk = ? AND closed_day.day BETWEEN ? AND ? ORDER BY closed_day.day
          """, arguments: [desk, from.description, to.description]
      ).compactMap { row in
        let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
        guard case .dayClosed(let closing) = event else { return nil }
        return ClosedDay(
          seq: row["seq"], desk: desk,
          at: Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"]),
          closing: closing)
      }
    }
  }

  /// The last entry there is, and its seal in hexadecimal; nil before the first.
  public func head() throws(JournalError) -> (seq: Int64, seal: String)? {
    try read("look up the end of the journal") { database in
      let head = try Journal.head(database)
      return head.seq == 0 ? nil : (head.seq, Seal.hexadecimal(Data(head.seal)))
    }
  }

  /// What each tender came to at a desk between two business dates, in minor units: what a count is
  /// held against, without adding up all the rest of the day.
  public func tenderSums(
    desk: Int, from: CivilDate, day: CivilDate
  ) throws(JournalError) -> [TenderKind: Int64] {
    try read("add up tenders") { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT kind, sum(minor) FROM (
            SELECT kind, amount_minor AS minor FROM tender
              WHERE day BETWEEN :from AND :day AND desk = :desk
            UNION ALL
            SELECT kind, -amount_minor FROM tender
              WHERE taken_back_day BETWEEN :from AND :day AND desk = :desk
          ) GROUP BY kind
          """,
        arguments: ["from": from.description, "day": day.description, "desk": desk])
      return Dictionary(
        rows.compactMap { row in TenderKind(rawValue: row[0]).map { ($0, row[1] as Int64) } },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The first day that was closed at a desk, and the last.
  public func closedMarks(
    desk: Int
  ) throws(JournalError) -> (first: ClosedMark, last: ClosedMark)? {
    try read("look up the closes") { database in
      let marks = try ["ASC", "DESC"].compactMap { order in
        try Row.fetchOne(
          database,
          sql: "SELECT * FROM closed_day WHERE desk = ? ORDER BY day \(order) LIMIT 1",
          arguments: [desk]
        ).flatMap(Journal.closedMark)
      }
      return marks.count == 2 ? (marks[0], marks[1]) : nil
    }
  }
}
