import TillCore

/// What people may do, and whose name stands under it.
extension Wording {
  /// An act as the beginning of a sentence.
  func act(_ permission: Permission) -> String {
    switch permission {
    case .price: say("That price below the list", "这个低于标价的价格")
    case .belowCost: say("A price below cost", "低于进价")
    case .discountLine: say("That discount", "这个折扣")
    case .discountSale: say("That discount on the sale", "这个整单折扣")
    case .dropLine: say("Taking off what was scanned", "删减已扫商品")
    case .cancel: say("Cancelling an invoiced sale", "取消已开单的销售")
    case .reopen: say("Reopening a slip", "改单")
    case .return: say("A return", "退货")
    case .lateReturn: say("A return after the shop's days", "超过退货期的退货")
    case .cashForCard: say("Cash for what was paid by card", "刷卡款退现金")
    default: actOfDrawer(permission)
    }
  }

  private func actOfDrawer(_ permission: Permission) -> String {
    switch permission {
    case .openDrawer: say("Opening the drawer without a sale", "非销售开钱箱")
    case .float: say("Counting in a float", "清点备用金")
    case .floatAgain: say("Another float after money moved", "收支后重设备用金")
    case .payIn: say("Paying in", "存入现金")
    case .payOut: say("Paying out", "支出现金")
    case .lift: say("Taking cash to the safe", "缴款")
    case .swap: say("Swapping change", "换零")
    case .shortMadeUp: say("Making up what is short", "补足短款")
    case .handover: say("Handing over the shift", "交班")
    case .close: say("Closing the day", "日结")
    case .seeExpected: say("Seeing what the drawer should hold", "查看钱箱应有金额")
    case .acceptDifference: say("That difference", "这个长短款")
    case .carryOver: say("Carrying that over", "结转未办事项")
    case .xReport: say("An X report", "X报表")
    case .copy: say("A copy", "补打")
    case .settlePrint: say("Deciding about a print", "认定打印结果")
    case .figures: say("A look at the shop's figures", "经营数据")
    default: preconditionFailure("an act without words")
    }
  }

  /// An act as a heading: what somebody vouched for, in a list.
  func heading(_ permission: Permission) -> String {
    switch permission {
    case .price: say("Price below list", "低于标价")
    case .belowCost: say("Price below cost", "低于进价")
    case .discountLine: say("Line discount", "单品折扣")
    case .discountSale: say("Sale discount", "整单折扣")
    case .dropLine: say("Line taken off", "删减商品")
    case .cancel: say("Invoiced sale cancelled", "取消销售")
    case .reopen: say("Slip reopened", "改单")
    case .return: say("Return", "退货")
    case .lateReturn: say("Late return", "逾期退货")
    case .cashForCard: say("Cash for card", "刷卡退现金")
    default: headingOfDrawer(permission)
    }
  }

  private func headingOfDrawer(_ permission: Permission) -> String {
    switch permission {
    case .openDrawer: say("Drawer opened without a sale", "非销售开钱箱")
    case .float: say("Float", "备用金")
    case .floatAgain: say("Float set again", "重设备用金")
    case .payIn: say("Paid in", "存入")
    case .payOut: say("Paid out", "支出")
    case .lift: say("Lifted", "缴款")
    case .swap: say("Change swapped", "换零")
    case .shortMadeUp: say("Short made up", "短款补足")
    case .handover: say("Handover", "交班")
    case .close: say("Day close", "日结")
    case .seeExpected: say("Expected cash seen", "查看应有金额")
    case .acceptDifference: say("Difference accepted", "认可长短款")
    case .carryOver: say("Carried over", "结转")
    case .xReport: say("X report", "X报表")
    case .copy: say("Copy", "补打")
    case .settlePrint: say("Print settled", "认定打印结果")
    case .figures: say("Figures seen", "查看经营数据")
    default: preconditionFailure("an act without a heading")
    }
  }

  /// Told when somebody vouched.
  func approved(_ approval: Approval) -> String {
    let person = "\(approval.vouched.id) \(approval.vouched.name)"
    return say(
      "\(act(approval.permission)): vouched for by \(person).",
      "\(act(approval.permission))：\(person) 已授权。")
  }

  /// Told when somebody locked the counter.
  func locked(by person: String) -> String {
    say("Locked. To go on: sign-on \(person)", "已锁屏。继续请用：登录 \(person)")
  }

  /// Told when the counter locked itself.
  func lockedItself(afterMinutes minutes: Int) -> String {
    say(
      "\(minutes) min without a line: the counter locked itself.",
      "\(minutes) 分钟没有输入，已自动锁屏。")
  }

  func refusalOfTrust(_ refusal: Refusal) -> String {
    switch refusal {
    case .needsApproval(let permission, let least):
      say(
        "\(act(permission)) needs \(role(least)). To have one vouch for it: approve ID",
        "\(act(permission))须由\(role(least))授权。请输入：授权 工号")
    case .ownApproval:
      say(
        "Nobody vouches for themselves: it takes somebody else.", "不能给自己授权，须由别人。")
    case .cannotVouch(let person, let permission, let least):
      say(
        "\(act(permission)) needs \(role(least)); \(person.id) \(person.name) may not.",
        "\(act(permission))须由\(role(least))授权，\(person.id) \(person.name) 无此权限。")
    case .locked(let person):
      say(
        "The counter is locked; this line was not carried out. Type: sign-on \(person.id)",
        "柜台已锁屏，这一行没有执行。请输入：登录 \(person.id)")
    default: preconditionFailure("a refusal without words")
    }
  }
}
