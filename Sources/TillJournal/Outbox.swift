import Foundation
import GRDB
import TillCore

/// One print that is to be made: an original copy, a COPY, or a drawer kick (PRINTING §6.1).
public struct PrintTask: Hashable, Sendable {
  /// queued → handing over → handed over | failed; a hand-over cut off half way is unknown.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case queued
    case handingOver = "handing-over"
    case handedOver = "handed-over"
    case unknown
    case failed
    /// No printer: kept as a file under `data/paper/`.
    case kept
  }

  public let id: Int64
  /// The document's number; empty for a drawer kick.
  public let number: String
  /// A `DocumentKind`, or `kick`.
  public let kind: String
  public let isStamped: Bool
  public let role: CopyRole?
  /// D4: which COPY this is, and why; nil for an original.
  public let copyOrdinal: Int?
  public let copyReason: String?
  public let desk: Int
  public let state: State
  public let queue: String?
  public let job: Int?
  public let note: String?

  init(_ row: Row) {
    id = row["id"]
    number = row["number"]
    kind = row["kind"]
    isStamped = row["is_stamped"]
    role = (row["role"] as String?).flatMap { CopyRole(rawValue: $0) }
    copyOrdinal = row["copy_ordinal"]
    copyReason = row["copy_reason"]
    desk = row["desk"]
    state = State(rawValue: row["state"]) ?? .unknown
    queue = row["queue"]
    job = row["job"]
    note = row["note"]
  }
}

/// What facts put on paper: written in the facts' own transaction, drained at the spool's pace.
enum Outbox {
  static let kick = "kick"

  static func enqueue(_ event: Event, desk: Int, in database: Database) throws {
    switch event {
    case .documentIssued(let document) where document.isPrinted:
      try enqueue(
        document.number, document.kind.rawValue, document.isStamped, document.copies,
        desk: desk, in: database)
    case .documentReleased(let number): try enqueueOriginal(number, desk: desk, in: database)
    case .documentCopied(let number, let ordinal, let reason):
      try enqueueCopy(number, ordinal, reason, desk: desk, in: database)
    case .tendered(let tender)
    where tender.kind == .cash && !(tender.countIn.isEmpty && tender.countOut.isEmpty):
      try insert("", kick, false, nil, nil, nil, desk: desk, in: database)
    case .drawerOpened: try insert("", kick, false, nil, nil, nil, desk: desk, in: database)
    default: break
    }
  }

  private static func enqueue(
    _ number: String, _ kind: String, _ isStamped: Bool, _ roles: [CopyRole], desk: Int,
    in database: Database
  ) throws {
    let copies: [CopyRole?] = roles.isEmpty ? [nil] : roles
    for role in copies {
      try insert(number, kind, isStamped, role, nil, nil, desk: desk, in: database)
    }
  }

  private static func enqueueOriginal(
    _ number: String, desk: Int, in database: Database
  ) throws {
    guard let document = try issued(number, in: database) else { return }
    try enqueue(
      number, document.kind.rawValue, document.isStamped, document.copies, desk: desk,
      in: database)
  }

  /// A COPY is one sheet: the customer's, where the original had three.
  private static func enqueueCopy(
    _ number: String, _ ordinal: Int, _ reason: String, desk: Int, in database: Database
  ) throws {
    guard let document = try issued(number, in: database) else { return }
    try insert(
      number, document.kind.rawValue, document.isStamped,
      document.copies.isEmpty ? nil : .customer, ordinal, reason, desk: desk, in: database)
  }

  private static func insert(
    _ number: String, _ kind: String, _ isStamped: Bool, _ role: CopyRole?, _ ordinal: Int?,
    _ reason: String?, desk: Int, in database: Database
  ) throws {
    try JournalFold.run(
      """
      INSERT INTO outbox (number, kind, is_stamped, role, copy_ordinal, copy_reason, desk, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')
      """, [number, kind, isStamped, role?.rawValue, ordinal, reason, desk], database)
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

extension Journal {
  /// The oldest print still to be made, marked as being handed over before any byte leaves.
  public func takeNextPrint() throws(JournalError) -> PrintTask? {
    try write("take the next print") { database in
      let row = try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT * FROM outbox WHERE state = 'queued' ORDER BY id LIMIT 1"))
      guard let task = row.map(PrintTask.init) else { return nil }
      try JournalFold.run(
        "UPDATE outbox SET state = 'handing-over' WHERE id = ?", [task.id], database)
      return task
    }
  }

  /// Notes what became of a print.
  public func settlePrint(
    _ id: Int64, _ state: PrintTask.State, queue: String?, job: Int?, note: String?
  ) throws(JournalError) {
    try write("note a print") { database in
      try JournalFold.run(
        "UPDATE outbox SET state = ?, queue = ?, job = ?, note = ? WHERE id = ?",
        [state.rawValue, queue, job, note, id], database)
    }
  }

  /// Prints that were being handed over when the program ended: their fate is unknown, and only a
  /// person may decide (promise 4).
  public func markUnfinishedPrintsUnknown() throws(JournalError) -> [PrintTask] {
    try write("look after unfinished prints") { database in
      let tasks = try Row.fetchAll(
        database, sql: "SELECT * FROM outbox WHERE state = 'handing-over'"
      ).map(PrintTask.init)
      try database.execute(
        sql: "UPDATE outbox SET state = 'unknown' WHERE state = 'handing-over'")
      return tasks
    }
  }

  /// Prints not yet handed over.
  public func waitingPrintCount() throws(JournalError) -> Int {
    try read("count prints") {
      try Int.fetchOne(
        $0.cachedStatement(
          sql: "SELECT count(*) FROM outbox WHERE state IN ('queued', 'handing-over')")) ?? 0
    }
  }

  /// Prints, newest first.
  public func prints(limit: Int) throws(JournalError) -> [PrintTask] {
    try read("list prints") {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM outbox ORDER BY id DESC LIMIT ?", arguments: [limit]
      ).map(PrintTask.init)
    }
  }

  /// A document as it was issued, stamped or not; the newer form when not said.
  public func issuedDocument(
    _ number: String, isStamped: Bool? = nil
  ) throws(JournalError) -> IssuedDocument? {
    try read("read a document") {
      try Outbox.issued(number, isStamped: isStamped, in: $0)
    }
  }

  /// Names the copy and the queue of a print that was asked for from outside the counter.
  public func direct(_ id: Int64, role: CopyRole?, queue: String?) throws(JournalError) {
    try write("direct a print") { database in
      try JournalFold.run(
        "UPDATE outbox SET role = coalesce(?, role), queue = ? WHERE id = ?",
        [role?.rawValue, queue, id], database)
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
