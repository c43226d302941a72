import GRDB
import TillCore

/// The rows of sales, for look-ups and reports. While a sale is open it has one row that scanning
/// doesn't touch; its lines, tax and totals are written when it is paid.
enum SaleRows {
  static func fold(_ entry: Entry, _ event: Event, in database: Database) throws {
    let sale = entry.streamID
    switch event {
    case .saleOpened(_, let cashier, let seller):
      try JournalFold.run(
        """
        INSERT INTO sale (id, desk, state, opened_day, opened_time, cashier, seller, seller_name)
        VALUES (?, ?, 'open', ?, ?, ?, ?, ?)
        """,
        [
          sale, entry.desk, entry.day, entry.at.localTime, cashier.id, seller.id, seller.name,
        ], database)
    case .sellerNamed(let person):
      try JournalFold.run(
        "UPDATE sale SET seller = ?, seller_name = ? WHERE id = ?",
        [person.id, person.name, sale], database)
    case .lineAdded(let line): try takeReturn(line, sale, in: database)
    case .lineDropped(let line), .changeUndone(let line?):
      try JournalFold.run(
        "DELETE FROM returned WHERE by_sale = ? AND by_line = ?", [sale, line], database)
    case .changeUndone(nil):
      // It may have been the naming of a customer.
      let now = try JournalSales.sale(id: sale, upTo: entry.seq, in: database)
      try JournalFold.run(
        "UPDATE sale SET contact = ? WHERE id = ?", [now?.customer?.id, sale], database)
    case .customerNamed(let contact):
      try JournalFold.run(
        "UPDATE sale SET contact = ? WHERE id = ?", [contact.id, sale], database)
    case .saleParked(let label):
      try JournalFold.run(
        "UPDATE sale SET state = 'parked', label = ? WHERE id = ?", [label, sale], database)
    case .saleRecalled(let desk, let cashier):
      // A sale without lines that lay on the counter is left for this one (Register.recall).
      try JournalFold.run(
        "UPDATE sale SET state = 'left' WHERE desk = ? AND state = 'open' AND id <> ?",
        [desk, sale], database)
      try JournalFold.run(
        "UPDATE sale SET state = 'open', desk = ?, cashier = ? WHERE id = ?",
        [desk, cashier.id, sale], database)
    case .saleCancelled(_, let total):
      try JournalFold.run("DELETE FROM returned WHERE by_sale = ?", [sale], database)
      try close(entry, "cancelled", total, in: database)
    case .saleInvoiced(let invoicing):
      let slip = invoicing.slip
      try JournalFold.countUp(.slip, to: slip, entry, in: database)
      try JournalFold.run("UPDATE sale SET slip = ? WHERE id = ?", [slip, sale], database)
      try paper(slip, .slip, of: sale, in: database)
    case .saleReopened(let slip, _):
      try JournalFold.run("UPDATE sale SET slip = NULL WHERE id = ?", [sale], database)
      try JournalFold.run(
        "UPDATE paper SET is_void = 1 WHERE number = ? OR (sale = ? AND kind = 'delivery')",
        [slip, sale], database)
    case .deliveryOrdered(let delivery):
      try JournalFold.countUp(.delivery, to: delivery.number, entry, in: database)
      try paper(delivery.number, .delivery, of: sale, in: database)
    case .goodsKept, .goodsHandedOver: try foldWaiting(entry, event, in: database)
    case .tendered(let tender): try take(tender, entry, in: database)
    case .tenderTakenBack(let number, _): try takeBack(number, entry, in: database)
    case .salePaid(let payment): try pay(payment, entry, in: database)
    default: break
    }
  }

  /// A returned line is reserved from the moment it is added, so that no second sale can take the
  /// same goods back while this one is open (H3).
  private static func takeReturn(
    _ line: SaleLine, _ sale: String, in database: Database
  ) throws {
    guard let returned = line.returned else { return }
    try JournalFold.run(
      """
      INSERT INTO returned (by_sale, by_line, sale, line, quantity, amount_minor)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        sale, line.number, returned.saleID, returned.line, -line.quantity.thousandths,
        -(line.fixedAmountMinor ?? 0),
      ], database)
  }

  /// Goods that are kept for their slip, until the last of them is handed over.
  private static func foldWaiting(
    _ entry: Entry, _ event: Event, in database: Database
  ) throws {
    let sale = entry.streamID
    if case .goodsKept = event {
      return try JournalFold.run(
        "INSERT OR REPLACE INTO waiting (sale, desk) VALUES (?, ?)", [sale, entry.desk], database)
    }
    let isKept = try Bool.fetchOne(
      database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM waiting WHERE sale = ?)"),
      arguments: [sale])
    guard isKept == true,
      try JournalSales.sale(id: sale, upTo: entry.seq, in: database)?.waitingPieces.isEmpty
        ?? true
    else { return }
    try JournalFold.run("DELETE FROM waiting WHERE sale = ?", [sale], database)
  }

  private static func paper(
    _ number: String, _ kind: DocumentKind, of sale: String, in database: Database
  ) throws {
    try JournalFold.run(
      "INSERT INTO paper (number, kind, sale, is_void) VALUES (?, ?, ?, 0)",
      [number, kind.rawValue, sale], database)
  }

  private static func take(_ tender: Tender, _ entry: Entry, in database: Database) throws {
    try JournalFold.moveDrawer(entry.desk, tender.countIn - tender.countOut, in: database)
    try JournalFold.run(
      """
      INSERT INTO tender (sale, number, desk, day, kind, amount_minor, rounding_minor, shift)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT number FROM shift_now WHERE desk = ?3))
      """,
      [
        entry.streamID, tender.number, entry.desk, entry.day, tender.kind.rawValue,
        tender.amountMinor, tender.roundingMinor,
      ], database)
  }

  private static func takeBack(_ number: Int, _ entry: Entry, in database: Database) throws {
    let sale = try JournalSales.sale(id: entry.streamID, upTo: entry.seq, in: database)
    if let tender = sale?.tenders.first(where: { $0.number == number }) {
      try JournalFold.moveDrawer(entry.desk, tender.countOut - tender.countIn, in: database)
    }
    try JournalFold.run(
      """
      UPDATE tender SET taken_back_day = ?1,
        taken_back_shift = (SELECT number FROM shift_now WHERE desk = ?2)
      WHERE sale = ?3 AND number = ?4
      """, [entry.day, entry.desk, entry.streamID, number], database)
  }

  private static func close(
    _ entry: Entry, _ state: String, _ total: Int64, in database: Database
  ) throws {
    try JournalFold.run(
      """
      UPDATE sale SET state = ?, done_day = ?, done_time = ?, done_hour = ?, total_minor = ?
      WHERE id = ?
      """,
      [state, entry.day, entry.at.localTime, entry.at.localHour, total, entry.streamID], database)
  }

  private static func pay(_ payment: Payment, _ entry: Entry, in database: Database) throws {
    let sale = entry.streamID
    try close(entry, "paid", payment.totalMinor, in: database)
    try JournalFold.countUp(.receipt, to: payment.receipt, entry, in: database)
    try paper(payment.receipt, .receipt, of: sale, in: database)
    try JournalFold.run(
      """
      UPDATE sale SET receipt = ?, collector = ?, collector_name = ?, gross_minor = ?,
        discount_minor = ?, returns_minor = ?, rounding_minor = ?,
        shift = (SELECT number FROM shift_now WHERE shift_now.desk = sale.desk) WHERE id = ?
      """,
      [
        payment.receipt, payment.collector.id, payment.collector.name, payment.grossMinor,
        payment.discountMinor, payment.returnsMinor, payment.roundingMinor, sale,
      ], database)
    try JournalFold.run(
      """
      INSERT INTO session (desk, last_payment, is_confirmed) VALUES (?, ?, 0)
      ON CONFLICT (desk) DO UPDATE SET last_payment = excluded.last_payment, is_confirmed = 0
      """, [entry.desk, sale], database)
    for row in payment.taxRows {
      try JournalFold.run(
        "INSERT INTO sale_tax VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
          sale, row.band.code, row.band.rate.basisPoints, entry.desk, entry.day, row.netMinor,
          row.taxMinor, row.grossMinor,
        ], database)
    }
    try writeLines(payment, entry, in: database)
  }

  private static func writeLines(
    _ payment: Payment, _ entry: Entry, in database: Database
  ) throws {
    guard let sale = try JournalSales.sale(id: entry.streamID, upTo: entry.seq, in: database)
    else { return }
    for paid in payment.paidLines {
      guard let line = sale.line(paid.line) else { continue }
      try JournalFold.run(
        "INSERT INTO sale_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          sale.id, line.number, entry.desk, entry.day, line.article.code, line.article.name,
          line.article.department, line.quantity.thousandths, paid.amountMinor,
          paid.addedTaxMinor, line.returned != nil, line.costMinor, line.piecesSold,
        ], database)
    }
  }
}
