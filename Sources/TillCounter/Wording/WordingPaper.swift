import TillCore

/// What the layout puts on a paper, and what is told about printing.
extension Wording {
  /// D4: every other print says COPY, which one, and why.
  public func copyBanner(ordinal: Int, reason: String) -> String {
    let banner = say("COPY \(ordinal)", "副本 \(ordinal)")
    return reason.isEmpty ? banner : "\(banner) · \(reason)"
  }

  /// C7: each part names itself and its place among the parts of its paper. It is called a part in
  /// English: an original must not say copy, which is D4's word for a reprint.
  public func copyName(_ role: CopyRole, of copies: [CopyRole]) -> String {
    guard let index = copies.firstIndex(of: role) else { return say(title(role), copy(role)) }
    let ordinals = ["一", "二", "三", "四", "五", "六"]
    let ordinal = ordinals.indices.contains(index) ? ordinals[index] : String(index + 1)
    return say(
      "Part \(index + 1) of \(copies.count) · \(title(role))", "第\(ordinal)联 \(copy(role))")
  }

  private func title(_ role: CopyRole) -> String {
    switch role {
    case .finance: "Finance"
    case .stub: "Stub"
    case .customer: "Customer"
    case .signed: "Return"
    }
  }

  /// C6: the stamp's wording is Chinese law's; an English shop's says what it means.
  public var stampWording: String {
    say("PAYMENT RECEIVED", "收款专用章")
  }

  /// A print that was cut off half way: a person must look.
  public func printIsUnknown(_ name: String, _ number: String) -> String {
    say(
      "\(name): the till stopped while printing it; nobody knows if it is on paper. Look, and if need be: copy \(number) REASON",
      "\(name)：打印时中断，不知是否已出纸。请查看，需要时：补打 \(number) 原因")
  }

  /// The drawer's kick was cut off: it opened or it didn't, and no paper can be made of it.
  public var kickIsUnknown: String {
    say(
      "The till stopped while opening the drawer. If it is shut: open-drawer REASON",
      "开钱箱时中断。若未打开，请用：开钱箱 原因")
  }

  /// A print that surely isn't on paper, and why.
  public func printFailed(_ title: String, _ reason: String) -> String {
    say("\(title) was not printed: \(reason)", "\(title) 未打印：\(reason)")
  }

  /// How many prints the outbox keeps at the end of input.
  public func printsWait(_ count: Int) -> String {
    say(
      "\(count) \(count == 1 ? "print waits" : "prints wait") for the next start.",
      "还有 \(count) 份待打印，下次启动时继续。")
  }

  /// Behind it a PIN is typed unseen.
  public var pinPrompt: String { say("PIN: ", "密码：") }

  /// `till 1 · cashier 01 · new sale`
  public func prompt(_ reply: (desk: Int, person: Person?, stage: String)) -> String {
    let who =
      reply.person.map { "\(say($0.role.rawValue, role($0.role))) \($0.id)" }
      ?? say("nobody", "未登录")
    return say("till \(reply.desk)", "\(reply.desk) 号机") + " · \(who) · \(stage(reply.stage))"
  }

  private func stage(_ name: String) -> String {
    switch name {
    case "signed-off": say("sign-on ID", "登录 工号")
    case "new", "paid": say("new sale", "新销售")
    case "introduce": say("sale", "销售中")
    case "invoice": say("invoiced", "已开单")
    case "check": say("checked", "已查")
    case "count": say("counted", "已数")
    case "verify": say("verified", "已验")
    default: name
    }
  }
}
