import GRDB

/// Where PIN verifiers are kept: a table of the journal's database, never staff.yaml.
public enum PinTable {
  /// Makes the table; part of the journal's schema.
  public static func create(in database: Database) throws(JournalError) {
    try run(database) {
      try database.execute(
        sql: """
          CREATE TABLE pin_verifier (
            person TEXT NOT NULL PRIMARY KEY,
            verifier TEXT NOT NULL
          ) STRICT, WITHOUT ROWID
          """)
    }
  }

  /// Keeps a person's verifier in the place of an earlier one.
  public static func store(
    person: String, verifier: String, in database: Database
  ) throws(JournalError) {
    try run(database) {
      try database.execute(
        sql: """
          INSERT INTO pin_verifier (person, verifier) VALUES (?, ?)
          ON CONFLICT (person) DO UPDATE SET verifier = excluded.verifier
          """, arguments: [person, verifier])
    }
  }

  /// A person's verifier; nil when there is none.
  public static func verifier(
    person: String, in database: Database
  ) throws(JournalError) -> String? {
    try run(database) {
      try String.fetchOne(
        database, sql: "SELECT verifier FROM pin_verifier WHERE person = ?", arguments: [person])
    }
  }

  /// Forgets a person who no longer works here.
  public static func remove(person: String, in database: Database) throws(JournalError) {
    try run(database) {
      try database.execute(sql: "DELETE FROM pin_verifier WHERE person = ?", arguments: [person])
    }
  }

  private static func run<Result>(
    _ database: Database, _ work: () throws -> Result
  ) throws(JournalError) -> Result {
    do {
      return try work()
    } catch {
      throw JournalError.store(error, "The table of PINs")
    }
  }
}
