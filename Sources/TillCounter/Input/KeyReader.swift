import Glibc

/// Reads characters as they are typed, in UTF-8.
///
/// libedit's own reader drops bytes that aren't UTF-8 without a word, and half a line would be
/// taken for a whole one. Here they show as U+FFFD, and a line that still has one is refused.
struct KeyReader {
  static let unreadable: Unicode.Scalar = "\u{FFFD}"

  private let descriptor: Int32
  /// A byte that ended a broken character and begins the next.
  private var pending: UInt8?

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next character.
  ///
  /// - Returns: 1 and the character in `key`, 0 at the end of input, -1 with `errno` otherwise, as
  ///   libedit wants it.
  mutating func next(_ key: inout Unicode.Scalar) -> Int32 {
    var lead: UInt8 = 0
    let count = nextByte(&lead)
    guard count == 1 else { return count }
    var bytes = [lead]
    for _ in 0..<Self.continuations(of: lead) {
      var byte: UInt8 = 0
      let count = nextByte(&byte)
      // The end, or an interruption, inside a character: the next call will say so again.
      guard count == 1 else { break }
      guard byte & 0xC0 == 0x80 else {
        pending = byte
        break
      }
      bytes.append(byte)
    }
    let text = String(validating: bytes, as: UTF8.self)
    key = text?.unicodeScalars.first ?? Self.unreadable
    return 1
  }

  private mutating func nextByte(_ byte: inout UInt8) -> Int32 {
    if let held = pending {
      pending = nil
      byte = held
      return 1
    }
    return Int32(read(descriptor, &byte, 1))
  }

  private static func continuations(of lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 1
    case 0xE0...0xEF: 2
    case 0xF0...0xF4: 3
    default: 0
    }
  }
}
