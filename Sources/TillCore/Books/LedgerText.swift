/// Writes entries as plain text accounting: hledger's journal or Beancount's.
public struct LedgerText: Sendable {
  /// Which program's text.
  public enum Format: String, Hashable, Sendable {
    case hledger
    case beancount
  }

  private let format: Format
  private let language: ShopSettings.Language
  private let shopName: String

  public init(_ format: Format, language: ShopSettings.Language, shopName: String) {
    self.format = format
    self.language = language
    self.shopName = shopName
  }

  /// What must stand before the entries of a file.
  ///
  /// - Parameter declares: accounts and currency too, for a book that has none of them yet.
  public func head(of entries: [BookEntry], declares: Bool) -> String {
    // 1.000 is one dinar here and a thousand elsewhere: hledger is told, not left to guess.
    var lines = format == .hledger ? ["decimal-mark ."] : []
    if declares, let first = entries.map(\.day).min() {
      lines += declarations(entries, since: first)
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n\n"
  }

  private func declarations(_ entries: [BookEntry], since first: CivilDate) -> [String] {
    var natures: [String: BookAccounts.Nature] = [:]
    for posting in entries.flatMap(\.postings) where natures[posting.account] == nil {
      natures[posting.account] = posting.use.nature
    }
    let currencies = Dictionary(
      entries.map { ($0.currency.code, $0.currency) }, uniquingKeysWith: { first, _ in first })
    let accounts = natures.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    switch format {
    case .hledger:
      return currencies.values.map { "commodity \(Self.sample($0)) \($0.code)" }.sorted()
        + accounts.map { "account \($0.key)  ; type:\($0.value.rawValue)" }
    case .beancount:
      return accounts.map {
        "\(first) open \($0.key) \(currencies.keys.sorted().joined(separator: ","))"
      }
    }
  }

  /// How hledger is shown a currency's digits; it wants the mark even where none follow.
  private static func sample(_ currency: Currency) -> String {
    let text = Money(minor: 1000 * currency.minorPerUnit, currency).description
    return currency.digits == 0 ? text + "." : text
  }

  /// One entry and the empty line after it.
  public func text(of entry: BookEntry) -> String {
    let words = language == .simplifiedChinese ? "日结 \(entry.number)" : "Closing \(entry.number)"
    let amounts = entry.postings.map { Money(minor: $0.amountMinor, entry.currency).description }
    let accountWidth = entry.postings.map(\.account.unicodeScalars.count).max() ?? 0
    let amountWidth = amounts.map(\.utf8.count).max() ?? 0
    var lines = format == .hledger ? hledgerHead(entry, words) : beancountHead(entry, words)
    for (posting, amount) in zip(entry.postings, amounts) {
      let blanks = accountWidth - posting.account.unicodeScalars.count
      lines.append(
        "  \(posting.account)\(Self.blanks(blanks + 2 + amountWidth - amount.utf8.count))\(amount) "
          + "\(entry.currency.code)  ; \(Self.comment(posting.note.words(language)))")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func hledgerHead(_ entry: BookEntry, _ words: String) -> [String] {
    [
      "\(entry.day) * (\(entry.number)) \(Self.description(shopName)) | \(words)",
      "  ; closing:\(entry.number), desk:\(entry.desk), from:\(entry.from), seal:\(entry.seal)",
    ]
  }

  private func beancountHead(_ entry: BookEntry, _ words: String) -> [String] {
    [
      "\(entry.day) * \"\(Self.quoted(shopName))\" \"\(words)\"",
      "  closing: \"\(entry.number)\"", "  desk: \(entry.desk)", "  from: \(entry.from)",
      "  seal: \"\(entry.seal)\"",
    ]
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

// MARK: - Data is never a command

extension LedgerText {
  /// A payee: a comment, a divider or a line end would end it.
  static func description(_ text: String) -> String {
    onOneLine(text) { $0 == ";" ? "," : $0 == "|" ? "/" : $0 }
  }

  /// A comment's text: hledger reads `date:2020-01-01` and `[2020-01-01]` in one as commands. A
  /// colon after a blank is none, and so isn't a bracket that is round.
  static func comment(_ text: String) -> String {
    onOneLine(text) { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 }
      .split(separator: ":", omittingEmptySubsequences: false).joined(separator: " :")
  }

  /// Inside a Beancount string.
  static func quoted(_ text: String) -> String {
    var inside = String.UnicodeScalarView()
    for scalar in onOneLine(text, { $0 }).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { inside.append("\\") }
      inside.append(scalar)
    }
    return String(inside)
  }

  private static func onOneLine(
    _ text: String, _ replaced: (Unicode.Scalar) -> Unicode.Scalar
  ) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
      default: line.append(replaced(scalar))
      }
    }
    return String(line)
  }
}
