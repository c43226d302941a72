import GRDB

extension JournalError {
  /// The error of a database call, in words a shop can act on.
  static func database(_ error: any Error, _ act: String) -> JournalError {
    guard let database = error as? DatabaseError else {
      return JournalError(
        .storeFailed, "the store could not \(act): \(error)",
        wayOn: "Stop the till and look at the disk.")
    }
    let reason = database.message ?? "error \(database.resultCode.rawValue)"
    switch database.resultCode {
    case .SQLITE_FULL:
      return JournalError(
        .diskFull, "the disk is full: the store could not \(act)",
        wayOn: "Free some space; nothing that was acknowledged is lost.", underlying: database)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return JournalError(
        .notASQLiteFile, "the store could not \(act): \(reason)",
        wayOn: "Don't sell on; restore the journal from a backup.", underlying: database)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      return JournalError(
        .unwritableFile, "the store could not \(act): \(reason)",
        wayOn: "Check that the data folder exists and may be written.", underlying: database)
    default:
      return JournalError(
        .storeFailed, "the store could not \(act): \(reason)",
        wayOn: "Stop the till and look at the disk.", underlying: database)
    }
  }
}
