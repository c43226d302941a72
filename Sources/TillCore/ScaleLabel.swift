/// Why a code that a rule claims as a scale label can't be sold by.
public enum ScaleLabelFault: Error, Hashable, Sendable {
  /// A digit was misread or mistyped: weight and price can't be believed. `mended` is the code with
  /// the check digit its other digits ask for.
  case wrongCheckDigit(mended: String)
  /// The scale printed an empty weight or price.
  case zeroValue
  /// The value has more decimals than grams or the currency's digits can hold.
  case tooManyDecimals
  /// The weight is past `Limits.quantityThousandths`.
  case tooLarge
}

/// What an EAN-13 printed by a scale says: which article, and its weight or its price.
public struct ScaleLabel: Hashable, Sendable {
  /// What the scale put in: one of the two, never both.
  public enum Value: Hashable, Sendable {
    /// How much of the article's unit; above zero.
    case quantity(Quantity)
    /// What this pack costs, in minor units of the shop's currency; above zero.
    case price(minor: Int64)
  }

  /// The article's number on the scale, 4–6 digits as the rule says, zeros in front kept.
  public let article: String
  /// The weight or the price of this pack.
  public let value: Value

  /// Reads thirteen digits by the first rule whose prefix they begin with (COUNTER rule 2).
  ///
  /// Two digits of prefix, the article's, the value's, one check digit. The check digit inside,
  /// that some scales put before a price, isn't known to the rules and would be read as a digit.
  ///
  /// - Returns: nil when the code isn't thirteen digits or no rule claims it; else the label, or
  ///   why it is refused.
  public static func parse(
    _ digits: some StringProtocol, rules: [ShopSettings.ScaleLabelRule], currency: Currency
  ) -> Result<ScaleLabel, ScaleLabelFault>? {
    let text = String(digits)
    guard text.utf8.count == 13, GTIN.looksLikeGTIN(text),
      let rule = rules.first(where: { text.hasPrefix($0.prefix) }),
      (1...9).contains(rule.articleDigits)
    else { return nil }
    if let mended = GTIN.mended(text) { return .failure(.wrongCheckDigit(mended: mended)) }

    let behindPrefix = text.dropFirst(2)
    let article = String(behindPrefix.prefix(rule.articleDigits))
    let figures = behindPrefix.dropFirst(rule.articleDigits).dropLast()
    guard let value = Int64(figures), value > 0 else { return .failure(.zeroValue) }

    let digitsWanted = rule.content == .weight ? 3 : currency.digits
    guard let scaled = scale(value, decimals: rule.valueDecimals, to: digitsWanted) else {
      return .failure(.tooManyDecimals)
    }
    switch rule.content {
    case .price: return .success(ScaleLabel(article: article, value: .price(minor: scaled)))
    case .weight:
      guard scaled <= Limits.quantityThousandths else { return .failure(.tooLarge) }
      let quantity = Quantity(thousandths: scaled)
      return .success(ScaleLabel(article: article, value: .quantity(quantity)))
    }
  }

  /// A value of up to nine digits with other decimals, exactly; nil when digits would be lost.
  private static func scale(_ value: Int64, decimals: Int, to wanted: Int) -> Int64? {
    guard (0...9).contains(decimals) else { return nil }
    var scaled = value
    for _ in decimals..<max(wanted, decimals) { scaled *= 10 }
    for _ in wanted..<max(wanted, decimals) {
      guard scaled % 10 == 0 else { return nil }
      scaled /= 10
    }
    return scaled
  }
}
