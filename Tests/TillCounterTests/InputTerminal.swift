import Foundation
import Testing

/// A pseudo-terminal with a cashier at its far end, who types once they see what they wait for.
final class InputTerminal: @unchecked Sendable {
  let near: Int32
  private let far: Int32
  private let lock = NSLock()
  private var seenBytes: [UInt8] = []

  init() throws {
    // What unlockpt and ptsname do; Swift's Glibc doesn't show them.
    far = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var locked: Int32 = 0
    var number: UInt32 = 0
    try #require(far >= 0 && ioctl(far, 0x4004_5431, &locked) == 0)
    try #require(ioctl(far, 0x8004_5430, &number) == 0)
    near = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(near >= 0)
    Thread.detachNewThread { self.watch() }
  }

  func hangUp() { close(near) }

  /// Everything shown so far.
  var seen: String { lock.withLock { String(decoding: seenBytes, as: UTF8.self) } }

  /// Types each row's keys when its words have been shown after those of the row before.
  func play(_ script: [(await: String, keys: [UInt8])]) {
    Thread.detachNewThread {
      var from = 0
      for row in script {
        let deadline = Date().addingTimeInterval(10)
        while true {
          if let end = self.end(of: row.await, from: from) {
            from = end
            break
          }
          if Date() > deadline { break }
          usleep(2_000)
        }
        _ = row.keys.withUnsafeBytes { write(self.far, $0.baseAddress, $0.count) }
      }
    }
  }

  var echoes: Bool {
    var settings = termios()
    return tcgetattr(near, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  private func end(of text: String, from start: Int) -> Int? {
    lock.withLock {
      let bytes = Array(text.utf8)
      guard seenBytes.count >= start + bytes.count else { return nil }
      for offset in start...(seenBytes.count - bytes.count)
      where seenBytes[offset...].starts(with: bytes) {
        return offset + bytes.count
      }
      return nil
    }
  }

  private func watch() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(far, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      lock.withLock { seenBytes += chunk[..<count] }
    }
    close(far)
  }
}
