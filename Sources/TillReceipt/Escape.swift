/// The backslash escapes of ReceiptLine.
enum Escape {
  /// Reads what follows a backslash in text; `index` stands after the backslash and is moved on.
  ///
  /// nil: the escape is not a regular one (see `OddText`).
  static func inText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int
  ) -> UInt32? {
    guard index < end else { return nil }
    let byte = bytes[index]
    switch byte {
    case 0x5C, 0x7C, 0x7B, 0x7D, 0x2D, 0x3D, 0x7E, 0x5F, 0x22, 0x60, 0x5E:
      index += 1
      return UInt32(byte)
    case UInt8(ascii: "n"):
      index += 1
      return 0x0A
    case UInt8(ascii: "x"):
      index += 1
      guard let code = hex(bytes, &index, end) else { return nil }
      return code < 0x20 || code == 0x7F ? nil : code
    default: return nil
    }
  }

  /// Two hexadecimal digits, moved past when both are there.
  static func hex(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ end: Int
  ) -> UInt32? {
    guard index + 1 < end, let high = digit(bytes[index]), let low = digit(bytes[index + 1])
    else { return nil }
    index += 2
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte) - 48
    case 65...70: UInt32(byte) - 55
    case 97...102: UInt32(byte) - 87
    default: nil
    }
  }
}

/// Unicode's canonical composition (NFC), which the reference applies to a whole document before it
/// reads it. `DataEscape` sees to it that this can't change what an escape of data says.
enum Composition {
  /// Whether text with this scalar may not be in composed form yet. Over-cautious is fine: it only
  /// costs time.
  @inline(__always)
  static func mayChange(_ code: UInt32) -> Bool {
    if code < 0x300 || (0x3100...0x9FFF).contains(code) { return false }
    switch code {
    case 0x2010...0x20CF, 0x2190...0x2328, 0x2460...0x2ADB, 0x2E80...0x3098, 0x309B...0xABFF,
      0xAC00...0xD7A3, 0xFF00...0xFFEF, 0x1F000...0x1FAFF:
      return false
    default: return true
    }
  }
}
