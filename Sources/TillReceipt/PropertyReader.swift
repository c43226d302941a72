/// Reads the inside of a property line: `key:value; key:value`.
enum PropertyReader {
  /// False, and nothing read, when a brace stands inside or a member has no proper key: the line
  /// is in error.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into properties: inout [Document.Property]
  ) -> Bool {
    let first = properties.count
    let isSound = readAll(bytes, into: &properties)
    if !isSound { properties.removeSubrange(first...) }
    return isSound
  }

  private static func readAll(
    _ bytes: UnsafeBufferPointer<UInt8>, into properties: inout [Document.Property]
  ) -> Bool {
    var start = 0
    var index = 0
    while index <= bytes.count {
      if index < bytes.count, bytes[index] == UInt8(ascii: "\\") {
        index = min(index + 2, bytes.count)
        continue
      }
      if index >= bytes.count || bytes[index] == UInt8(ascii: ";") {
        let member = trimmed(bytes, start, min(index, bytes.count))
        if !member.isEmpty {
          guard let property = property(bytes, member) else { return false }
          properties.append(property)
        }
        start = index + 1
      } else if bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "}") {
        return false
      }
      index += 1
    }
    return true
  }

  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Range<Int> {
    var start = min(start, end)
    var end = end
    while start < end, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
    return start..<end
  }

  private static func property(
    _ bytes: UnsafeBufferPointer<UInt8>, _ member: Range<Int>
  ) -> Document.Property? {
    guard let colon = bytes[member].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = bytes.extracting(trimmed(bytes, member.lowerBound, colon))
    guard let lead = key.first, !(48...57).contains(lead), key.allSatisfy(isKeyByte) else {
      return nil
    }
    let value = trimmed(bytes, colon + 1, member.upperBound)
    return Document.Property(
      key: Document.PropertyKey.named(key), value: unescaped(bytes, value))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 95: true
    default: false
    }
  }

  private static func unescaped(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> String {
    let raw = bytes.extracting(range)
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    var value = Growing<UInt8>(capacity: range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        value.append(byte)
        continue
      }
      guard index < range.upperBound else { break }
      let escaped = bytes[index]
      index += 1
      switch escaped {
      case 0x5C, 0x7C, 0x7B, 0x7D, 0x3B: value.append(escaped)
      case UInt8(ascii: "n"): value.append(0x0A)
      case UInt8(ascii: "x"):
        if let code = Escape.hex(bytes, &index, range.upperBound) {
          UTF8Bytes.append(code, to: &value)
        }
      default:
        // Past the rest of a scalar of several bytes: backslash and what follows both go.
        while index < range.upperBound, bytes[index] & 0xC0 == 0x80 { index += 1 }
      }
    }
    return String(decoding: value.elements, as: UTF8.self)
  }
}
