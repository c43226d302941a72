import Glibc

/// How the characters of a catalogue file are written.
public enum CSVEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  /// What spreadsheets on Chinese Windows write; GBK and GB2312 are parts of it.
  case gb18030 = "GB18030"
}

/// Tells UTF-8 from anything else, chunk by chunk: a file is UTF-8 when all of it is.
struct UTF8Check {
  /// So many characters of three bytes before the first wrong byte never come about by chance in
  /// GB18030: the file is UTF-8 with a damaged place, and read otherwise would be gibberish.
  private static let charactersThatTell = 8

  private var continuationsLeft = 0
  private var isWide = false
  /// What the next continuation byte may be: narrower after E0, ED, F0 and F4 (RFC 3629).
  private var accepted: ClosedRange<UInt8> = 0x80...0xBF
  private var wideCount = 0
  private(set) var isValid = true
  /// The line of the first wrong byte, once there is one; lines end with LF, or CR without.
  private(set) var line = 1
  private var afterCarriageReturn = false

  /// Whether the bytes so far also end whole.
  var isComplete: Bool { isValid && continuationsLeft == 0 }

  /// Whether bytes that are not UTF-8 were meant to be.
  var isDamaged: Bool { !isComplete && wideCount >= Self.charactersThatTell }

  /// Looks at the next bytes of the file.
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    guard isValid else { return }
    for byte in bytes {
      if continuationsLeft > 0 {
        guard accepted.contains(byte) else { return isValid = false }
        continuationsLeft -= 1
        accepted = 0x80...0xBF
        if continuationsLeft == 0, isWide { wideCount += 1 }
      } else if byte >= 0x80 {
        guard begin(byte) else { return isValid = false }
      } else if byte < 0x20 {
        if byte == 0x0D || (byte == 0x0A && !afterCarriageReturn) { line += 1 }
        afterCarriageReturn = byte == 0x0D
        continue
      }
      afterCarriageReturn = false
    }
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: continuationsLeft = 1
    case 0xE0...0xEF: continuationsLeft = 2
    case 0xF0...0xF4: continuationsLeft = 3
    default: return false
    }
    isWide = continuationsLeft > 1
    switch byte {
    case 0xE0: accepted = 0xA0...0xBF
    case 0xED: accepted = 0x80...0x9F
    case 0xF0: accepted = 0x90...0xBF
    case 0xF4: accepted = 0x80...0x8F
    default: accepted = 0x80...0xBF
    }
    return true
  }
}

/// Turns GB18030 into UTF-8 as a stream, through the C library's converter.
final class GB18030Decoder {
  /// A sequence that is no character; what came before it is decoded.
  struct Undecodable: Error {}

  private let converter: iconv_t
  /// The bytes of a character cut by the end of a chunk: three at most.
  private var rest: [UInt8] = []

  /// - Returns: nil when the system has no such converter.
  init?() {
    guard let opened = iconv_open("UTF-8", "GB18030"), opened != iconv_t(bitPattern: -1) else {
      return nil
    }
    converter = opened
  }

  deinit { iconv_close(converter) }

  /// Whether the bytes so far end in the middle of a character.
  var endsInMiddle: Bool { !rest.isEmpty }

  /// Appends the text of the next bytes to `text`. The corresponding C function is `iconv`.
  func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) throws(Undecodable) {
    var input = rest + bytes
    // A two-byte character becomes three bytes, a one-byte character stays one.
    var output = [UInt8](repeating: 0, count: input.count * 3)
    var inputLeft = input.count
    var outputLeft = output.count
    let failure: CInt = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        return iconv(converter, &from, &inputLeft, &to, &outputLeft) == -1 ? errno : 0
      }
    }
    text += output[..<(output.count - outputLeft)]
    rest = Array(input.suffix(inputLeft))
    // EINVAL: the chunk ends inside a character; its first bytes wait for the rest.
    guard failure == 0 || (failure == EINVAL && inputLeft < 4) else { throw Undecodable() }
  }
}
