import TestSupport
import Testing
import TillCore

@testable import TillCounter

/// Whatever is typed, reading it ends, never traps, and loses nothing of what was typed.
@Suite struct InputPropertyTests {
  private static let pieces: [String] =
    VerbTable.allWords
    + [
      " ", " ", "　", "\"", "“", "”", "@", "*", "×", "-", "−", ".", "。", "%", "元", "¥", "￥", "0",
      "9", "７",
      "99999999999999999999", "x", "Ａ", "理", "e\u{301}", "\u{301}", "\u{200D}", "🍜", "\u{10FFFF}",
      "折",
    ]

  private func line(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...8, using: &generator))
      .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test func anyLineCanBeRead() throws {
    var generator = SeededGenerator.random()
    for _ in 0..<5_000 {
      let text = line(&generator)
      #expect(FoldedLine.fold(text).unicodeScalars.count == text.unicodeScalars.count)
      guard case .success(let typed) = TypedLine.reading(text),
        case .success(let words) = typed.words()
      else { continue }
      for (index, word) in words.words.enumerated() {
        #expect(FoldedLine.fold(word.original) == word.text, "\(generator): \(text)")
        let rest = Array(words.rest(from: index).unicodeScalars)
        #expect(Array(text.unicodeScalars).contains(rest), "\(generator): \(text)")
        _ = Operand.amount(word.text, .cny)
        _ = Operand.amount(word.original, .kwd, allowingZero: true)
        _ = Operand.percent(word.text)
        _ = Operand.discountTenths(word.text)
        _ = Operand.multiplied(word.text)
        _ = Operand.pieces(word.text, .cny)
        _ = Keyword(word)
      }
      _ = VerbTable.reading(words)
      _ = Completion(before: text, codes: { _ in [text] })
      _ = LineHistory.mayBeKept(text)
      _ = TerminalText.prompt(text, mark: "\u{1}")
    }
  }

  @Test func amountsReadBackAsWritten() {
    var generator = SeededGenerator.random()
    for currency in [Currency.cny, .jpy, .kwd] {
      for _ in 0..<2_000 {
        let minor = Int64.random(in: 1...Limits.amountMinor, using: &generator)
        let money = Money(minor: minor, currency)
        #expect(Operand.amount(money.description, currency) == .success(money), "\(generator)")
        #expect(Operand.amount("-\(money)", currency) == .failure(.negative), "\(generator)")
      }
    }
  }

  @Test func anyBytesAreJudged() throws {
    var generator = SeededGenerator.random()
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      switch Input.judging(bytes, limitBytes: 10) {
      case .line(let line): #expect(line.utf8.count == bytes.count)
      case .tooLong(let count): #expect(count > 10)
      case .invalidUTF8(let offset): #expect(bytes.indices.contains(offset), "\(generator)")
      case .controlCharacter(let offset): #expect(bytes.indices.contains(offset), "\(generator)")
      case .givenUp, .end: Issue.record("a line is neither")
      }
    }
  }
}
