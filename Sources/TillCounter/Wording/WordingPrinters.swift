/// Why a printer doesn't print: the reasons of IPP that a person can do something about
/// (`printer-state-reasons`: RFC 8011, section 5.4.12; PWG 5100.9).
///
/// The raw values are the keywords without their severity (`-error`, `-warning`, `-report`).
enum PrinterTrouble: String, CaseIterable {
  case mediaEmpty = "media-empty"
  case mediaNeeded = "media-needed"
  case mediaLow = "media-low"
  case mediaJam = "media-jam"
  case coverOpen = "cover-open"
  case doorOpen = "door-open"
  case interlockOpen = "interlock-open"
  case trayMissing = "input-tray-missing"
  case outputFull = "output-area-full"
  case offline
  case connecting = "connecting-to-device"
  case timedOut = "timed-out"
  case paused
  case movingToPaused = "moving-to-paused"
  case shutDown = "shutdown"
  case cutter = "cutter-failure"
  case supplyEmpty = "marker-supply-empty"
  case supplyLow = "marker-supply-low"
  case tonerEmpty = "toner-empty"
  case tonerLow = "toner-low"
  case wasteFull = "marker-waste-full"
  case wasteAlmostFull = "marker-waste-almost-full"
  case spoolFull = "spool-area-full"
  /// Other people's papers are before ours, or it doesn't say what holds it up.
  case busy
  case other

  /// Finds the trouble a keyword means; nil for one that isn't ours to explain.
  init?(_ reason: String) {
    var stem = reason[...]
    for severity in ["-error", "-warning", "-report"] where stem.hasSuffix(severity) {
      stem = stem.dropLast(severity.count)
      break
    }
    if let trouble = PrinterTrouble(rawValue: String(stem)) {
      self = trouble
    } else if stem.hasPrefix("cutter-") {
      // Printers differ in what they call it; what to do is always the same.
      self = .cutter
    } else {
      return nil
    }
  }
}

/// What is told about printers.
extension Wording {
  /// What a reason of IPP means, and what a person can do about it, in words that follow the
  /// printer's name: `receipt: out of paper — put a new roll in and close the cover`.
  ///
  /// - Parameter reason: a keyword of `printer-state-reasons`, with or without its severity. One
  ///   that isn't known is shown as it is.
  public func printerTrouble(_ reason: String) -> (what: String, todo: String) {
    guard let trouble = PrinterTrouble(reason) else {
      return (shown(reason), say("look at the printer's own lights or display", "请查看打印机的指示灯或屏幕"))
    }
    return (what(trouble), todo(trouble))
  }

  private func what(_ trouble: PrinterTrouble) -> String {
    switch trouble {
    case .mediaEmpty: say("out of paper", "缺纸")
    case .mediaNeeded: say("waiting for the right paper", "等待装入所需的纸")
    case .mediaLow: say("paper is running low", "纸快用完了")
    case .mediaJam: say("the paper is jammed", "卡纸")
    case .coverOpen: say("its cover is open", "机盖开着")
    case .doorOpen: say("its door is open", "机门开着")
    case .interlockOpen: say("a part of it isn't closed", "有部件没有合上")
    case .trayMissing: say("its paper tray is missing", "没有纸盒")
    case .outputFull: say("too much paper lies in its output", "出纸处已满")
    case .offline: say("off line, or it doesn't answer", "脱机，或没有应答")
    case .connecting: say("the connection is still being made", "正在连接")
    case .timedOut: say("it didn't answer in time", "应答超时")
    case .paused: say("its queue is stopped", "队列已停止")
    case .movingToPaused: say("its queue is stopping", "队列正在停止")
    case .shutDown: say("switched off", "已关机")
    case .cutter: say("its knife is stuck", "切刀卡住")
    case .supplyEmpty: say("out of ink or toner", "墨或碳粉已用完")
    case .supplyLow: say("ink or toner is running low", "墨或碳粉快用完了")
    case .tonerEmpty: say("out of toner", "碳粉已用完")
    case .tonerLow: say("toner is running low", "碳粉快用完了")
    case .wasteFull: say("its waste box is full", "废粉盒已满")
    case .wasteAlmostFull: say("its waste box is nearly full", "废粉盒快满了")
    case .spoolFull: say("the print server's disk is full", "打印服务器磁盘已满")
    case .busy: say("busy, and doesn't say with what", "忙，原因不明")
    case .other: say("something is wrong with it", "有故障")
    }
  }

  private func todo(_ trouble: PrinterTrouble) -> String {
    switch trouble {
    case .mediaEmpty: say("put paper in and close the cover", "请装纸并合上机盖")
    case .mediaNeeded: say("put that paper in", "请装入该种纸")
    case .mediaLow: say("have new paper at hand", "请备好新纸")
    case .mediaJam: say("take the jammed paper out and close the cover", "请取出卡住的纸并合上机盖")
    case .coverOpen: say("close the cover", "请合上机盖")
    case .doorOpen: say("close the door", "请关上机门")
    case .interlockOpen: say("close every cover and door", "请合上所有机盖和机门")
    case .trayMissing: say("put the tray in", "请装回纸盒")
    case .outputFull: say("take the printed paper away", "请取走已打印的纸")
    case .offline: say("see that it is on, on line and its cable in", "请检查电源、联机键和连接线")
    case .connecting: say("if it stays so, see to its power and cable", "若一直如此，请检查电源和连接线")
    case .timedOut: say("see that it is on and its cable in", "请检查电源和连接线")
    case .paused, .movingToPaused:
      say("start it again: cupsenable and the queue's name", "请重新启动：cupsenable 加队列名")
    case .shutDown: say("switch it on", "请开机")
    case .cutter:
      say("switch it off, free the knife, switch it on", "请关机，清理切刀后再开机")
    case .supplyEmpty: say("put in new ink or toner", "请更换墨盒或粉盒")
    case .supplyLow: say("have new ink or toner at hand", "请备好墨盒或粉盒")
    case .tonerEmpty: say("put in new toner", "请更换粉盒")
    case .tonerLow: say("have new toner at hand", "请备好粉盒")
    case .wasteFull: say("put in an empty waste box", "请更换废粉盒")
    case .wasteAlmostFull: say("have an empty waste box at hand", "请备好废粉盒")
    case .spoolFull: say("make room on that disk", "请清理磁盘空间")
    case .busy: say("look at it, or see its jobs: lpstat -o", "请查看打印机，或用 lpstat -o 看其任务")
    case .other: say("look at its own lights or display", "请查看打印机的指示灯或屏幕")
    }
  }
}
