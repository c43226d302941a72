import Foundation
import Testing

@testable import TillCounter

/// A pipe whose far end a thread of its own fills, so that a test can read more than it buffers.
enum InputPipe {
  /// Writes `repeats` times `bytes`, then `tail`, and gives a reader of it to `body`.
  static func reading<Answer>(
    _ bytes: [UInt8], repeats: Int = 1, tail: [UInt8] = [], limitBytes: Int = 4_096,
    _ body: (BoundedLineReader) throws -> Answer
  ) throws -> Answer {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    // A real thread: tests that block in read(2) may fill the whole pool a Task would wait for.
    Thread.detachNewThread {
      for _ in 0..<repeats { guard writeAll(bytes, to: writeEnd) else { break } }
      _ = writeAll(tail, to: writeEnd)
      close(writeEnd)
    }
    defer { close(readEnd) }
    return try body(BoundedLineReader(descriptor: readEnd, limitBytes: limitBytes))
  }

  /// Everything a reader gives, `end` last.
  static func inputs(of bytes: [UInt8], limitBytes: Int = 4_096) throws -> [Input] {
    try reading(bytes, limitBytes: limitBytes) { reader in
      var inputs: [Input] = []
      repeat { inputs.append(reader.next()) } while inputs.last != .end
      return inputs
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
