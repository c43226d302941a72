import GRDB
import TillCore

/// The numbers given out, as they stand in the facts that gave them: folded with these, so that a
/// number that is missing shows (B4: gapless).
enum IssuedNumbers {
  static func note(
    _ number: String, _ kind: DocumentKind, _ entry: Entry, in database: Database
  ) throws {
    guard let ordinal = DocumentKind.ordinal(of: number) else { return }
    try JournalFold.run(
      "INSERT INTO issued_number (desk, kind, day, ordinal) VALUES (?, ?, ?, ?)",
      [entry.desk, kind.rawValue, entry.day, ordinal], database)
  }

  /// Notes a desk's numbers of one kind in the book, and those that were left out.
  static func count(
    _ kind: DocumentKind, _ desk: Int, _ from: CivilDate, _ to: CivilDate,
    into book: inout DayBook, in database: Database
  ) throws {
    let row = try Row.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT count(*), min(ordinal), max(ordinal) FROM issued_number
          WHERE desk = ? AND kind = ? AND day BETWEEN ? AND ?
          """), arguments: [desk, kind.rawValue, from.description, to.description])
    guard let row, let first: Int = row[1], let last: Int = row[2] else { return }
    let count: Int = row[0]
    let voidCount = book.voidDocuments.filter { void in
      guard void.kind == kind, let ordinal = DocumentKind.ordinal(of: void.number) else {
        return false
      }
      return (first...last).contains(ordinal)
    }.count
    book.series.append(
      DayBook.Series(
        kind: kind, first: kind.number(desk: desk, ordinal: first),
        last: kind.number(desk: desk, ordinal: last), count: count, voidCount: voidCount))

    let before = try Int.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT ordinal FROM issued_number WHERE desk = ? AND kind = ? AND day < ?
          ORDER BY day DESC, ordinal DESC LIMIT 1
          """), arguments: [desk, kind.rawValue, from.description])
    guard count < last - first + 1 || (before ?? 0) + 1 != first else { return }
    let start = min(first, (before ?? 0) + 1)
    book.gaps += try missing(kind, desk, start...max(start, last), in: database)
  }

  /// The numbers no day has. A clock set back lets days share a stretch; then none is missing.
  private static func missing(
    _ kind: DocumentKind, _ desk: Int, _ range: ClosedRange<Int>, in database: Database
  ) throws -> [DayBook.Gap] {
    var gaps: [DayBook.Gap] = []
    var expected = range.lowerBound
    let rows = try Int.fetchCursor(
      database,
      sql: """
        SELECT ordinal FROM issued_number
        WHERE desk = ? AND kind = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal
        """, arguments: [desk, kind.rawValue, range.lowerBound, range.upperBound])
    while let ordinal = try rows.next() {
      if ordinal > expected {
        gaps.append(
          DayBook.Gap(
            kind: kind, first: kind.number(desk: desk, ordinal: expected),
            last: kind.number(desk: desk, ordinal: ordinal - 1)))
      }
      expected = ordinal + 1
    }
    return gaps
  }
}
