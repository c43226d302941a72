/// Blanks comments and the texts of string literals, so that rules about code see only code.
///
/// What stands in an interpolation is code and stays. Regex literals are not known: we have none.
struct CodeReader {
  private let text: [Character]
  private var index = 0
  private var code: [Character] = []

  static func code(of text: String) -> String {
    var reader = CodeReader(text: Array(text))
    reader.readCode(untilParenthesis: false)
    return String(reader.code)
  }

  private init(text: [Character]) {
    self.text = text
    code.reserveCapacity(text.count)
  }

  private func stands(_ word: String) -> Bool {
    let end = index + word.count
    return end <= text.count && text[index..<end].elementsEqual(word)
  }

  private mutating func keep() {
    code.append(text[index])
    index += 1
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where index < text.count {
      code.append(text[index] == "\n" ? "\n" : " ")
      index += 1
    }
  }

  /// To the end of the text, or to the parenthesis that ends an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while index < text.count {
      if stands("//") {
        while index < text.count, text[index] != "\n" { blank() }
      } else if stands("/*") {
        readBlockComment()
      } else if let hashes = hashesBeforeQuote() {
        readLiteral(hashes: hashes)
      } else {
        if text[index] == "(" { depth += 1 }
        if text[index] == ")" {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
        keep()
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if stands("/*") {
        depth += 1
        blank(2)
      } else if stands("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && index < text.count
  }

  /// How many `#` a literal that begins here has before its quote; nil when none begins here.
  private func hashesBeforeQuote() -> Int? {
    var end = index
    while end < text.count, text[end] == "#" { end += 1 }
    return end < text.count && text[end] == "\"" ? end - index : nil
  }

  /// The quotes stay, so a literal still shows as one.
  private mutating func readLiteral(hashes: Int) {
    let hash = String(repeating: "#", count: hashes)
    for _ in 0..<hashes { keep() }
    let quote = stands("\"\"\"") ? "\"\"\"" : "\""
    for _ in quote { keep() }
    while index < text.count {
      if stands(quote + hash) {
        for _ in quote + hash { keep() }
        return
      } else if stands("\\" + hash + "(") {
        blank(1 + hashes)
        keep()
        readCode(untilParenthesis: true)
        if index < text.count { keep() }
      } else if stands("\\" + hash) {
        blank(2 + hashes)
      } else {
        blank()
      }
    }
  }
}
