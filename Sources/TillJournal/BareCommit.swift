import GRDBSQLite

/// The peer of `till bench line`: one insert and commit in C, WAL and FULL, nothing else.
public final class BareCommit {
  private var database: OpaquePointer?
  private var insert: OpaquePointer?

  public init(path: String) throws(JournalError) {
    guard sqlite3_open(path, &database) == SQLITE_OK,
      run("PRAGMA journal_mode = WAL"), run("PRAGMA synchronous = FULL"),
      run("CREATE TABLE fact (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)"),
      sqlite3_prepare_v2(database, "INSERT INTO fact (body) VALUES (?)", -1, &insert, nil)
        == SQLITE_OK
    else {
      throw JournalError(
        .storeFailed, "\(path): the bare database can't be made",
        wayOn: "Give the bench a folder that can be written to.")
    }
  }

  deinit {
    sqlite3_finalize(insert)
    sqlite3_close(database)
  }

  private func run(_ sql: String) -> Bool {
    sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK
  }

  /// Writes the bytes in a transaction of their own; true when they are on disk.
  public func commit(_ bytes: [UInt8]) -> Bool {
    guard run("BEGIN IMMEDIATE") else { return false }
    let bound = bytes.withUnsafeBytes {
      sqlite3_bind_blob(insert, 1, $0.baseAddress, Int32($0.count), nil)
    }
    let isDone = bound == SQLITE_OK && sqlite3_step(insert) == SQLITE_DONE
    sqlite3_reset(insert)
    return run("COMMIT") && isDone
  }
}
