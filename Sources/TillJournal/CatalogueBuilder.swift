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

  /// What stands in the file about its source.
  struct Source {
    let hash: String
    let encoding: CSVEncoding
  }

  /// How a catalogue differs from the one before.
  struct Changes {
    let articleCount: Int
    let added: Int
    let changed: Int
    let removed: Int
  }

  /// Makes a new file at `path`, whole when this returns, from the articles that `fill` adds.
  ///
  /// Without syncs: a cut leaves a file that is thrown away, and `fsync` comes once, before it
  /// takes the old one's place.
  ///
  /// - Parameters:
  ///   - old: the catalogue in use, to tell what is new.
  ///   - fill: answers nil when the file shall not be kept.
  static func build(
    _ path: String, against old: String, _ fill: (CatalogueBuilder) throws -> Source?
  ) throws -> Changes? {
    unlink(path)
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;
          PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
          PRAGMA temp_store = MEMORY
          """)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.inDatabase { database in
      var changes: Changes?
      var articleCount: Int?
      try database.inTransaction {
        try database.execute(sql: CatalogueSchema.tables)
        let builder = try CatalogueBuilder(database)
        guard let source = try fill(builder) else { return .rollback }
        try builder.finish(source)
        articleCount = Int(builder.articleCount)
        return .commit
      }
      if let articleCount {
        let found = try Self.changes(database, articleCount: articleCount, against: old)
        // Kept in the file for the counter that opens it next and journals the change.
        try database.execute(
          sql: "UPDATE about SET added = ?, changed = ?, removed = ?",
          arguments: [found.added, found.changed, found.removed])
        changes = found
      }
      return changes
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

  private func finish(_ source: Source) throws {
    try database.execute(
      sql: "INSERT INTO about (source_hash, encoding, article_count) VALUES (?, ?, ?)",
      arguments: [source.hash, source.encoding.rawValue, articleCount])
    try database.execute(sql: CatalogueSchema.indices)
  }

  /// Articles are the same by their code. A catalogue that can't be read counts as none: an
  /// import is how a broken one is mended.
  private static func changes(
    _ database: Database, articleCount: Int, against path: String
  ) throws -> Changes {
    guard Catalogue.canOpen(path) else {
      return Changes(articleCount: articleCount, added: articleCount, changed: 0, removed: 0)
    }
    try database.execute(sql: "ATTACH ? AS old", arguments: [path])
    defer { try? database.execute(sql: "DETACH old") }
    let names = CatalogueSchema.columns.split(separator: ",").map { name in
      name.filter { !$0.isWhitespace }
    }
    let new = names.map { "new." + $0 }.joined(separator: ", ")
    let old = names.map { "old." + $0 }.joined(separator: ", ")
    let sql = """
      SELECT count(*), coalesce(sum((\(new)) IS NOT (\(old))), 0),
        (SELECT count(*) FROM old.article)
      FROM main.article AS new
      JOIN old.article AS old ON old.code = new.code COLLATE NOCASE
      """
    guard let row = try Row.fetchOne(database, sql: sql) else {
      return Changes(articleCount: articleCount, added: articleCount, changed: 0, removed: 0)
    }
    let kept: Int = row[0]
    let oldCount: Int = row[2]
    return Changes(
      articleCount: articleCount, added: articleCount - kept, changed: row[1],
      removed: oldCount - kept)
  }
}
