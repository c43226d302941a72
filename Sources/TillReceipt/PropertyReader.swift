/// Reads the inside of a property line: `key:value; key:value`.
enum PropertyReader {
  /// False when a brace stands inside: the line is in error. A member without a proper key or
  /// without a value counts for nothing; the last of several with one key holds.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into document: inout DocumentReader
  ) -> Bool {
    let first = document.properties.count
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
          add(property(bytes, member), from: first, to: &document)
          if !document.mayCompose { document.mayCompose = mayCompose(bytes, member, document) }
        }
        start = index + 1
      } else if bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "}") {
        document.properties.removeSubrange(first...)
        return false
      }
      index += 1
    }
    return true
  }

  private static func add(
    _ property: Document.Property, from first: Int, to document: inout DocumentReader
  ) {
    if property.key.holdsOnce,
      let before = document.properties[first...].firstIndex(where: { $0.key == property.key })
    {
      document.properties.remove(at: before)
    }
    document.properties.append(property)
  }

  /// Whether the member just read has a character that NFC may change: none below U+0300 has.
  private static func mayCompose(
    _ bytes: UnsafeBufferPointer<UInt8>, _ member: Range<Int>, _ document: borrowing DocumentReader
  ) -> Bool {
    guard bytes[member].contains(where: { $0 >= 0xCC }), let last = document.properties.last
    else { return false }
    return last.value.unicodeScalars.contains { Composition.mayChange($0.value) }
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
  ) -> Document.Property {
    let bad = Document.Property(key: .bad, value: "")
    var colon = member.lowerBound
    while colon < member.upperBound, bytes[colon] != UInt8(ascii: ":") { colon += 1 }
    guard colon < member.upperBound else { return bad }
    let key = bytes.extracting(trimmed(bytes, member.lowerBound, colon))
    let range = trimmed(bytes, colon + 1, member.upperBound)
    var named = Document.PropertyKey.named(key)
    if named == .other, !isKey(key) { named = .bad }
    // The reference takes a value to end at a line separator. Ours may be empty: `{till_carry:}`
    // ends what the line before it began.
    guard named != .bad, !bytes.hasLineSeparator(from: range.lowerBound, to: range.upperBound),
      !range.isEmpty || named.isOurs
    else { return bad }
    return Document.Property(key: named, value: unescaped(bytes, range))
  }

  private static func isKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let lead = bytes.first else { return false }
    return !(48...57).contains(lead) && bytes.allSatisfy(isKeyByte)
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
    let backslash = UInt8(ascii: "\\")
    guard raw.first(backslash, or: backslash, from: 0, to: raw.count) < raw.count else {
      return String(decoding: raw, as: UTF8.self)
    }
    var value = Growing<UInt8>(capacity: range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        value.append(byte)
        continue
      }
      guard index < range.upperBound else { return odd(raw) }
      let escaped = bytes[index]
      index += 1
      switch escaped {
      case 0x5C, 0x7C, 0x7B, 0x7D, 0x3B: value.append(escaped)
      case UInt8(ascii: "n"): value.append(0x0A)
      case UInt8(ascii: "x"):
        guard let code = Escape.hex(bytes, &index, range.upperBound) else { return odd(raw) }
        UTF8Bytes.append(code, to: &value)
      default: return odd(raw)
      }
    }
    return String(decoding: value.elements, as: UTF8.self)
  }

  private static func odd(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    OddText.value(of: String(decoding: raw, as: UTF8.self))
  }
}
