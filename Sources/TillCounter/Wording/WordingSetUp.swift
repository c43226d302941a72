/// The conversation of `till printers set-up`.
extension Wording {
  /// Said first: how to answer.
  public var setUpBegin: String {
    say("One question at a time; . gives up, and nothing is written.", "一问一答；输入 . 放弃，不写任何东西。")
  }

  /// Which printer; the list of queues stands above it.
  public var setUpPrinter: String {
    say(
      "Which printer? Its number or name, or the address of a new one: escpos://192.168.1.50:9100",
      "哪台打印机？输入编号或名字；新打印机输入地址：escpos://192.168.1.50:9100")
  }

  /// What the new printer's queue is to be called.
  public var setUpName: String {
    say("What shall it be called? Such as: receipt", "给它起个名字，例如：receipt")
  }

  /// Which profile; the list of profiles stands above it.
  public var setUpProfile: String {
    say("Which type is it? Its name from the list", "它是哪种类型？输入上面的名字")
  }

  /// Another profile fits better; `yes` prints the page again.
  public func setUpSwitch(_ profiles: [String]) -> String {
    let names = profiles.joined(separator: say(" or ", " 或 "))
    return say(
      "Which shall it be? \(names) prints the page again; no keeps it as it is",
      "换成哪种？输入 \(names) 会重新打印；输入 否 则不换")
  }

  /// The page didn't come out.
  public var setUpAgain: String {
    say("Print it again? yes; no goes on without looking at it", "再打印一次吗？是；否 则不检查")
  }

  /// Which papers go there.
  public func setUpPapers(_ kinds: [String]) -> String {
    let list = kinds.joined(separator: " ")
    return say(
      "Which papers shall it print? Some of: \(list); or none",
      "它打印哪些单据？可选：\(list)；不打就输入 无")
  }

  /// A paper that has its printer already.
  public func setUpTaken(_ paper: String, _ queue: String) -> String {
    say(
      "\(paper) goes to \(queue) already; take it out of printers.yaml there, or leave it out here.",
      "\(paper) 已指定给 \(queue)；请先在 printers.yaml 里去掉，或在这里不选。")
  }

  /// No answer to what was asked.
  public var setUpMisread: String { say("That is no answer here.", "这里不能这样回答。") }

  /// Given up.
  public var setUpGivenUp: String { say("Given up; nothing was written.", "已放弃，没有写任何东西。") }

  /// Given up, and the queue that was added could not be taken away again.
  public func setUpQueueStays(_ queue: String, _ reason: String) -> String {
    say(
      "Given up; the queue \(queue) stays in CUPS (\(reason)). To take it away: till printers remove \(queue)",
      "已放弃；队列 \(queue) 还在 CUPS 里（\(reason)）。删除请用：till printers remove \(queue)")
  }

  /// Written.
  public func setUpWritten(_ file: String, old: String) -> String {
    say("\(file) is written; what stood there is in \(old).", "已写入 \(file)，原来的内容在 \(old)。")
  }

  /// Words for none, beside `none`.
  public static let nothingWords = ["none", "无", "没有"]

  /// Reads yes or no in either language; nil for anything else.
  public static func answer(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "是", "有", "对": true
    case "no", "n", "否", "不", "没有": false
    default: nil
    }
  }
}
