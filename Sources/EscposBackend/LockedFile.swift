import Glibc

/// A file of the ledger's folder with one owner at a time. Who removes it must have its lock.
final class LockedFile {
  let folder: LedgerFolder
  private let name: String
  private var file: Int32
  /// More than any of ours holds.
  private static let limitBytes = 4_096

  /// Opens the file, making it where it is not there.
  init(_ name: String, in folder: LedgerFolder) throws(BackendError) {
    self.folder = folder
    self.name = name
    file = try folder.open(name)
  }

  deinit { close(file) }

  /// Takes the lock if nobody has it, and keeps the file from growing old.
  func takeLock() throws(BackendError) -> Bool {
    while flock(file, LOCK_EX | LOCK_NB) == 0 {
      var status = stat()
      if fstat(file, &status) == 0, status.st_nlink > 0 {
        futimens(file, nil)
        return true
      }
      // Removed by the one who had it before: another file has this name now, or none.
      let next = try folder.open(name)
      close(file)
      file = next
    }
    return false
  }

  /// All that stands in it; nil where it can't be read.
  var bytes: [UInt8]? {
    guard lseek(file, 0, SEEK_SET) == 0 else { return nil }
    return System.readAll(file, limit: Self.limitBytes)
  }

  /// Adds a line and waits until it is on disk.
  func add(_ line: String) throws(BackendError) {
    lseek(file, 0, SEEK_END)
    let bytes = Array((line + "\n").utf8)
    guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      throw folder.failure(errno)
    }
  }

  /// Puts a line in the place of all. Cut off by a crash, the first line is the new one or the old.
  func replace(_ line: String) throws(BackendError) {
    let bytes = Array((line + "\n").utf8)
    guard pwrite(file, bytes, bytes.count, 0) == bytes.count, ftruncate(file, bytes.count) == 0,
      fsync(file) == 0
    else { throw folder.failure(errno) }
  }

  func remove() { folder.remove(name) }
}
