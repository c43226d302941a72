import Glibc

/// Where the direct carrier keeps its jobs: `N.job`, its record, and `N.document`, its bytes.
///
/// A file is there whole or not at all, and on disk when a call returns. A job begins with its
/// record, which is written last, and its document goes when it has ended.
struct DirectFolder {
  let path: String

  /// Our records are some hundred bytes.
  private static let recordBytes = 65_536

  /// Throws when it can't be made or written, and where somebody else could lay jobs in it.
  init(_ path: String) throws(SpoolError) {
    self.path = path
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Self.failure(path) }
    var status = stat()
    guard lstat(path, &status) == 0 else { throw Self.failure(path) }
    guard status.st_mode & S_IFMT != S_IFLNK else {
      throw SpoolError(.folderUnusable, path, reason: "it is a link")
    }
    guard status.st_uid == geteuid() else {
      throw SpoolError(.folderUnusable, path, reason: "it belongs to somebody else")
    }
    guard access(path, R_OK | W_OK | X_OK) == 0 else { throw Self.failure(path) }
  }

  func document(_ id: Int) -> String { "\(path)/\(id).document" }

  /// Every job there is, and no file that belongs to none.
  func load() throws(SpoolError) -> [DirectRecord] {
    guard access(path, R_OK) == 0 else { throw Self.failure(path) }
    let names = Self.names(in: path)
    let records = names.filter { $0.hasSuffix(".job") }
      .compactMap { Self.read("\(path)/\($0)").flatMap(DirectRecord.init(text:)) }
    let known = Set(records.map { "\($0.job.id).document" })
    for name in names where name.hasSuffix(".new") || name.hasSuffix(".document") {
      if !known.contains(name) { unlink("\(path)/\(name)") }
    }
    return records.sorted { $0.job.id < $1.job.id }
  }

  func keep(_ record: DirectRecord) throws(SpoolError) {
    try write(Array(record.text.utf8), to: "\(path)/\(record.job.id).job")
    if case .ended = record.state { unlink(document(record.job.id)) }
  }

  func keep(_ bytes: [UInt8], id: Int) throws(SpoolError) { try write(bytes, to: document(id)) }

  func remove(_ id: Int) {
    unlink("\(path)/\(id).job")
    unlink(document(id))
  }

  private func write(_ bytes: [UInt8], to path: String) throws(SpoolError) {
    let draft = path + ".new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure(self.path) }
    let isWritten = Self.write(bytes, to: file) && fsync(file) == 0
    let reason = errno
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
      if !isWritten { errno = reason }
      let failure = Self.failure(self.path)
      unlink(draft)
      throw failure
    }
    let folder = open(self.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { throw Self.failure(self.path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw Self.failure(self.path) }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The beginning of a small file of text; nil, and why in `errno`, when it can't be read.
  static func read(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: recordBytes)
    let count = Glibc.read(file, &buffer, buffer.count)
    let reason = errno
    close(file)
    errno = reason
    return count >= 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
  }

  /// What stands in a folder; nothing when it can't be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { text($0) }
      }
      if let name { names.append(name) }
    }
    return names
  }

  private static func failure(_ path: String) -> SpoolError {
    SpoolError(.folderUnusable, path, reason: text(strerror(errno)) ?? "")
  }
}
