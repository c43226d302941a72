import TillCore

/// last (上一单): the last change and receipt
enum LastVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    guard turn.state.session != nil else { throw Turn.Stop.refused(.notSignedOn, []) }
    let wording = turn.wording
    guard let last = turn.state.lastPayment else {
      turn.say.append(wording.say("Nothing was sold yet.", "还没有销售。"))
      return
    }
    turn.say.append(wording.lastPayment(last))
  }
}

extension Wording {
  /// What was last announced (C4).
  func lastPayment(_ last: RegisterState.LastPayment) -> String {
    let change = money(last.changeMinor)
    let total = money(last.totalMinor)
    let received = money(last.receivedMinor)
    return say(
      "\(last.slip) · receipt \(last.receipt) · \(total) · received \(received) · change \(change)",
      "\(last.slip) · 小票 \(last.receipt) · \(total) · 收 \(received) · 找 \(change)")
  }
}
