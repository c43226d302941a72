import Foundation
import GRDB
import TillCore

/// What facts put on paper: written in the facts' own transaction, drained at the spool's pace.
enum Outbox {
  static func enqueue(_ event: Event, _ stamp: Stamp, in database: Database) throws {
    switch event {
    case .documentIssued(let document) where document.isPrinted:
      try enqueue(document, stamp, in: database)
    case .documentReleased(let number):
      if let document = try issued(number, in: database) {
        try enqueue(document, stamp, in: database)
      }
    case .documentCopied(let number, let ordinal, let reason, let role):
      try enqueueCopy(number, ordinal, reason, role, stamp, in: database)
    case .tendered(let tender)
    where tender.kind == .cash && !(tender.countIn.isEmpty && tender.countOut.isEmpty):
      try insert(PrintTask(kind: PrintTask.kick), stamp, in: database)
    case .drawerMoved(let move) where move.opensDrawer:
      try insert(PrintTask(kind: PrintTask.kick), stamp, in: database)
    case .drawerOpened, .closingBegun:
      try insert(PrintTask(kind: PrintTask.kick), stamp, in: database)
    case .printSettled(let job, _, let verdict):
      try PrintRows.settle(job, verdict, stamp, in: database)
    case .printRetried(let job, _): try PrintRows.retry(job, stamp, in: database)
    default: break
    }
  }

  private static func enqueue(
    _ document: IssuedDocument, _ stamp: Stamp, in database: Database
  ) throws {
    let copies: [CopyRole?] = document.copies.isEmpty ? [nil] : document.copies
    for role in copies { try insert(PrintTask(document, role: role), stamp, in: database) }
  }

  /// A COPY is one sheet: the customer's, where the original had three and none was named.
  private static func enqueueCopy(
    _ number: String, _ ordinal: Int, _ reason: String, _ role: CopyRole?, _ stamp: Stamp,
    in database: Database
  ) throws {
    guard let document = try issued(number, in: database) else { return }
    let sheet = role ?? (document.copies.isEmpty ? nil : .customer)
    try insert(
      PrintTask(document, role: sheet, copyOrdinal: ordinal, copyReason: reason), stamp,
      in: database)
  }

  private static func insert(
    _ task: PrintTask, _ stamp: Stamp, in database: Database
  ) throws {
    try JournalFold.run(
      """
      INSERT INTO outbox (number, kind, is_stamped, role, copy_ordinal, copy_reason, desk, state,
        since_ms, since_offset_s)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)
      """,
      [
        task.number, task.kind, task.isStamped, task.role?.rawValue, task.copyOrdinal,
        task.copyReason, stamp.desk, stamp.at.utcMilliseconds, stamp.at.offsetSeconds,
      ], database)
  }

  /// The document as last issued, from its entry.
  static func issued(
    _ number: String, isStamped: Bool? = nil, in database: Database
  ) throws -> IssuedDocument? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT entry.kind, entry.body FROM document JOIN entry USING (seq)
        WHERE document.number = ? AND (? IS NULL OR document.is_stamped = ?)
        ORDER BY is_stamped DESC LIMIT 1
        """, arguments: [number, isStamped, isStamped])
    guard let row else { return nil }
    let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
    guard case .documentIssued(let document) = event else { return nil }
    return document
  }
}

extension PrintTask {
  /// One to be made, which has no number of its own yet.
  fileprivate init(kind: String) { self.init(id: 0, number: "", kind: kind, state: .queued) }

  fileprivate init(
    _ document: IssuedDocument, role: CopyRole?, copyOrdinal: Int? = nil,
    copyReason: String? = nil
  ) {
    self.init(
      id: 0, number: document.number, kind: document.kind.rawValue,
      isStamped: document.isStamped, role: role, copyOrdinal: copyOrdinal,
      copyReason: copyReason, state: .queued)
  }
}

extension Journal {
  /// A document as it was issued, stamped or not; the newer form when not said.
  public func issuedDocument(
    _ number: String, isStamped: Bool? = nil
  ) throws(JournalError) -> IssuedDocument? {
    try read("read a document") {
      try Outbox.issued(number, isStamped: isStamped, in: $0)
    }
  }

  /// Documents, newest first.
  public func documents(limit: Int) throws(JournalError) -> [StoredPaper] {
    try read("list documents") { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT number, kind, max(copies) AS copies, max(is_printed) AS is_printed
          FROM document GROUP BY number ORDER BY max(seq) DESC LIMIT ?
          """, arguments: [limit]
      ).compactMap { row in
        DocumentKind(rawValue: row["kind"]).map {
          StoredPaper(
            number: row["number"], kind: $0, copiesSoFar: row["copies"],
            isPrinted: row["is_printed"])
        }
      }
    }
  }
}
