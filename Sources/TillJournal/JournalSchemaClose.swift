/// The tables of drawer, shifts and closes: folded from entries like the rest of the read model.
enum JournalSchemaClose {
  static let names = [
    "shift_now", "drawer_move", "closing_now", "closed_day", "shift_end", "short_owed", "waiting",
  ]

  static let tables = """
    CREATE TABLE shift_now (
      desk INTEGER PRIMARY KEY, number INTEGER NOT NULL, left_count TEXT, float_count TEXT,
      float_day TEXT, is_float_mark INTEGER NOT NULL DEFAULT 0,
      opened_ms INTEGER, opened_offset_s INTEGER
    ) STRICT;
    CREATE TABLE drawer_move (
      seq INTEGER PRIMARY KEY, desk INTEGER NOT NULL, day TEXT NOT NULL, shift INTEGER NOT NULL,
      kind TEXT NOT NULL, amount_minor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX drawer_move_day ON drawer_move (day, desk);
    CREATE TABLE closing_now (
      desk INTEGER PRIMARY KEY, day TEXT NOT NULL, seq INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE closed_day (
      desk INTEGER NOT NULL, day TEXT NOT NULL, from_day TEXT NOT NULL, number TEXT NOT NULL,
      seq INTEGER NOT NULL, utc_ms INTEGER NOT NULL, offset_s INTEGER NOT NULL,
      grand_total_minor INTEGER NOT NULL, left_minor INTEGER NOT NULL,
      is_backed_up INTEGER NOT NULL,
      PRIMARY KEY (desk, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE shift_end (
      seq INTEGER PRIMARY KEY, desk INTEGER NOT NULL, day TEXT NOT NULL
    ) STRICT;
    CREATE INDEX shift_end_day ON shift_end (day, desk);
    CREATE TABLE short_owed (person TEXT PRIMARY KEY, minor INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE waiting (sale TEXT PRIMARY KEY, desk INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    ALTER TABLE sale ADD COLUMN shift INTEGER;
    ALTER TABLE tender ADD COLUMN shift INTEGER;
    ALTER TABLE tender ADD COLUMN taken_back_shift INTEGER;
    INSERT INTO shift_now (desk, number, float_count, float_day)
      SELECT desk, 1, count, day FROM drawer_float AS latest
      WHERE seq = (SELECT max(seq) FROM drawer_float WHERE desk = latest.desk);
    """
}
