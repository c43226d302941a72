import TillCore

/// The small talk around commands.
extension Wording {
  var givenUp: String { say("Given up; nothing happened.", "已放弃，未作处理。") }

  /// `.` typed while nothing was asked.
  var nothingAsked: String { say("There is nothing to give up.", "没有要放弃的操作。") }

  func alreadyDone(_ done: DoneCommand) -> String {
    say(
      "Already done: entries \(done.first) to \(done.last).",
      "已经办过：记录 \(done.first) 到 \(done.last)。")
  }

  /// What to do after "no".
  func denied(_ question: Question) -> String {
    switch question {
    case .real(let count):
      say(
        "Then refuse the note: verify refuse \(largest(count)) counterfeit|torn|other",
        "请拒收该钞：验钞 拒收 \(largest(count)) 假币|残币|其他")
    case .agrees: refusal(.doesNotAgree)
    case .notInDrawer: refusal(.notGiven)
    case .copyReturned(let role, _): refusal(.copyMissing(role))
    default: givenUp
    }
  }

  private func largest(_ count: CashCount) -> String {
    count.pieces.first.map { denomination($0.denominationMinor) } ?? "100"
  }

  func catalogueChanged(_ change: CatalogueChange) -> String {
    say(
      "New catalogue: \(change.rows) in all, \(change.added) added, \(change.changed) changed, \(change.removed) removed.",
      "商品目录已更新：\(change.rows) 种，新增 \(change.added)，修改 \(change.changed)，删除 \(change.removed)。")
  }
}
