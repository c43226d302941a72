import GRDB

/// What the day's book is read by: an index over the few kinds of entries it is about, and the
/// numbers given out.
enum BookSchema {
  /// Kinds of the acts the book lists, and of signing on, which has the names of people.
  ///
  /// Joined by OR: for a list SQLite would build a table anew for every entry that is written.
  static let kinds = [
    "collect.note-refused.1", "sale.line-dropped.1", "sale.quantity-lowered.1",
    "sale.change-undone.1", "sale.cancelled.1", "sale.reopened.1", "drawer.opened.1",
    "document.copied.1", "approval.given.1", "person.signed-on.1",
  ].map { "kind = '\($0)'" }.joined(separator: " OR ")

  static let tables = ["issued_number"]

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE INDEX entry_book ON entry (desk, day) WHERE \(kinds);
        CREATE TABLE issued_number (
          desk INTEGER NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, ordinal INTEGER NOT NULL,
          PRIMARY KEY (desk, kind, day, ordinal)
        ) STRICT, WITHOUT ROWID;
        """)
    for (kind, entry, field) in numbered {
      try database.execute(
        sql: """
          INSERT INTO issued_number (desk, kind, day, ordinal)
          SELECT desk, '\(kind)', day, CAST(substr(number, instr(number, '-') + 1) AS INTEGER)
          FROM (SELECT desk, day, json_extract(CAST(body AS TEXT), '$.\(field)') AS number
            FROM entry WHERE kind = '\(entry)')
          WHERE '\(kind)' <> 'x-report' OR number GLOB 'X*'
          """)
    }
  }

  /// Which entries gave a number out when the table was made, and where it stands in them.
  private static let numbered = [
    ("slip", "sale.invoiced.1", "slip"), ("receipt", "sale.paid.1", "receipt"),
    ("delivery", "delivery.ordered.1", "number"), ("x-report", "document.issued.1", "number"),
  ]
}
