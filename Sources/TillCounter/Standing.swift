import TillCore

/// Where an open sale stands and what comes next.
struct Standing {
  let lines: [String]

  init(_ wording: Wording, _ state: RegisterState) {
    guard let sale = state.openSale, let totals = sale.totals() else {
      lines = []
      return
    }
    let due = sale.dueMinor(totals)
    let amount = wording.money(abs(due))
    let slip = sale.slip ?? ""
    let dueText =
      due < 0
      ? wording.say("to pay back \(amount)", "应退 \(amount)")
      : wording.say("due \(amount)", "应收 \(amount)")
    switch sale.stage {
    case .introduce:
      lines = [
        wording.say("Next: scan, or cash, card, invoice", "下一步：扫码，或 现金、银行卡、开单")
      ]
    case .invoice:
      lines = [
        wording.say(
          "Slip \(slip) · \(dueText) · next: collect, check",
          "\(slip) · \(dueText) · 下一步：收款、查")
      ]
    case .check:
      let next =
        due > 0
        ? wording.say("count, cash or card", "数、现金或银行卡")
        : wording.say("announce, cash or card", "唱、现金或银行卡")
      lines = [
        wording.say(
          "Slip \(slip) · \(dueText) · next: \(next)", "\(slip) · \(dueText) · 下一步：\(next)")
      ]
    case .count:
      lines = [
        wording.say("Slip \(slip) · \(dueText) · next: verify", "\(slip) · \(dueText) · 下一步：验钞")
      ]
    case .verify:
      lines = [
        wording.say("Slip \(slip) · \(dueText) · next: announce", "\(slip) · \(dueText) · 下一步：唱")
      ]
    case .paid, .cancelled: lines = []
    }
  }
}
