import Crypto
import Foundation
import GRDB
import Glibc
import TillCore

/// Reading the journal from outside the counter: verify, export, rebuild.
extension Journal {
  /// Opens the journal to look, also while a counter writes.
  public static func reading(
    path: String, shop: String, key: SymmetricKey
  ) throws(JournalError) -> Journal {
    guard FileManager.default.fileExists(atPath: path) else {
      throw JournalError(
        .missingFile, "there is no journal at \(path)",
        wayOn: "Open the counter once: ./till --shop DIR")
    }
    do {
      let queue = try readOnlyQueue(path)
      guard try !queue.read({ try JournalSchema.migrator.hasBeenSuperseded($0) }) else {
        throw newer(path)
      }
      guard try queue.read({ try JournalSchema.migrator.hasCompletedMigrations($0) }) else {
        throw JournalError(
          .wrongSchema, "\(path) was written by an older till and is not yet brought up to date",
          wayOn: "Open the counter once: ./till --shop DIR")
      }
      return Journal(queue: queue, shop: shop, seal: Seal(key: key))
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError.database(error, "open \(path)")
    }
  }

  /// A write-ahead log needs a file beside it to be read. On a disk nobody can write to, what a
  /// clean end left is read as it lies: no one can change it meanwhile.
  private static func readOnlyQueue(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      let log = SystemFile.stamp(path + "-wal")?.byteCount ?? 0
      guard log == 0, access(path, W_OK) != 0, errno == EROFS else { throw error }
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      return try DatabaseQueue(
        path: "file:\(escaped)?mode=ro&immutable=1", configuration: configuration)
    }
  }

  /// What `verify` found.
  public enum Verification: Hashable, Sendable {
    case whole(entries: Int64, seal: String)
    /// The first entry that isn't as it was sealed, and in what.
    case broken(seq: Int64, fault: String)
  }

  /// Checks every number and every seal from the first entry to the last.
  public func verify(
    progress: (Int64) -> Void = { _ in }
  ) throws(JournalError) -> Verification {
    try read("verify the journal") { database in
      var expected: Int64 = 1
      var previous = Seal.origin
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM entry ORDER BY seq")
      while let row = try rows.next() {
        let entry = Journal.entry(row)
        guard entry.seq == expected else {
          return .broken(seq: expected, fault: "it is missing; the next one is \(entry.seq)")
        }
        let stored = Array(row["seal"] as Data)
        previous = seal.seal(of: entry, after: previous)
        guard stored == previous else {
          return .broken(
            seq: entry.seq, fault: "it is not as it was sealed (\(entry.kind))")
        }
        if entry.seq % 10_000 == 0 { progress(entry.seq) }
        expected += 1
      }
      return .whole(entries: expected - 1, seal: Seal.hexadecimal(previous))
    }
  }

  static func entry(_ row: Row) -> Entry {
    Entry(
      seq: row["seq"], shop: row["shop"], desk: row["desk"], stream: row["stream"],
      streamID: row["stream_id"], version: row["version"], kind: row["kind"],
      at: Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"]),
      day: row["day"], person: row["person"], commandID: row["command_id"],
      body: Array(row["body"] as Data))
  }

  /// Gives every entry from `first` on as one line of JSON.
  public func export(
    from first: Int64, _ take: ([UInt8]) throws -> Void
  ) throws(JournalError) {
    try read("export the journal") { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT * FROM entry WHERE seq >= ? ORDER BY seq", arguments: [first])
      while let row = try rows.next() {
        try take(Journal.entry(row).exportLine(seal: Array(row["seal"] as Data)))
      }
    }
  }

  /// Makes every row of the read model again from the entries, in one transaction.
  public func rebuild(progress: (Int64) -> Void = { _ in }) throws(JournalError) -> Int64 {
    try write("rebuild the read model") { database in
      for table in JournalSchema.readModelTables {
        try database.execute(sql: "DELETE FROM \(table)")
      }
      var count: Int64 = 0
      let rows = try Row.fetchCursor(database, sql: "SELECT * FROM entry ORDER BY seq")
      while let row = try rows.next() {
        let entry = Journal.entry(row)
        let event = try JournalSales.event(kind: entry.kind, body: entry.body)
        try JournalFold.fold(entry, event, in: database)
        count += 1
        if count % 1000 == 0 { progress(count) }
      }
      return count
    }
  }

  /// Every row of the read model as text, for the test that `rebuild` makes them equal.
  func readModelDump() throws(JournalError) -> [String: [String]] {
    try read("dump the read model") { database in
      var dump: [String: [String]] = [:]
      for table in JournalSchema.readModelTables {
        dump[table] = try Row.fetchAll(database, sql: "SELECT * FROM \(table)")
          .map { $0.map { "\($0)=\($1)" }.joined(separator: "|") }.sorted()
      }
      return dump
    }
  }

  /// How many entries there are, which is the last one's number.
  public func entryCount() throws(JournalError) -> Int64 {
    try read("count entries") { try Journal.head($0).seq }
  }
}

extension Journal {
  /// The bytes of the last entries: what a bare commit would have to write as well.
  public func lastEntryBytes(count: Int) throws(JournalError) -> [UInt8] {
    try read("read the last entries") { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM entry ORDER BY seq DESC LIMIT ?", arguments: [count]
      ).flatMap { Journal.entry($0).sealedBytes }
    }
  }
}
