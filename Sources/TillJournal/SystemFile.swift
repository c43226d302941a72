import Glibc

/// An open file descriptor that closes itself: the thin layer over the calls of `open(2)`.
final class SystemFile: Sendable {
  /// What a file is and when it last changed; equal stamps mean the same content.
  struct Stamp: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let byteCount: Int64
    let seconds: Int
    let nanoseconds: Int
    let owner: UInt32
    /// Type and permission bits of `st_mode`.
    let mode: UInt32
  }

  let descriptor: CInt
  let path: String

  private init(descriptor: CInt, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens close-on-exec. The corresponding C function is `open`.
  static func open(
    _ path: String, _ flags: CInt, mode: mode_t = 0o600
  ) throws(JournalError) -> SystemFile {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .system(errno, "open it", path) }
    return SystemFile(descriptor: descriptor, path: path)
  }

  /// Fills `buffer` from the file; 0 at its end. The corresponding C function is `read`.
  func read(into buffer: inout [UInt8]) throws(JournalError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      guard errno == EINTR else { throw .system(errno, "read it", path) }
    }
  }

  /// Writes all of `bytes`. The corresponding C function is `write`.
  func write(_ bytes: [UInt8]) throws(JournalError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress?.advanced(by: done), raw.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw .system(errno, "write it", path)
      }
    }
  }

  /// Goes back to the first byte. The corresponding C function is `lseek`.
  func rewind() throws(JournalError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .system(errno, "read it again", path) }
  }

  /// Returns when the content is on the disk. The corresponding C function is `fsync`.
  func sync() throws(JournalError) {
    guard fsync(descriptor) == 0 else { throw .system(errno, "make it safe", path) }
  }

  /// The corresponding C function is `fstat`.
  func stamp() throws(JournalError) -> Stamp {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno, "read about it", path) }
    return Stamp(status)
  }

  /// The stamp of the file of that name now, nil when there is none or it can't be seen.
  static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    return stat(path, &status) == 0 ? Stamp(status) : nil
  }

  /// Puts `new` in the place of `old` so that a power cut leaves one or the other, whole.
  static func replace(_ old: String, with new: String) throws(JournalError) {
    try SystemFile.open(new, O_RDONLY).sync()
    guard rename(new, old) == 0 else { throw .system(errno, "rename it to \(old)", new) }
    try syncFolder(of: old)
  }

  /// Makes names in the folder of `path` safe on the disk.
  static func syncFolder(of path: String) throws(JournalError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try SystemFile.open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY).sync()
  }
}

extension SystemFile.Stamp {
  fileprivate init(_ status: stat) {
    self.init(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino),
      byteCount: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec, owner: status.st_uid, mode: status.st_mode)
  }
}
