import TillCore

/// count 100x2 50 (数), count +100: C2
enum CountVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .count)
    var words = turn.words
    let isAdded = words[0].text.hasPrefix("+")
    if isAdded {
      let bare = String(words[0].text.dropFirst())
      words[0] = Word(
        text: bare, original: bare, isQuoted: false, startOffset: words[0].startOffset)
      if bare.isEmpty { words.removeFirst() }
    }
    guard !words.isEmpty else { throw turn.misread(.usage(.count)) }
    try turn.perform(.count(try turn.count(words), isAdded: isAdded))
  }
}
