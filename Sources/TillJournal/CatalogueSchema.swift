import GRDB
import TillCore

/// The tables of `data/catalogue.sqlite`: written once by an import, then only read.
///
/// The journal refers to none of it, so a new version is a new number and one more import.
enum CatalogueSchema {
  /// `PRAGMA application_id`: the letters TILc.
  static let applicationID: Int64 = 0x5449_4C63
  /// `PRAGMA user_version`.
  static let version: Int64 = 1

  static let fileName = "catalogue.sqlite"

  static let tables = """
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = \(version);
    CREATE TABLE about (
      source_hash TEXT NOT NULL, encoding TEXT NOT NULL, article_count INTEGER NOT NULL,
      added INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE article (
      id INTEGER PRIMARY KEY, code TEXT NOT NULL, barcodes TEXT NOT NULL, name TEXT NOT NULL,
      brand TEXT NOT NULL, specification TEXT NOT NULL, colour TEXT NOT NULL,
      unit TEXT NOT NULL, department TEXT NOT NULL, tax_band TEXT NOT NULL,
      price_minor INTEGER NOT NULL, cost_minor INTEGER, kind TEXT NOT NULL,
      needs_serial INTEGER NOT NULL, least_age_years INTEGER, warranty_days INTEGER,
      selling_points TEXT NOT NULL
    ) STRICT;
    CREATE TABLE scan (key TEXT NOT NULL, article INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE search USING fts5 (
      words, content = '', columnsize = 0, tokenize = 'ascii', prefix = '2 3'
    );
    INSERT INTO search (search, rank) VALUES ('automerge', 0), ('crisismerge', 64);
    """

  /// Made after the rows: one sort is much quicker than a million places to find.
  static let indices = """
    CREATE UNIQUE INDEX article_code ON article (code COLLATE NOCASE);
    CREATE INDEX article_department ON article (department);
    CREATE UNIQUE INDEX scan_key ON scan (key, article);
    INSERT INTO search (search) VALUES ('optimize');
    """

  /// The columns of `article` in the order that `article(_:)` and `arguments(_:)` use.
  static let columns = """
    code, barcodes, name, brand, specification, colour, unit, department, tax_band,
    price_minor, cost_minor, kind, needs_serial, least_age_years, warranty_days, selling_points
    """

  /// Divides the parts of a column that holds several; no text may contain it.
  private static let divider = "\n"

  static func arguments(_ article: Article, id: Int64) -> StatementArguments {
    [
      id, article.code, article.barcodes.joined(separator: divider), article.name, article.brand,
      article.specification, article.colour, article.unit, article.department, article.taxBand,
      article.priceMinor, article.costMinor, article.kind.rawValue, article.needsSerial,
      article.leastAge, article.warrantyDays,
      article.sellingPoints.joined(separator: divider),
    ]
  }

  /// The article of a row of `columns`; nil for a kind this version doesn't know.
  static func article(_ row: Row) -> Article? {
    guard let kind = ArticleKind(rawValue: row[11]) else { return nil }
    return Article(
      code: row[0], barcodes: parts(row[1]), name: row[2], brand: row[3], specification: row[4],
      colour: row[5], unit: row[6], department: row[7], taxBand: row[8], priceMinor: row[9],
      costMinor: row[10], kind: kind, needsSerial: row[12], leastAge: row[13],
      warrantyDays: row[14], sellingPoints: parts(row[15]))
  }

  private static func parts(_ text: String) -> [String] {
    text.split(separator: divider).map(String.init)
  }

  /// Refuses a file that isn't a catalogue of this version.
  static func verify(_ database: Database, _ path: String) throws {
    let wayOn = "Import the catalogue again: till catalogue import FILE."
    guard try Int64.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
      throw JournalError(.wrongSchema, "\(path) is not a catalogue of Till", wayOn: wayOn)
    }
    let found = try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found == version else {
      throw JournalError(
        .wrongSchema, "\(path) has version \(found), this program reads version \(version)",
        wayOn: wayOn)
    }
  }
}
