/// Amounts in words, as slips, receipts and invoices carry them beside the figures (A3).
public enum AmountInWords {
  /// Chinese financial numerals, such as 肆佰零玖元零贰分, without the currency's name before them.
  ///
  /// After the bank's rules (中国人民银行, 正确填写票据和结算凭证的基本规定): one 零 for any run
  /// of zeros inside; 零 after 元 where 角 is missing but 分 is not; 整 after 元 and after 角, never
  /// after 分; 壹 is always written before 拾. Where the bank leaves 零 open — 107,000.53, 1,680.32:
  /// the zeros end at 万 or at 元 — none is written: 壹拾万柒仟元伍角叁分. A minus is 负.
  ///
  /// Every currency counts in 元 with tenths 角, hundredths 分 and thousandths 厘, as far as it has
  /// digits; yen have 元 alone. What 元 they are, the name before says: `chineseName(of:)`.
  public static func chinese(minor: Int64, currency: Currency) -> String {
    let magnitude = minor.magnitude
    let whole = magnitude / UInt64(currency.minorPerUnit)
    let fraction = Int(magnitude % UInt64(currency.minorPerUnit))
    var text = minor < 0 ? "负" : ""
    if whole > 0 || fraction == 0 {
      text += (whole == 0 ? "零" : chineseNumeral(whole)) + "元"
    }
    return text + chineseFraction(fraction, digits: currency.digits, afterWhole: whole > 0)
  }

  /// The name written before the words without a gap: 人民币, 日元; the ISO code for rarer ones.
  public static func chineseName(of currency: Currency) -> String {
    switch currency.code {
    case "CNY": "人民币"
    case "JPY": "日元"
    case "GBP": "英镑"
    case "EUR": "欧元"
    case "USD": "美元"
    case "HKD": "港元"
    case "SGD": "新加坡元"
    case "AUD": "澳大利亚元"
    case "CAD": "加拿大元"
    default: currency.code
    }
  }

  private static func chineseFraction(_ fraction: Int, digits: Int, afterWhole: Bool) -> String {
    guard fraction > 0 else { return "整" }
    let units = ["角", "分", "厘"]
    var divisor = 1
    for _ in 1..<max(digits, 1) { divisor *= 10 }
    var text = ""
    var owesZero = false
    var lastUnit = ""
    for place in 0..<digits {
      let digit = fraction / divisor % 10
      divisor /= 10
      guard digit > 0 else {
        owesZero = true
        continue
      }
      // 0.05 is 伍分: a zero stands only between figures, and here none is before it.
      if owesZero && (afterWhole || !text.isEmpty) { text += "零" }
      owesZero = false
      lastUnit = units[place]
      text += chineseDigits[digit] + lastUnit
    }
    return lastUnit == "角" ? text + "整" : text
  }

  private static let chineseDigits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

  /// A number above zero. Counts by 亿 of 亿, so every `UInt64` has words.
  private static func chineseNumeral(_ number: UInt64) -> String {
    if number >= 100_000_000 { return joined(number, by: 100_000_000, unit: "亿") }
    if number >= 10_000 { return joined(number, by: 10_000, unit: "万") }
    var text = ""
    var owesZero = false
    var rest = number
    for (value, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] as [(UInt64, String)] {
      let digit = rest / value
      rest %= value
      guard digit > 0 else {
        owesZero = !text.isEmpty
        continue
      }
      if owesZero { text += "零" }
      owesZero = false
      text += chineseDigits[Int(digit)] + unit
    }
    return text
  }

  private static func joined(_ number: UInt64, by value: UInt64, unit: String) -> String {
    let (high, low) = number.quotientAndRemainder(dividingBy: value)
    let text = chineseNumeral(high) + unit
    guard low > 0 else { return text }
    // 壹万零伍佰: the place just below 万 or 亿 is empty.
    return text + (low < value / 10 ? "零" : "") + chineseNumeral(low)
  }
}
