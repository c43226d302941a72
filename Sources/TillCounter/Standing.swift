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
    let paid = sale.stage == .paid || sale.stage == .cancelled
    guard !paid else {
      lines = []
      return
    }
    let next = Self.next(wording, sale.stage, dueMinor: due)
    guard sale.slip != nil else {
      lines = [wording.say("Next: \(next)", "下一步：\(next)")]
      return
    }
    lines = [
      wording.say(
        "Slip \(slip) · \(dueText) · next: \(next)", "\(slip) · \(dueText) · 下一步：\(next)")
    ]
  }

  /// What comes next; a strict shop is never offered the quick way.
  private static func next(
    _ wording: Wording, _ stage: Sale.Stage, dueMinor due: Int64
  ) -> String {
    let isStrict = wording.isStrict
    switch stage {
    case .introduce:
      return isStrict
        ? wording.say("scan, or invoice", "扫码，或 开单")
        : wording.say("scan, or cash, card, invoice", "扫码，或 现金、银行卡、开单")
    case .invoice:
      return isStrict
        ? wording.say("check", "查") : wording.say("check, cash or card", "查、现金或银行卡")
    case .check where due > 0:
      return isStrict
        ? wording.say("count or card", "数 或 银行卡")
        : wording.say("count, cash or card", "数、现金或银行卡")
    case .check where due < 0:
      return isStrict
        ? wording.say("announce or card", "唱 或 银行卡")
        : wording.say("cash or card", "现金或银行卡")
    case .check: return isStrict ? wording.say("announce", "唱") : wording.say("cash", "现金")
    case .count: return wording.say("verify", "验钞")
    case .verify: return wording.say("announce", "唱")
    case .paid, .cancelled: return ""
    }
  }
}
