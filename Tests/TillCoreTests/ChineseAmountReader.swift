/// Reads Chinese amounts the way one learns it at school, without a look at how they were written.
enum ChineseAmountReader {
  private static let digits: [Character: Int64] = [
    "零": 0, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]

  static func minor(_ words: String) -> Int64? {
    var rest = Substring(words)
    let isNegative = rest.first == "负"
    if isNegative { rest.removeFirst() }
    guard rest.hasSuffix("整") || rest.hasSuffix("分") else { return nil }
    if rest.hasSuffix("整") { rest.removeLast() }
    var minor: Int64 = 0
    if let cut = rest.firstIndex(of: "元") {
      guard let whole = number(rest[..<cut]) else { return nil }
      minor = whole * 100
      rest = rest[rest.index(after: cut)...]
    }
    var digit: Int64 = 0
    for character in rest {
      switch character {
      case "角": minor += digit * 10
      case "分": minor += digit
      default:
        guard let value = digits[character] else { return nil }
        digit = value
      }
    }
    return isNegative ? -minor : minor
  }

  /// 亿 and 万 multiply all that stands before them, 仟 佰 拾 only the digit before.
  private static func number(_ words: Substring) -> Int64? {
    for (unit, value) in [("亿", 100_000_000), ("万", 10_000)] as [(Character, Int64)] {
      guard let cut = words.lastIndex(of: unit) else { continue }
      guard let high = number(words[..<cut]), let low = number(words[words.index(after: cut)...])
      else { return nil }
      return high * value + low
    }
    var sum: Int64 = 0
    var digit: Int64 = 0
    let units: [Character: Int64] = ["仟": 1000, "佰": 100, "拾": 10]
    for character in words {
      if let value = digits[character] {
        digit = value
      } else if let unit = units[character], digit > 0 {
        sum += digit * unit
        digit = 0
      } else {
        return nil
      }
    }
    return sum + digit
  }
}
