import TillCore

/// One line for every question.
extension Wording {
  /// The question as it is asked, one line.
  public func question(_ question: Question) -> String {
    switch question {
    case .pin(let person):
      say("PIN of \(person.id) \(person.name)?", "\(person.id) \(person.name) 密码？")
    case .voucher(let permission):
      say(
        "\(act(permission)): who vouches for it? ID, or . to give it up",
        "\(act(permission))：由谁授权？请输入工号，或输入 . 放弃")
    case .voucherPIN(let person, _):
      say(
        "PIN of \(person.id) \(person.name), to vouch for it?",
        "授权人 \(person.id) \(person.name) 密码？")
    case .price(let article): say("Price of \(article)?", "\(article) 单价？")
    case .weight(let article, let unit):
      say("Weight of \(article) in \(unit)?", "\(article) 重量（\(unit)）？")
    case .age(let article, let least):
      say(
        "\(article) is only for \(least) and over. How old is the customer?",
        "\(article) 须满 \(least) 岁方可购买。顾客年龄？")
    case .serial(let line, let article):
      say("Serial number of line \(line), \(article)?", "第 \(line) 行 \(article) 的序列号？")
    case .agrees(let total, let pieces):
      say(
        "\(money(total)), \(inWords(total)), \(self.pieces(pieces)): does all agree? yes/no",
        "\(money(total))，\(inWords(total))，\(pieces) 件：是否相符？是/否")
    case .real(let count):
      say("\(self.count(count)): real? yes/no", "\(self.count(count))：是真钞吗？是/否")
    case .changeGiven(let change, let suggestion?):
      say(
        "By the books the drawer can't make \(money(change)). Count out what you give (yes: \(count(suggestion))), or . for other money",
        "按账钱箱找不开 \(money(change))。请点出实际找零（答是即 \(count(suggestion))），或输入 . 请顾客换钱")
    case .changeGiven(let change, nil):
      say(
        "By the books the drawer can't make \(money(change)). Count out what you give, or . for other money",
        "按账钱箱找不开 \(money(change))。请点出实际找零，或输入 . 请顾客换钱")
    case .notInDrawer(let count):
      say(
        "By the books the drawer doesn't hold \(self.count(count)). Is it really given? yes/no",
        "按账钱箱没有 \(self.count(count))。确实找出了吗？是/否")
    case .wasChangeGiven(let change, let given):
      say(
        "Before the break \(money(change)) change was due (\(count(given))). Was it given? yes/no",
        "中断前应找 \(money(change))（\(count(given))），已找给顾客了吗？是/否")
    case .whereIsMoney(let count):
      say(
        "Before the break \(self.count(count)) was counted. Where is it? 1 hand  2 drawer  3 back with the customer",
        "中断前已点 \(self.count(count))。钱在哪里？1 手里  2 钱箱里  3 已还顾客")
    case .copyReturned(let role, let slip):
      say("Is the \(copy(role)) of \(slip) back? yes/no", "\(slip) 的\(copy(role))收回了吗？是/否")
    case .reason: say("Why?", "原因？")
    case .pickOrCode(let number, let code):
      say(
        "Which? 1 number \(number) of the list  2 article \(code)",
        "哪一个？1 列表第 \(number) 项  2 商品 \(code)")
    case .contactName: say("Name of who receives it?", "收货人姓名？")
    case .contactPhone: say("Phone?", "联系电话？")
    case .contactAddress: say("Address?", "送货地址？")
    default: closingQuestion(question)
    }
  }

  private func closingQuestion(_ question: Question) -> String {
    switch question {
    case .matter(let matter, let letter): self.matter(matter, letter: letter)
    case .countDrawer(isAgain: false):
      say(
        "Count all that is in the drawer, such as 100x2 50 0.5x3 (0 when it is empty)",
        "请点清钱箱里所有的钱，如 100x2 50 0.5x3（没有钱输 0）")
    case .countDrawer(isAgain: true):
      say("Count it once more, note by note", "请再逐张点一遍")
    case .tenderTotal(let kind, isAgain: true):
      say(
        "\(tender(kind)): that doesn't agree. Look once more; what does it come to?",
        "\(tender(kind))：与账不符，请再核对一遍。合计是多少？")
    case .tenderTotal(.card, _):
      say("Card: what does the terminal's batch come to?", "银行卡：刷卡机结算合计是多少？")
    case .tenderTotal(let kind, _):
      say("\(tender(kind)): what does it come to?", "\(tender(kind))：合计是多少？")
    case .whyDifference: say("Why the difference?", "差额的原因？")
    case .leaveFloat(let counted):
      say(
        "\(money(counted.totalMinor)) counted. How much stays in the drawer as float? An amount, or 100x2 50",
        "点得 \(money(counted.totalMinor))。钱箱留多少备用金？输金额，或如 100x2 50")
    default: preconditionFailure("a question without words")
    }
  }

  func inWords(_ minor: Int64) -> String {
    AmountInWords.words(minor: minor, currency: currency, language).plain
  }

  /// Why an answer was not taken.
  func notAnAnswer(_ ask: Question.Ask) -> (code: String, message: String) {
    let message =
      switch ask {
      case .yes: say("Answer yes or no; . gives up.", "请答是或否；输入 . 放弃。")
      case .count: say("Count it out, such as 20x1 5x2; . gives up.", "请点数，如 20x1 5x2；输入 . 放弃。")
      case .amount: say("An amount is needed, such as 12.50; . gives up.", "请输入金额，如 12.50；输入 . 放弃。")
      case .quantity: say("A number is needed; . gives up.", "请输入数字；输入 . 放弃。")
      case .text: say("Some words are needed; . gives up.", "请输入文字；输入 . 放弃。")
      case .choice: say("Choose one of the numbers; . gives up.", "请选一个编号；输入 . 放弃。")
      case .pin: say("Type the PIN, 4 to 12 digits; . gives up.", "请输入 4 到 12 位密码；输入 . 放弃。")
      case .person: say("Type a number of the staff; . gives up.", "请输入工号；输入 . 放弃。")
      }
    return ("not-an-answer", message)
  }
}
