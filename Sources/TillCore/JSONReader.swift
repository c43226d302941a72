/// Reads one JSON text. Fractions and exponents are refused: amounts are whole minor units or text.
public struct JSONFault: Error, Equatable, Sendable {
  /// Offset of the byte that could not be read.
  public let offset: Int
  /// What was expected there.
  public let expected: String
}

extension JSON {
  /// How deep arrays and objects may nest: our own entries need five, so this is ample.
  private static let deepest = 32

  public init(reading text: String) throws(JSONFault) {
    try self.init(reading: Array(text.utf8))
  }

  public init(reading bytes: [UInt8]) throws(JSONFault) {
    var reader = Reader(bytes: bytes)
    self = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.position == bytes.count else { throw reader.fault("end of text") }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    func fault(_ expected: String) -> JSONFault {
      JSONFault(offset: position, expected: expected)
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlanks() {
      while let byte = current, byte == 32 || byte == 10 || byte == 13 || byte == 9 {
        position += 1
      }
    }

    mutating func expect(_ byte: UInt8, _ name: String) throws(JSONFault) {
      skipBlanks()
      guard current == byte else { throw fault(name) }
      position += 1
    }

    mutating func value(depth: Int) throws(JSONFault) -> JSON {
      guard depth < JSON.deepest else { throw fault("fewer levels") }
      skipBlanks()
      switch current {
      case UInt8(ascii: "{"): return try object(depth: depth)
      case UInt8(ascii: "["): return try array(depth: depth)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return .int(try integer())
      }
    }

    mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
      let letters = word.withUTF8Buffer { Array($0) }
      guard bytes[position...].starts(with: letters) else { throw fault("a value") }
      position += letters.count
      return value
    }

    mutating func integer() throws(JSONFault) -> Int64 {
      let start = position
      if current == UInt8(ascii: "-") { position += 1 }
      while let byte = current, byte >= 48, byte <= 57 { position += 1 }
      guard let value = Int64(String(decoding: bytes[start..<position], as: UTF8.self)) else {
        position = start
        throw fault("a whole number")
      }
      return value
    }

    mutating func array(depth: Int) throws(JSONFault) -> JSON {
      position += 1
      var values: [JSON] = []
      skipBlanks()
      if current == UInt8(ascii: "]") {
        position += 1
        return .array([])
      }
      while true {
        values.append(try value(depth: depth + 1))
        skipBlanks()
        if current == UInt8(ascii: "]") { break }
        try expect(UInt8(ascii: ","), "',' or ']'")
      }
      position += 1
      return .array(values)
    }

    mutating func object(depth: Int) throws(JSONFault) -> JSON {
      position += 1
      var members: [String: JSON] = [:]
      skipBlanks()
      if current == UInt8(ascii: "}") {
        position += 1
        return .object([:])
      }
      while true {
        skipBlanks()
        guard current == UInt8(ascii: "\"") else { throw fault("a key") }
        let key = try string()
        try expect(UInt8(ascii: ":"), "':'")
        members[key] = try value(depth: depth + 1)
        skipBlanks()
        if current == UInt8(ascii: "}") { break }
        try expect(UInt8(ascii: ","), "',' or '}'")
      }
      position += 1
      return .object(members)
    }

    mutating func string() throws(JSONFault) -> String {
      position += 1
      var text: [UInt8] = []
      while let byte = current, byte != UInt8(ascii: "\"") {
        guard byte >= 0x20 else { throw fault("no control byte") }
        position += 1
        if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
      }
      guard current != nil else { throw fault("'\"'") }
      position += 1
      guard let string = String(validating: text, as: UTF8.self) else {
        throw fault("valid UTF-8")
      }
      return string
    }

    mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
      guard let byte = current else { throw fault("an escape") }
      position += 1
      switch byte {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
      case UInt8(ascii: "u"): try unicodeEscape(into: &text)
      default: throw fault("an escape")
      }
    }

    mutating func unicodeEscape(into text: inout [UInt8]) throws(JSONFault) {
      var value = try hexFour()
      if value >> 10 == 0x36, current == UInt8(ascii: "\\") {
        position += 2
        let low = try hexFour()
        guard low >> 10 == 0x37 else { throw fault("a low surrogate") }
        value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(value) else { throw fault("a Unicode scalar") }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
    }

    mutating func hexFour() throws(JSONFault) -> UInt32 {
      guard position + 4 <= bytes.count else { throw fault("four hexadecimal digits") }
      let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
      guard let value = UInt32(digits, radix: 16) else {
        throw fault("four hexadecimal digits")
      }
      position += 4
      return value
    }
  }
}
