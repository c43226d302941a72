import Crypto
import Foundation
import GRDB
import GRDBSQLite
import Synchronization
import TillCore

/// The shop's book of facts: appended, sealed, never changed. One writer through one connection.
///
/// The only way in is `append`; it returns when the facts are on disk (fsync). Durability is
/// decided here, not by a library's default: GRDB lowers `synchronous` when it turns on WAL, so it
/// is set after opening and read back (RELIABILITY §1.1).
public final class Journal: Sendable {
  let queue: DatabaseQueue
  let seal: Seal
  /// Where the journal ends, known from the last append; only touched inside the connection's turn.
  private let tail = Mutex<Tail?>(nil)
  /// UUID of the shop; every entry names it.
  let shop: String

  /// Opens the journal of a shop for writing; the caller holds `ShopLock`.
  ///
  /// - Throws: `JournalError` when the file can't be opened, was written by a newer program, or the
  ///   disk doesn't promise to keep what is written.
  public init(path: String, shop: String, key: SymmetricKey) throws(JournalError) {
    self.shop = shop
    seal = Seal(key: key)
    do {
      var configuration = Configuration()
      configuration.journalMode = .wal
      configuration.label = "journal"
      // A reader that opens after a power cut holds the file for a moment; so may someone's shell.
      configuration.busyMode = .timeout(5)
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // The log stays beside the journal after a clean end: reports can then still be read when
        // the disk has become read-only.
        var keepsLog: CInt = 1
        sqlite3_file_control(
          database.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &keepsLog)
      }
      let level = try queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
      guard level == 2 else {
        throw JournalError(
          .notDurable, "\(path): the database would not promise to keep what is written",
          wayOn: "Move the shop's data folder to a local disk.")
      }
      let isNewer = try queue.read { try JournalSchema.migrator.hasBeenSuperseded($0) }
      guard !isNewer else { throw Journal.newer(path) }
      try JournalSchema.migrator.migrate(queue)
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError.database(error, "open \(path)")
    }
  }

  init(queue: DatabaseQueue, shop: String, seal: Seal) {
    self.queue = queue
    self.shop = shop
    self.seal = seal
  }

  static func newer(_ path: String) -> JournalError {
    JournalError(
      .wrongSchema, "\(path) was written by a newer till",
      wayOn: "Start the newer program; this one must not touch the file.")
  }

  /// Runs work in one transaction, turning the library's errors into this module's.
  ///
  /// BEGIN and COMMIT are prepared once: the library would parse them again for every line.
  func write<Result>(_ act: String, _ work: (Database) throws -> Result) throws(JournalError)
    -> Result
  {
    do {
      return try queue.writeWithoutTransaction { database in
        try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
        do {
          let result = try work(database)
          try database.cachedStatement(sql: "COMMIT").execute()
          return result
        } catch {
          tail.withLock { $0 = nil }
          if database.isInsideTransaction {
            try? database.cachedStatement(sql: "ROLLBACK").execute()
          }
          throw error
        }
      }
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError.database(error, act)
    }
  }

  /// Runs a look-up. A reader beside a counter sees one moment of it; the writer's own connection
  /// is alone anyway and needs no transaction.
  func read<Result>(_ act: String, _ work: (Database) throws -> Result) throws(JournalError)
    -> Result
  {
    do {
      return try queue.configuration.readonly ? queue.read(work) : queue.unsafeRead(work)
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError.database(error, act)
    }
  }

  /// Writes facts, their seals, the rows folded from them and the papers to print: one transaction.
  public func append(_ facts: [Fact], _ stamp: Stamp) throws(JournalError) -> [WrittenFact] {
    try write("write down a fact") { database in
      try self.append(facts, stamp, in: database)
    }
  }

  private func append(
    _ facts: [Fact], _ stamp: Stamp, in database: Database
  ) throws -> [WrittenFact] {
    if let contact = stamp.newContact { try ContactTable.store(contact, in: database) }
    var tail = try tail.withLock { $0 } ?? Tail(database)
    let first = tail.seq + 1
    var written: [WrittenFact] = []
    for fact in facts {
      let (kind, body) = fact.event.written
      let entry = Entry(
        seq: tail.seq + 1, shop: shop, desk: stamp.desk, stream: fact.stream.name,
        streamID: fact.stream.id,
        version: try tail.nextVersion(of: fact.stream, database), kind: kind,
        at: stamp.at, day: stamp.day.description, person: stamp.person,
        commandID: stamp.commandID, body: body.bytes)
      tail.seq = entry.seq
      tail.seal = seal.seal(of: entry, after: tail.seal)
      try Journal.insert(entry, seal: tail.seal, database)
      try JournalFold.fold(entry, fact.event, in: database)
      try Outbox.enqueue(fact.event, stamp, in: database)
      written.append(WrittenFact(seq: entry.seq, kind: kind))
    }
    // Only an id that came from outside can come again.
    if !facts.isEmpty, stamp.contentDigest != nil {
      try database.cachedStatement(
        sql: """
          INSERT INTO command (id, first_seq, last_seq, digest) VALUES (?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET last_seq = excluded.last_seq
          """
      ).execute(arguments: [stamp.commandID, first, tail.seq, stamp.contentDigest])
    }
    self.tail.withLock { $0 = tail }
    return written
  }

  private static func insert(_ entry: Entry, seal: [UInt8], _ database: Database) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO entry (seq, shop, desk, stream, stream_id, version, kind, utc_ms, offset_s,
          day, person, command_id, body, seal) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      entry.seq, entry.shop, entry.desk, entry.stream, entry.streamID, entry.version, entry.kind,
      entry.at.utcMilliseconds, entry.at.offsetSeconds, entry.day, entry.person,
      entry.commandID, Data(entry.body), Data(seal),
    ])
  }

  /// The last entry's number and seal; zero and the origin for an empty journal.
  static func head(_ database: Database) throws -> (seq: Int64, seal: [UInt8]) {
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT seq, seal FROM entry ORDER BY seq DESC LIMIT 1"))
    guard let row else { return (0, Seal.origin) }
    return (row["seq"], Array(row["seal"] as Data))
  }

  /// The entries a command id has already made.
  public func entries(ofCommand id: String) throws(JournalError) -> DoneCommand? {
    try read("look up a command") { database in
      try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT first_seq, last_seq, digest FROM command WHERE id = ?"),
        arguments: [id]
      ).map { DoneCommand(first: $0[0], last: $0[1], contentDigest: $0[2]) }
    }
  }

  /// What the journal says of a page of markup: an HMAC, so that nothing can be guessed from it.
  public func digest(ofMarkup text: String) -> String { seal.digest(ofMarkup: text) }

  /// Keeps a document's markup, made once, for every reprint; its hash is a fact of its own.
  ///
  /// - Parameter facts: what is written with it: `documentExpanded`, and `documentFailed` when a
  ///   plain form had to stand in for the template.
  public func keepMarkup(
    _ text: String, of number: String, isStamped: Bool, _ facts: [Fact], _ stamp: Stamp
  ) throws(JournalError) {
    try write("keep a document") { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO markup (number, is_stamped, text) VALUES (?, ?, ?)",
        arguments: [number, isStamped, text])
      guard database.changesCount > 0 else { return }
      _ = try self.append(facts, stamp, in: database)
    }
  }

  /// The markup a document was first expanded to; nil before that.
  public func markup(of number: String, isStamped: Bool) throws(JournalError) -> String? {
    try read("read a document") { database in
      try String.fetchOne(
        database, sql: "SELECT text FROM markup WHERE number = ? AND is_stamped = ?",
        arguments: [number, isStamped])
    }
  }
}

/// The end of the journal: what the next entry is numbered and sealed after.
private struct Tail: Sendable {
  var seq: Int64
  var seal: [UInt8]
  /// Last version of the streams written lately.
  private var versions: [TillCore.Stream: Int] = [:]
  /// More streams than a counter has in hand; a longer list would only be a leak.
  private static let streamsMost = 64

  init(_ database: Database) throws {
    (seq, seal) = try Journal.head(database)
  }

  mutating func nextVersion(of stream: TillCore.Stream, _ database: Database) throws -> Int {
    if versions.count > Self.streamsMost { versions = [:] }
    let last = try versions[stream] ?? Self.lastVersion(of: stream, database)
    versions[stream] = last + 1
    return last + 1
  }

  private static func lastVersion(of stream: TillCore.Stream, _ database: Database) throws -> Int {
    try Int.fetchOne(
      database.cachedStatement(
        sql: "SELECT max(version) FROM entry WHERE stream = ? AND stream_id = ?"),
      arguments: [stream.name, stream.id]) ?? 0
  }
}
