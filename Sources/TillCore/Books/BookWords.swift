/// What stands beside a booked figure, in the shop's language.
extension BookEntry.Note {
  /// One line, not yet safe for any format.
  func words(_ language: ShopSettings.Language) -> String {
    let isChinese = language == .simplifiedChinese
    let say = { (english: String, chinese: String) in isChinese ? chinese : english }
    return switch self {
    case .sales(let band): say("sales, band \(band)", "销售 税档 \(band)")
    case .tax(let band, let rate): say("tax \(rate)%, band \(band)", "税 \(rate)% 税档 \(band)")
    case .discounts: say("discounts, tax included", "折扣（含税）")
    case .returns: say("returns, tax included", "退货（含税）")
    case .rounding: say("cash rounding", "抹零")
    case .onAccount: say("sold on account", "赊销")
    case .awaiting: say("taken for sales not yet paid", "未结清销售已收款")
    case .deposits: say("deposits", "定金")
    case .debtsCollected: say("debts collected", "收回欠款")
    case .tender(let kind): say("\(kind) taken", "收款 \(Self.chinese(kind))")
    case .difference(let kind):
      say("\(kind) over or short", "\(Self.chinese(kind)) 长短款")
    case .move(let move):
      [
        say(move.kind.rawValue, Self.chinese(move.kind)), move.number, move.reason,
      ].filter { !$0.isEmpty }.joined(separator: " ")
    case .float: say("float put in or taken out", "备用金增减")
    case .banked(let remittance):
      [say("handed in", "上交"), remittance].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  private static func chinese(_ tender: String) -> String {
    switch tender {
    case "cash": "现金"
    case "card": "银行卡"
    default: tender
    }
  }

  private static func chinese(_ kind: DrawerMove.Kind) -> String {
    switch kind {
    case .payIn: "存入"
    case .payOut: "支出"
    case .lift: "缴款"
    case .swap: "换零"
    case .madeUp: "短补"
    case .difference: "长短款"
    case .handedIn: "上交"
    }
  }
}
