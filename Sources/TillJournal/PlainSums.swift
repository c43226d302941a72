import GRDBSQLite
import TillCore

/// The peer of `till bench close`: a day's sums in plain SQL through SQLite's C interface, one
/// query a figure, rows stepped through and dropped. Nothing of ours but the tables.
public final class PlainSums {
  private var database: OpaquePointer?

  /// Opens the journal beside whoever writes it.
  public init(path: String) throws(JournalError) {
    guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
      throw JournalError(
        .unreadableFile, "\(path): the journal can't be read", wayOn: "Give the bench a shop.")
    }
  }

  deinit { sqlite3_close(database) }

  /// Runs every query; the net sum of the day, in minor units, so that both can be compared.
  public func net(desk: Int, day: CivilDate) throws(JournalError) -> Int64 {
    var net: Int64 = 0
    for (index, sql) in Self.queries.enumerated() {
      let first = try run(sql, desk, day.description)
      if index == 0 { net = first }
    }
    return net
  }

  private func run(
    _ sql: String, _ desk: Int, _ day: String
  ) throws(JournalError) -> Int64 {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    // SQLITE_TRANSIENT, which is a cast in C: SQLite copies the text.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK,
      sqlite3_bind_text(statement, 1, day, -1, copied) == SQLITE_OK,
      sqlite3_bind_int64(statement, 2, Int64(desk)) == SQLITE_OK
    else { throw failure(sql) }
    var first: Int64 = 0
    var rows = 0
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return first }
      guard code == SQLITE_ROW else { throw failure(sql) }
      if rows == 0 { first = sqlite3_column_int64(statement, 0) }
      for column in 0..<sqlite3_column_count(statement) {
        _ = sqlite3_column_bytes(statement, column)
      }
      rows += 1
    }
  }

  private func failure(_ sql: String) -> JournalError {
    JournalError(.storeFailed, "the plain sums failed: \(sql)", wayOn: "Mend the bench.")
  }

  private static let paid = "FROM sale WHERE done_day = ?1 AND desk = ?2 AND state = 'paid'"

  private static let queries =
    [
      """
      SELECT sum(gross_minor) - sum(discount_minor) - sum(returns_minor), count(*),
        sum(gross_minor), sum(discount_minor), sum(returns_minor), sum(rounding_minor) \(paid)
      """,
      """
      SELECT count(*), sum(total_minor) FROM sale
      WHERE done_day = ?1 AND desk = ?2 AND state = 'cancelled'
      """,
      "SELECT count(*) FROM sale_line WHERE day = ?1 AND desk = ?2 AND is_returned",
      """
      SELECT band, basis_points, sum(net_minor), sum(tax_minor) FROM sale_tax
      WHERE day = ?1 AND desk = ?2 GROUP BY 1, 2
      """,
      """
      SELECT kind, count(*), sum(amount_minor) FROM tender WHERE day = ?1 AND desk = ?2 GROUP BY 1
      """,
      """
      SELECT kind, count(*), sum(amount_minor) FROM tender
      WHERE taken_back_day = ?1 AND desk = ?2 GROUP BY 1
      """,
      """
      SELECT department, sum(quantity), sum(amount_minor + added_tax_minor) FROM sale_line
      WHERE day = ?1 AND desk = ?2 GROUP BY 1
      """,
      "SELECT done_hour, count(*), sum(total_minor) \(paid) GROUP BY 1",
      "SELECT collector, max(collector_name), count(*), sum(total_minor) \(paid) GROUP BY 1",
      "SELECT seller, max(seller_name), count(*), sum(total_minor) \(paid) GROUP BY 1",
      """
      SELECT kind, count(*), min(ordinal), max(ordinal) FROM issued_number
      WHERE day = ?1 AND desk = ?2 GROUP BY 1
      """,
      """
      SELECT seq, kind, person, body FROM entry
      WHERE day = ?1 AND desk = ?2 AND (\(BookSchema.kinds)) ORDER BY seq
      """,
    ]
}
