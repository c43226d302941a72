/// What became of a document, on disk before it may be on paper: so it is sent at most once,
/// whatever CUPS does, which runs a job again after a crash.
///
/// One file a job. Its lock is held by whoever works on the job: a backend outlives a killed cupsd.
/// Entries are only added, a line each, so that a crash can't take back what was written.
final class Ledger {
  enum Entry: String {
    case sending, sent, printed
  }

  let folder: LedgerFolder
  private let file: LockedFile

  /// Opens a job's file, making it where it is not there.
  ///
  /// - Parameters:
  ///   - folder: made where it is missing.
  ///   - key: see `key(uuid:title:user:)`.
  init(folder: String, key: String) throws(BackendError) {
    self.folder = try LedgerFolder(folder)
    file = try LockedFile(key, in: self.folder)
  }

  /// A file's name for a job: its UUID, or where CUPS names none, a hash of what tells it apart.
  static func key(uuid: String?, title: String, user: String) -> String {
    let word = uuid?.split(separator: ":").last.map(String.init) ?? ""
    let isUUID = word.utf8.count == 36 && word.allSatisfy { $0.isHexDigit || $0 == "-" }
    return isUUID ? word.lowercased() : "job-" + hash(title + "\u{0}" + user)
  }

  /// FNV-1a, 64 bits, in hexadecimal.
  static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Takes the lock if nobody has it.
  func takeLock() throws(BackendError) -> Bool { try file.takeLock() }

  /// The last whole entry; nil where nothing was sent.
  var entry: Entry? {
    // Unreadable: it can't be ruled out that it was sent.
    guard let bytes = file.bytes else { return .sending }
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
    return lines.last.map { Entry(rawValue: String($0)) ?? .sending }
  }

  /// Adds an entry and waits until it is on disk, the file's name as well.
  func write(_ entry: Entry) throws(BackendError) {
    try file.add(entry.rawValue)
    if entry == .sending { folder.sync() }
  }

  /// Removes the file, for nothing was sent.
  func forget() { file.remove() }
}
