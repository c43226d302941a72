/// What TAB makes of a line that is being typed.
struct Completion: Hashable, Sendable {
  /// How many scalars before the cursor are replaced.
  let replaced: Int
  /// What takes their place; nil when TAB adds nothing.
  let replacement: String?
  /// What to choose from when there is more than one way on; empty otherwise.
  let choices: [String]

  /// Most choices listed: more than a screen helps nobody.
  private static let mostChoices = 40

  /// Completes the word before the cursor: a verb in first place, a code anywhere.
  init(before: String, codes: (String) -> [String]) {
    let scalars = Array(before.unicodeScalars)
    let start = (scalars.lastIndex { $0 == " " || $0 == "*" || $0 == "×" } ?? -1) + 1
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[start...])
    let isFirst = scalars[..<start].allSatisfy { $0 == " " }
    let verbs = isFirst ? VerbTable.words(beginning: String(word)) : []
    let found =
      (word.isEmpty ? [] : verbs + codes(String(word)))
      // A closure may answer more loosely than it was asked, but TAB never changes what was meant.
      .filter { VerbTable.lowered($0).hasPrefix(VerbTable.lowered(String(word))) }
    replaced = word.count
    if found.count == 1 {
      replacement = found[0] + " "
      choices = []
    } else {
      let common = Self.commonBeginning(found)
      replacement = common.unicodeScalars.count > word.count ? common : nil
      choices = replacement == nil ? found.prefix(Self.mostChoices).map(TerminalText.safe) : []
    }
  }

  private static func commonBeginning(_ words: [String]) -> String {
    guard var common = words.first.map({ Array($0.unicodeScalars) }) else { return "" }
    for word in words.dropFirst() {
      let pairs = zip(common, word.unicodeScalars)
      common = Array(common.prefix(pairs.prefix { Self.areTwins($0, $1) }.count))
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: common)
    return String(view)
  }

  private static func areTwins(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    VerbTable.lowered(String(left)) == VerbTable.lowered(String(right))
  }
}
