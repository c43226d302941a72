import Glibc

/// The right to write in a shop's folder: one process at a time (DESIGN, "One keeper").
///
/// ```swift
/// let lock = try ShopLock.acquire(in: shop + "/data")
/// ```
/// The kernel frees it when its holder dies, so nothing is ever left behind to clean up; the pid
/// in the file is only for the message. Closing on exec, it does not pass to a child.
public final class ShopLock: Sendable {
  private let file: SystemFile

  private init(_ file: SystemFile) { self.file = file }

  /// Takes the lock of the shop whose `data` folder this is, making the folder if need be.
  ///
  /// - Throws: `.locked` naming the holder's pid when another process has it.
  public static func acquire(in directory: String) throws(JournalError) -> ShopLock {
    try acquire(
      in: directory, name: "lock",
      wayOn: "Type it at that counter instead, or close that counter first.")
  }

  /// Takes a lock of its own name, for work that goes on beside a counter.
  static func acquire(
    in directory: String, name: String, wayOn: String
  ) throws(JournalError) -> ShopLock {
    if mkdir(directory, 0o700) != 0, errno != EEXIST {
      throw .system(errno, "make the folder", directory)
    }
    let path = directory + "/" + name
    let file = try SystemFile.open(path, O_RDWR | O_CREAT | O_NOFOLLOW)
    while flock(file.descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      guard errno == EWOULDBLOCK else { throw .system(errno, "lock it", path) }
      let holder = holder(of: file).map { "the till with pid \($0)" } ?? "another till"
      throw JournalError(.locked, "\(directory) is held by \(holder)", wayOn: wayOn)
    }
    // The lock is held from here on, whatever the pid's fate: a full disk must not stop a shop.
    _ = ftruncate(file.descriptor, 0)
    try? file.write(Array("\(getpid())\n".utf8))
    return ShopLock(file)
  }

  /// The pid the holder wrote; nil when it has not yet, or wrote something else.
  private static func holder(of file: SystemFile) -> Int32? {
    var buffer = [UInt8](repeating: 0, count: 32)
    guard let count = try? file.read(into: &buffer) else { return nil }
    let digits = buffer[..<count].prefix { (48...57).contains($0) }
    return Int32(String(decoding: digits, as: UTF8.self))
  }
}
