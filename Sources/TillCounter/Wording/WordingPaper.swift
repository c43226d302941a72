import TillCore

/// What the layout puts on a paper, and what is told about printing.
extension Wording {
  /// D4: every other print says COPY, which one, and why.
  public func copyBanner(ordinal: Int, reason: String) -> String {
    let banner = say("COPY \(ordinal)", "副本 \(ordinal)")
    return reason.isEmpty ? banner : "\(banner) · \(reason)"
  }

  /// What every paper of a learner says, and the prompt.
  public var trainingMark: String { say("TRAINING", "练习") }

  /// Told once when the counter opens in training.
  public var trainingBegins: String {
    say(
      "TRAINING: nothing here is sold, and nothing gets into the shop's books.",
      "练习：这里不是真正的销售，不会记入店里的账。")
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

  func title(_ role: CopyRole) -> String {
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

  /// What a paper is called in lists: Sale slip, 销售单.
  func document(_ kind: DocumentKind) -> String {
    switch kind {
    case .slip: say("Sale slip", "销售单")
    case .receipt: say("Receipt", "小票")
    case .delivery: say("Delivery slip", "送货单")
    case .xReport: say("X report", "X报表")
    case .cashMove: say("Cash slip", "存取款单")
    case .remittance: say("Remittance slip", "缴款单")
    case .handover: say("Hand-over", "交接班表")
    case .counting: say("Counting sheet", "点钞单")
    case .closing: say("Z report", "日结单")
    }
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
    case "closing": say("closing", "日结中")
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
