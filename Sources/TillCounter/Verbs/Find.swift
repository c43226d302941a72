import TillCore

/// find WORDS (找), then `2` or `#2`
enum FindVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .find)
    let words = turn.operands.rest(from: 0)
    let articles = try turn.store.articles(matching: words, limit: 10)
    guard !articles.isEmpty else { throw turn.misread(.nothingFound(words)) }
    turn.found = articles
    turn.isFoundFresh = true
    for (index, article) in articles.enumerated() {
      let price = Cells.right(turn.wording.money(article.priceMinor), 9)
      turn.say.append(
        "\(Cells.right(String(index + 1), 3))  \(Cells.left(article.name, 38)) \(price)  \(article.code)"
      )
    }
    turn.say.append(turn.wording.say("Pick one by its number: 1", "按编号选择：1"))
  }
}
