import Glibc

/// What became of a document, on disk before it may be on paper: so it is sent at most once,
/// whatever CUPS does, which runs a job again after a crash.
///
/// One file a job. Its lock is held by whoever works on the job: a backend outlives a killed cupsd.
/// Entries are only added, a line each, so that a crash can't take back what was written.
final class Ledger {
  enum Entry: String {
    case sending, sent, printed
  }

  /// Nobody asks CUPS for older jobs.
  static let keptSeconds = 30 * 24 * 3_600

  let folder: String
  private let path: String
  private var file: Int32

  /// Opens a job's file, making it where it is not there.
  ///
  /// - Parameters:
  ///   - folder: made where it is missing.
  ///   - key: see `key(uuid:title:user:)`.
  init(folder: String, key: String) throws(BackendError) {
    self.folder = folder
    path = folder + "/" + key
    mkdir(folder, 0o700)
    file = Self.open(path)
    guard file >= 0 else { throw Self.failure(folder) }
  }

  deinit { close(file) }

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
  func takeLock() throws(BackendError) -> Bool {
    while flock(file, LOCK_EX | LOCK_NB) == 0 {
      var status = stat()
      if fstat(file, &status) == 0, status.st_nlink > 0 { return true }
      // Removed by the one who had it before: another file has this name now, or none.
      close(file)
      file = Self.open(path)
      guard file >= 0 else { throw Self.failure(folder) }
    }
    return false
  }

  /// The last whole entry; nil where nothing was sent.
  var entry: Entry? {
    guard lseek(file, 0, SEEK_SET) == 0, let bytes = System.readAll(file, limit: 4_096) else {
      // Unreadable: it can't be ruled out that it was sent.
      return .sending
    }
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
    return lines.last.map { Entry(rawValue: String($0)) ?? .sending }
  }

  /// Adds an entry and waits until it is on disk.
  func write(_ entry: Entry) throws(BackendError) {
    let line = Array((entry.rawValue + "\n").utf8)
    lseek(file, 0, SEEK_END)
    guard Glibc.write(file, line, line.count) == line.count, fsync(file) == 0 else {
      throw Self.failure(folder)
    }
    guard entry == .sending else { return }
    // The name as well.
    let place = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    fsync(place)
    close(place)
  }

  /// Removes the file, for nothing was sent.
  func forget() { unlink(path) }

  /// Removes files nobody asks for any more.
  func clean() {
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    let limit = time(nil) - Self.keptSeconds
    while let next = readdir(entries) {
      let name = withUnsafeBytes(of: &next.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      let path = folder + "/" + name
      guard !name.hasPrefix("."), stat(path, &status) == 0, status.st_mtim.tv_sec < limit
      else { continue }
      unlink(path)
    }
  }

  private static func open(_ path: String) -> Int32 {
    Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
  }

  private static func failure(_ folder: String) -> BackendError {
    .device("The ledger in \(folder) can't be written: \(System.words(errno))")
  }
}
