import TillCore

/// How `till printers` tells of a queue. Where no shop is at hand, in English.
extension Wording {
  /// Words without a shop: nothing told in them names money.
  public init(_ language: ShopSettings.Language) {
    self.language = language
    currency = .cny
    isStrict = false
    liftAboveMinor = nil
  }

  /// What CUPS says a queue does: `idle`, `processing` or `stopped`.
  public func queueState(_ state: String) -> String {
    switch state {
    case "idle": say("ready", "就绪")
    case "processing": say("printing", "正在打印")
    default: say("stopped", "已停止")
    }
  }

  /// `ready since 2026-11-22 09:12`
  public func queueSince(_ state: String, _ since: String) -> String {
    say("\(queueState(state)) since \(since)", "\(queueState(state))（自 \(since) 起）")
  }

  /// A queue that CUPS lets nothing into, and the way on.
  public func queueRefuses(_ queue: String) -> String {
    say("it takes no new jobs — cupsaccept \(queue)", "不接收新任务 — cupsaccept \(queue)")
  }

  /// A queue of printers.yaml that CUPS doesn't have.
  public var queueMissing: String { say("not in CUPS", "CUPS 里没有") }

  /// What to do about it.
  ///
  /// - Parameter make: the command that makes the queue.
  public func queueMissingTodo(_ make: String) -> String {
    say(
      "make it: \(make); or write in printers.yaml the name that lpstat -e lists",
      "建立队列：\(make)；或在 printers.yaml 里写 lpstat -e 列出的名字")
  }

  /// How many papers wait for it, in CUPS and in the shop's own outbox.
  public func queueWaits(cups: Int, outbox: Int) -> String {
    guard cups + outbox > 0 else { return say("nothing waits", "没有等待的任务") }
    let all = cups + outbox
    return say(
      "\(all) \(all == 1 ? "waits" : "wait") (CUPS \(cups), till \(outbox))",
      "\(all) 份等待（CUPS \(cups)，收银台 \(outbox)）")
  }

  /// What printers.yaml sends there, by its own names; nothing without a shop.
  public func queuePrints(_ papers: [String]) -> String {
    guard !papers.isEmpty else {
      return say("printers.yaml sends it nothing", "printers.yaml 没有指定它打什么")
    }
    let list = papers.joined(separator: ", ")
    return say("prints \(list)", "打印 \(list)")
  }

  /// Whether it can be known what came out of it.
  public func queueConfirms(_ confirms: Bool) -> String {
    confirms
      ? say("confirms what it printed", "打印后有确认")
      : say("tells only what was sent, not what was printed", "只知已发送，不知是否打出")
  }
}
