import GRDB

/// The tables, by migration. Entries are only ever added: triggers refuse anything else, and every
/// other table can be made again from them (`JournalFold`), but for contacts, PINs and the outbox.
enum JournalSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 the journal") { database in
      try database.execute(sql: journal)
      try database.execute(sql: readModel)
      try database.execute(sql: besides)
      try PinTable.create(in: database)
    }
    migrator.registerMigration("2 what became of prints") { try $0.execute(sql: prints) }
    migrator.registerMigration("3 the drawer and the close") {
      try $0.execute(sql: JournalSchemaClose.tables)
    }
    migrator.registerMigration("4 figures") { try $0.execute(sql: figures) }
    migrator.registerMigration("5 the day's book") { try BookSchema.create(in: $0) }
    return migrator
  }

  private static let journal = """
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY, shop TEXT NOT NULL, desk INTEGER NOT NULL, stream TEXT NOT NULL,
      stream_id TEXT NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL,
      utc_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL, day TEXT NOT NULL, person TEXT,
      command_id TEXT NOT NULL, body BLOB NOT NULL, seal BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX entry_stream ON entry (stream, stream_id, version);
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
      BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
    CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
      BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
    CREATE TABLE command (
      id TEXT PRIMARY KEY, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, digest TEXT
    ) STRICT, WITHOUT ROWID;
    """

  /// Rows folded from entries, with the facts, in one transaction.
  static let readModelTables =
    [
      "session", "series", "drawer", "drawer_float", "pin_failure", "sale", "paper", "sale_line",
      "sale_tax", "tender", "returned", "document", "day_span",
      "catalogue_seen",
    ] + JournalSchemaClose.names + BookSchema.tables

  private static let readModel = """
    CREATE TABLE session (
      desk INTEGER PRIMARY KEY, person TEXT, last_payment TEXT, is_confirmed INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE series (
      desk INTEGER NOT NULL, kind TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (desk, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE drawer (
      desk INTEGER NOT NULL, denomination_minor INTEGER NOT NULL, pieces INTEGER NOT NULL,
      PRIMARY KEY (desk, denomination_minor)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE drawer_float (
      desk INTEGER NOT NULL, day TEXT NOT NULL, count TEXT NOT NULL, total_minor INTEGER NOT NULL,
      seq INTEGER NOT NULL, PRIMARY KEY (desk, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pin_failure (
      person TEXT PRIMARY KEY, count INTEGER NOT NULL, utc_ms INTEGER NOT NULL,
      offset_s INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sale (
      id TEXT PRIMARY KEY, desk INTEGER NOT NULL, state TEXT NOT NULL, slip TEXT, receipt TEXT,
      label TEXT, opened_day TEXT NOT NULL, opened_time TEXT NOT NULL, cashier TEXT NOT NULL,
      seller TEXT NOT NULL, seller_name TEXT NOT NULL, collector TEXT, collector_name TEXT,
      done_day TEXT, done_time TEXT, done_hour INTEGER, total_minor INTEGER,
      gross_minor INTEGER, discount_minor INTEGER, returns_minor INTEGER, rounding_minor INTEGER,
      contact INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sale_open ON sale (desk, state) WHERE state IN ('open', 'parked');
    CREATE INDEX sale_day ON sale (done_day, desk);
    CREATE TABLE paper (
      number TEXT PRIMARY KEY, kind TEXT NOT NULL, sale TEXT NOT NULL, is_void INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sale_line (
      sale TEXT NOT NULL, line INTEGER NOT NULL, desk INTEGER NOT NULL, day TEXT NOT NULL,
      code TEXT NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL,
      quantity INTEGER NOT NULL, amount_minor INTEGER NOT NULL, added_tax_minor INTEGER NOT NULL,
      is_returned INTEGER NOT NULL, PRIMARY KEY (sale, line)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sale_line_day ON sale_line (day, desk);
    CREATE TABLE sale_tax (
      sale TEXT NOT NULL, band TEXT NOT NULL, basis_points INTEGER NOT NULL, desk INTEGER NOT NULL,
      day TEXT NOT NULL, net_minor INTEGER NOT NULL, tax_minor INTEGER NOT NULL,
      gross_minor INTEGER NOT NULL, PRIMARY KEY (sale, band, basis_points)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sale_tax_day ON sale_tax (day, desk);
    CREATE TABLE tender (
      sale TEXT NOT NULL, number INTEGER NOT NULL, desk INTEGER NOT NULL, day TEXT NOT NULL,
      kind TEXT NOT NULL, amount_minor INTEGER NOT NULL, rounding_minor INTEGER NOT NULL,
      taken_back_day TEXT, PRIMARY KEY (sale, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tender_day ON tender (day, desk);
    CREATE TABLE returned (
      by_sale TEXT NOT NULL, by_line INTEGER NOT NULL, sale TEXT NOT NULL, line INTEGER NOT NULL,
      quantity INTEGER NOT NULL, amount_minor INTEGER NOT NULL, PRIMARY KEY (by_sale, by_line)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX returned_of ON returned (sale, line);
    CREATE TABLE document (
      number TEXT NOT NULL, is_stamped INTEGER NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL,
      is_printed INTEGER NOT NULL, copies INTEGER NOT NULL, markup_hash TEXT,
      PRIMARY KEY (number, is_stamped)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE catalogue_seen (only INTEGER PRIMARY KEY CHECK (only = 1), hash TEXT NOT NULL)
      STRICT;
    CREATE TABLE day_span (
      desk INTEGER NOT NULL, day TEXT NOT NULL, first_seq INTEGER NOT NULL,
      PRIMARY KEY (desk, day)
    ) STRICT, WITHOUT ROWID;
    """

  /// What a print server knows a print by, and every step of it with time and person: added to,
  /// never changed.
  private static let prints = """
    ALTER TABLE outbox ADD COLUMN wanted_queue TEXT;
    ALTER TABLE outbox ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN job_name TEXT;
    ALTER TABLE outbox ADD COLUMN job_uuid TEXT;
    ALTER TABLE outbox ADD COLUMN is_over INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN may_be_on_paper INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN since_ms INTEGER;
    ALTER TABLE outbox ADD COLUMN since_offset_s INTEGER;
    UPDATE outbox SET state = 'unknown' WHERE state = 'handing-over';
    UPDATE outbox SET state = 'failed' WHERE state = 'queued' AND kind = 'kick';
    UPDATE outbox SET wanted_queue = queue WHERE state = 'queued';
    UPDATE outbox SET is_over = 1 WHERE state <> 'queued';
    DROP INDEX outbox_waiting;
    CREATE INDEX outbox_open ON outbox (is_over, state) WHERE is_over = 0;
    CREATE INDEX outbox_unsettled ON outbox (state) WHERE state IN ('unknown', 'failed');
    CREATE INDEX outbox_number ON outbox (number);
    CREATE TABLE print_event (
      id INTEGER PRIMARY KEY, print INTEGER NOT NULL, attempt INTEGER NOT NULL,
      utc_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL, person TEXT, state TEXT NOT NULL,
      queue TEXT, job INTEGER, job_uuid TEXT, digest TEXT, note TEXT
    ) STRICT;
    CREATE INDEX print_event_print ON print_event (print);
    CREATE TRIGGER print_event_is_never_changed BEFORE UPDATE ON print_event
      BEGIN SELECT RAISE(ABORT, 'what became of a print is never changed'); END;
    CREATE TRIGGER print_event_is_never_removed BEFORE DELETE ON print_event
      BEGIN SELECT RAISE(ABORT, 'what became of a print is never removed'); END;
    """

  /// What goods cost and how many pieces were sold, beside what they brought; for lines sold
  /// before, from their own entries, as `SaleRows` does it: halves are rounded away from zero, and
  /// of a line number that was undone and used again the last counts.
  private static let figures = """
    ALTER TABLE sale_line ADD COLUMN cost_minor INTEGER;
    ALTER TABLE sale_line ADD COLUMN pieces INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX sale_contact ON sale (contact) WHERE contact IS NOT NULL;
    CREATE TEMP TABLE line_cost AS
      SELECT stream_id AS sale, json_extract(text, '$.line') AS line,
        json_extract(text, '$.cost_minor') AS cost, json_extract(text, '$.kind') AS kind,
        max(version) AS version
      FROM (SELECT stream_id, version, CAST(body AS TEXT) AS text FROM entry
        WHERE stream = 'sale' AND kind = 'sale.line-added.1')
      GROUP BY 1, 2;
    CREATE INDEX temp.line_cost_line ON line_cost (sale, line);
    UPDATE sale_line SET
      cost_minor = cost.cost * (quantity / 1000) + (cost.cost * (quantity % 1000) * 2
        + CASE WHEN quantity < 0 THEN -1000 ELSE 1000 END) / 2000,
      pieces = CASE
        WHEN is_returned OR cost.kind = 'deposit' THEN 0
        WHEN cost.kind = 'weight' OR quantity % 1000 <> 0 THEN 1
        ELSE abs(quantity) / 1000 END
    FROM temp.line_cost AS cost WHERE cost.sale = sale_line.sale AND cost.line = sale_line.line;
    DROP TABLE temp.line_cost;
    """

  /// Not folded from entries: customers (erasable), and what the printers have yet to do.
  private static let besides = """
    CREATE TABLE contact (
      id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, phone TEXT NOT NULL,
      address TEXT NOT NULL
    ) STRICT;
    CREATE INDEX contact_phone ON contact (phone);
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, kind TEXT NOT NULL,
      is_stamped INTEGER NOT NULL, role TEXT, copy_ordinal INTEGER, copy_reason TEXT,
      desk INTEGER NOT NULL, state TEXT NOT NULL, queue TEXT, job INTEGER, note TEXT
    ) STRICT;
    CREATE INDEX outbox_waiting ON outbox (state) WHERE state IN ('queued', 'handing-over');
    CREATE TABLE markup (
      number TEXT NOT NULL, is_stamped INTEGER NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (number, is_stamped)
    ) STRICT, WITHOUT ROWID;
    """
}
