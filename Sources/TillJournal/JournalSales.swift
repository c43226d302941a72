import Foundation
import GRDB
import TillCore

/// Sales, loaded by folding their own streams: starting and looking up never replay the past.
enum JournalSales {
  /// The sale as it stood after the entry `upTo`; nil when there is none with that id.
  static func sale(id: String, upTo: Int64 = .max, in database: Database) throws -> Sale? {
    var sale: Sale?
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT desk, kind, utc_ms, offset_s, body FROM entry
          WHERE stream = 'sale' AND stream_id = ? AND seq <= ? ORDER BY version
          """), arguments: [id, upTo])
    while let row = try rows.next() {
      let moment = Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"])
      let event = try event(kind: row["kind"], body: Array(row["body"] as Data))
      if sale == nil {
        sale = Sale(id: id, desk: row["desk"], opening: event, at: moment)
      } else {
        sale?.apply(event, at: moment)
      }
    }
    if sale?.stage == .paid { sale?.returnedQuantities = try returned(ofSale: id, in: database) }
    return sale
  }

  private static func returned(
    ofSale id: String, in database: Database
  ) throws -> [Int: Quantity] {
    let rows = try Row.fetchAll(
      database.cachedStatement(
        sql: "SELECT line, sum(quantity) FROM returned WHERE sale = ? GROUP BY line"),
      arguments: [id])
    return Dictionary(
      rows.map { ($0[0], Quantity(thousandths: $0[1])) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads an entry's body back; a body this program can't read stops it, for its money would be
  /// wrong from there on.
  static func event(kind: String, body: [UInt8]) throws -> Event {
    do {
      return try Event(kind: kind, body: try JSON(reading: body))
    } catch {
      throw JournalError(
        .wrongSchema, "the journal holds an entry this till can't read: \(error)",
        wayOn: "Start the program that wrote it, or run: till journal verify")
    }
  }
}

extension Journal {
  /// A sale, folded from its stream; nil when there is none.
  public func sale(id: String) throws(JournalError) -> Sale? {
    try read("load a sale") { try JournalSales.sale(id: id, in: $0) }
  }

  /// The sale that one of its papers names: slip (a voided one too), receipt, delivery slip.
  public func sale(ofPaper number: String) throws(JournalError) -> Sale? {
    try read("load a sale") { database in
      let id = try String.fetchOne(
        database.cachedStatement(sql: "SELECT sale FROM paper WHERE number = ?"),
        arguments: [number])
      return try id.flatMap { try JournalSales.sale(id: $0, in: database) }
    }
  }

  /// The one number of the wanted kinds that ends with these digits, at this desk first.
  public func paperNumber(
    ending digits: String, desk: Int, kinds: [DocumentKind]
  ) throws(JournalError) -> String? {
    try read("look up a number") { database in
      for kind in kinds {
        let padded = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
        let number = "\(kind.letter)\(desk)-\(padded)"
        let known =
          try String.fetchOne(
            database, sql: "SELECT number FROM paper WHERE number = ?", arguments: [number])
          ?? String.fetchOne(
            database, sql: "SELECT number FROM document WHERE number = ?", arguments: [number])
        if let known { return known }
      }
      return nil
    }
  }

  /// Sales that were put aside, oldest first.
  public func parkedSales() throws(JournalError) -> [SaleSummary] {
    try read("list parked sales") { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT *, opened_time AS time FROM sale WHERE state = 'parked'
          ORDER BY opened_day, opened_time, id
          """)
      return try rows.map { row in
        let sale = try JournalSales.sale(id: row["id"], in: database)
        return Journal.summary(row, total: sale?.totals()?.totalMinor ?? 0)
      }
    }
  }

  /// Paid and cancelled sales of a day, latest first.
  public func sales(_ wanted: SaleSearch) throws(JournalError) -> [SaleSummary] {
    try read("list sales") { database in
      var sql = """
        SELECT sale.*, coalesce(done_time, opened_time) AS time FROM sale
        WHERE done_day = :day AND state IN ('paid', 'cancelled')
        """
      var arguments: StatementArguments = ["day": wanted.day.description]
      if let total = wanted.totalMinor {
        sql += " AND total_minor = :total"
        arguments += ["total": total]
      }
      if let text = wanted.text {
        sql += """
           AND (EXISTS (SELECT 1 FROM sale_line WHERE sale_line.sale = sale.id
             AND (sale_line.code = :text COLLATE NOCASE OR instr(sale_line.name, :text) > 0))
           OR contact IN (SELECT id FROM contact WHERE instr(name, :text) > 0 OR phone = :text))
          """
        arguments += ["text": text]
      }
      sql += " ORDER BY done_time DESC, slip DESC LIMIT \(max(1, min(wanted.limit, 500)))"
      return try Row.fetchAll(database, sql: sql, arguments: arguments).map {
        Journal.summary($0, total: $0["total_minor"] ?? 0)
      }
    }
  }

  private static func summary(_ row: Row, total: Int64) -> SaleSummary {
    SaleSummary(
      id: row["id"], desk: row["desk"], state: row["state"], slip: row["slip"],
      receipt: row["receipt"], label: row["label"], time: row["time"], totalMinor: total,
      cashier: row["cashier"])
  }

  /// What each line of a paid sale came to.
  public func paidLines(ofSale id: String) throws(JournalError) -> [Payment.PaidLine] {
    try read("look up a sale's lines") { database in
      try Row.fetchAll(
        database,
        sql: "SELECT line, amount_minor, added_tax_minor FROM sale_line WHERE sale = ?",
        arguments: [id]
      ).map { Payment.PaidLine(line: $0[0], amountMinor: $0[1], addedTaxMinor: $0[2]) }
    }
  }

  /// What other sales took back of a line, or are about to (`Store.returned`).
  public func returned(
    ofSale id: String, line: Int, exceptBy counter: String?
  ) throws(JournalError) -> (quantity: Quantity, minor: Int64) {
    try read("look up what was returned") { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT coalesce(sum(quantity), 0), coalesce(sum(amount_minor), 0) FROM returned
          WHERE sale = ? AND line = ? AND by_sale IS NOT ?
          """, arguments: [id, line, counter])
      return (Quantity(thousandths: row?[0] ?? 0), row?[1] ?? 0)
    }
  }

  /// A document that was issued, as it last stood.
  public func paper(_ number: String) throws(JournalError) -> StoredPaper? {
    try read("look up a document") { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT kind, copies, is_printed FROM document WHERE number = ?
          ORDER BY is_stamped DESC LIMIT 1
          """, arguments: [number])
      guard let row, let kind = DocumentKind(rawValue: row["kind"]) else { return nil }
      return StoredPaper(
        number: number, kind: kind, copiesSoFar: row["copies"], isPrinted: row["is_printed"])
    }
  }
}
