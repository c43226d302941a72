import TillCore

extension SettingsShop {
  /// The settings that are amounts, readable only once the currency is known.
  static func readAmounts(
    of shop: inout ShopSettings, _ file: SettingsGroup, _ currency: Currency
  ) {
    shop.denominationsMinor = denominations(file, currency)
    shop.cashRoundingMinor = cashRounding(file, currency)
    shop.verifyFromMinor = verifyFrom(file, currency)
    shop.roundDownLimitMinor =
      file.value(
        "round_down_limit", usual: currency.minorPerUnit,
        expects: SettingsGroup.amountWords(currency)
      ) { SettingsGroup.amount($0, currency) } ?? currency.minorPerUnit
  }

  /// The steps cash may be rounded to, in minor units: the coins that countries did away with.
  static let roundingSteps: [Int64] = [1, 5, 10, 100]

  private static func cashRounding(_ file: SettingsGroup, _ currency: Currency) -> Int64 {
    let steps = roundingSteps.map { FixedPoint.text($0, digits: currency.digits) }
    return file.value(
      "cash_rounding", usual: 1, expects: SettingsNames.list(steps, last: "or")
    ) { text in
      SettingsGroup.amount(text, currency).flatMap { roundingSteps.contains($0) ? $0 : nil }
    } ?? 1
  }

  /// `from 50`, `all` or `none`; nothing counts as `all`.
  private enum Verifying {
    case from(Int64)
    case none

    init?(_ text: String, _ currency: Currency) {
      let words = text.split(separator: " ")
      if words == ["all"] {
        self = .from(1)
      } else if words == ["none"] {
        self = .none
      } else if words.count == 2, words[0] == "from",
        let minor = SettingsGroup.amount(String(words[1]), currency)
      {
        self = .from(minor)
      } else {
        return nil
      }
    }
  }

  /// Left out it is `all`: a forgotten line must not let notes pass (C3).
  private static func verifyFrom(_ file: SettingsGroup, _ currency: Currency) -> Int64? {
    let sample = FixedPoint.text(50 * currency.minorPerUnit, digits: currency.digits)
    let verifying = file.value(
      "verify", usual: Verifying.from(1), expects: "all, none, or from an amount: from \(sample)"
    ) { Verifying($0, currency) }
    guard case .from(let minor) = verifying else { return nil }
    return minor
  }

  private static func denominations(_ file: SettingsGroup, _ currency: Currency) -> [Int64] {
    let read = file.values(
      "denominations", of: "amounts", expects: SettingsGroup.amountWords(currency)
    ) { SettingsGroup.amount($0, currency) }
    guard let read, !read.isEmpty else { return currency.usualDenominationsMinor }
    if Set(read).count < read.count {
      file.note("denominations", "names an amount twice", wayOn: "keep one of the two")
    }
    return read.sorted(by: >)
  }

  /// The rules of the scale's labels; those that can't be read are noted and left out.
  static func scaleLabels(
    _ file: SettingsGroup, _ currency: Currency?
  ) -> [ShopSettings.ScaleLabelRule] {
    let groups = file.groups(
      "scale_labels", of: "labels", known: ["prefix", "holds", "article_digits", "decimals"])
    var taken: Set<String> = []
    return (groups ?? []).compactMap { group in
      guard let rule = scaleLabel(group, currency) else { return nil }
      guard taken.insert(rule.prefix).inserted else {
        group.note(
          "prefix", "is \(rule.prefix), as in a label above", wayOn: "give each label its own")
        return nil
      }
      return rule
    }
  }

  private static func scaleLabel(
    _ group: SettingsGroup, _ currency: Currency?
  ) -> ShopSettings.ScaleLabelRule? {
    let prefix = group.whole("prefix", in: 20...29, usual: nil)
    let holds = group.choice(
      "holds", usual: nil, as: ShopSettings.ScaleLabelRule.Content.self)
    let articleDigits = group.whole("article_digits", in: 4...6, usual: 5)
    // Weights are kept in thousandths, prices in the currency's digits; finer ones can't be kept.
    let finest = holds == .price ? currency?.digits ?? 3 : 3
    let decimals = group.whole("decimals", in: 0...finest, usual: finest)
    guard let prefix, let holds, let articleDigits, let decimals else { return nil }
    return ShopSettings.ScaleLabelRule(
      prefix: String(prefix), content: holds, articleDigits: articleDigits,
      valueDecimals: decimals)
  }
}
