/// What a cashier typed, as a question to the search index.
///
/// Every token is put in quotes here, so nothing typed is ever read as the index's own language
/// (`OR`, `NEAR(`, `*`). Words of two letters or more find what begins with them.
struct CatalogueQuery {
  /// Most words looked at, and longest text: more narrows nothing down.
  static let wordsMost = 12
  static let scalarsMost = 200

  /// All words, each as it was typed: the characters of a word side by side.
  let strict: String
  /// All tokens, wherever they stand; nil where that would be the same.
  let loose: String?

  /// - Returns: nil when there is nothing to look for.
  init?(_ text: String) {
    var words = CatalogueWords()
    let short = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.scalarsMost)))
    let cut = words.cut(short)
    guard !cut.tokens.isEmpty else { return nil }
    var typed: [[Part]] = []
    for token in cut.tokens {
      let part = Part(sort: token.sort, text: cut.string(token))
      if token.beginsWord || typed.isEmpty {
        typed.append([part])
      } else {
        typed[typed.count - 1].append(part)
      }
    }
    let kept = typed.prefix(Self.wordsMost)
    strict = kept.map(Self.term).joined(separator: " AND ")
    let single = kept.joined().prefix(Self.wordsMost * 4).map { Self.term([$0]) }
    loose = kept.contains { $0.count > 1 } ? single.joined(separator: " AND ") : nil
  }

  private struct Part {
    let sort: CatalogueWords.Sort
    let text: String
  }

  private static func term(_ word: [Part]) -> String {
    let phrase = quoted(word.map(\.text).joined(separator: " "))
    guard let last = word.last, last.sort != .ideograph, last.text.unicodeScalars.count > 1 else {
      return phrase
    }
    let window = PinyinInitials.windowLength
    guard word.count == 1, last.sort == .letters, last.text.utf8.count > window else {
      return phrase + "*"
    }
    // Perhaps initials, which are kept in rows of a few.
    let letters = Array(last.text)
    var rows = stride(from: 0, to: letters.count - window, by: window).map { start in
      quoted(String(letters[start..<(start + window)]))
    }
    rows.append(quoted(String(letters.suffix(window))) + "*")
    return "(\(phrase)* OR (\(rows.joined(separator: " AND "))))"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"").joined(separator: "\"\"") + "\""
  }
}
