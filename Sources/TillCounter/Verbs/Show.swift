import TillCore

/// show CODE (详情): A1, everything worth telling a customer
enum ShowVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.needs(1, .show)
    try turn.noMore(after: 1)
    let article = try turn.article(turn.words[0].text)
    let wording = turn.wording
    turn.say.append("\(article.code)  \(article.name)")
    let facts = [
      (wording.say("brand", "品牌"), article.brand),
      (wording.say("specification", "规格"), article.specification),
      (wording.say("colour", "颜色"), article.colour),
      (wording.say("department", "部门"), article.department),
    ]
    turn.say += facts.filter { !$0.1.isEmpty }.map { "  \($0.0)\(wording.say(": ", "："))\($0.1)" }
    let price =
      wording.money(article.priceMinor) + (article.unit.isEmpty ? "" : " / \(article.unit)")
    turn.say.append(wording.say("  price: \(price)", "  单价：\(price)"))
    if let days = article.warrantyDays {
      turn.say.append(wording.say("  warranty: \(days) days", "  质保：\(days) 天"))
    }
    turn.say += article.sellingPoints.map { "  · \($0)" }
  }
}
