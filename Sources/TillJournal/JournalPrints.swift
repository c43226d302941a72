import GRDB
import TillCore

/// What became of a print, as the printing thread learnt it.
public struct PrintChange: Sendable {
  public var state: PrintTask.State
  /// Nobody watches it any more.
  public var isOver: Bool
  /// Why; nil where there is nothing to say.
  public var note: String?
  /// The print server's number and lasting name for it; nil leaves them as they are.
  public var job: (id: Int, uuid: String)?
  /// Hash of the bytes that were given.
  public var digest: String?

  public init(
    _ state: PrintTask.State, isOver: Bool, note: String? = nil,
    job: (id: Int, uuid: String)? = nil, digest: String? = nil
  ) {
    self.state = state
    self.isOver = isOver
    self.note = note
    self.job = job
    self.digest = digest
  }
}

extension Journal {
  /// Prints no printer has heard of yet, oldest first.
  public func queuedPrints(limit: Int) throws(JournalError) -> [PrintTask] {
    try prints("WHERE is_over = 0 AND state = 'queued' ORDER BY id", limit: limit)
  }

  /// Prints a print server was being given or has, oldest first.
  public func watchedPrints() throws(JournalError) -> [PrintTask] {
    try prints(
      "WHERE is_over = 0 AND state IN ('handing-over', 'handed-over') ORDER BY id", limit: -1)
  }

  /// Prints that wait for a printer or for a person, oldest first.
  public func openPrints(limit: Int) throws(JournalError) -> [PrintTask] {
    try prints(
      """
      WHERE is_over = 0 OR
        (kind <> 'kick' AND (state = 'unknown' OR (state = 'failed' AND may_be_on_paper = 0)))
      ORDER BY id
      """, limit: limit)
  }

  /// Prints, newest first.
  public func prints(limit: Int) throws(JournalError) -> [PrintTask] {
    try prints("ORDER BY id DESC", limit: limit)
  }

  /// The print of that number.
  public func printTask(_ id: Int64) throws(JournalError) -> PrintTask? {
    try prints("WHERE id = ?", [id], limit: 1).first
  }

  /// The prints of one document, oldest first.
  public func prints(ofDocument number: String) throws(JournalError) -> [PrintTask] {
    try read("list prints") {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM outbox WHERE number = ? ORDER BY id", arguments: [number]
      ).map(PrintRows.task)
    }
  }

  private func prints(
    _ which: String, _ arguments: StatementArguments = [], limit: Int
  ) throws(JournalError) -> [PrintTask] {
    try read("list prints") {
      try Row.fetchAll(
        $0.cachedStatement(sql: "SELECT * FROM outbox \(which) LIMIT ?"),
        arguments: arguments + [limit]
      ).map(PrintRows.task)
    }
  }

  /// How many prints are not over: they wait, or a print server has them.
  public func waitingPrintCount() throws(JournalError) -> Int {
    try read("count prints") {
      try Int.fetchOne(
        $0.cachedStatement(sql: "SELECT count(*) FROM outbox WHERE is_over = 0")) ?? 0
    }
  }

  /// Marks a print as being given to a queue under a name no other print has, before the print
  /// server hears of it: whatever a crash leaves behind there is found again by that name.
  public func beginPrint(
    _ id: Int64, queue: String, name: String, at: Moment
  ) throws(JournalError) {
    try write("begin a print") { database in
      try JournalFold.run(
        """
        UPDATE outbox SET state = 'handing-over', queue = ?, job_name = ?, job = NULL,
          job_uuid = NULL, attempt = attempt + 1, note = NULL WHERE id = ?
        """, [queue, name, id], database)
      try PrintRows.record(id, at: at, person: nil, in: database)
    }
  }

  /// Notes what became of a print.
  public func notePrint(
    _ id: Int64, _ change: PrintChange, at: Moment
  ) throws(JournalError) {
    try write("note a print") { database in
      try JournalFold.run(
        """
        UPDATE outbox SET state = ?, is_over = ?, note = ?, job = coalesce(?, job),
          job_uuid = coalesce(?, job_uuid) WHERE id = ?
        """,
        [
          change.state.rawValue, change.isOver, change.note, change.job?.id, change.job?.uuid, id,
        ], database)
      try PrintRows.record(
        id, at: at, person: nil, digest: change.digest, in: database)
    }
  }

  /// Puts a print that surely isn't on paper back into the outbox.
  ///
  /// - Parameter queue: where it is wanted now; nil leaves it to printers.yaml.
  public func requeuePrint(
    _ id: Int64, to queue: String? = nil, at: Moment
  ) throws(JournalError) {
    try write("put a print back") { database in
      try JournalFold.run(
        """
        UPDATE outbox SET state = 'queued', is_over = 0, job = NULL, job_uuid = NULL,
          job_name = NULL, queue = NULL, wanted_queue = coalesce(?, wanted_queue), note = NULL
        WHERE id = ?
        """, [queue, id], database)
      try PrintRows.record(id, at: at, person: nil, in: database)
    }
  }

  /// Names the queue of a print that was asked for from outside the counter.
  public func direct(_ id: Int64, to queue: String) throws(JournalError) {
    try write("direct a print") { database in
      try JournalFold.run("UPDATE outbox SET wanted_queue = ? WHERE id = ?", [queue, id], database)
    }
  }

  /// What became of a print, step by step, oldest first.
  public func printHistory(_ id: Int64) throws(JournalError) -> [PrintStep] {
    try read("read what became of a print") {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM print_event WHERE print = ? ORDER BY id", arguments: [id]
      ).map { row in
        PrintStep(
          at: Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"]),
          state: row["state"], person: row["person"], queue: row["queue"], job: row["job"],
          note: row["note"])
      }
    }
  }
}
