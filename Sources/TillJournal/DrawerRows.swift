import GRDB
import TillCore

/// The rows of the drawer, its shifts and closes.
enum DrawerRows {
  static func fold(_ entry: Entry, _ event: Event, in database: Database) throws {
    switch event {
    case .floatSet(let count, let day, let replaced):
      try setFloat(count, day, replacing: replaced, entry, in: database)
    case .drawerMoved(let move): try book(move, entry, in: database)
    case .shortOwed(let person, let minor, _): try owe(person.id, minor, in: database)
    case .closingBegun(let beginning):
      try JournalFold.run(
        "INSERT OR REPLACE INTO closing_now (desk, day, seq) VALUES (?, ?, ?)",
        [entry.desk, beginning.day.description, entry.seq], database)
    case .closingAbandoned: try endClosing(entry.desk, in: database)
    case .shiftHandedOver(let end): try endShift(end, entry, in: database)
    case .dayClosed(let closing): try close(closing, entry, in: database)
    case .backedUp:
      try JournalFold.run(
        "UPDATE closed_day SET is_backed_up = 1 WHERE desk = ?", [entry.desk], database)
    default: break
    }
  }

  /// A shift begins with whoever first does something in it.
  static func openShift(_ entry: Entry, _ event: Event, in database: Database) throws {
    guard Shift.isOpened(by: event) else { return }
    try JournalFold.run(
      """
      INSERT INTO shift_now (desk, number, opened_ms, opened_offset_s) VALUES (?, 1, ?, ?)
      ON CONFLICT (desk) DO UPDATE SET opened_ms = excluded.opened_ms,
        opened_offset_s = excluded.opened_offset_s WHERE opened_ms IS NULL
      """, [entry.desk, entry.at.utcMilliseconds, entry.at.offsetSeconds], database)
  }

  private static func setFloat(
    _ count: CashCount, _ day: CivilDate, replacing replaced: CashCount?, _ entry: Entry,
    in database: Database
  ) throws {
    if let replaced {
      try JournalFold.moveDrawer(entry.desk, count - replaced, in: database)
    } else {
      try JournalFold.run("DELETE FROM drawer WHERE desk = ?", [entry.desk], database)
      try JournalFold.moveDrawer(entry.desk, count, in: database)
    }
    // A count that only marks where a shift begins leaves the float of the day alone.
    let isMark = replaced == count
    if !isMark {
      try JournalFold.run(
        """
        INSERT OR REPLACE INTO drawer_float (desk, day, count, total_minor, seq)
        VALUES (?, ?, ?, ?, ?)
        """,
        [entry.desk, day.description, count.written.line, count.totalMinor, entry.seq], database)
    }
    try JournalFold.run(
      "UPDATE shift_now SET float_count = ?, float_day = ?, is_float_mark = ? WHERE desk = ?",
      [count.written.line, day.description, isMark, entry.desk], database)
  }

  private static func book(
    _ move: DrawerMove, _ entry: Entry, in database: Database
  ) throws {
    try JournalFold.moveDrawer(entry.desk, move.change, in: database)
    try JournalFold.run(
      """
      INSERT INTO drawer_move (seq, desk, day, shift, kind, amount_minor)
      VALUES (?1, ?2, ?3, coalesce((SELECT number FROM shift_now WHERE desk = ?2), 1), ?4, ?5)
      """,
      [entry.seq, entry.desk, entry.day, move.kind.rawValue, move.amountMinor], database)
    if move.kind == .madeUp { try owe(move.by.id, -move.amountMinor, in: database) }
  }

  private static func owe(_ person: String, _ minor: Int64, in database: Database) throws {
    try JournalFold.run(
      """
      INSERT INTO short_owed (person, minor) VALUES (?, ?)
      ON CONFLICT (person) DO UPDATE SET minor = minor + excluded.minor
      """, [person, minor], database)
  }

  private static func endClosing(_ desk: Int, in database: Database) throws {
    try JournalFold.run("DELETE FROM closing_now WHERE desk = ?", [desk], database)
  }

  private static func endShift(
    _ end: ShiftEnd, _ entry: Entry, in database: Database
  ) throws {
    try endClosing(entry.desk, in: database)
    try JournalFold.run(
      "INSERT INTO shift_end (seq, desk, day) VALUES (?, ?, ?)",
      [entry.seq, entry.desk, entry.day], database)
    try beginShift(end.shift + 1, left: end.left, entry.desk, in: database)
  }

  private static func close(
    _ closing: DayClosing, _ entry: Entry, in database: Database
  ) throws {
    try endClosing(entry.desk, in: database)
    try JournalFold.run(
      """
      INSERT INTO closed_day (desk, day, from_day, number, seq, utc_ms, offset_s,
        grand_total_minor, left_minor, is_backed_up) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """,
      [
        entry.desk, closing.day.description, closing.from.description, closing.number,
        entry.seq, entry.at.utcMilliseconds, entry.at.offsetSeconds, closing.grandTotalMinor,
        closing.left.totalMinor,
      ], database)
    try JournalFold.run("DELETE FROM drawer WHERE desk = ?", [entry.desk], database)
    try JournalFold.moveDrawer(entry.desk, closing.left, in: database)
    try beginShift(1, left: closing.left, entry.desk, in: database)
  }

  private static func beginShift(
    _ number: Int, left: CashCount, _ desk: Int, in database: Database
  ) throws {
    try JournalFold.run(
      """
      INSERT OR REPLACE INTO shift_now (desk, number, left_count) VALUES (?, ?, ?)
      """, [desk, number, left.written.line], database)
  }
}
