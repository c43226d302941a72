import Crypto
import Glibc

/// A secret of 32 random bytes in a file of its own, outside every database (DESIGN, "The seal").
public struct KeyFile: Sendable, CustomStringConvertible {
  /// Length of a key: that of the SHA-256 it drives.
  public static let byteCount = 32

  public let path: String
  public let key: SymmetricKey

  /// Only the file's name: a key must not end in a log.
  public var description: String { "key of \(path)" }

  /// The key of the file.
  ///
  /// - Throws: `.missingFile`, or `.badKeyFile` when others may read it, it is not ours, not an
  ///   ordinary file, or not 32 bytes long.
  public static func load(_ path: String) throws(JournalError) -> KeyFile {
    let file = try SystemFile.open(path, O_RDONLY | O_NOFOLLOW)
    let stamp = try file.stamp()
    guard stamp.mode & S_IFMT == S_IFREG else {
      throw bad(path, "is not an ordinary file", "Put the shop's key file in its place.")
    }
    guard stamp.owner == geteuid() else {
      throw bad(path, "belongs to someone else", "Run: chown \(userName) '\(path)'")
    }
    guard stamp.mode & 0o077 == 0 else {
      let shown = String(stamp.mode & 0o777, radix: 8)
      throw bad(path, "can be read or changed by others (0\(shown))", "Run: chmod 600 '\(path)'")
    }
    var bytes = [UInt8](repeating: 0, count: byteCount + 1)
    guard try file.read(into: &bytes) == byteCount else {
      throw bad(path, "is not a key of \(byteCount) bytes", "Restore it from the backup.")
    }
    return KeyFile(path: path, key: SymmetricKey(data: bytes[..<byteCount]))
  }

  /// The key of the file; made when there is none yet.
  ///
  /// Written under another name and linked, so a power cut never leaves half a key, and never
  /// over an existing one. Don't call it when facts sealed with a key exist: a lost key must be
  /// restored, not replaced.
  public static func load(orCreate path: String) throws(JournalError) -> KeyFile {
    do {
      return try load(path)
    } catch  where error.code == .missingFile {
      try create(path)
      return try load(path)
    }
  }

  private static func create(_ path: String) throws(JournalError) {
    let draft = "\(path).new-\(getpid())"
    unlink(draft)
    let file = try SystemFile.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    defer { unlink(draft) }
    try file.write(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    try file.sync()
    // Someone who was faster made the key that counts.
    guard link(draft, path) == 0 || errno == EEXIST else {
      throw .system(errno, "make the key", path)
    }
    try SystemFile.syncFolder(of: path)
  }

  private static func bad(_ path: String, _ what: String, _ wayOn: String) -> JournalError {
    JournalError(.badKeyFile, "The key file \(path) \(what)", wayOn: wayOn)
  }

  private static var userName: String {
    getpwuid(geteuid()).flatMap { $0.pointee.pw_name }.map { String(cString: $0) } ?? "yourself"
  }
}
