import GRDB
import TillCore

/// The articles of a shop, as the last import left them; only read.
///
/// An import puts a new file in the old one's place, while this one goes on reading the old:
/// ask `isStale()` before a line and open again.
public final class Catalogue: Sendable {
  /// Most articles one search answers.
  public static let answersMost = 100
  /// Fewest letters of a code or barcode that are looked up as its beginning.
  static let beginningLetters = 2

  /// How many articles there are.
  public let count: Int
  /// SHA-256 of the comma-separated file it was made from, in hexadecimal.
  public let sourceHash: String

  /// What the import that made it changed, for the journal.
  public let change: CatalogueChange

  private let path: String
  private let stamp: SystemFile.Stamp?
  private let queue: DatabaseQueue

  /// Opens the catalogue of a shop's `data` folder.
  ///
  /// - Throws: `.missingFile` before the first import, `.notASQLiteFile`, `.wrongSchema`.
  public init(in directory: String) throws(JournalError) {
    path = directory + "/" + CatalogueSchema.fileName
    // Taken before opening: a file put in place meanwhile makes this one stale, not unseen.
    stamp = SystemFile.stamp(path)
    guard stamp != nil else {
      throw JournalError(
        .missingFile, "There is no catalogue at \(path)",
        wayOn: "Make it: till catalogue import config/catalogue.csv.")
    }
    do {
      queue = try Self.open(path)
      (count, sourceHash, change) = try queue.read { [path] database in
        try CatalogueSchema.verify(database, path)
        let sql = "SELECT article_count, source_hash, added, changed, removed FROM about"
        guard let row = try Row.fetchOne(database, sql: sql) else {
          throw JournalError(
            .wrongSchema, "\(path) is empty",
            wayOn: "Import the catalogue again: till catalogue import FILE.")
        }
        let change = CatalogueChange(
          hash: row[1], rows: row[0], added: row[2], changed: row[3], removed: row[4])
        return (row[0], row[1], change)
      }
    } catch {
      throw JournalError.store(error, path)
    }
  }

  /// Whether an import has put another file in the place of this one. One `stat`.
  ///
  /// A file that has vanished is not newer: the open one still has all articles.
  public func isStale() -> Bool {
    guard let now = SystemFile.stamp(path) else { return false }
    return now != stamp
  }

  /// The article of a code, caseless.
  public func article(code: String) throws(JournalError) -> Article? {
    try read { try Self.article(code: code, $0) }
  }

  /// The article that has this article number as barcode or code.
  public func article(gtin: GTIN) throws(JournalError) -> Article? {
    try read { try Self.article(key: gtin.fourteenDigits, $0) }
  }

  /// The article of what a scanner sent or someone typed: a code, else a barcode; article
  /// numbers are compared as 14 digits (COUNTER rule 2).
  public func article(scanned text: String) throws(JournalError) -> Article? {
    try read { database in
      try Self.article(code: text, database)
        ?? Self.article(key: CatalogueKey.of(text), database)
    }
  }

  /// Articles found by words of name, brand, specification and colour, by pinyin initials, by a
  /// code or barcode or the beginning of one; in the order of the catalogue.
  public func search(_ words: String, limit: Int = 10) throws(JournalError) -> [Article] {
    let limit = min(max(limit, 0), Self.answersMost)
    guard limit > 0 else { return [] }
    let text = CatalogueText.trimmed(words)
    return try read { database in
      var found = Answers(limit: limit)
      if let key = Self.key(of: text) { found.add(try Self.ids(key: key, database)) }
      if let query = CatalogueQuery(text) {
        found.add(try Self.ids(matching: query.strict, limit: limit, database))
        if found.isEmpty, let loose = query.loose {
          found.add(try Self.ids(matching: loose, limit: limit, database))
        }
      }
      if !found.isFull, Self.isBeginning(text) {
        found.add(try Self.ids(codeBeginning: text, limit: limit, database))
        found.add(try Self.ids(barcodeBeginning: text, limit: limit, database))
      }
      return try found.ids.compactMap { try Self.article(id: $0, database) }
    }
  }

  /// Articles whose code begins so, in the order of their codes: for completion.
  public func articlesBeginning(
    with text: String, limit: Int = 10
  ) throws(JournalError) -> [Article] {
    let limit = min(max(limit, 0), Self.answersMost)
    guard limit > 0, Article.isCode(text) else { return [] }
    return try read { database in
      try Self.ids(codeBeginning: text, limit: limit, database)
        .compactMap { try Self.article(id: $0, database) }
    }
  }

  /// Articles of a department, in the catalogue's order (A2).
  public func articles(
    ofDepartment department: String, limit: Int
  ) throws(JournalError) -> [Article] {
    try read { database in
      let ids = try Int64.fetchAll(
        database, sql: "SELECT id FROM article WHERE department = ? ORDER BY id LIMIT ?",
        arguments: [department, min(max(limit, 0), Self.answersMost)])
      return try ids.compactMap { try Self.article(id: $0, database) }
    }
  }

  /// Whether a catalogue of this version can be read there.
  static func canOpen(_ path: String) -> Bool {
    guard SystemFile.stamp(path) != nil, let queue = try? open(path) else { return false }
    return (try? queue.read { try CatalogueSchema.verify($0, path) }) != nil
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "catalogue"
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private func read<Result: Sendable>(
    _ work: (Database) throws -> Result
  ) throws(JournalError) -> Result {
    do {
      // The file never changes once it is open, so no transaction is needed.
      return try queue.unsafeRead(work)
    } catch {
      throw JournalError.store(error, path)
    }
  }
}

/// The rows of a search, each once, in the order they were found.
private struct Answers {
  let limit: Int
  private(set) var ids: [Int64] = []

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { ids.isEmpty }
  var isFull: Bool { ids.count >= limit }

  mutating func add(_ more: [Int64]) {
    for id in more where !isFull && !ids.contains(id) { ids.append(id) }
  }
}

extension Catalogue {
  private static func article(code: String, _ database: Database) throws -> Article? {
    let sql = "SELECT \(CatalogueSchema.columns) FROM article WHERE code = ? COLLATE NOCASE"
    let statement = try database.cachedStatement(sql: sql)
    return try Row.fetchOne(statement, arguments: [code]).flatMap(CatalogueSchema.article)
  }

  private static func article(id: Int64, _ database: Database) throws -> Article? {
    let sql = "SELECT \(CatalogueSchema.columns) FROM article WHERE id = ?"
    let statement = try database.cachedStatement(sql: sql)
    return try Row.fetchOne(statement, arguments: [id]).flatMap(CatalogueSchema.article)
  }

  private static func article(key: String, _ database: Database) throws -> Article? {
    try ids(key: key, database).first.flatMap { try article(id: $0, database) }
  }

  private static func ids(key: String, _ database: Database) throws -> [Int64] {
    let sql = "SELECT article FROM scan WHERE key = ?"
    return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: [key])
  }

  private static func ids(
    matching query: String, limit: Int, _ database: Database
  ) throws -> [Int64] {
    let sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ?"
    return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: [query, limit])
  }

  private static func ids(
    codeBeginning text: String, limit: Int, _ database: Database
  ) throws -> [Int64] {
    // Behind every code that begins so: no code holds a byte above 7A.
    let sql = """
      SELECT id FROM article WHERE code >= ? COLLATE NOCASE AND code < ? COLLATE NOCASE
      ORDER BY code COLLATE NOCASE LIMIT ?
      """
    return try Int64.fetchAll(
      database.cachedStatement(sql: sql), arguments: [text, text + "\u{7F}", limit])
  }

  private static func ids(
    barcodeBeginning text: String, limit: Int, _ database: Database
  ) throws -> [Int64] {
    var ids: [Int64] = []
    let sql = "SELECT article FROM scan WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
    let statement = try database.cachedStatement(sql: sql)
    // Kept as 14 digits: an EAN-13 has one zero in front, a UPC-A two, an EAN-8 six.
    let fronts = text.utf8.allSatisfy { (48...57).contains($0) } ? ["0", "", "00", "000000"] : [""]
    for front in fronts where ids.count < limit {
      let start = front + text.uppercased()
      ids += try Int64.fetchAll(statement, arguments: [start, start + "\u{7F}", limit])
    }
    return ids
  }

  private static func key(of text: String) -> String? {
    text.isEmpty || text.contains(" ") ? nil : CatalogueKey.of(text)
  }

  private static func isBeginning(_ text: String) -> Bool {
    text.utf8.count >= beginningLetters && Article.isCode(text)
  }
}
