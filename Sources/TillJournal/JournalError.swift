import GRDB
import Glibc

/// What went wrong with the shop's store, and what the person reading it can do.
///
/// The one error type of this module. `context` names the thing (a file, a line, a holder),
/// `wayOn` the next step. No value of a row stands in either: they end in logs.
public struct JournalError: Error, CustomStringConvertible, Sendable {
  /// Every kind of trouble the store can have; the program's exit code follows from it.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// A file that must be there is not.
    case missingFile
    case unreadableFile
    case unwritableFile
    /// A comma-separated file whose records cannot be told apart.
    case brokenCSV
    case notASQLiteFile
    /// A database of another program, or of another version of this one.
    case wrongSchema
    /// Someone else holds it.
    case locked
    case diskFull
    /// What was written could not be made safe on the disk.
    case notDurable
    case sealBroken
    /// A key file that others may read, or that is not a key.
    case badKeyFile
    case badPIN
    /// Anything else the database refused.
    case storeFailed
  }

  public let code: Code
  /// The thing it happened to.
  public let context: String
  /// What to do now, as a sentence.
  public let wayOn: String
  public let underlying: (any Error & Sendable)?

  public init(
    _ code: Code, _ context: String, wayOn: String, underlying: (any Error & Sendable)? = nil
  ) {
    self.code = code
    self.context = context
    self.wayOn = wayOn
    self.underlying = underlying
  }

  public var description: String { "\(context). \(wayOn)" }
}

extension JournalError {
  /// The error of a failed system call on `path`, in words a shop can act on.
  static func system(_ number: CInt, _ act: String, _ path: String) -> JournalError {
    let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
    let context = "\(path): cannot \(act): \(reason)"
    let underlying = SystemError(number: number)
    switch number {
    case ENOENT:
      return JournalError(
        .missingFile, context, wayOn: "Check the name of the file and of the shop's folder.",
        underlying: underlying)
    case ENOSPC, EDQUOT, EFBIG:
      return JournalError(
        .diskFull, context, wayOn: "Free some space on this disk, then do it again.",
        underlying: underlying)
    case EIO:
      return JournalError(
        .notDurable, context, wayOn: "The disk is failing: restart, and replace it soon.",
        underlying: underlying)
    default:
      let reading = act.hasPrefix("read") || act.hasPrefix("open")
      return JournalError(
        reading ? .unreadableFile : .unwritableFile, context,
        wayOn: "Check who owns the file and its folder, and their permissions.",
        underlying: underlying)
    }
  }

  /// What SQLite said about `path`, without the values it was given.
  static func store(_ error: any Error, _ path: String) -> JournalError {
    if let error = error as? JournalError { return error }
    guard let error = error as? DatabaseError else {
      return JournalError(.storeFailed, "\(path): \(error)", wayOn: "Try once more.")
    }
    let (code, wayOn): (Code, String) =
      switch error.resultCode {
      case .SQLITE_FULL: (.diskFull, "Free some space on this disk, then do it again.")
      case .SQLITE_NOTADB, .SQLITE_CORRUPT:
        (.notASQLiteFile, "Put a good copy of the file in its place.")
      case .SQLITE_BUSY, .SQLITE_LOCKED: (.locked, "Another program holds it; wait or close it.")
      case .SQLITE_IOERR: (.notDurable, "Look at the disk, then restart.")
      case .SQLITE_CANTOPEN, .SQLITE_PERM:
        (.unreadableFile, "Check that the file is there, who owns it, and its permissions.")
      case .SQLITE_READONLY: (.unwritableFile, "Check who owns the file, and its permissions.")
      default: (.storeFailed, "Try once more; if it stays, restore the last backup.")
      }
    return JournalError(
      code, "\(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")",
      wayOn: wayOn, underlying: error)
  }
}

/// The number a system call left in `errno`.
public struct SystemError: Error, Hashable, Sendable {
  public let number: CInt
}
