import Foundation
import GRDB
import Glibc
import TillCore

/// A copy of the journal that was read back and found whole.
public struct JournalBackup: Hashable, Sendable {
  public let path: String
  public let byteCount: Int64
  /// The last entry in it.
  public let seq: Int64
  /// That entry's seal, in hexadecimal.
  public let seal: String
}

extension Journal {
  /// Copies the journal to `till-SHOP-NAME.sqlite` in `folder`, as it stands at one moment, also
  /// while a counter writes.
  ///
  /// A file has that name only when it is whole: it is written under another one, made safe on the
  /// disk, opened again without writing, and checked page by page and seal by seal. The key that
  /// seals the journal is never copied; where both lie together, the seal proves nothing.
  ///
  /// - Parameters:
  ///   - name: letters, digits and `-`, such as a closing's number; a backup of that name is
  ///     replaced.
  ///   - keptCount: how many of this shop's backups stay in the folder, this one included; the
  ///     oldest go. At least 1.
  /// - Throws: one line that says what was in the way; the folder is then as it was.
  public func backUp(
    to folder: String, named name: String, keeping keptCount: Int
  ) throws(JournalError) -> JournalBackup {
    let place = BackupFolder(path: folder, shop: shop)
    let path = try place.file(named: name)
    let draft = path + ".part"
    defer { place.removeDraft(draft) }
    do {
      try place.makeDraft(draft)
      let begin = try entryCount()
      try copy(to: draft)
      try BackupFolder.settle(draft)
      let (seq, seal) = try check(copy: draft, from: begin)
      try SystemFile.replace(path, with: draft)
      place.removeOldest(keeping: max(1, keptCount), besides: path)
      return JournalBackup(
        path: path, byteCount: SystemFile.stamp(path)?.byteCount ?? 0, seq: seq, seal: seal)
    } catch let error as JournalError {
      throw place.failure(error)
    } catch {
      throw place.failure(JournalError.store(error, folder))
    }
  }

  private func copy(to draft: String) throws {
    var configuration = Configuration()
    // Nothing reads the copy before it is whole and on the disk, so it needs no journal of its own.
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = OFF")
      try database.execute(sql: "PRAGMA synchronous = OFF")
    }
    let target = try DatabaseQueue(path: draft, configuration: configuration)
    try queue.backup(to: target)
    try target.close()
    // One file that can be carried away: a write-ahead log would be a second and a third.
    let settled = try DatabaseQueue(path: draft)
    try settled.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try database.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try settled.close()
  }

  /// Reads a copy back: every page, every entry, every seal, and that it ends where it should.
  ///
  /// - Parameter begin: the last entry before the copy was made.
  func check(copy path: String, from begin: Int64) throws -> (seq: Int64, seal: String) {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let word = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
    guard word == "ok" else { throw BackupFolder.wrong(word ?? "it has no pages") }
    let seq: Int64
    let last: String
    switch try Journal(queue: queue, shop: shop, seal: seal).verify() {
    case .whole(let entries, let seal): (seq, last) = (entries, seal)
    case .broken(let seq, let fault):
      // A copy of a journal that is broken is no fault of the disk it lies on.
      if case .broken(let seq, let fault) = try verify() {
        throw JournalError(
          .sealBroken, "the journal itself is not as it was sealed, at entry \(seq): \(fault)",
          wayOn: "Don't sell on; run: till journal verify")
      }
      throw BackupFolder.wrong("entry \(seq): \(fault)")
    }
    // Selling may have gone on meanwhile; what the copy ends with stands in the journal as well.
    let original = try read("find the copy's end") { database in
      try Data.fetchOne(
        database, sql: "SELECT seal FROM entry WHERE seq = ?", arguments: [seq])
    }
    guard seq >= begin, Seal.hexadecimal(original ?? Data(Seal.origin)) == last else {
      throw BackupFolder.wrong("it ends at entry \(seq)")
    }
    return (seq, last)
  }
}

/// Where backups of a shop lie, beside whatever else is there.
struct BackupFolder {
  let path: String
  let shop: String

  /// What all backups of this shop begin with: other shops' may lie on the same disk.
  private var prefix: String { "till-\(shop.prefix(8))-" }
  private static let ending = ".sqlite"

  func file(named name: String) throws(JournalError) -> String {
    let isPlain =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (byte < 128 && Character(Unicode.Scalar(byte)).isLetter)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    guard isPlain else {
      throw JournalError(
        .unwritableFile, "\"\(name)\" can't name a backup",
        wayOn: "Use letters, digits and -.")
    }
    return "\(path)/\(prefix)\(name)\(Self.ending)"
  }

  /// Customers and PINs stand in it, so nobody else may read it.
  func makeDraft(_ draft: String) throws(JournalError) {
    _ = try SystemFile.open(path, O_RDONLY | O_DIRECTORY)
    removeDraft(draft)
    _ = try SystemFile.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
  }

  func removeDraft(_ draft: String) {
    for ending in ["", "-journal", "-wal", "-shm"] { unlink(draft + ending) }
  }

  /// Makes a file safe on the disk and forgets what of it is in memory, so that whoever reads it
  /// next reads the disk.
  static func settle(_ file: String) throws(JournalError) {
    let open = try SystemFile.open(file, O_RDONLY)
    try open.sync()
    posix_fadvise(open.descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }

  func removeOldest(keeping keptCount: Int, besides newest: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let others = names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(Self.ending) }
      .map { "\(path)/\($0)" }.filter { $0 != newest }
    let byAge = others.map { file in
      let stamp = SystemFile.stamp(file)
      return (stamp?.seconds ?? 0, stamp?.nanoseconds ?? 0, file)
    }.sorted { $0 > $1 }
    for (_, _, file) in byAge.dropFirst(keptCount - 1) { unlink(file) }
  }

  static func wrong(_ fault: String) -> JournalError {
    JournalError(
      .notASQLiteFile, "the copy that was read back is not the journal: \(fault)", wayOn: "")
  }

  /// What was in the way, in words that name the folder.
  func failure(_ error: JournalError) -> JournalError {
    let (context, wayOn): (String, String) =
      switch error.code {
      case .sealBroken: (error.context, error.wayOn)
      case .missingFile:
        (
          "there is no folder \(path) to back up to",
          "Connect its disk, or name another folder; nothing was backed up."
        )
      case .diskFull:
        (
          "the disk of \(path) is full: no backup was kept",
          "Free some space there, or name another folder, and try again."
        )
      case .unwritableFile, .unreadableFile:
        (
          "nothing can be written to \(path): no backup was kept",
          "Check that it is a folder and who may write there, or name another one."
        )
      case .notASQLiteFile:
        (
          "\(path): \(error.context); no backup was kept",
          "Try again; if it stays so, that disk can't be trusted: use another one."
        )
      default:
        (
          "\(path): the backup failed: \(error.context)",
          "Look at that disk, or name another folder, and try again."
        )
      }
    return JournalError(error.code, context, wayOn: wayOn, underlying: error.underlying)
  }
}
