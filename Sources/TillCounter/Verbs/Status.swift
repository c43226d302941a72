import TillCore

/// status (状态): where things stand
enum StatusVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    let state = turn.state
    let wording = turn.wording
    if let person = state.session {
      turn.say.append(
        wording.say(
          "till \(state.desk) · \(person.role.rawValue) \(person.id) \(person.name)",
          "\(state.desk) 号机 · \(wording.role(person.role)) \(person.id) \(person.name)"))
    } else {
      turn.say.append(
        wording.say("till \(state.desk) · nobody is signed on", "\(state.desk) 号机 · 未登录"))
    }
    if let closing = state.closing {
      turn.say.append(wording.refusal(.closingUnderWay(closing.beginning.purpose)))
    }
    if let sale = state.openSale {
      turn.say += SaleText(wording: wording, sale: sale).whole() + Standing(wording, state).lines
    } else {
      turn.say.append(wording.say("No open sale.", "没有未完成的销售。"))
    }
    let parked = try turn.store.parkedSales().count
    if parked > 0 {
      turn.say.append(
        wording.say("Parked: \(parked). To list them: recall", "挂单 \(parked) 个。查看请用：取单"))
    }
  }
}
