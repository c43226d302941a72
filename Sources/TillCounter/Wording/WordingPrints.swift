import TillCore

/// Prints in words: what they are, how they stand, and what a person does about them.
extension Wording {
  /// `S1-000128 · Finance`, `R1-000117 · COPY 1`, `drawer`
  public func printName(_ task: PrintTask) -> String {
    guard !task.isKick else { return say("drawer", "开钱箱") }
    let part = task.role.map { say(title($0), copy($0)) }
    let ordinal = task.copyOrdinal.map { copyBanner(ordinal: $0, reason: "") }
    return [task.number, part, ordinal].compactMap { $0 }.joined(separator: " · ")
  }

  /// How a print stands, in a word or two.
  public func printState(_ task: PrintTask) -> String {
    switch task.state {
    case .queued: say("waits", "等待")
    case .handingOver: say("being handed over", "正在交付")
    case .handedOver where task.isOver: say("sent, not confirmed", "已发送，未确认")
    case .handedOver: say("at the printer", "在打印机")
    case .confirmed where task.isKick: say("opened", "已打开")
    case .confirmed: say("printed", "已打印")
    case .unknown: say("unknown", "不明")
    case .failed where task.isKick: say("not opened", "未打开")
    case .failed: say("not printed", "未打印")
    case .kept: say("kept as PDF", "存为 PDF")
    }
  }

  /// Why a print stands so: a printer's keyword in words, or as it was said.
  func printNote(_ note: String) -> String {
    let isKeyword = note.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
    return isKeyword ? printerTrouble(note).what : note
  }

  /// One row of `jobs`.
  public func printRow(_ task: PrintTask) -> String {
    let cells = [
      Cells.right(String(task.id), 4), task.since?.localTime ?? "     ",
      Cells.left(printName(task), 24),
    ]
    let rest = [
      printState(task), task.queue ?? task.wantedQueue, task.note.map(printNote),
    ]
    return cells.joined(separator: "  ") + "  "
      + rest.compactMap { $0 }.joined(separator: " · ")
  }

  /// What a person does about a print that waits for one.
  func wayOn(_ task: PrintTask) -> String {
    switch task.state {
    case .unknown:
      say(
        "Look for the paper of \(task.id), then: settle \(task.id) printed, or: settle \(task.id) lost",
        "请查看 \(task.id) 是否已出纸，然后：认定 \(task.id) 已出，或：认定 \(task.id) 未出")
    case _ where task.isKick: say("To open the drawer: open-drawer REASON", "开钱箱请用：开钱箱 原因")
    default: say("To print \(task.id): retry \(task.id)", "打印 \(task.id) 请用：续打 \(task.id)")
    }
  }

  /// A print that may be on paper: a person must look.
  public func printIsUnknown(_ task: PrintTask) -> String {
    let name = printName(task)
    guard !task.isKick else {
      return say(
        "Nobody knows if the drawer opened (job \(task.id)). If it is shut: open-drawer REASON",
        "不知钱箱是否已打开（任务 \(task.id)）。若未打开，请用：开钱箱 原因")
    }
    return say(
      "\(name) (job \(task.id)): nobody knows if it is on paper. Look, then: settle \(task.id) printed, or: settle \(task.id) lost",
      "\(name)（任务 \(task.id)）：不知是否已出纸。请查看，然后：认定 \(task.id) 已出，或：认定 \(task.id) 未出")
  }

  /// A print that surely isn't on paper, and why.
  public func printFailed(_ task: PrintTask, _ reason: String) -> String {
    guard !task.isKick else {
      return say(
        "The drawer was not opened: \(reason). To open it: open-drawer REASON",
        "钱箱未打开：\(reason)。请用：开钱箱 原因")
    }
    let name = printName(task)
    return say(
      "\(name) (job \(task.id)) was not printed: \(reason). When it is mended: retry \(task.id)",
      "\(name)（任务 \(task.id)）未打印：\(reason)。处理后请用：续打 \(task.id)")
  }

  /// Why a drawer that could not be opened at once stays shut.
  public var kickCameTooLate: String { say("the printer was not ready", "打印机未就绪") }

  /// Why a print that was taken back at the print server is not made.
  public var printWasCancelled: String {
    say("it was cancelled at the print server", "已在打印服务器上取消")
  }

  /// A printer's trouble while papers wait for it.
  public func printerWaits(_ queue: String, reason: String, count: Int) -> String {
    let trouble = printerTrouble(reason)
    let come = count == 1 ? "waits and comes by itself" : "wait and come by themselves"
    return say(
      "\(queue): \(trouble.what) — \(trouble.todo). \(prints(count)) \(come).",
      "\(queue)：\(trouble.what)——\(trouble.todo)。\(count) 份待打印，之后自动打印。")
  }

  /// The print server is away.
  public func printServerIsAway(_ reason: String, count: Int) -> String {
    say(
      "\(reason). Until then \(prints(count)) \(count == 1 ? "waits" : "wait").",
      "\(reason)。在此之前 \(count) 份待打印。")
  }

  /// Papers go to another printer, for a while.
  public func printsElsewhere(_ queue: String, reason: String, to other: String) -> String {
    say(
      "\(queue): \(printerTrouble(reason).what). Its papers go to \(other).",
      "\(queue)：\(printerTrouble(reason).what)。单据改由 \(other) 打印。")
  }

  /// At the start: prints of an earlier day or run that wait for a person.
  public func printsNeedPerson(_ count: Int) -> String {
    say(
      "\(prints(count)) \(count == 1 ? "waits" : "wait") for somebody to look. To see them: jobs",
      "有 \(count) 份打印须人工认定。查看请用：打印队列")
  }

  /// How many prints the outbox keeps at the end of input.
  public func printsWait(_ count: Int) -> String {
    say(
      "\(prints(count)) \(count == 1 ? "waits" : "wait"); the till sees to them at its next start.",
      "还有 \(count) 份待打印，下次启动时继续。")
  }

  private func prints(_ count: Int) -> String { count == 1 ? "1 print" : "\(count) prints" }

  /// What a person decided about a print.
  func settled(_ job: Int64, _ number: String, _ verdict: PrintTask.Verdict) -> String {
    switch (verdict, number.isEmpty) {
    case (.printed, true): say("The drawer opened (job \(job)).", "钱箱已打开（任务 \(job)）。")
    case (.lost, true):
      say(
        "The drawer stayed shut (job \(job)). To open it: open-drawer REASON",
        "钱箱未打开（任务 \(job)）。请用：开钱箱 原因")
    case (.printed, false):
      say("\(number) (job \(job)) is on paper.", "\(number)（任务 \(job)）已出纸。")
    case (.lost, false):
      say(
        "\(number) (job \(job)) is not on paper. To print it, as a COPY: retry \(job)",
        "\(number)（任务 \(job)）未出纸。打印副本请用：续打 \(job)")
    }
  }

  /// Why a print can't be settled.
  func notSettled(_ task: PrintTask) -> String {
    say(
      "Job \(task.id) is settled or needs nobody (\(printState(task))). To see all: jobs",
      "任务 \(task.id) 无需认定（\(printState(task))）。查看请用：打印队列")
  }

  /// Why a print can't be made again.
  func notFailed(_ task: PrintTask) -> String {
    switch task.state {
    case .unknown:
      say(
        "Job \(task.id) may be on paper. Look, then: settle \(task.id) printed, or: settle \(task.id) lost",
        "任务 \(task.id) 可能已出纸。请查看，然后：认定 \(task.id) 已出，或：认定 \(task.id) 未出")
    case .queued, .handingOver:
      say("Job \(task.id) waits and is printed by itself.", "任务 \(task.id) 正在等待，会自动打印。")
    case .handedOver where !task.isOver:
      say("Job \(task.id) is at the printer and comes by itself.", "任务 \(task.id) 在打印机，会自动打印。")
    case _ where task.isKick:
      say(
        "Job \(task.id) is done (\(printState(task))). To open the drawer: open-drawer REASON",
        "任务 \(task.id) 已完成（\(printState(task))）。开钱箱请用：开钱箱 原因")
    default:
      say(
        "Job \(task.id) is done (\(printState(task))). For another print: copy \(task.number) REASON",
        "任务 \(task.id) 已完成（\(printState(task))）。要再打请用：补打 \(task.number) 原因")
    }
  }
}
