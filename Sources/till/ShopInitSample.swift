import TillCore

/// The sample shop of a language, and what becomes of it in a new one.
///
/// Settings are changed line by line in the text, so that every comment stays for the reader.
struct ShopSample {
  /// A file of the new shop.
  struct File {
    let name: String
    var text: String
  }

  /// The folder that holds the sample in `config/`.
  let share: String
  let language: ShopSettings.Language

  /// The files of a new shop.
  func files(
    id: String, currency: Currency, bands: [TaxBand]?, isEmpty: Bool
  ) throws(SettingsFault) -> [File] {
    var shop = try file(SettingsFile.Name.shop)
    shop.text = try settings(shop.text, id: id, currency: currency, bands: bands)
    var catalogue = try file(SettingsFile.Name.catalogue)
    if isEmpty {
      catalogue.text = String(catalogue.text.prefix { !$0.isNewline }) + "\n"
    } else {
      try check(catalogue, currency: currency, bands: bands)
    }
    return [
      shop, catalogue, try file(SettingsFile.Name.staff), try file(SettingsFile.Name.printers),
      try file(AccountsFile.name), try file(TargetsFile.name),
    ]
  }

  private func file(_ name: String) throws(SettingsFault) -> File {
    // English stands in config/ itself, the other languages in folders below it.
    let place =
      language == .english
      ? name : name.replacing("config/", with: "config/\(language.rawValue)/")
    let path = "\(share)/\(place)"
    return File(name: name, text: try SettingsTree.text(at: path, as: path))
  }

  private func settings(
    _ text: String, id: String, currency: Currency, bands: [TaxBand]?
  ) throws(SettingsFault) -> String {
    var text = SampleText(text)
    try text.set("id", to: id)
    try text.set("language", to: language.rawValue)
    if let bands {
      let words = bands.map { "\($0.code): \($0.rate)" }.joined(separator: ", ")
      try text.set("tax", to: "{\(words)}")
    }
    guard currency != .cny else { return text.joined }
    let figures = { (minor: Int64) in FixedPoint.text(minor, digits: currency.digits) }
    let coins = currency.usualDenominationsMinor
    try text.set("currency", to: currency.code)
    try text.set("denominations", to: "[\(coins.map(figures).joined(separator: ", "))]")
    // Where the smallest coin is no minor unit, cash can only be paid in steps of it.
    let smallest = coins.last.flatMap { SettingsShop.roundingSteps.contains($0) ? $0 : nil }
    try text.set("cash_rounding", to: figures(smallest ?? 1))
    try text.set("verify", to: verified(currency).map { "from " + figures($0) } ?? "all")
    try text.setWithin(
      [
        ("lift_above", 3000), ("recount_above", 5), ("reason_above", 5), ("accept_above", 50),
      ].map { ($0, figures($1 * currency.minorPerUnit)) })
    try text.set(
      "round_down_limit", to: figures(currency.digits == 0 ? 100 : currency.minorPerUnit))
    return text.joined
  }

  /// The note from which forgeries are worth looking for; nil where we don't know the country.
  private func verified(_ currency: Currency) -> Int64? {
    switch currency.code {
    case "EUR", "USD": 5_000
    case "GBP": 2_000
    case "JPY": 5_000
    case "KWD": 10_000
    default: nil
    }
  }

  /// The sample's articles must fit the bands and the digits of the new shop.
  private func check(
    _ catalogue: File, currency: Currency, bands: [TaxBand]?
  ) throws(SettingsFault) {
    let articles = SampleArticles(catalogue.text)
    if let bands {
      let missing = articles.values(of: "tax").subtracting(bands.map(\.code)).sorted()
      guard missing.isEmpty else {
        let names = SettingsNames.list(missing, last: "and")
        throw SettingsFault(
          "--tax", "the sample's articles need \(names) too",
          wayOn: "name their rates as well, or leave the articles out with --empty")
      }
    }
    let prices = articles.values(of: "price").union(articles.values(of: "cost"))
    let fits = prices.allSatisfy {
      $0.isEmpty || (try? FixedPoint.value(of: $0, digits: currency.digits)) != nil
    }
    guard fits else {
      throw SettingsFault(
        "--currency", "the sample's prices have more decimals than \(currency.code)",
        wayOn: "leave its articles out with --empty, then: till catalogue import FILE")
    }
  }
}

/// The lines of the sample's settings, changed one by one.
struct SampleText {
  private var lines: [String]

  init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
  }

  /// The text with all its changes.
  var joined: String { lines.joined(separator: "\n") }

  /// Gives keys of groups, each of which stands once in the file, other values.
  mutating func setWithin(_ values: [(key: String, value: String)]) throws(SettingsFault) {
    for (key, value) in values { try set("  " + key, to: value) }
  }

  /// Gives a key at the top another value.
  mutating func set(_ key: String, to value: String) throws(SettingsFault) {
    guard let index = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else {
      throw SettingsFault(
        SettingsFile.Name.shop, "the sample shop lacks \(key)", wayOn: "install till again")
    }
    lines[index] = "\(key): \(value)"
  }
}

/// The sample's articles, read as far as a new shop must know them.
///
/// The sample is ours and holds no line end in a field; a shop's own catalogue is read by the
/// catalogue's reader, which takes everything.
struct SampleArticles {
  private let columns: [String]
  private let rows: [[String]]

  init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map(Self.fields)
    columns = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  /// All that stands in a column, each value once.
  func values(of column: String) -> Set<String> { Set(list(of: column)) }

  /// What stands in a column, row by row; empty where a row is too short.
  func list(of column: String) -> [String] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.map { index < $0.count ? $0[index] : "" }
  }

  /// The fields of a line; in quotes a comma is a comma, and two quotes are one.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    var wasQuote = false
    for character in line {
      switch character {
      case "\"":
        if !isQuoted, wasQuote { fields[fields.count - 1].append(character) }
        isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
      wasQuote = character == "\""
    }
    return fields
  }
}
