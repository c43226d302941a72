/// Turns a value into text that can't become markup, a property or a control byte.
///
/// DESIGN "Templates": what ReceiptLine gives a meaning, and blanks at the value's ends, become
/// `\xnn`; a line end becomes one blank; control characters vanish. `\xnn` is read the same in
/// text and in property values, so one rule fits both.
enum DataEscape {
  private static let meaningful: [Bool] = {
    var table = [Bool](repeating: false, count: 128)
    for byte in "\\|{};~_\"`^-=".utf8 { table[Int(byte)] = true }
    return table
  }()
  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// Appends the value's text, escaped, to the markup.
  static func append(_ value: String, to markup: inout [UInt8]) {
    var value = value
    let isDone = value.withUTF8 { bytes in
      guard isPlain(bytes) else { return false }
      markup.append(contentsOf: bytes)
      return true
    }
    if isDone { return }
    var kept: [UInt32] = []
    kept.reserveCapacity(value.utf8.count)
    var afterReturn = false
    for scalar in value.unicodeScalars {
      let code = scalar.value
      switch code {
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: kept.append(0x20)
      case 0x037E: kept.append(0x3B)  // NFC makes it `;`
      case 0x1FEF: kept.append(0x60)  // NFC makes it a grave accent, which inverts
      default: if !isControl(code) { kept.append(code) }
      }
      afterReturn = code == 0x0D
    }
    let firstInk = kept.firstIndex { $0 != 0x20 } ?? kept.count
    let lastInk = kept.lastIndex { $0 != 0x20 } ?? -1
    for (index, code) in kept.enumerated() {
      let isEnd = code == 0x20 && (index < firstInk || index > lastInk)
      if isEnd || (code < 0x80 && meaningful[Int(code)]) {
        markup.append(UInt8(ascii: "\\"))
        markup.append(UInt8(ascii: "x"))
        markup.append(hexDigits[Int(code >> 4)])
        markup.append(hexDigits[Int(code & 15)])
      } else {
        UTF8Bytes.append(code, to: &markup)
      }
    }
  }

  /// Whether the bytes can go in as they are: most values can. Cautious: the lead bytes of what
  /// may have to be dropped (C1, direction marks, U+FEFF, the two that NFC changes) count as not.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    if first == 0x20 || last == 0x20 { return false }
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F || meaningful[Int(byte)] { return false }
      } else {
        switch byte {
        case 0xC2: if bytes[index + 1] < 0xA0 { return false }
        case 0xE2: if bytes[index + 1] <= 0x81 { return false }
        case 0xEF: if bytes[index + 1] == 0xBB { return false }
        case 0xCD, 0xD8, 0xE1: return false
        default: break
        }
      }
    }
    return true
  }

  /// C0, DEL, C1, the marks that turn the direction of writing, and the byte order mark.
  static func isControl(_ code: UInt32) -> Bool {
    switch code {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }
}

/// UTF-8, scalar by scalar, without going through `Character`.
enum UTF8Bytes {
  /// Appends the bytes of one scalar value.
  @inline(__always)
  static func append(_ code: UInt32, to bytes: inout [UInt8]) {
    if code < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: code))
    } else if code < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | code >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    } else if code < 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | code >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | code >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | code >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    }
  }

  /// The scalar value at `position` of valid UTF-8, and how many bytes it takes.
  @inline(__always)
  static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (code: UInt32, length: Int) {
    let lead = UInt32(bytes[position])
    if lead < 0x80 { return (lead, 1) }
    func trail(_ offset: Int) -> UInt32 {
      let index = position + offset
      return index < bytes.count ? UInt32(bytes[index]) & 0x3F : 0
    }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | trail(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | trail(1) << 6 | trail(2), 3) }
    return ((lead & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), 4)
  }
}
