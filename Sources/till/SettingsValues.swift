import TillCore

/// The kinds of value a shop's files hold, each read from its text, never through a fraction.
extension SettingsGroup {
  /// Words on one line that must stand there.
  func text(_ key: String, limit: Int, required example: String) -> String? {
    value(
      key, usual: nil, expects: "one line of at most \(limit) characters, such as: \(example)"
    ) { Self.line($0, limit: limit) }
  }

  /// Words on one line, if any.
  func text(_ key: String, limit: Int, usual: String = "") -> String {
    guard has(key) else { return usual }
    return value(key, usual: usual, expects: "one line of at most \(limit) characters") {
      Self.line($0, limit: limit)
    } ?? usual
  }

  /// Text that fits a line of paper: no control characters, no blanks at its ends.
  static func line(_ text: String, limit: Int) -> String? {
    let scalars = text.unicodeScalars
    guard (1...limit).contains(scalars.count) else { return nil }
    let isPlain = scalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
    guard isPlain, scalars.first != " ", scalars.last != " " else { return nil }
    return text
  }

  /// One of a few words.
  func choice<Choice: CaseIterable & RawRepresentable>(
    _ key: String, usual: Choice?, as type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    value(
      key, usual: usual,
      expects: SettingsNames.list(Choice.allCases.map(\.rawValue), last: "or"),
      read: Choice.init(rawValue:))
  }

  /// yes or no; YAML's true and false are as good.
  func flag(_ key: String, usual: Bool) -> Bool {
    value(key, usual: usual, expects: "yes or no") { text in
      switch text.lowercased() {
      case "yes", "true": true
      case "no", "false": false
      default: nil
      }
    } ?? usual
  }

  /// A whole number within bounds.
  func whole(_ key: String, in bounds: ClosedRange<Int>, usual: Int?) -> Int? {
    value(
      key, usual: usual,
      expects: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    ) { text in
      guard let number = try? FixedPoint.value(of: text, digits: 0) else { return nil }
      return Int(exactly: number).flatMap { bounds.contains($0) ? $0 : nil }
    }
  }

  /// What `percent` expects, in words.
  static let percentWords = "a percentage from 0 to 100 with at most two decimals, such as 8.5"

  /// A percentage, with or without its sign, from 0 to 100.
  static func percent(_ text: String) -> Rate? {
    let figures = text.hasSuffix("%") ? text.dropLast() : text[...]
    let trimmed = figures.last == " " ? figures.dropLast() : figures
    guard let points = try? FixedPoint.value(of: trimmed, digits: 2),
      (0...Rate.whole.basisPoints).contains(points)
    else { return nil }
    return Rate(basisPoints: points)
  }

  /// A percentage, from 0 to 100.
  func percent(_ key: String, usual: Rate?) -> Rate? {
    value(key, usual: usual, expects: Self.percentWords, read: Self.percent)
  }

  /// What `amount` expects, in words.
  static func amountWords(_ currency: Currency) -> String {
    let sample = FixedPoint.text(currency.minorPerUnit, digits: currency.digits)
    return currency.digits == 0
      ? "an amount above 0 without decimals, such as \(sample)"
      : "an amount above 0 with at most \(currency.digits) decimals, such as \(sample)"
  }

  /// An amount above nothing, in minor units.
  static func amount(_ text: String, _ currency: Currency) -> Int64? {
    guard let minor = try? FixedPoint.value(of: text, digits: currency.digits),
      minor > 0, minor <= Limits.priceMinor
    else { return nil }
    return minor
  }
}
