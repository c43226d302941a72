import Foundation
import GRDB
import TillCore

/// What the bookkeeper gets: closings as they were sealed, straight from their entries.
extension Journal {
  /// A day at a desk on which something was written down.
  public struct BusyDay: Hashable, Sendable {
    public let desk: Int
    public let day: CivilDate
    /// Whether money changed hands: signing off after a close makes no day to book.
    public let hasTenders: Bool
  }

  /// The days between two dates on which something was written down, by desk and day.
  public func busyDays(from: CivilDate, to: CivilDate) throws(JournalError) -> [BusyDay] {
    try read("list days") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT desk, day,
            EXISTS (SELECT 1 FROM tender
              WHERE tender.day = day_span.day AND tender.desk = day_span.desk) AS has_tenders
          FROM day_span WHERE day BETWEEN ? AND ? ORDER BY desk, day
          """, arguments: [from.description, to.description]
      ).compactMap { row in
        CivilDate(row["day"]).map {
          BusyDay(desk: row["desk"], day: $0, hasTenders: row["has_tenders"])
        }
      }
    }
  }

  /// The bodies of a desk's closings whose days lie between two dates, oldest first.
  public func closingBodies(
    desk: Int, from: CivilDate, to: CivilDate
  ) throws(JournalError) -> [JSON] {
    try closingBodies("BETWEEN ? AND ? ORDER BY stream_id", [desk.day(from), desk.day(to)])
  }

  /// The body of a desk's last closing before a date.
  public func closingBody(desk: Int, before day: CivilDate) throws(JournalError) -> JSON? {
    try closingBodies(
      "BETWEEN ? AND ? ORDER BY stream_id DESC LIMIT 1",
      [desk.day(CivilDate(daysSince1970: 0)), desk.day(day.adding(days: -1))]
    ).first
  }

  /// The body of a desk's first closing after a date.
  public func closingBody(desk: Int, after day: CivilDate) throws(JournalError) -> JSON? {
    try closingBodies(
      "> ? AND stream_id < ? ORDER BY stream_id LIMIT 1", [desk.day(day), "\(desk)."]
    ).first
  }

  /// A closing's stream is called by its desk and day, so these are ranges of an index.
  private func closingBodies(
    _ which: String, _ bounds: [String]
  ) throws(JournalError) -> [JSON] {
    try read("list closings") { database in
      try Data.fetchAll(
        database,
        sql: """
          SELECT body FROM entry
          WHERE stream = 'close' AND kind = 'day.closed.1' AND stream_id \(which)
          """, arguments: StatementArguments(bounds)
      ).map { try JSON(reading: Array($0)) }
    }
  }
}

extension Int {
  /// The stream of a desk's day.
  fileprivate func day(_ day: CivilDate) -> String { "\(self)-\(day)" }
}
