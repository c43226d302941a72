import Foundation

/// The first letters of how Chinese characters are read, for finding goods as ksf (康师傅).
///
/// The usual reading comes from ICU, asked once a character; the others from `PinyinReadings`.
struct PinyinInitials {
  /// Longest row of initials that is one token. Longer rows are asked for as several that
  /// overlap: longer tokens would make the index twice as large for the few who type them.
  static let windowLength = 4
  /// Most readings of one row; more characters with two readings than that keep their usual one.
  static let readingsMost = 8

  private var known: [UInt32: [UInt8]] = [:]

  /// Whether a scalar stands for a word by itself: Chinese characters, and kana for their lack of
  /// blanks.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3005, 0x3007, 0x3041...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    case 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// The initials of a character's readings in small letters, the usual one first; none for
  /// characters that ICU can't read.
  mutating func initials(of scalar: Unicode.Scalar) -> [UInt8] {
    if let initials = known[scalar.value] { return initials }
    var initials = PinyinReadings.table[scalar] ?? []
    if initials.isEmpty, let letter = Self.usualInitial(of: scalar) { initials = [letter] }
    known[scalar.value] = initials
    return initials
  }

  private static func usualInitial(of scalar: Unicode.Scalar) -> UInt8? {
    let reading = String(scalar).applyingTransform(.mandarinToLatin, reverse: false)
    let letter = reading?.decomposedStringWithCanonicalMapping.utf8.first ?? 0
    return (97...122).contains(letter) ? letter : nil
  }

  /// Appends the tokens of a row of characters, a blank behind each: the initials from each
  /// character on, in every reading.
  ///
  /// One initial alone is left out, unless the row is one character: it would be everywhere.
  mutating func append(_ row: [Unicode.Scalar], to text: inout [UInt8]) {
    let letters = row.map { initials(of: $0) }
    for start in letters.indices where start < letters.count - 1 || letters.count == 1 {
      let window = letters[start...].prefix(Self.windowLength)
      for reading in Self.readings(window) where !reading.isEmpty {
        text += reading
        text.append(0x20)
      }
    }
  }

  /// Every way to read a row, up to the first character that nobody can.
  private static func readings(_ window: ArraySlice<[UInt8]>) -> [[UInt8]] {
    var readings: [[UInt8]] = [[]]
    for initials in window {
      guard let usual = initials.first else { break }
      if initials.count > 1, readings.count * initials.count <= readingsMost {
        readings = readings.flatMap { reading in initials.map { reading + [$0] } }
      } else {
        for index in readings.indices { readings[index].append(usual) }
      }
    }
    return readings
  }
}
