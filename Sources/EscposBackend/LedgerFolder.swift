import Glibc

/// The folder of the ledger, and of what is kept of each printer.
///
/// It is user lp's, and so is all that CUPS runs: no link in it is followed, for it may lead to
/// anybody's file.
final class LedgerFolder {
  /// Nobody asks CUPS for older jobs.
  static let keptSeconds = 30 * 24 * 3_600

  let path: String
  private let directory: Int32

  /// Opens the folder, making it where it is missing.
  init(_ path: String) throws(BackendError) {
    self.path = path
    mkdir(path, 0o700)
    directory = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard directory >= 0 else { throw failure(errno) }
  }

  deinit { close(directory) }

  /// Opens a file of the folder, making it where it is missing.
  func open(_ name: String) throws(BackendError) -> Int32 {
    let file = openat(directory, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(errno) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw failure(EINVAL)
    }
    return file
  }

  func remove(_ name: String) { unlinkat(directory, name, 0) }

  /// Waits until the names in it are on disk.
  func sync() { fsync(directory) }

  /// Removes files nobody asks for any more; who has one locked still works with it.
  func clean() {
    guard let entries = opendir(path) else { return }
    defer { closedir(entries) }
    let limit = time(nil) - Self.keptSeconds
    while let next = readdir(entries) {
      let name = withUnsafeBytes(of: &next.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { remove(name, unusedSince: limit) }
    }
  }

  private func remove(_ name: String, unusedSince limit: Int) {
    // A pipe or a device has nothing to be read, and opening it must not wait.
    let file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    var status = stat()
    guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &status) == 0,
      status.st_mtim.tv_sec < limit
    else { return }
    remove(name)
  }

  /// That a file in it can't be used, in words.
  func failure(_ error: Int32) -> BackendError {
    .device("The ledger in \(path) can't be written: \(System.words(error))")
  }
}
