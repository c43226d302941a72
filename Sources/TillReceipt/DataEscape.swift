import Foundation

/// Turns a value into text that can't become markup, a property or a control byte.
///
/// DESIGN "Templates": what ReceiptLine gives a meaning, and blanks at the value's ends, become
/// `\xnn`; a line end becomes one blank; control characters vanish. `\xnn` is read the same in
/// text and in property values, so one rule fits both.
enum DataEscape {
  /// Appends the value's text, escaped, to the markup.
  ///
  /// Names and amounts have nothing to escape and are copied whole; dates and numbers have a
  /// hyphen, and are gone through byte by byte; only what may have to lose a character is read as
  /// characters.
  static func append(_ value: String, to markup: inout Growing<UInt8>) {
    var value = value
    let isDone = value.withUTF8 { bytes in
      switch need(of: bytes) {
      case .copying: markup.append(bytes)
      case .escaping: appendEscaped(bytes, to: &markup)
      case .reading: return false
      }
      return true
    }
    if !isDone { appendRead(value, to: &markup) }
  }

  /// What it takes to put a value in, least first.
  private enum Need { case copying, escaping, reading }

  /// Cautious: the lead bytes of what may have to be dropped (C1, direction marks, U+FEFF) or
  /// composed (NFC) count as to be read.
  private static func need(of bytes: UnsafeBufferPointer<UInt8>) -> Need {
    guard let first = bytes.first, let last = bytes.last else { return .copying }
    var hasMarks = first == 0x20 || last == 0x20
    for index in bytes.indices {
      let byte = bytes[index]
      if isLetter(byte) { continue }
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F { return .reading }
        hasMarks = true
      } else {
        switch byte {
        case 0xC2: if bytes[index + 1] < 0xA0 { return .reading }
        case 0xE2: if isOddPunctuation(bytes[index + 1], bytes[index + 2]) { return .reading }
        case 0xEF: if bytes[index + 1] == 0xBB { return .reading }
        case 0xCC, 0xCD, 0xD8, 0xE1: return .reading
        default: break
        }
      }
    }
    return hasMarks ? .escaping : .copying
  }

  /// U+2000–U+200F, U+2028–U+202E and U+2060–U+206F, by their last two bytes; dashes and quotation
  /// marks between them are as common as letters.
  private static func isOddPunctuation(_ middle: UInt8, _ last: UInt8) -> Bool {
    switch middle {
    case 0x80: last < 0x90 || (0xA8..<0xAF).contains(last)
    case 0x81: last >= 0xA0
    default: false
    }
  }

  private static func appendEscaped(
    _ bytes: UnsafeBufferPointer<UInt8>, to markup: inout Growing<UInt8>
  ) {
    let firstInk = bytes.firstIndex { $0 != 0x20 } ?? bytes.endIndex
    let lastInk = bytes.lastIndex { $0 != 0x20 } ?? -1
    for (index, byte) in bytes.enumerated() {
      let isEnd = byte == 0x20 && (index < firstInk || index > lastInk)
      if joinsLatin(byte), index == 0 || isMeaningful(bytes[index - 1]) {
        for byte in barrier { markup.append(byte) }
      }
      if isEnd || isMeaningful(byte) {
        appendEscape(of: byte, to: &markup)
      } else {
        markup.append(byte)
      }
    }
  }

  /// An escape that stands for nothing. Put before a combining mark it keeps NFC, which is applied
  /// to the whole page, from making the mark and the last digit of an escape before it one letter.
  private static let barrier = Array("\\q".utf8)

  /// The lead bytes of U+0300–U+037F: marks that join Latin letters.
  private static func joinsLatin(_ byte: UInt8) -> Bool { byte == 0xCC || byte == 0xCD }

  /// Drops and changes characters first, then escapes what is left.
  private static func appendRead(_ value: String, to markup: inout Growing<UInt8>) {
    var kept = Growing<UInt8>(capacity: value.utf8.count)
    var afterReturn = false
    for scalar in value.precomposedStringWithCanonicalMapping.unicodeScalars {
      let code = scalar.value
      switch code {
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: kept.append(0x20)
      default: if !isControl(code) { UTF8Bytes.append(code, to: &kept) }
      }
      afterReturn = code == 0x0D
    }
    appendEscaped(kept.elements, to: &markup)
  }

  private static func appendEscape(of byte: UInt8, to markup: inout Growing<UInt8>) {
    markup.append(UInt8(ascii: "\\"))
    markup.append(UInt8(ascii: "x"))
    markup.append(hexDigit(byte >> 4))
    markup.append(hexDigit(byte & 15))
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value + (value < 10 ? 48 : 87) }

  /// ASCII that means nothing but itself.
  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20...0x21, 0x23...0x2C, 0x2E...0x3A, 0x3C, 0x3E...0x5B, 0x5D, 0x61...0x7A: true
    default: false
    }
  }

  /// What ReceiptLine gives a meaning: ``\ | { } ; ~ _ " ` ^ - =``. Written as a `switch`, which
  /// becomes two bit tests; a table would be looked up behind a lock each time.
  private static func isMeaningful(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x5C, 0x7C, 0x7B, 0x7D, 0x3B, 0x7E, 0x5F, 0x22, 0x60, 0x5E, 0x2D, 0x3D: true
    default: false
    }
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
  static func append(_ code: UInt32, to bytes: inout Growing<UInt8>) {
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
