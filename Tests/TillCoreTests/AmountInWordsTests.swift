import TestSupport
import Testing

@testable import TillCore

@Suite struct AmountInWordsTests {
  static let yuan: [(minor: Int64, outcome: String)] = [
    (12345, "壹佰贰拾叁元肆角伍分"),
    (6900, "陆拾玖元整"),
    (40902, "肆佰零玖元零贰分"),
    (32504, "叁佰贰拾伍元零肆分"),
    (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
    (140_950, "壹仟肆佰零玖元伍角整"),
    (600_714, "陆仟零柒元壹角肆分"),
    (168_032, "壹仟陆佰捌拾元叁角贰分"),
    (10_700_053, "壹拾万柒仟元伍角叁分"),
    (100_450, "壹仟零肆元伍角整"),
    (10_000_500, "壹拾万零伍元整"),
    (5, "伍分"),
    (50, "伍角整"),
    (55, "伍角伍分"),
    (100, "壹元整"),
    (101, "壹元零壹分"),
    (1000, "壹拾元整"),
    (1_100, "壹拾壹元整"),
    (1_001_000, "壹万零壹拾元整"),
    (10_000_000, "壹拾万元整"),
    (10_000_000_000, "壹亿元整"),
    (10_000_000_100, "壹亿零壹元整"),
    (10_000_500_000, "壹亿零伍仟元整"),
    (10_500_000_000, "壹亿零伍佰万元整"),
    (11_000_000_000, "壹亿壹仟万元整"),
    (1_000_000_000_000, "壹佰亿元整"),
    (101_000_101_001, "壹拾亿壹仟万壹仟零壹拾元零壹分"),
    (0, "零元整"),
    (-12345, "负壹佰贰拾叁元肆角伍分"),
    (-5, "负伍分"),
  ]

  @Test(arguments: yuan)
  func chineseWords(minor: Int64, outcome: String) {
    #expect(AmountInWords.chinese(minor: minor, currency: .cny) == outcome)
  }

  static let others: [(minor: Int64, currency: Currency, outcome: String)] = [
    (300, .jpy, "日元叁佰元整"), (0, .jpy, "日元零元整"), (1050, .gbp, "英镑壹拾元伍角整"),
    (1005, .kwd, "KWD壹元零伍厘"), (1050, .kwd, "KWD壹元零伍分"), (1105, .kwd, "KWD壹元壹角零伍厘"),
    (1500, .kwd, "KWD壹元伍角整"), (5, .kwd, "KWD伍厘"), (205, .kwd, "KWD贰角零伍厘"),
  ]

  @Test(arguments: others)
  func otherCurrencies(minor: Int64, currency: Currency, outcome: String) {
    let words =
      AmountInWords.chineseName(of: currency)
      + AmountInWords.chinese(minor: minor, currency: currency)
    #expect(words == outcome)
  }

  static let cheques: [(minor: Int64, currency: Currency, outcome: String)] = [
    (12345, .cny, "one hundred twenty-three and 45/100 yuan"),
    (40902, .cny, "four hundred nine and 02/100 yuan"),
    (6900, .cny, "sixty-nine and 00/100 yuan"),
    (5, .cny, "zero and 05/100 yuan"),
    (0, .cny, "zero and 00/100 yuan"),
    (-1050, .gbp, "minus ten and 50/100 pounds"),
    (101_213_000, .gbp, "one million twelve thousand one hundred thirty and 00/100 pounds"),
    (1005, .kwd, "one and 005/1000 Kuwaiti dinars"),
    (300, .jpy, "three hundred yen only"),
    (1_000_000_000_000, .cny, "ten billion and 00/100 yuan"),
  ]

  @Test(arguments: cheques)
  func englishWords(minor: Int64, currency: Currency, outcome: String) {
    #expect(AmountInWords.english(minor: minor, currency: currency) == outcome)
  }

  @Test func everyAmountHasWords() {
    for minor in [Int64.max, Int64.min, Limits.amountMinor, -Limits.amountMinor] {
      for currency in [Currency.cny, .jpy, .kwd] {
        #expect(!AmountInWords.chinese(minor: minor, currency: currency).isEmpty)
        #expect(!AmountInWords.english(minor: minor, currency: currency).isEmpty)
      }
    }
  }

  @Test func wordsReadBackAsTheAmount() {
    var random = SeededGenerator.random()
    for _ in 0..<5_000 {
      var most: Int64 = 1
      for _ in 0..<Int.random(in: 0...12, using: &random) { most *= 10 }
      var minor = Int64.random(in: -most...most, using: &random)
      // Amounts full of zeros are where the rules bite.
      if Bool.random(using: &random) { minor -= minor % 1000 - minor % 10 }
      if Bool.random(using: &random) { minor -= minor % 1_000_000_000 - minor % 10_000 }
      let words = AmountInWords.chinese(minor: minor, currency: .cny)
      #expect(ChineseAmountReader.minor(words) == minor, "\(minor) \(words) \(random)")
      let zeros = words.filter { $0 == "零" }.count
      #expect(zeros == expectedZeros(minor) && !words.contains("零零"), "\(words) \(random)")
    }
  }

  /// A run of zeros between figures is one 零; none when it ends at 万 or 亿, unless it fills the
  /// four places of a group.
  private func expectedZeros(_ minor: Int64) -> Int {
    let fraction = minor.magnitude % 100
    let whole = minor.magnitude / 100
    guard whole > 0 else { return minor == 0 ? 1 : 0 }
    let digits = String(whole).map { $0 == "0" ? 0 : 1 }
    var zeros = (1..<10).contains(fraction) ? 1 : 0
    var run = 0
    for (index, digit) in digits.enumerated() {
      let startsGroup = (digits.count - index) % 4 == 0
      if digit == 1, run > 0, !startsGroup || run >= 4 { zeros += 1 }
      run = digit == 1 ? 0 : run + 1
    }
    return zeros
  }
}
