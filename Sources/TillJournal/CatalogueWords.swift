import Foundation

/// Cuts names and what a cashier types into the same tokens, so one is found by the other.
///
/// A Chinese character is a token by itself; letters together, digits together (`550ml` is `550`
/// and `ml`, however it is typed). Capitals, accents and full-width forms make no difference.
struct CatalogueWords {
  /// What a token is made of; tokens of two sorts never run together.
  enum Sort: Hashable {
    case ideograph
    case letters
    case digits
  }

  struct Token: Hashable {
    let sort: Sort
    /// Where it stands in `Cut.text`.
    let range: Range<Int>
    /// Its first scalar.
    let scalar: Unicode.Scalar
    /// Whether a blank or another sign stood before it.
    let beginsWord: Bool
  }

  /// A text in tokens: as UTF-8 with one blank between, and where each of them stands.
  struct Cut {
    var text: [UInt8] = []
    var tokens: [Token] = []

    func string(_ token: Token) -> String { String(decoding: text[token.range], as: UTF8.self) }
  }

  /// What a scalar is once folded: most are one of these, ligatures and fractions several.
  private struct Folded {
    let sort: Sort?
    let scalar: Unicode.Scalar
    let bytes: [UInt8]
  }

  private var folded: [UInt32: [Folded]] = [:]
  private var initials = PinyinInitials()

  /// The tokens of a text in their order.
  mutating func cut(_ text: String) -> Cut {
    var cut = Cut()
    var open: (sort: Sort, start: Int, scalar: Unicode.Scalar)?
    var beginsWord = true
    func end() {
      guard let ended = open else { return }
      let range = ended.start..<cut.text.count
      cut.tokens.append(
        Token(sort: ended.sort, range: range, scalar: ended.scalar, beginsWord: beginsWord))
      cut.text.append(0x20)
      open = nil
      beginsWord = false
    }
    for original in text.unicodeScalars {
      for scalar in fold(original) {
        guard let sort = scalar.sort else {
          end()
          beginsWord = true
          continue
        }
        if sort != open?.sort || sort == .ideograph { end() }
        if open == nil { open = (sort, cut.text.count, scalar.scalar) }
        cut.text += scalar.bytes
      }
    }
    end()
    return cut
  }

  /// What the index holds for an article: its tokens, then the initials of each row of Chinese
  /// characters. Blanks don't end a row, letters and digits do.
  mutating func indexed(_ texts: [String]) -> String {
    var cut = cut(texts.joined(separator: " "))
    var row: [Unicode.Scalar] = []
    for token in cut.tokens {
      if token.sort == .ideograph {
        row.append(token.scalar)
      } else if !row.isEmpty {
        initials.append(row, to: &cut.text)
        row.removeAll(keepingCapacity: true)
      }
    }
    initials.append(row, to: &cut.text)
    return String(decoding: cut.text, as: UTF8.self)
  }

  private static func sort(of scalar: Unicode.Scalar) -> Sort? {
    switch scalar.value {
    case 48...57: return .digits
    case 97...122: return .letters
    case 0..<0x80: return nil
    default: break
    }
    if PinyinInitials.isIdeograph(scalar) { return .ideograph }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .spacingMark:
      return .letters
    case .decimalNumber, .otherNumber, .letterNumber: return .digits
    default: return nil
    }
  }

  /// A scalar as it is compared: small, without accents, in its plain width.
  private mutating func fold(_ scalar: Unicode.Scalar) -> [Folded] {
    if let known = folded[scalar.value] { return known }
    var plain = String(scalar)
    if !(0x4E00...0x9FFF).contains(scalar.value) {
      plain = plain.decomposedStringWithCompatibilityMapping.lowercased()
    }
    let result = plain.unicodeScalars
      .filter { $0.properties.generalCategory != .nonspacingMark }
      .map { Folded(sort: Self.sort(of: $0), scalar: $0, bytes: Array(String($0).utf8)) }
    folded[scalar.value] = result
    return result
  }
}
