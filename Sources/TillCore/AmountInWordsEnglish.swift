extension AmountInWords {
  /// English words in the style of cheques: `one hundred twenty-three and 45/100 yuan`.
  ///
  /// The fraction is always written, 00 too: it closes the amount, as 整 does in Chinese, so nothing
  /// can be added behind it; it suits tenths, hundredths and thousandths alike; and nobody argues
  /// over the plural of fen. A currency without minor digits closes with `only`: `three hundred yen
  /// only`. Known currencies have names, others their ISO code.
  public static func english(minor: Int64, currency: Currency) -> String {
    let magnitude = minor.magnitude
    let perUnit = UInt64(currency.minorPerUnit)
    let sign = minor < 0 ? "minus " : ""
    let words = sign + englishNumeral(magnitude / perUnit)
    let name = englishName(of: currency)
    guard currency.digits > 0 else { return "\(words) \(name) only" }
    var fraction = String(magnitude % perUnit)
    while fraction.utf8.count < currency.digits { fraction = "0" + fraction }
    return "\(words) and \(fraction)/\(perUnit) \(name)"
  }

  private static func englishName(of currency: Currency) -> String {
    switch currency.code {
    case "CNY": "yuan"
    case "JPY": "yen"
    case "GBP": "pounds"
    case "EUR": "euros"
    case "USD": "US dollars"
    case "HKD": "Hong Kong dollars"
    case "SGD": "Singapore dollars"
    case "AUD": "Australian dollars"
    case "CAD": "Canadian dollars"
    case "KWD": "Kuwaiti dinars"
    default: currency.code
    }
  }

  private static func englishNumeral(_ number: UInt64) -> String {
    guard number > 0 else { return "zero" }
    var words: [String] = []
    var rest = number
    for (value, name) in englishScales where rest >= value {
      words.append(belowThousand(Int(rest / value)) + " " + name)
      rest %= value
    }
    if rest > 0 { words.append(belowThousand(Int(rest))) }
    return words.joined(separator: " ")
  }

  private static func belowThousand(_ number: Int) -> String {
    var words: [String] = []
    if number >= 100 { words.append(englishOnes[number / 100] + " hundred") }
    let rest = number % 100
    if rest >= 20 {
      let ones = rest % 10
      words.append(englishTens[rest / 10] + (ones > 0 ? "-" + englishOnes[ones] : ""))
    } else if rest > 0 {
      words.append(englishOnes[rest])
    }
    return words.joined(separator: " ")
  }

  /// Every scale an `UInt64` reaches, so that no amount is without words.
  private static let englishScales: [(UInt64, String)] = [
    (1_000_000_000_000_000_000, "quintillion"), (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"),
    (1000, "thousand"),
  ]

  private static let englishOnes = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]

  private static let englishTens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
}
