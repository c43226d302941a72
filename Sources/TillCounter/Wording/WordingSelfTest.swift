/// What is said while the self-test page prints, and what is asked about it.
extension Wording {
  /// How a test print ended.
  public enum TestEnd: Hashable, Sendable {
    case confirmed
    case sent
    case notPrinted(String)
    case unknown(String)
    /// Given up after some seconds, for that reason of IPP if any.
    case tooLate(String?)
  }

  /// The end of a test print, in a sentence.
  public func testEnd(_ end: TestEnd) -> String {
    switch end {
    case .confirmed: say("Printed; the printer confirmed it.", "已打印，打印机已确认。")
    case .sent:
      say("Sent; this printer can't say whether it printed.", "已发送，这台打印机不能确认是否打出。")
    case .notPrinted(let why): say("Not printed: \(why)", "未打印：\(why)")
    case .unknown(let why):
      say("Nobody knows whether it printed: \(why)", "不知是否已打印：\(why)")
    case .tooLate(nil): say("Not printed: the printer didn't take it.", "未打印：打印机没有接收。")
    case .tooLate(let reason?):
      say("Not printed: \(trouble(reason))", "未打印：\(trouble(reason))")
    }
  }

  /// Why it waits, while it waits: `receipt: out of paper — put paper in and close the cover`
  public func testWaits(_ queue: String, _ reason: String) -> String {
    say("\(queue): \(trouble(reason))", "\(queue)：\(trouble(reason))")
  }

  private func trouble(_ reason: String) -> String {
    let trouble = printerTrouble(reason)
    return "\(trouble.what) — \(trouble.todo)"
  }

  /// What is asked about the page; the names are the keys of `checked` in printers.yaml.
  public enum TestQuestion: String, Hashable, Sendable, CaseIterable {
    case columns
    case chinese
    case yen
    case bold
    case codes
    case cut
    case drawer
  }

  /// The question.
  public func testQuestion(_ question: TestQuestion) -> String {
    switch question {
    case .columns:
      say(
        "1 The very first row begins with A. Which is its last whole number?",
        "1 最上面一行以 A 开头，其中最后一个完整的数字是多少？")
    case .chinese: say("2 Can the Chinese be read? yes or no", "2 汉字都能看清吗？是 或 否")
    case .yen:
      say(
        "3 Is ¥ a yen sign, and do both amounts end at the right edge? yes or no",
        "3 ¥ 显示正确，两个金额都靠右边吗？是 或 否")
    case .bold: say("4 Is the bold darker than the plain? yes or no", "4 加粗的字比普通的深吗？是 或 否")
    case .codes: say("5 Can both codes be scanned? yes or no", "5 两个条码都能扫吗？是 或 否")
    case .cut:
      say(
        "6 Was the paper cut below the last row, with nothing lost? yes or no",
        "6 纸切在最后一行下面，没有切掉内容吗？是 或 否")
    case .drawer: say("7 Did the drawer open? yes or no", "7 钱箱打开了吗？是 或 否")
    }
  }

  /// Asked before the drawer gets its pulse: somebody may stand in its way.
  public var askKick: String { say("Open the drawer now? yes or no", "现在打开钱箱吗？是 或 否") }

  /// What to do where an answer shows that the profile is wrong.
  ///
  /// - Parameter profiles: those that would fit better, if any.
  public func testWayOn(_ question: TestQuestion, profiles: [String]) -> String {
    let own = say(
      "copy the profile to config/profiles/ and there", "把类型文件复制到 config/profiles/ 后")
    let names = profiles.joined(separator: say(" or ", " 或 "))
    switch question {
    case .columns where profiles.isEmpty:
      return say(
        "No profile has that many columns: \(own) mend columns and dots_across.",
        "没有这样列数的类型：\(own)改 columns 和 dots_across。")
    case .columns:
      return say("That many columns has \(names).", "这样列数的类型有 \(names)。")
    case .chinese, .yen:
      let drawn = say(
        "\(names) draws what the printer has no letters for.", "\(names) 把打印机没有的字画成图。")
      return profiles.isEmpty
        ? say("Then \(own) mend encoding and code_pages.", "请\(own)改 encoding 和 code_pages。")
        : drawn
    case .bold: return say("It will do; bold is only for the eye.", "没有关系，加粗只是好看。")
    case .codes:
      return say(
        "Then \(own) take the codes out of native_codes: they are drawn.",
        "请\(own)从 native_codes 里去掉条码，改为画图。")
    case .cut:
      return say(
        "Then \(own) mend cut: more feed_rows, or another command.",
        "请\(own)改 cut：加大 feed_rows，或换命令。")
    case .drawer:
      return say(
        "Then \(own) mend kick: pin 5 instead of 2; and see to its cable.",
        "请\(own)改 kick：插脚 2 换成 5；并检查钱箱连线。")
    }
  }
}
