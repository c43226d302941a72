/// Text whose escapes are not all regular, or with control characters in it.
///
/// The reference reads such text in passes, one over the result of the other, by UTF-16 units; so
/// what `\x4^1` or a TAB after a backslash come to follows from their order alone. The same passes
/// stand here, for documents made for the reference; regular text never comes this way.
enum OddText {
  private static let backslash = UInt16(UInt8(ascii: "\\"))
  private static let letterX = UInt16(UInt8(ascii: "x"))

  /// A piece between marks of decoration, or such a mark.
  struct Piece {
    var units: [UInt16]
    var isMark: Bool
  }

  /// A column's text, divided at its marks; the pieces' escapes are read.
  static func pieces(of text: String) -> [Piece] {
    var units = afterLinePass(Array(text.utf16))
    units = replacing(units) { units, index in
      if units[index] < 0x20 || units[index] == 0x7F { return (1, []) }
      guard let code = hexCode(units, index), code < 0x20 || code == 0x7F else { return nil }
      return (4, [])
    }
    units = replacing(units) { units, index in
      guard let next = following(units, index), "-=_\"`^~".utf16.contains(next) else { return nil }
      return (2, hexEscape(next))
    }
    units = replacing(units) { units, index in
      following(units, index) == UInt16(UInt8(ascii: "n")) ? (2, [10]) : nil
    }
    return divided(units.map { $0 == UInt16(UInt8(ascii: "~")) ? 32 : $0 })
      .map { Piece(units: $0.isMark ? $0.units : afterEscapes($0.units), isMark: $0.isMark) }
  }

  /// A property's value.
  static func value(of text: String) -> String {
    var units = afterLinePass(Array(text.utf16))
    units = replacing(units) { units, index in
      switch following(units, index) {
      case UInt16(UInt8(ascii: ";")): (2, hexEscape(UInt16(UInt8(ascii: ";"))))
      case UInt16(UInt8(ascii: "n")): (2, [10])
      default: nil
      }
    }
    return String(decoding: afterEscapes(units), as: UTF16.self)
  }

  // MARK: Passes

  /// `\\ \{ \| \}`, which the reference hides before it divides a line.
  private static func afterLinePass(_ units: [UInt16]) -> [UInt16] {
    replacing(units) { units, index in
      guard let next = following(units, index), "\\{|}".utf16.contains(next) else { return nil }
      return (2, hexEscape(next))
    }
  }

  /// A lone backslash at the end and `\x` without two digits go with what they took; then any
  /// other backslash with what follows it; then `\xnn` is read.
  private static func afterEscapes(_ source: [UInt16]) -> [UInt16] {
    var units = replacing(source) { units, index in
      guard units[index] == backslash else { return nil }
      guard let next = following(units, index) else { return (1, []) }
      guard next == letterX, hexCode(units, index) == nil else { return nil }
      return (min(4, units.count - index), [])
    }
    units = replacing(units) { units, index in
      guard let next = following(units, index), next != letterX else { return nil }
      return (2, [])
    }
    return replacing(units) { units, index in
      hexCode(units, index).map { (4, [$0]) }
    }
  }

  private static func divided(_ units: [UInt16]) -> [Piece] {
    let caret = UInt16(UInt8(ascii: "^"))
    var pieces: [Piece] = [Piece(units: [], isMark: false)]
    for unit in units {
      if unit == caret, pieces[pieces.count - 1].units.last == caret,
        pieces[pieces.count - 1].isMark
      {
        pieces[pieces.count - 1].units.append(unit)
      } else if unit == 10 || "_\"`^".utf16.contains(unit) {
        pieces.append(Piece(units: [unit], isMark: true))
      } else if pieces[pieces.count - 1].isMark {
        pieces.append(Piece(units: [unit], isMark: false))
      } else {
        pieces[pieces.count - 1].units.append(unit)
      }
    }
    return pieces
  }

  // MARK: Parts

  /// Goes through the units once; where `change` gives a length, that many are replaced.
  private static func replacing(
    _ units: [UInt16], _ change: ([UInt16], Int) -> (length: Int, units: [UInt16])?
  ) -> [UInt16] {
    var result: [UInt16] = []
    result.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      if let (length, replacement) = change(units, index) {
        result.append(contentsOf: replacement)
        index += length
      } else {
        result.append(units[index])
        index += 1
      }
    }
    return result
  }

  /// What stands after a backslash at `index`.
  private static func following(_ units: [UInt16], _ index: Int) -> UInt16? {
    units[index] == backslash && index + 1 < units.count ? units[index + 1] : nil
  }

  /// The code of `\xnn` at `index`.
  private static func hexCode(_ units: [UInt16], _ index: Int) -> UInt16? {
    guard following(units, index) == letterX, index + 3 < units.count,
      let high = hexDigit(units[index + 2]), let low = hexDigit(units[index + 3])
    else { return nil }
    return high << 4 | low
  }

  private static func hexDigit(_ unit: UInt16) -> UInt16? {
    switch unit {
    case 48...57: unit - 48
    case 65...70: unit - 55
    case 97...102: unit - 87
    default: nil
    }
  }

  private static func hexEscape(_ unit: UInt16) -> [UInt16] {
    let digits = Array("0123456789abcdef".utf16)
    return [backslash, letterX, digits[Int(unit >> 4)], digits[Int(unit & 15)]]
  }
}
