import TillCore

/// with CODE (搭配): A2, what goes with it, two lines at most
enum WithVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .with)
    try turn.noMore(after: 1)
    let article = try turn.article(turn.words[0].text)
    let others = try turn.store.articles(ofDepartment: article.department, limit: 3)
      .filter { $0.code != article.code }.prefix(2)
    guard !others.isEmpty else { throw turn.misread(.nothingFound(article.name)) }
    turn.say += others.map { other in
      "     \(Cells.left(other.name, 38)) "
        + "\(Cells.right(turn.wording.money(other.priceMinor), 9))  \(other.code)"
    }
  }
}
