import GRDB

/// What a day's book and figures are read by: an index over the few kinds of entries the book is
/// about, the numbers given out, and indexes that hold all that the figures add up.
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
    try cover(in: database)
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

  /// Indexes with every column a day's sums need: 100,000 sales are then read in a row, where each
  /// would be looked up by its random id.
  private static func cover(in database: Database) throws {
    try database.execute(
      sql: """
        DROP INDEX sale_day;
        CREATE INDEX sale_day ON sale (done_day, desk, state, done_hour, collector, seller,
          shift, collector_name, seller_name, total_minor, gross_minor, discount_minor,
          returns_minor, rounding_minor) WHERE done_day IS NOT NULL;
        DROP INDEX sale_line_day;
        CREATE INDEX sale_line_day ON sale_line (day, desk, department, is_returned, quantity,
          amount_minor, added_tax_minor);
        DROP INDEX sale_tax_day;
        CREATE INDEX sale_tax_day ON sale_tax (day, desk, band, basis_points, net_minor, tax_minor);
        DROP INDEX tender_day;
        CREATE INDEX tender_day ON tender (day, desk, kind, shift, amount_minor);
        CREATE INDEX tender_taken_back ON tender 
          (taken_back_day, desk, kind, taken_back_shift, amount_minor)
          WHERE taken_back_day IS NOT NULL;
        """)
  }

  /// Which entries gave a number out when the table was made, and where it stands in them.
  private static let numbered = [
    ("slip", "sale.invoiced.1", "slip"), ("receipt", "sale.paid.1", "receipt"),
    ("delivery", "delivery.ordered.1", "number"), ("x-report", "document.issued.1", "number"),
  ]
}
