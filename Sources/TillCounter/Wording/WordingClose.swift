import TillCore

/// Drawer, hand-over and close: what is said at the counter.
extension Wording {
  func move(_ kind: DrawerMove.Kind) -> String {
    switch kind {
    case .payIn: say("Paid in", "存入")
    case .payOut: say("Paid out", "支出")
    case .lift: say("Lifted", "缴款")
    case .swap: say("Changed", "换零")
    case .madeUp: say("Short made up", "短补")
    case .difference: say("Found at a count", "盘点差额")
    case .handedIn: say("Handed in", "上交")
    }
  }

  /// What an open matter is, by the word its closing keeps.
  func matterKind(_ kind: String) -> String {
    switch kind {
    case "sale": say("Sale", "未完成销售")
    case "goods": say("Goods waiting", "待取货")
    case "delivery": say("Delivery", "待送货")
    default: say("Paper", "未打印")
    }
  }

  func mattersOpen(_ count: Int) -> String {
    say("\(count) matters are open:", "有 \(count) 件事未了：")
  }

  /// `a · sale S1-000128, 69.00, parked: finish, cancel REASON or carry REASON`
  func matter(_ matter: OpenMatter, letter: Int) -> String {
    "\(self.letter(letter)) · \(what(matter))" + say(": ", "：") + choices(matter)
  }

  /// a, b, … z, aa, ab, …
  private func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let last = String(letters[index % letters.count])
    return index < letters.count ? last : letter(index / letters.count - 1) + last
  }

  private func what(_ matter: OpenMatter) -> String {
    let amount = money(matter.amountMinor)
    switch matter.kind {
    case .sale(let sale):
      let state =
        sale.isParked ? say("parked", "挂单") : say("on the counter", "在柜台")
      return say(
        "sale \(matter.name), \(amount), \(state)", "销售 \(matter.name)，\(amount)，\(state)")
    case .goods: return say("goods of \(matter.name) wait", "\(matter.name) 的货待取")
    case .delivery: return say("delivery \(matter.name) is not sent", "送货单 \(matter.name) 未送")
    case .paper(let task):
      let state =
        task.needsPerson
        ? say("nobody knows if it is on paper", "不知是否已出纸")
        : say("waits for the printer", "等待打印")
      return say("paper \(matter.name), \(state)", "单据 \(matter.name)，\(state)")
    }
  }

  func choices(_ matter: OpenMatter) -> String {
    let words = matter.decisions.map { decision in
      switch decision {
      case .finish: say("finish", "完成")
      case .cancel: say("cancel REASON", "取消 原因")
      case .carry: say("carry REASON", "结转 原因")
      case .printed: say("printed", "已出")
      case .lost: say("lost", "未出")
      }
    }
    guard words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: say(", ", "、")) + say(" or ", " 或 ")
      + words[words.count - 1]
  }

  /// Said after the first count; by how much stays unsaid, or the second would follow it.
  var countsDiffer: String {
    say("The count doesn't agree with the books.", "点数与账不符。")
  }

  func cashFound(counted: CashCount, expectedMinor: Int64) -> String {
    let sum = money(counted.totalMinor)
    let off = difference(counted.totalMinor - expectedMinor)
    return say(
      "Cash: counted \(sum), expected \(money(expectedMinor)): \(off)",
      "现金：点得 \(sum)，应有 \(money(expectedMinor))：\(off)")
  }

  func tenderFound(_ kind: TenderKind, countedMinor: Int64, expectedMinor: Int64) -> String {
    let off = difference(countedMinor - expectedMinor)
    return say(
      "\(tender(kind)): \(money(countedMinor)), expected \(money(expectedMinor)): \(off)",
      "\(tender(kind))：\(money(countedMinor))，应有 \(money(expectedMinor))：\(off)")
  }

  /// `short 0.10`, `over 3.95`, `agrees`
  public func difference(_ minor: Int64) -> String {
    if minor < 0 { return say("short \(money(-minor))", "短 \(money(-minor))") }
    if minor > 0 { return say("over \(money(minor))", "长 \(money(minor))") }
    return say("agrees", "相符")
  }

  /// What `till close` asks before anybody is signed on.
  public var whoCloses: String { say("Who closes? ID", "由谁日结？请输入工号") }

  /// `.` in the middle of a close: what was answered so far stands.
  var closingStands: String {
    say(
      "Left as it stands. To go on: close, or handover ID", "暂停于此。继续请输入：日结，或：交班 工号")
  }

  func backedUp(_ backup: Backup) -> String {
    say(
      "Backup \(backup.file) made and read back: entries to \(backup.seq), seals right.",
      "备份 \(backup.file) 已做并核对：至第 \(backup.seq) 条，印记无误。")
  }

  func lacksBackup(_ closed: ClosedMark) -> String {
    say(
      "\(closed.number) has no backup yet. To make it: close", "\(closed.number) 还没有备份。补做请输入：日结")
  }

  func notBackedUp(_ closed: ClosedMark, _ why: String) -> String {
    say(
      "\(closed.number) is closed, but there is no backup yet: \(why) Then again: close",
      "\(closed.number) 已日结，但还没有备份：\(why) 然后再：日结")
  }

  func refusalOfClose(_ refusal: Refusal) -> String {
    switch refusal {
    case .moreThanDrawer(let minor):
      say(
        "\(money(minor)) is more than the drawer holds by the books. Take less, or count it: close",
        "\(money(minor)) 超过账上钱箱的金额。请少取，或点款：日结")
    case .notTaken: say("Then count what is really there.", "请点实际有的。")
    case .swapDiffers(let given, let taken):
      say(
        "\(money(given)) goes and \(money(taken)) comes: both must be the same. swap COUNT for COUNT",
        "换出 \(money(given))，换入 \(money(taken))，两边须相等：换零 点数 换 点数")
    case .shortNotOwed(let person, 0):
      say("\(person) owes nothing for a short drawer.", "\(person) 没有要补的短款。")
    case .shortNotOwed(let person, let owed):
      say(
        "\(person) owes \(money(owed)) for a short drawer, no more.",
        "\(person) 只须补短款 \(money(owed))。")
    case .handoverToSelf:
      say("Hand over to somebody else: handover ID", "请交给另一人：交班 工号")
    case .dayClosed(let last):
      say(
        "\(last.day) is closed (\(last.number)). What is sold now belongs to the next day and is closed then.",
        "\(last.day) 已日结（\(last.number)）。现在的销售计入下一营业日，到时再结。")
    case .clockBeforeClose(let last):
      say(
        "The clock stands before the last close (\(last.number), \(last.at.localDate) \(last.at.localTime)). Set it right, then: close",
        "时钟早于上次日结（\(last.number)，\(last.at.localDate) \(last.at.localTime)）。请校准时钟，再：日结")
    case .closingUnderWay(.day):
      say(
        "The day is being closed. Go on with: close; to give it up: close stop REASON",
        "正在日结。请继续：日结；要停止请用：日结 停止 原因")
    case .closingUnderWay(.handover(let taker)):
      say(
        "The drawer is being handed over. Go on with: handover \(taker.id); to give it up: close stop REASON",
        "正在交班。请继续：交班 \(taker.id)；要停止请用：日结 停止 原因")
    default: refusalOfCount(refusal)
    }
  }

  private func refusalOfCount(_ refusal: Refusal) -> String {
    switch refusal {
    case .otherClosing(.day):
      say("The day is being closed. Go on with: close", "正在日结。请继续：日结")
    case .otherClosing(.handover(let taker)):
      say(
        "The drawer is being handed over to \(taker.id) \(taker.name). Go on with: handover \(taker.id)",
        "正在向 \(taker.id) \(taker.name) 交班。请继续：交班 \(taker.id)")
    case .noClosing: say("No close is under way. To begin one: close", "没有进行中的日结。开始请输入：日结")
    case .datedAhead(let day):
      say(
        "The books hold something of \(day), after today. Set the clock right, then: close",
        "账上有 \(day) 的记录，晚于今天。请校准时钟，再：日结")
    case .matterNeeds(let matter):
      say("\(matter.name) takes: \(choices(matter))", "\(matter.name) 可选：\(choices(matter))")
    case .floatMoreThanCounted(let counted):
      say(
        "Not all of that was counted: at most \(money(counted)), of the notes and coins that are there.",
        "没有点到这么多：最多 \(money(counted))，且须是现有的票面。")
    case .floatNotMakeable(let minor):
      say(
        "The counted notes and coins don't make \(money(minor)). Say which stay, such as 20x5 5x4",
        "点到的票面凑不成 \(money(minor))。请说明留哪些，如 20x5 5x4")
    default: refusalOfTrust(refusal)
    }
  }
}
