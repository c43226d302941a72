import GRDB
import Glibc
import TillCore

/// Writes a catalogue's new file, which nobody reads before it is whole.
final class CatalogueBuilder {
  private let database: Database
  private let insertArticle: Statement
  private let insertScan: Statement
  private let insertWords: Statement
  private var words = CatalogueWords()
  private(set) var articleCount: Int64 = 0

  /// Runs `body` on a new file at `path`; the file is whole when it returns.
  ///
  /// Without journal and syncs: a cut leaves a file that is thrown away, and `fsync` comes once,
  /// before it takes the old one's place.
  static func build<Result>(
    _ path: String, _ body: (CatalogueBuilder) throws -> Result
  ) throws -> Result {
    unlink(path)
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
          PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY
          """)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.inDatabase { database in
      try database.execute(sql: "BEGIN")
      try database.execute(sql: CatalogueSchema.tables)
      return try body(CatalogueBuilder(database))
    }
  }

  private init(_ database: Database) throws {
    self.database = database
    insertArticle = try database.makeStatement(
      sql: """
        INSERT INTO article (id, \(CatalogueSchema.columns))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    insertScan = try database.makeStatement(sql: "INSERT INTO scan (key, article) VALUES (?, ?)")
    insertWords = try database.makeStatement(
      sql: "INSERT INTO search (rowid, words) VALUES (?, ?)")
  }

  func add(_ article: Article) throws {
    articleCount += 1
    try insertArticle.execute(arguments: CatalogueSchema.arguments(article, id: articleCount))
    var keys = [CatalogueKey.of(article.code)]
    for barcode in article.barcodes {
      let key = CatalogueKey.of(barcode)
      if !keys.contains(key) { keys.append(key) }
    }
    for key in keys { try insertScan.execute(arguments: [key, articleCount]) }
    let named = article.name.hasPrefix(article.brand) ? [] : [article.brand]
    let text = words.indexed(named + [article.name, article.specification, article.colour])
    try insertWords.execute(arguments: [articleCount, text])
  }

  /// Makes the indices and ends the transaction.
  func finish(sourceHash: String, encoding: CSVEncoding) throws {
    try database.execute(
      sql: "INSERT INTO about (source_hash, encoding, article_count) VALUES (?, ?, ?)",
      arguments: [sourceHash, encoding.rawValue, articleCount])
    try database.execute(sql: CatalogueSchema.indices)
    try database.execute(sql: "COMMIT")
  }

  /// Keeps in the file what it changes, for the counter that opens it next.
  func note(_ changes: (added: Int, changed: Int, removed: Int)) throws {
    try database.execute(
      sql: "UPDATE about SET added = ?, changed = ?, removed = ?",
      arguments: [changes.added, changes.changed, changes.removed])
  }

  /// How many articles are new, other than before, and gone, against the catalogue in use.
  ///
  /// One that can't be read counts as none: an import is how a broken one is mended.
  func changes(against path: String) throws -> (added: Int, changed: Int, removed: Int) {
    guard Catalogue.canOpen(path) else { return (Int(articleCount), 0, 0) }
    try database.execute(sql: "ATTACH ? AS old", arguments: [path])
    defer { try? database.execute(sql: "DETACH old") }
    let fields = CatalogueSchema.columns.split(separator: ",").map { name in
      String(name.filter { !$0.isWhitespace })
    }
    let new = fields.map { "new." + $0 }.joined(separator: ", ")
    let old = fields.map { "old." + $0 }.joined(separator: ", ")
    let both = """
      SELECT count(*), coalesce(sum((\(new)) IS NOT (\(old))), 0)
      FROM main.article AS new
      JOIN old.article AS old ON old.code = new.code COLLATE NOCASE
      """
    guard let row = try Row.fetchOne(database, sql: both),
      let oldCount = try Int.fetchOne(database, sql: "SELECT count(*) FROM old.article")
    else {
      return (Int(articleCount), 0, 0)
    }
    let kept: Int = row[0]
    return (Int(articleCount) - kept, row[1], oldCount - kept)
  }
}
