import Testing
import TillCore

@testable import TillCounter

/// Every sentence of the self-test and of `till printers set-up`, once in each language.
@Suite struct SetUpWordsTests {
  private let english = Wording(.english)
  private let chinese = Wording(.simplifiedChinese)

  private func hold(
    _ said: (Wording) -> [String], _ inEnglish: [String], _ inChinese: [String]
  ) {
    #expect(said(english) == inEnglish)
    #expect(said(chinese) == inChinese)
  }

  @Test("how a test print ended, and why it waits")
  func ends() {
    let ends: [Wording.TestEnd] = [
      .confirmed, .sent, .notPrinted("x"), .unknown("x"), .tooLate(nil),
      .tooLate("cover-open-error"),
    ]
    hold(
      { words in ends.map(words.testEnd) + [words.testWaits("front", "media-empty-error")] },
      [
        "Printed; the printer confirmed it.", "Sent; this printer can't say whether it printed.",
        "Not printed: x", "Nobody knows whether it printed: x",
        "Not printed: the printer didn't take it.",
        "Not printed: its cover is open — close the cover",
        "front: out of paper — put paper in and close the cover",
      ],
      [
        "已打印，打印机已确认。", "已发送，这台打印机不能确认是否打出。", "未打印：x", "不知是否已打印：x",
        "未打印：打印机没有接收。", "未打印：机盖开着 — 请合上机盖", "front：缺纸 — 请装纸并合上机盖",
      ])
  }

  @Test("what is asked about the page")
  func questions() {
    hold(
      { words in Wording.TestQuestion.allCases.map(words.testQuestion) + [words.askKick] },
      [
        "1 The very first row begins with A. Which is its last whole number?",
        "2 Can the Chinese be read? yes or no",
        "3 Is ¥ a yen sign, and do both amounts end at the right edge? yes or no",
        "4 Is the bold darker than the plain? yes or no", "5 Can both codes be scanned? yes or no",
        "6 Was the paper cut below the last row, with nothing lost? yes or no",
        "7 Did the drawer open? yes or no", "Open the drawer now? yes or no",
      ],
      [
        "1 最上面一行以 A 开头，其中最后一个完整的数字是多少？", "2 汉字都能看清吗？是 或 否",
        "3 ¥ 显示正确，两个金额都靠右边吗？是 或 否", "4 加粗的字比普通的深吗？是 或 否",
        "5 两个条码都能扫吗？是 或 否", "6 纸切在最后一行下面，没有切掉内容吗？是 或 否",
        "7 钱箱打开了吗？是 或 否", "现在打开钱箱吗？是 或 否",
      ])
  }

  @Test("what to do about a wrong profile")
  func waysOn() {
    hold(
      { words in
        Wording.TestQuestion.allCases.map { words.testWayOn($0, profiles: []) }
          + [words.testWayOn(.columns, profiles: ["a", "b"])]
          + [words.testWayOn(.yen, profiles: ["a"])]
      },
      [
        "No profile has that many columns: copy the profile to config/profiles/ and there mend columns and dots_across.",
        "Then copy the profile to config/profiles/ and there mend encoding and code_pages.",
        "Then copy the profile to config/profiles/ and there mend encoding and code_pages.",
        "It will do; bold is only for the eye.",
        "Then copy the profile to config/profiles/ and there take the codes out of native_codes: they are drawn.",
        "Then copy the profile to config/profiles/ and there mend cut: more feed_rows, or another command.",
        "Then copy the profile to config/profiles/ and there mend kick: pin 5 instead of 2; and see to its cable.",
        "That many columns has a or b.", "a draws what the printer has no letters for.",
      ],
      [
        "没有这样列数的类型：把类型文件复制到 config/profiles/ 后改 columns 和 dots_across。",
        "请把类型文件复制到 config/profiles/ 后改 encoding 和 code_pages。",
        "请把类型文件复制到 config/profiles/ 后改 encoding 和 code_pages。", "没有关系，加粗只是好看。",
        "请把类型文件复制到 config/profiles/ 后从 native_codes 里去掉条码，改为画图。",
        "请把类型文件复制到 config/profiles/ 后改 cut：加大 feed_rows，或换命令。",
        "请把类型文件复制到 config/profiles/ 后改 kick：插脚 2 换成 5；并检查钱箱连线。",
        "这样列数的类型有 a 或 b。", "a 把打印机没有的字画成图。",
      ])
  }

  @Test("the conversation")
  func conversation() {
    hold(
      { words in
        [
          words.setUpBegin, words.setUpPrinter, words.setUpName, words.setUpProfile,
          words.setUpSwitch(["a", "b"]), words.setUpAgain, words.setUpPapers(["slip", "kick"]),
          words.setUpTaken("slip", "front"), words.setUpMisread, words.setUpGivenUp,
          words.setUpWritten("f", old: "f.bak"), words.setUpQueueStays("front", "no"),
        ]
      },
      [
        "One question at a time; . gives up, and nothing is written.",
        "Which printer? Its number or name, or the address of a new one: escpos://192.168.1.50:9100",
        "What shall it be called? Such as: receipt", "Which type is it? Its name from the list",
        "Which shall it be? a or b prints the page again; no keeps it as it is",
        "Print it again? yes; no goes on without looking at it",
        "Which papers shall it print? Some of: slip kick; or none",
        "slip goes to front already; take it out of printers.yaml there, or leave it out here.",
        "That is no answer here.", "Given up; nothing was written.",
        "f is written; what stood there is in f.bak.",
        "Given up; the queue front stays in CUPS (no). To take it away: till printers remove front",
      ],
      [
        "一问一答；输入 . 放弃，不写任何东西。",
        "哪台打印机？输入编号或名字；新打印机输入地址：escpos://192.168.1.50:9100",
        "给它起个名字，例如：receipt", "它是哪种类型？输入上面的名字",
        "换成哪种？输入 a 或 b 会重新打印；输入 否 则不换", "再打印一次吗？是；否 则不检查",
        "它打印哪些单据？可选：slip kick；不打就输入 无",
        "slip 已指定给 front；请先在 printers.yaml 里去掉，或在这里不选。", "这里不能这样回答。",
        "已放弃，没有写任何东西。", "已写入 f，原来的内容在 f.bak。",
        "已放弃；队列 front 还在 CUPS 里（no）。删除请用：till printers remove front",
      ])
  }

  @Test("yes and no, in both languages and nothing else")
  func answers() {
    for yes in ["yes", "Y", "是", "有", "对"] { #expect(Wording.answer(yes) == true) }
    for no in ["no", "N", "否", "不", "没有"] { #expect(Wording.answer(no) == false) }
    for odd in ["", "perhaps", "1"] { #expect(Wording.answer(odd) == nil) }
  }
}
