import GRDB
import TillCore

/// The rows of prints and of all that became of them.
enum PrintRows {
  static func task(_ row: Row) -> PrintTask {
    let since = (row["since_ms"] as Int64?).map {
      Moment(utcMilliseconds: $0, offsetSeconds: row["since_offset_s"] ?? 0)
    }
    return PrintTask(
      id: row["id"], number: row["number"], kind: row["kind"], isStamped: row["is_stamped"],
      role: (row["role"] as String?).flatMap { CopyRole(rawValue: $0) },
      copyOrdinal: row["copy_ordinal"], copyReason: row["copy_reason"], desk: row["desk"],
      state: PrintTask.State(rawValue: row["state"]) ?? .unknown, queue: row["queue"],
      wantedQueue: row["wanted_queue"], job: row["job"], jobUUID: row["job_uuid"],
      jobName: row["job_name"], attempt: row["attempt"], isOver: row["is_over"],
      mayBeOnPaper: row["may_be_on_paper"], note: row["note"], since: since)
  }

  /// What a person found. Nothing else moves a print that waits for a person, so the guard only
  /// keeps the rows true to the fact.
  static func settle(
    _ id: Int64, _ verdict: PrintTask.Verdict, _ stamp: Stamp, in database: Database
  ) throws {
    let state: PrintTask.State = verdict == .printed ? .confirmed : .failed
    try JournalFold.run(
      """
      UPDATE outbox SET state = ?, is_over = 1, may_be_on_paper = 1, note = NULL
      WHERE id = ? AND (state = 'unknown' OR (state = 'failed' AND may_be_on_paper = 0))
      """, [state.rawValue, id], database)
    try record(id, at: stamp.at, person: stamp.person, in: database)
  }

  /// Back into the outbox; one that was settled as lost stays as it is, for a COPY follows it.
  static func retry(_ id: Int64, _ stamp: Stamp, in database: Database) throws {
    try JournalFold.run(
      """
      UPDATE outbox SET state = 'queued', is_over = 0, queue = NULL, job = NULL, job_uuid = NULL,
        job_name = NULL, note = NULL WHERE id = ? AND state = 'failed'
      """, [id], database)
    try record(id, at: stamp.at, person: stamp.person, in: database)
  }

  /// Writes down how a print stands now: who, what and when.
  static func record(
    _ id: Int64, at: Moment, person: String?, digest: String? = nil, in database: Database
  ) throws {
    // A kick keeps the moment it was wanted: later than a while it isn't wanted any more.
    try JournalFold.run(
      "UPDATE outbox SET since_ms = ?, since_offset_s = ? WHERE id = ? AND kind <> 'kick'",
      [at.utcMilliseconds, at.offsetSeconds, id], database)
    try JournalFold.run(
      """
      INSERT INTO print_event
        (print, attempt, utc_ms, offset_s, person, state, queue, job, job_uuid, digest, note)
      SELECT id, attempt, ?, ?, ?, state, queue, job, job_uuid, ?, note FROM outbox WHERE id = ?
      """, [at.utcMilliseconds, at.offsetSeconds, person, digest, id], database)
  }
}
