import Glibc
import Synchronization

/// What bytes mean as characters: asked of iconv, bytes to Unicode, never the other way about.
enum CharacterSets {
  /// The characters of bytes 0x80–0xFF on a code page; nil for those it lacks.
  typealias UpperHalf = [Unicode.Scalar?]

  private static let pages = Mutex<[String: UpperHalf]>([:])

  /// The upper half of a code page in iconv's name, such as `CP437`; nil when iconv lacks it.
  static func upperHalf(of page: String) -> UpperHalf? {
    pages.withLock { pages in
      if let known = pages[page] { return known }
      guard let converter = Converter(from: page) else { return nil }
      let half = (UInt8(0x80)...0xFF).map { converter.scalar([$0]) }
      pages[page] = half
      return half
    }
  }

  /// The character of a Chinese printer's pair of bytes; nil when its font has none there.
  static func chinese(_ lead: UInt8, _ trail: UInt8) -> Unicode.Scalar? {
    guard (0x81...0xFE).contains(lead), (0x40...0xFE).contains(trail) else { return nil }
    return chinesePairs[Int(lead - 0x81) * rowLength + Int(trail - 0x40)]
  }

  private static let rowLength = 0xFE - 0x40 + 1

  /// Some 24,000 questions, once.
  private static let chinesePairs: [Unicode.Scalar?] = {
    guard let converter = Converter(from: "GB18030") else { return noPairs }
    return (UInt8(0x81)...0xFE).flatMap { lead in
      (UInt8(0x40)...0xFE).map { trail in
        guard trail != 0x7F, let scalar = converter.scalar([lead, trail]) else { return nil }
        // Private use: iconv has a number for it, the font no character.
        return (0xE000...0xF8FF).contains(scalar.value) ? nil : scalar
      }
    }
  }()

  private static let noPairs = [Unicode.Scalar?](repeating: nil, count: 126 * rowLength)

  /// The characters `ESC R` puts in place of ASCII's at 0x23, 0x24, 0x40, 0x5B–0x5E, 0x60 and
  /// 0x7B–0x7E, country by country from the United States to China.
  private static let countries = [
    "#$@[\\]^`{|}~", "#$à°ç§^`éùè¨", "#$§ÄÖÜ^`äöüß", "£$@[\\]^`{|}~", "#$@ÆØÅ^`æøå~",
    "#¤ÉÄÖÅÜéäöåü", "#$@°\\é^ùàòèì", "₧$@¡Ñ¿^`¨ñ}~", "#$@[¥]^`{|}~", "#¤ÉÆØÅÜéæøåü",
    "#$ÉÆØÅÜéæøåü", "#$á¡Ñ¿é`íñóú", "#$á¡Ñ¿éüíñóú", "#$@[₩]^`{|}~", "#$ŽŠĐĆČžšđćč",
    "#¥@[\\]^`{|}~",
  ].map { Array($0.unicodeScalars) }

  private static let countryBytes: [UInt8] = [
    0x23, 0x24, 0x40, 0x5B, 0x5C, 0x5D, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7E,
  ]

  /// The character of a byte below 0x80 under `ESC R country`.
  static func lowerHalf(_ byte: UInt8, country: Int) -> Unicode.Scalar {
    guard country > 0, countries.indices.contains(country),
      let index = countryBytes.firstIndex(of: byte)
    else { return Unicode.Scalar(byte) }
    return countries[country][index]
  }
}

/// An iconv converter to UTF-32, closed when it goes.
private final class Converter {
  private let converter: iconv_t

  init?(from name: String) {
    let failed = iconv_t(bitPattern: -1)
    guard let converter = iconv_open("UTF-32LE", name), converter != failed else { return nil }
    self.converter = converter
  }

  deinit { iconv_close(converter) }

  /// The one scalar these bytes are; nil when they are none, or not one.
  func scalar(_ bytes: [UInt8]) -> Unicode.Scalar? {
    // Starts anew after bytes that failed.
    iconv(converter, nil, nil, nil, nil)
    var input = bytes
    var output: UInt32 = 0
    var fromLeft = input.count
    var toLeft = 4
    let result = input.withUnsafeMutableBytes { source in
      withUnsafeMutableBytes(of: &output) { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        return iconv(converter, &from, &fromLeft, &to, &toLeft)
      }
    }
    guard result != -1, fromLeft == 0, toLeft == 0 else { return nil }
    return Unicode.Scalar(UInt32(littleEndian: output))
  }
}
