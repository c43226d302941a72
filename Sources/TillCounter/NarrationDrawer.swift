import TillCore

/// Drawer, hand-over and close, told from their facts.
extension Narration {
  func tellDrawer(_ event: Event) -> [String] {
    switch event {
    case .drawerMoved(let move): return tell(move)
    case .shortOwed(let person, let minor, let number):
      return [
        say(
          "\(person.name) owes \(wording.money(minor)) (\(number)). To make it up: pay-in \(wording.money(minor)) short \(person.id)",
          "\(person.name) 应补短款 \(wording.money(minor))（\(number)）。补款请输入：存入 \(wording.money(minor)) 短补 \(person.id)"
        )
      ]
    case .overHandedIn(_, let minor, _):
      return [
        say(
          "The \(wording.money(minor)) over is handed in with the rest.",
          "长款 \(wording.money(minor)) 一并上交。")
      ]
    case .closingBegun(let beginning): return begun(beginning)
    case .matterSettled(let matter): return [settled(matter)]
    case .floatLeft(let count):
      return [
        say(
          "Float left \(wording.money(count.totalMinor)): \(wording.count(count))",
          "留备用金 \(wording.money(count.totalMinor))：\(wording.count(count))")
      ]
    case .closingAbandoned where after.openSale != nil:
      return [
        say(
          "It is on the counter: finish it there, then: close", "已回到柜台：请先办完，再：日结")
      ]
    case .closingAbandoned(let reason):
      return [say("The close is given up: \(reason)", "已停止：\(reason)")]
    case .shiftHandedOver(let end):
      return [
        say(
          "Shift \(end.shift) handed over by \(end.from.name) to \(end.to.name): \(end.number)\(place(.handover, end.number)).",
          "\(end.shift) 班已由 \(end.from.name) 交给 \(end.to.name)：\(end.number)\(place(.handover, end.number))。"
        )
      ] + remittance(end.remittance, (end.counted - end.left).totalMinor)
    case .dayClosed(let closing):
      return remittance(closing.remittance, closing.bankedMinor) + [
        say(
          "Day \(closing.day) closed and sealed: \(closing.number)\(place(.closing, closing.number)). Grand total \(wording.money(closing.grandTotalMinor)).",
          "\(closing.day) 已日结封账：\(closing.number)\(place(.closing, closing.number))。累计 \(wording.money(closing.grandTotalMinor))。"
        )
      ]
    default: return []
    }
  }

  private func tell(_ move: DrawerMove) -> [String] {
    let amount = wording.money(abs(move.amountMinor))
    switch move.kind {
    // Its amount would tell what the books had expected; the paper says it to who may know.
    case .difference where move.number != nil: return []
    case .difference:
      let found = wording.difference(move.amountMinor)
      return [
        say(
          "That is \(found) against the books: noted for the report.",
          "与账\(found)，记入日报。")
      ]
    case .handedIn: return []
    case .swap:
      let given = CashCount(move.change.pieces.filter { $0.pieces < 0 })
      let taken = CashCount(move.change.pieces.filter { $0.pieces > 0 })
      return [
        say(
          "Changed \(wording.count(-given)) for \(wording.count(taken)).",
          "\(wording.count(-given)) 换 \(wording.count(taken))。")
      ]
    default:
      let pieces = wording.count(move.amountMinor < 0 ? -move.change : move.change)
      let assumed = move.isAssumed ? say(" (assumed)", "（未点，按最少张数）") : ""
      let paper = move.number.map { number in
        "\(number)\(place(move.kind == .lift ? .remittance : .cashMove, number))"
      }
      return [
        say(
          "\(wording.move(move.kind)) \(amount): \(pieces)\(assumed). \(paper ?? "")",
          "\(wording.move(move.kind)) \(amount)：\(pieces)\(assumed)。\(paper ?? "")")
      ]
    }
  }

  private func begun(_ beginning: Closing.Beginning) -> [String] {
    guard case .handover(let taker) = beginning.purpose else {
      let days =
        beginning.from == beginning.day
        ? "\(beginning.day)"
        : say(
          "\(beginning.from) to \(beginning.day)", "\(beginning.from) 至 \(beginning.day)")
      return [say("Closing \(days).", "日结 \(days)。")]
    }
    return [
      say(
        "Handing over to \(taker.id) \(taker.name). Both count together.",
        "向 \(taker.id) \(taker.name) 交班，请两人一起点款。")
    ]
  }

  private func settled(_ matter: SettledMatter) -> String {
    switch matter.decision {
    case .finish: say("\(matter.name): finished", "\(matter.name)：已完成")
    case .cancel: say("\(matter.name): cancelled", "\(matter.name)：已取消")
    case .carry:
      say("\(matter.name): carried over: \(matter.reason)", "\(matter.name)：结转：\(matter.reason)")
    case .printed: say("\(matter.name): is on paper", "\(matter.name)：已出")
    case .lost: say("\(matter.name): is lost", "\(matter.name)：未出")
    }
  }

  private func remittance(_ number: String?, _ minor: Int64) -> [String] {
    number.map { number in
      [
        say(
          "Hand in \(wording.money(minor)) with \(number)\(place(.remittance, number)).",
          "上交 \(wording.money(minor))，缴款单 \(number)\(place(.remittance, number))。")
      ]
    } ?? []
  }

  /// A float that isn't what the count before left (I1: opening compared with the last close).
  func openingDifference(_ count: CashCount) -> [String] {
    guard before.shift.float == nil, let left = before.shift.left else { return [] }
    let found = wording.difference(count.totalMinor - left.totalMinor)
    return [
      say(
        "The last count left \(wording.money(left.totalMinor)): \(found)",
        "上次点款留下 \(wording.money(left.totalMinor))：\(found)")
    ]
  }

  /// Somebody began a count and went away, or the power did.
  var closingAtSignOn: [String] {
    guard let closing = after.closing else {
      guard after.awaitsBackup, context.backUp != nil, let closed = after.lastClosing else {
        return []
      }
      return [wording.lacksBackup(closed)]
    }
    return [
      wording.refusal(.closingUnderWay(closing.beginning.purpose))
    ]
  }

  /// More in the drawer than the shop wants there (大额缴款).
  var liftPrompt: [String] {
    guard let limit = wording.liftAboveMinor, after.drawer.totalMinor > limit,
      after.drawer != before.drawer
    else { return [] }
    return [
      say(
        "  More than \(wording.money(limit)) is in the drawer. Carry some to the safe: lift AMOUNT",
        "  钱箱现金超过 \(wording.money(limit))，请缴款：缴款 金额")
    ]
  }

  private func place(_ kind: DocumentKind, _ number: String) -> String {
    " → " + context.destination(kind, number)
  }
}
