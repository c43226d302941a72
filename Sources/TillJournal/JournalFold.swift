import GRDB
import TillCore

/// Folds one entry into the read model's rows. The same code runs when a fact is appended and when
/// the rows are made again from the journal, so the two can't differ.
enum JournalFold {
  static func fold(_ entry: Entry, _ event: Event, in database: Database) throws {
    try touchDay(entry, in: database)
    try DrawerRows.openShift(entry, event, in: database)
    switch event {
    case .signedOn(let person):
      try session(entry.desk, person.id, in: database)
      try run("DELETE FROM pin_failure WHERE person = ?", [person.id], database)
    case .signedOff: try session(entry.desk, nil, in: database)
    case .pinRefused(let person, let failures):
      try run(
        "INSERT OR REPLACE INTO pin_failure (person, count, utc_ms, offset_s) VALUES (?,?,?,?)",
        [person, failures, entry.at.utcMilliseconds, entry.at.offsetSeconds], database)
    case .approvalGiven(let approval):
      try run("DELETE FROM pin_failure WHERE person = ?", [approval.vouched.id], database)
    case .pinUnlocked(let person):
      try run("DELETE FROM pin_failure WHERE person = ?", [person], database)
    case .catalogueChanged(let change):
      try run("INSERT OR REPLACE INTO catalogue_seen VALUES (1, ?)", [change.hash], database)
    case .changeConfirmed:
      try run("UPDATE session SET is_confirmed = 1 WHERE desk = ?", [entry.desk], database)
    case .documentIssued, .documentReleased, .documentCopied, .documentExpanded:
      try foldDocument(entry, event, in: database)
    default:
      if entry.stream == "sale" {
        try SaleRows.fold(entry, event, in: database)
      } else {
        try DrawerRows.fold(entry, event, in: database)
      }
    }
  }

  static func run(_ sql: String, _ arguments: StatementArguments, _ database: Database) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  private static func touchDay(_ entry: Entry, in database: Database) throws {
    // Its end is found from the next day's beginning: a row rewritten with every line is dear.
    try run(
      "INSERT OR IGNORE INTO day_span (desk, day, first_seq) VALUES (?, ?, ?)",
      [entry.desk, entry.day, entry.seq], database)
  }

  private static func session(_ desk: Int, _ person: String?, in database: Database) throws {
    try run(
      """
      INSERT INTO session (desk, person, is_confirmed) VALUES (?, ?, 0)
      ON CONFLICT (desk) DO UPDATE SET person = excluded.person
      """, [desk, person], database)
  }

  static func moveDrawer(_ desk: Int, _ delta: CashCount, in database: Database) throws {
    for piece in delta.pieces {
      try run(
        """
        INSERT INTO drawer (desk, denomination_minor, pieces) VALUES (?, ?, ?)
        ON CONFLICT (desk, denomination_minor) DO UPDATE SET pieces = pieces + excluded.pieces
        """, [desk, piece.denominationMinor, piece.pieces], database)
    }
  }

  /// Counts a number that is given out.
  static func countUp(
    _ kind: DocumentKind, to number: String, _ entry: Entry, in database: Database
  ) throws {
    try IssuedNumbers.note(number, kind, entry, in: database)
    try run(
      """
      INSERT INTO series (desk, kind, last) VALUES (?, ?, 1)
      ON CONFLICT (desk, kind) DO UPDATE SET last = last + 1
      """, [entry.desk, kind.rawValue], database)
  }

  private static func foldDocument(
    _ entry: Entry, _ event: Event, in database: Database
  ) throws {
    switch event {
    case .documentIssued(let document):
      if document.kind.isNumberedAtIssue {
        try countUp(document.kind, to: document.number, entry, in: database)
      }
      try run(
        """
        INSERT OR REPLACE INTO document (number, is_stamped, kind, seq, is_printed, copies)
        VALUES (?, ?, ?, ?, ?, 0)
        """,
        [
          document.number, document.isStamped, document.kind.rawValue, entry.seq,
          document.isPrinted,
        ], database)
    case .documentReleased(let number):
      try run("UPDATE document SET is_printed = 1 WHERE number = ?", [number], database)
    case .documentCopied(let number, let ordinal, _, _):
      try run("UPDATE document SET copies = ? WHERE number = ?", [ordinal, number], database)
    case .documentExpanded(let number, let hash, _):
      try run(
        """
        UPDATE document SET markup_hash = ? WHERE number = ? AND seq =
          (SELECT max(seq) FROM document WHERE number = ? AND markup_hash IS NULL)
        """, [hash, number, number], database)
    default: break
    }
  }
}
