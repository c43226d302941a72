import Glibc

/// GB18030's one- and two-byte part, which two-byte Chinese printers hold (PRINTING §1, faults).
///
/// The four-byte part is left out on purpose: such a printer reads U+00A5 as `0` and `6`.
enum ChineseBytes {
  /// The two bytes of a scalar, lead in the high half; nil when GBK lacks it.
  @inline(__always)
  static func pair(for code: UInt32) -> UInt16? {
    guard code < 0x10000 else { return nil }
    let pair = table[Int(code)]
    return pair == 0 ? nil : pair
  }

  /// Signs a Chinese font holds only in their full-width form.
  private static let fullWidthForm: [UInt32: UInt32] = [
    0xA2: 0xFFE0, 0xA3: 0xFFE1, 0xA5: 0xFFE5, 0xAC: 0xFFE2,
  ]

  /// Asked of iconv once, some milliseconds; then a look-up.
  private static let table: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x10000)
    let failed = iconv_t(bitPattern: -1)
    guard let converter = iconv_open("GB18030", "UTF-32LE"), converter != failed else {
      return table
    }
    defer { iconv_close(converter) }
    for code in UInt32(0x80)..<0x10000 {
      // Surrogates are no characters; private use is another font's business.
      if (0xD800...0xF8FF).contains(code) || (0x80..<0xA0).contains(code) { continue }
      table[Int(code)] = ask(converter, code) ?? 0
    }
    for (code, form) in fullWidthForm { table[Int(code)] = table[Int(form)] }
    return table
  }()

  private static func ask(_ converter: iconv_t, _ code: UInt32) -> UInt16? {
    var input = code.littleEndian
    var output: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0, 0, 0, 0, 0)
    return withUnsafeMutableBytes(of: &input) { source in
      withUnsafeMutableBytes(of: &output) { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count
        var toLeft = target.count
        let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
        guard result != -1, target.count - toLeft == 2, target[0] >= 0x81 else { return nil }
        return UInt16(target[0]) << 8 | UInt16(target[1])
      }
    }
  }
}

/// IBM code page 437, upper half: what Western receipt printers start with.
enum CodePage437 {
  private static let upperHalf: [Unicode.Scalar] = Array(
    """
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»\
    ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■
    """.unicodeScalars)

  /// Signs it lacks that have an honest stand-in.
  private static let standIn: [UInt32: UInt8] = [
    0xA0: 0x20, 0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x2D, 0x2013: 0x2D, 0x2014: 0x2D,
    0x2018: 0x27, 0x2019: 0x27, 0x201C: 0x22, 0x201D: 0x22, 0x2212: 0x2D, 0xFFE5: 0x9D,
    0x3BC: 0xE6, 0xD7: 0x78, 0x2022: 0xF9,
  ]

  private static let table: [UInt32: UInt8] = {
    var table = standIn
    for (index, scalar) in upperHalf.enumerated() {
      table[scalar.value] = UInt8(truncatingIfNeeded: 0x80 + index)
    }
    return table
  }()

  /// The byte of a scalar from U+0080 up; nil when the page lacks it.
  static func byte(for code: UInt32) -> UInt8? { table[code] }

  /// The box-drawing byte of a line mask.
  static func byte(for mask: LineMask) -> UInt8 {
    switch mask.rawValue & 15 {
    case 12, 4, 8: 0xB3
    case 10: 0xDA
    case 9: 0xBF
    case 6: 0xC0
    case 5: 0xD9
    case 14: 0xC3
    case 13: 0xB4
    case 11: 0xC2
    case 7: 0xC1
    case 15: 0xC5
    default: 0xC4
    }
  }
}
