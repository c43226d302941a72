import Foundation
import GRDB
import TillCore

extension Journal {
  /// The register of a desk as its rows and its open sale's stream say it stands.
  public func state(ofDesk desk: Int) throws(JournalError) -> RegisterState {
    try read("load the desk") { database in
      let session = try Row.fetchOne(
        database, sql: "SELECT * FROM session WHERE desk = ?", arguments: [desk])
      let openID = try String.fetchOne(
        database, sql: "SELECT id FROM sale WHERE desk = ? AND state = 'open'", arguments: [desk])
      let lastID: String? = session?["last_payment"]
      return RegisterState(
        desk: desk, sale: try openID.flatMap { try JournalSales.sale(id: $0, in: database) },
        lastPayment: try lastID.flatMap { id in
          try Journal.lastPayment(id, isConfirmed: session?["is_confirmed"] ?? true, database)
        },
        drawer: try Journal.drawer(desk, database), books: try Journal.books(desk, database),
        series: try Journal.series(desk, database),
        pinFailures: try Journal.pinFailures(database),
        isAfterBreak: (session?["person"] as String?) != nil)
    }
  }

  private static func lastPayment(
    _ sale: String, isConfirmed: Bool, _ database: Database
  ) throws -> RegisterState.LastPayment? {
    guard let sale = try JournalSales.sale(id: sale, in: database) else { return nil }
    return RegisterState.LastPayment(of: sale, isConfirmed: isConfirmed)
  }

  private static func drawer(_ desk: Int, _ database: Database) throws -> CashCount {
    CashCount(
      try Row.fetchAll(
        database, sql: "SELECT denomination_minor, pieces FROM drawer WHERE desk = ?",
        arguments: [desk]
      ).map { CashCount.Pieces(denominationMinor: $0[0], pieces: $0[1]) })
  }

  private static func books(
    _ desk: Int, _ database: Database
  ) throws -> RegisterState.Books {
    let now = try Row.fetchOne(
      database, sql: "SELECT * FROM shift_now WHERE desk = ?", arguments: [desk])
    let closed = try Row.fetchOne(
      database, sql: "SELECT * FROM closed_day WHERE desk = ? ORDER BY day DESC LIMIT 1",
      arguments: [desk])
    return RegisterState.Books(
      shift: try now.map { try shift($0) } ?? Shift(number: 1, left: nil),
      closing: try closing(desk, database), lastClosing: closed.flatMap(closedMark),
      awaitsBackup: closed.map { !($0["is_backed_up"] as Bool) } ?? false)
  }

  private static func shift(_ row: Row) throws -> Shift {
    Shift(
      number: row["number"], left: try count(row["left_count"]),
      float: try count(row["float_count"]),
      floatDay: (row["float_day"] as String?).flatMap { CivilDate($0) },
      isFloatMark: row["is_float_mark"],
      openedAt: (row["opened_ms"] as Int64?).map {
        Moment(utcMilliseconds: $0, offsetSeconds: row["opened_offset_s"])
      })
  }

  private static func count(_ text: String?) throws -> CashCount? {
    try text.flatMap { CashCount(written: try JSON(reading: $0)) }
  }

  static func closedMark(_ row: Row) -> ClosedMark? {
    guard let day = CivilDate(row["day"]) else { return nil }
    return ClosedMark(
      number: row["number"], day: day,
      at: Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"]),
      grandTotalMinor: row["grand_total_minor"])
  }

  /// A reckoning that was begun and neither finished nor given up, as its stream tells it.
  private static func closing(_ desk: Int, _ database: Database) throws -> Closing? {
    let begun = try Row.fetchOne(
      database, sql: "SELECT day, seq FROM closing_now WHERE desk = ?", arguments: [desk])
    guard let begun else { return nil }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT kind, body FROM entry
        WHERE stream = 'close' AND stream_id = ? AND seq >= ? ORDER BY version
        """, arguments: ["\(desk)-\(begun["day"] as String)", begun["seq"] as Int64])
    var closing: Closing?
    for row in rows {
      let event = try JournalSales.event(kind: row["kind"], body: Array(row["body"] as Data))
      if case .closingBegun(let beginning) = event {
        closing = Closing(beginning)
      } else {
        closing?.apply(event)
      }
    }
    return closing
  }

  private static func series(_ desk: Int, _ database: Database) throws -> [DocumentKind: Int] {
    var series: [DocumentKind: Int] = [:]
    for row in try Row.fetchAll(
      database, sql: "SELECT kind, last FROM series WHERE desk = ?", arguments: [desk])
    {
      if let kind = DocumentKind(rawValue: row["kind"]) { series[kind] = row["last"] }
    }
    return series
  }

  private static func pinFailures(
    _ database: Database
  ) throws -> [String: RegisterState.PINFailures] {
    var failures: [String: RegisterState.PINFailures] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT * FROM pin_failure") {
      failures[row["person"]] = RegisterState.PINFailures(
        count: row["count"],
        lastAt: Moment(utcMilliseconds: row["utc_ms"], offsetSeconds: row["offset_s"]))
    }
    return failures
  }
}

extension Journal {
  /// Hash of the catalogue the journal last took note of.
  func lastCatalogueHash() throws(JournalError) -> String? {
    try read("look up the catalogue") {
      try String.fetchOne($0, sql: "SELECT hash FROM catalogue_seen")
    }
  }

  func pinVerifier(of person: String) throws(JournalError) -> String? {
    try read("look up a PIN") { try PinTable.verifier(person: person, in: $0) }
  }

  /// Everybody's verifier, for books that are kept beside these.
  public func pinVerifiers() throws(JournalError) -> [(person: String, verifier: String)] {
    try read("look up PINs") {
      try Row.fetchAll($0, sql: "SELECT person, verifier FROM pin_verifier ORDER BY person")
        .map { (person: $0["person"], verifier: $0["verifier"]) }
    }
  }

  /// Keeps verifiers in the place of earlier ones, all or none.
  public func storePINs(_ verifiers: [(person: String, verifier: String)]) throws(JournalError) {
    try write("keep a PIN") { database in
      for (person, verifier) in verifiers {
        try PinTable.store(person: person, verifier: verifier, in: database)
      }
    }
  }

  /// The numbers of those who have a PIN.
  public func peopleWithPINs() throws(JournalError) -> Set<String> {
    try read("look up PINs") {
      Set(try String.fetchAll($0, sql: "SELECT person FROM pin_verifier"))
    }
  }

  /// The numbers of those whom too many wrong PINs locked out.
  public func peopleLockedOut() throws(JournalError) -> Set<String> {
    try read("look up PINs") {
      Set(
        try String.fetchAll(
          $0, sql: "SELECT person FROM pin_failure WHERE count >= ?",
          arguments: [Limits.mostPINFailures]))
    }
  }

  /// Whether anyone has a PIN yet: a new shop's people get theirs at the first start.
  public func hasPINs() throws(JournalError) -> Bool {
    try read("look up PINs") {
      try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM pin_verifier)") ?? false
    }
  }
}
