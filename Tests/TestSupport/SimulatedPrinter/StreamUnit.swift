/// One command with all that belongs to it, or one byte of text: what a printer takes at a time.
///
/// Knowing every command's length keeps a picture's dots from being taken for commands. It is a
/// table of its own, so that the preview's and this one's mistakes don't agree.
struct StreamUnit {
  let bytes: [UInt8]

  /// What the bytes begin with; nil where more have to come first.
  static func first(of bytes: ArraySlice<UInt8>) -> StreamUnit? {
    let start = Array(bytes.prefix(8))
    guard let first = start.first else { return nil }
    let length: Int?
    switch first {
    case 0x10: length = realTimeLength(start)
    case 0x1B: length = escapeLength(start, bytes)
    case 0x1C: length = fieldLength(start)
    case 0x1D: length = groupLength(start, bytes)
    default: length = 1
    }
    guard let length, length <= bytes.count else { return nil }
    return StreamUnit(bytes: Array(bytes.prefix(length)))
  }

  private static func realTimeLength(_ start: [UInt8]) -> Int? {
    guard start.count > 1 else { return nil }
    switch start[1] {
    case 0x04, 0x05: return 3
    case 0x14: return start.count > 2 ? (start[2] == 8 ? 10 : 5) : nil
    default: return 1
    }
  }

  private static func escapeLength(_ start: [UInt8], _ bytes: ArraySlice<UInt8>) -> Int? {
    guard start.count > 1 else { return nil }
    switch Character(Unicode.Scalar(start[1])) {
    case "@", "2", "i", "m", "<", "L", "S": return 2
    case "p": return 5
    case "$", "\\", "c": return 4
    case "D": return bytes.dropFirst(2).firstIndex(of: 0).map { $0 - bytes.startIndex + 1 }
    case "*":
      guard start.count > 4 else { return nil }
      return 5 + (Int(start[3]) + Int(start[4]) << 8) * (start[2] < 32 ? 1 : 3)
    default: return 3
    }
  }

  private static func fieldLength(_ start: [UInt8]) -> Int? {
    guard start.count > 1 else { return nil }
    switch Character(Unicode.Scalar(start[1])) {
    case "&", ".": return 2
    case "S": return 4
    default: return 3
    }
  }

  private static func groupLength(_ start: [UInt8], _ bytes: ArraySlice<UInt8>) -> Int? {
    guard start.count > 2 else { return nil }
    switch Character(Unicode.Scalar(start[1])) {
    case "L", "W", "$", "\\", "P": return 4
    case "V": return start[2] >= 65 ? 4 : 3
    case "(": return start.count > 4 ? 5 + Int(start[3]) + Int(start[4]) << 8 : nil
    case "v":
      guard start.count > 7 else { return nil }
      return 8 + (Int(start[4]) + Int(start[5]) << 8) * (Int(start[6]) + Int(start[7]) << 8)
    case "k":
      guard start[2] >= 65 else {
        return bytes.dropFirst(3).firstIndex(of: 0).map { $0 - bytes.startIndex + 1 }
      }
      return start.count > 3 ? 4 + Int(start[3]) : nil
    default: return 3
    }
  }

  // MARK: What it does

  private func begins(_ name: UInt8...) -> Bool { bytes.starts(with: name) }

  /// `DLE EOT n`: n.
  var statusNumber: UInt8? { begins(0x10, 0x04) ? bytes[2] : nil }
  /// Any other `DLE`: taken at once, and without effect here.
  var isRealTime: Bool { begins(0x10) && bytes.count > 1 }
  /// `GS r n`.
  var asksStatus: Bool { begins(0x1D, 0x72) }
  /// `GS ( H` function 48: the four bytes it wants back.
  var processID: [UInt8]? {
    begins(0x1D, 0x28, 0x48, 6, 0, 48, 48) ? Array(bytes[7...]) : nil
  }
  var isCut: Bool { begins(0x1D, 0x56) || begins(0x1B, 0x69) || begins(0x1B, 0x6D) }
  var isKick: Bool { begins(0x1B, 0x70) }
  /// The paper moves on.
  var isFeed: Bool {
    begins(0x0A) || begins(0x1B, 0x64) || begins(0x1B, 0x4A) || isPicture
  }
  /// Something is to be seen of it.
  var isInk: Bool { (bytes.count == 1 && bytes[0] > 0x20) || isPicture || begins(0x1B, 0x2A) }

  private var isPicture: Bool {
    begins(0x1D, 0x76) || begins(0x1D, 0x6B)
      || (begins(0x1D, 0x28, 0x6B) && bytes.count > 6 && bytes[6] == 81)
  }
}
