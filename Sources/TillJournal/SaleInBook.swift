import Foundation
import GRDB
import TillCore

/// What the book says of one sale: its stream is read once, up to the last act that is noted.
struct SaleInBook {
  let id: String
  /// In the order of their entries.
  let acts: [NotedAct]

  func note(in book: inout DayBook, _ database: Database) throws {
    guard let last = acts.last else { return }
    let slip = try lastSlip(database)
    // What it came to stands in its entry: most cancelled sales need no more.
    if acts.count == 1, case .saleCancelled = last.event {
      book.cancelledSales.append(cancelled(last, slip))
      return
    }
    try forEachAct(database) { act, version, before, after in
      switch act.event {
      case .saleCancelled: book.cancelledSales.append(cancelled(act, slip))
      case .saleReopened(let number, let reason):
        book.voidDocuments.append(
          DayBook.VoidDocument(
            mark: act.mark, kind: .slip, number: number, reason: reason,
            replacedBy: try nextSlip(after: version, database)))
        // Reopening voids what was to be sent as well (`SaleRows`).
        book.voidDocuments += before.deliveries.map {
          DayBook.VoidDocument(
            mark: act.mark, kind: .delivery, number: $0.number, reason: reason, replacedBy: nil)
        }
      default: book.lineVoids += SaleInBook.takenOut(before, after, act.mark, slip)
      }
    }
  }

  private func cancelled(_ act: NotedAct, _ slip: String?) -> DayBook.CancelledSale {
    var (reason, total) = ("", Int64(0))
    if case .saleCancelled(let why, let minor) = act.event { (reason, total) = (why, minor) }
    return DayBook.CancelledSale(
      mark: act.mark, slip: slip, amountMinor: total, reason: reason)
  }

  /// The lines of which something was taken out between two states of a sale.
  static func takenOut(
    _ before: Sale, _ after: Sale, _ mark: DayBook.Mark, _ slip: String?
  ) -> [DayBook.LineVoid] {
    zip(before.lines, after.lines).compactMap { was, line in
      guard !was.isDropped else { return nil }
      let quantity = line.isDropped ? .zero : line.quantity
      guard was.quantity.isLessened(to: quantity) else { return nil }
      let amount = line.isDropped ? 0 : SaleInBook.amount(of: line, in: after)
      return DayBook.LineVoid(
        mark: mark, slip: slip, line: was.number, article: was.article.name,
        quantity: was.quantity - quantity,
        amountMinor: SaleInBook.amount(of: was, in: before) - amount)
    }
  }

  private static func amount(of line: SaleLine, in sale: Sale) -> Int64 {
    line.amountMinor(sale.terms.currency, salePercent: sale.percentOff) ?? 0
  }

  /// Gives the sale before and after each act, from one pass over its stream.
  private func forEachAct(
    _ database: Database,
    _ take: (_ act: NotedAct, _ version: Int, _ before: Sale, _ after: Sale) throws -> Void
  ) throws {
    var sale: Sale?
    var left = acts[...]
    let rows = try Row.fetchCursor(
      database.cachedStatement(
        sql: """
          SELECT seq, version, desk, kind, utc_ms, offset_s, body FROM entry
          WHERE stream = 'sale' AND stream_id = ? AND seq <= ? ORDER BY version
          """), arguments: [id, acts.last?.seq])
    while let row = try rows.next() {
      let moment = Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"])
      let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
      if sale == nil {
        sale = Sale(id: id, desk: row["desk"], opening: event, at: moment)
      } else if let act = left.first, act.seq == row["seq"], let before = sale {
        left.removeFirst()
        sale?.apply(event, at: moment)
        if let after = sale { try take(act, row["version"], before, after) }
      } else {
        sale?.apply(event, at: moment)
      }
    }
  }

  /// The number the sale is known by now: that of its slip, the last one where it was reopened.
  private func lastSlip(_ database: Database) throws -> String? {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT slip FROM sale WHERE id = ?"),
      arguments: [id])
    if let slip: String = row?["slip"] { return slip }
    return try slip(database, "version > 0 ORDER BY version DESC")
  }

  private func nextSlip(after version: Int, _ database: Database) throws -> String? {
    try slip(database, "version > \(version) ORDER BY version")
  }

  /// - Parameter which: our own words and numbers, never data.
  private func slip(_ database: Database, _ which: String) throws -> String? {
    let body = try Data.fetchOne(
      database,
      sql: """
        SELECT body FROM entry WHERE stream = 'sale' AND stream_id = ?
          AND kind = 'sale.invoiced.1' AND \(which) LIMIT 1
        """, arguments: [id])
    guard let body else { return nil }
    let event = try JournalSales.event(kind: "sale.invoiced.1", body: Array(body))
    guard case .saleInvoiced(let invoicing) = event else { return nil }
    return invoicing.slip
  }
}
