import TestSupport
import Testing

@testable import TillCore

@Suite struct TextSafetyTests {
  static let texts: [(text: String, outcome: String)] = [
    ("Instant noodles, beef", "Instant noodles, beef"),
    ("  two   blanks  ", "two blanks"),
    ("方便面\u{3000}\u{3000}牛肉\u{00A0}5袋\u{3000}", "方便面 牛肉 5袋"),
    ("café Ünsal №7 €5 ¥6 😀", "café Ünsal №7 €5 ¥6 😀"),
    ("`{{x}}` | \\ ; DROP TABLE --", "`{{x}}` | \\ ; DROP TABLE --"),
    ("", ""),
    ("   ", ""),
    ("a\tb", "! control 9"),
    ("a\nb", "! control 10"),
    ("a\r\nb", "! control 13"),
    ("\u{1B}p0", "! control 27"),
    ("a\0b", "! control 0"),
    ("a\u{7F}", "! control 127"),
    ("a\u{9B}2J", "! control 155"),
    ("a\u{85}b", "! control 133"),
    ("abc\u{202E}gpj", "! direction 202e"),
    ("\u{2066}x\u{2069}", "! direction 2066"),
    ("x\u{200F}", "! direction 200f"),
    ("x\u{200E}", "! direction 200e"),
    ("x\u{061C}", "! direction 61c"),
    ("a\u{200B}b", "! invisible 200b"),
    ("a\u{200D}b", "! invisible 200d"),
    ("\u{FEFF}abc", "! invisible feff"),
    ("a\u{2060}b", "! invisible 2060"),
    ("a\u{AD}b", "! invisible ad"),
    ("a\u{E0041}", "! invisible e0041"),
    ("a\u{2028}b", "! line end 2028"),
    ("a\u{FFFD}", "! damaged fffd"),
    ("1234567890123456789012345678901", "! longer than 30"),
    ("123456789012345678901234567890   ", "123456789012345678901234567890"),
    ("12345678901234567890123456789 1", "! longer than 30"),
  ]

  @Test(arguments: texts)
  func namesAndNotes(text: String, outcome: String) {
    let cleaned =
      switch TextSafety.clean(text, maximumScalars: 30) {
      case .success(let cleaned): cleaned
      case .failure(.control(let scalar)): "! control \(scalar.value)"
      case .failure(.direction(let scalar)): "! direction \(hex(scalar))"
      case .failure(.invisible(let scalar)): "! invisible \(hex(scalar))"
      case .failure(.lineEnd(let scalar)): "! line end \(hex(scalar))"
      case .failure(.damaged(let scalar)): "! damaged \(hex(scalar))"
      case .failure(.tooLong(let most)): "! longer than \(most)"
      }
    #expect(cleaned == outcome)
  }

  private func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }

  @Test func everyControlHiddenOrBrokenScalarIsRefused() {
    let refused: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF...0xFEFF,
      0xFDD0...0xFDEF, 0xFFFE...0xFFFF, 0x1FFFE...0x1FFFF, 0x10FFFE...0x10FFFF,
    ]
    for value in refused.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let result = TextSafety.clean("a\(scalar)b", maximumScalars: 10)
      #expect(throws: TextFault.self, "\(value)") { try result.get() }
    }
  }

  @Test func cleanTextStaysAsItIs() {
    var random = SeededGenerator.random()
    for _ in 0..<2_000 {
      let scalars = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in
        Unicode.Scalar(UInt32.random(in: 0x20...0x3100, using: &random))
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      guard case .success(let once) = TextSafety.clean(String(text), maximumScalars: 40) else {
        continue
      }
      #expect(TextSafety.clean(once, maximumScalars: 40) == .success(once), "\(random)")
    }
  }
}
