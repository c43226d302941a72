import TillCore

/// One line for every refusal of the register: the thing, and the way on.
extension Wording {
  /// The refusal as it is said, one line that names the thing and the way on.
  public func refusal(_ refusal: Refusal) -> String {
    switch refusal {
    case .notSignedOn: say("Nobody is signed on. Type: sign-on ID", "尚未登录。请输入：登录 工号")
    case .pinWrong(let seconds, _?):
      say("The PIN is wrong. Try again after \(seconds) s.", "密码不对。\(seconds) 秒后再试。")
    case .pinWait(let seconds, _?):
      say("Too soon after a wrong PIN: wait \(seconds) s.", "密码刚输错，请等 \(seconds) 秒。")
    case .pinWrong(let seconds, nil):
      say(
        "The PIN is wrong. Try again after \(seconds) s.",
        "密码不对。\(seconds) 秒后再试。")
    case .pinWait(let seconds, nil):
      say(
        "Too soon after a wrong PIN: wait \(seconds) s, then: sign-on ID",
        "密码刚输错，请等 \(seconds) 秒，再：登录 工号")
    case .pinLocked(let person, _):
      say(
        "\(person) is locked after too many wrong PINs. To let them try again: till staff unlock \(person)",
        "\(person) 输错密码次数过多，已锁定。解锁请用：till staff unlock \(person)")
    case .noSale: say("There is no open sale. Scan an article first.", "没有进行中的销售。请先扫商品。")
    case .saleOpen:
      say(
        "A sale is open. Finish it, or: park, or: cancel REASON",
        "有未完成的销售。请先完成，或：挂单，或：取消 原因")
    case .saleEmpty: say("The sale has no lines. Scan an article.", "这一单没有商品。请扫商品。")
    case .saleFrozen(let slip):
      say(
        "Slip \(slip) is invoiced; its lines are frozen. Collect it, or: reopen REASON",
        "\(slip) 已开单，不能再改。请收款，或：改单 原因")
    case .saleNotInvoiced: say("The sale isn't invoiced yet. Type: invoice", "尚未开单。请输入：开单")
    case .alreadyInvoiced(let slip):
      say("Slip \(slip) is already invoiced. Type: collect", "\(slip) 已开单。请输入：收款")
    case .alreadyPaid(let slip):
      say(
        "Slip \(slip) is already paid. To hand its goods out: pickup \(slip)",
        "\(slip) 已经收款。要交货请用：取货 \(slip)")
    case .alreadyCancelled(let name):
      say("\(name) was cancelled. Scan the articles anew.", "\(name) 已取消。请重新扫商品。")
    case .notParked: say("No sale is parked. To look for a paid one: sales", "没有挂单。查已收款的请用：查单")
    case .moneyTaken:
      say(
        "Money was already taken for this sale. First: take-back REASON",
        "这一单已收了款。请先：退付 原因")
    case .saleOfOtherDesk(let desk):
      say(
        "That sale stands open at till \(desk). Park it there first: park",
        "该单正在 \(desk) 号机上办理。请先在那里：挂单")
    default: refusalOfLines(refusal)
    }
  }

  private func refusalOfLines(_ refusal: Refusal) -> String {
    switch refusal {
    case .unknownLine(let line):
      say("There is no line \(line). To see the lines: status", "没有第 \(line) 行。看各行请用：状态")
    case .droppedLine(let line):
      say("Line \(line) was dropped. Scan the article again.", "第 \(line) 行已删除。请重新扫码。")
    case .returnedLine(let line):
      say(
        "Line \(line) is a return and can't be changed. Drop it and return again: drop \(line)",
        "第 \(line) 行是退货，不能改。请删除后重退：删除 \(line)")
    case .depositLine(let line):
      say("Line \(line) is a deposit; it has no discount.", "第 \(line) 行是押金，不打折。")
    case .quantityZero:
      say("A quantity can't be 0. To take a line off: drop", "数量不能为 0。要去掉一行请用：删除")
    case .quantityTooLarge:
      say("The quantity is too large: at most 99999.999.", "数量太大：最多 99999.999。")
    case .quantityNegative(let code):
      say(
        "\(code) is no deposit. To take goods back: return RECEIPT LINE REASON",
        "\(code) 不是押金，数量不能为负。退货请用：退货 小票号 行 原因")
    case .quantityNotWhole(let code):
      say("\(code) is sold by whole pieces only.", "\(code) 只按整件出售。")
    case .amountTooLarge:
      say(
        "The amount is too large: at most \(money(Limits.amountMinor)).",
        "金额太大：最多 \(money(Limits.amountMinor))。")
    case .tooManyLines:
      say(
        "A sale has at most \(Limits.linesPerSale) lines. Collect this one and go on with another.",
        "一单最多 \(Limits.linesPerSale) 行。请先收款，再开下一单。")
    case .priceNotAsked(let code):
      say(
        "\(code) has a price of its own. To change it: price AMOUNT",
        "\(code) 有标价。要改价请用：改价 金额")
    case .underAge(let least):
      say("Nobody under \(least) may buy this: the line is not added.", "未满 \(least) 岁不得购买，未加入。")
    case .nothingToUndo: say("There is nothing to undo in this sale.", "这一单没有可回退的操作。")
    case .discountTooLarge(let most):
      say("That is too much off: at most \(money(most)).", "减得太多：最多减 \(money(most))。")
    case .nothingToDiscount:
      say("Deposits and returns have no discount.", "押金和退货不打折。")
    case .nothingToRoundDown:
      say("There are no odd cents to round down.", "没有可抹的零头。")
    default: refusalOfMoney(refusal)
    }
  }

  private func refusalOfMoney(_ refusal: Refusal) -> String {
    switch refusal {
    case .collectStrictly:
      say(
        "This shop collects in four acts. Type: invoice, then collect, check, count, verify, announce",
        "本店按查、数、验、唱收款。请依次输入：开单 收款 查 数 验钞 唱")
    case .notChecked: say("The amount isn't checked yet. Type: check", "还没有查。请输入：查")
    case .doesNotAgree:
      say("Then mend the slip first: reopen REASON", "不相符，请先改单：改单 原因")
    case .nothingCounted:
      say("No money is counted yet. Type: count 100x2 50", "还没有数钱。请输入：数 100x2 50")
    case .notVerified: say("The notes aren't verified yet. Type: verify", "还没有验钞。请输入：验钞")
    case .nothingDue: say("Nothing is due. To close the sale: cash", "没有应收款。结单请用：现金")
    case .stillDue(let minor):
      say("Still due: \(money(minor)). Type: cash or card", "还应收 \(money(minor))。请用：现金 或 银行卡")
    case .noteNotCounted(let denomination):
      say(
        "No \(self.denomination(denomination)) was counted. Refuse one that was, or: count 100x2 50",
        "点数中没有 \(self.denomination(denomination))。请拒收点过的，或重新：数 100x2 50")
    case .notDenominations(let minor):
      say(
        "No notes and coins make \(money(minor)). Count them: cash 100x2 50",
        "现有面额凑不成 \(money(minor))。请点数：现金 100x2 50")
    case .tenderZero:
      say("A payment can't be 0. To take exactly what is due: cash", "收款不能为 0。收正好的金额请用：现金")
    case .tenderTooLarge(let due) where due < 0:
      say(
        "The customer gets back \(money(-due)), no more.", "只应退顾客 \(money(-due))，不能多退。")
    case .tenderTooLarge(let due):
      say(
        "Only \(money(due)) is due. More than that only in cash, with change.",
        "只应收 \(money(due))。只有现金可以多收再找零。")
    case .tooManyTenders:
      say("Too many payments for one sale. Take what is left in one.", "这一单付款次数太多，余款请一次付清。")
    case .changeDiffers(let given, let change):
      say(
        "\(money(given)) was counted out, but the change is \(money(change)). Count again.",
        "点出 \(money(given))，应找 \(money(change))。请重新点。")
    case .moneyGoesBack(let minor):
      say(
        "The customer gets back \(money(minor)). Type: announce, or: card",
        "应退顾客 \(money(minor))。请输入：唱，或：银行卡")
    case .noTender: say("No payment was taken for this sale.", "这一单还没有收款。")
    case .unknownTender(let number):
      say("There is no payment \(number) in this sale.", "这一单没有第 \(number) 笔付款。")
    case .tenderGone(let number):
      say("Payment \(number) was already taken back.", "第 \(number) 笔付款已退。")
    default: refusalOfGoods(refusal)
    }
  }

  private func refusalOfGoods(_ refusal: Refusal) -> String {
    switch refusal {
    case .notPaid(let slip, let due):
      say(
        "\(slip) is not paid (\(money(due)) due); it releases nothing. Type: collect \(slip)",
        "\(slip) 未收款（应收 \(money(due))），不作取货凭证。请输入：收款 \(slip)")
    case .handedOver(let slip, let at, let by):
      say(
        "The goods of \(slip) were handed over on \(at.localDate) at \(at.localTime) by \(by).",
        "\(slip) 的商品已于 \(at.localDate) \(at.localTime) 由 \(by) 交付。")
    case .moreThanWaits(let line, let left):
      say("Only \(left) of line \(line) is still to be handed over.", "第 \(line) 行只剩 \(left) 未交付。")
    case .nothingWaits(let slip): say("\(slip) has no goods to hand over.", "\(slip) 没有待交付的商品。")
    case .contactIncomplete:
      say(
        "A delivery needs name, phone and address: deliver to NAME PHONE ADDRESS",
        "送货需要姓名、电话和地址：送货 到 姓名 电话 地址")
    case .notReturnable(let line):
      say(
        "Line \(line) is a return or a deposit; it can't be returned.",
        "第 \(line) 行是退货或押金，不能再退。")
    case .nothingLeft(let receipt, let line):
      say(
        "Line \(line) of \(receipt) was already returned in full.",
        "\(receipt) 第 \(line) 行已全部退过。")
    case .moreThanLeft(let receipt, let line, let left):
      say(
        "Only \(left) of line \(line) of \(receipt) can still be returned.",
        "\(receipt) 第 \(line) 行最多还能退 \(left)。")
    case .copyMissing(let role):
      say(
        "Without the \(copy(role)) the slip can't be reopened. Get it back first.",
        "没有收回\(copy(role))，不能改单。请先收回。")
    case .notGiven:
      say("Then count out what is really given: announce 20x1 5x2", "请点出实际找零，如：唱 20x1 5x2")
    case .printNeedsNobody(let task): notSettled(task)
    case .printNotFailed(let task): notFailed(task)
    case .kickNotRetried:
      say(
        "A drawer that didn't open is not opened later. To open it now: open-drawer REASON",
        "未打开的钱箱不会再自动打开。现在要开请用：开钱箱 原因")
    default: refusalOfClose(refusal)
    }
  }
}
