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
    guard let converter = Iconv.opened(from: "UTF-32LE", to: "GB18030") else { return table }
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
    let (value, count) = Iconv.convert(code.littleEndian, inputBytes: 4, converter)
    let pair = UInt16(truncatingIfNeeded: value).bigEndian
    return count == 2 && pair >= 0x8100 ? pair : nil
  }
}
