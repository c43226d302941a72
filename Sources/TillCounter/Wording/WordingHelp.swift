import TillCore

/// `help`: how each verb is typed and what it does.
extension Wording {
  /// How a verb is typed.
  func usage(_ verb: Verb) -> String {
    let name = name(verb)
    let operands = operands(verb)
    return operands.isEmpty ? name : "\(name) \(operands)"
  }

  /// Whether the overview lists a verb: where the language has a word for it, and 抹零 everywhere.
  func offers(_ verb: Verb) -> Bool {
    let words = isChinese ? verb.names.chinese : verb.names.english
    return (!words.isEmpty || verb == .roundDown) && !purpose(verb).isEmpty
  }

  private func operands(_ verb: Verb) -> String {
    switch verb {
    case .signOn, .seller: say("ID", "工号")
    case .sales: say("[DAY] [AMOUNT|NAME|CODE]", "[日期] [金额|姓名|编码]")
    case .find: say("WORDS", "名称")
    case .show, .with: say("CODE", "编码")
    case .qty: say("[LINE] N", "[行] 数量")
    case .price: say("[LINE] AMOUNT", "[行] 单价")
    case .drop: say("[LINE]", "[行]")
    case .note: say("[LINE] TEXT", "[行] 文字")
    case .serial: say("[LINE] TEXT", "[行] 序列号")
    case .less: say("[LINE|all] 10%|5.00", "[行|全部] 10%|5.00")
    case .rebate: say("[LINE|all] 5.00", "[行|全部] 5.00")
    case .discountTenths: say("[LINE|all] 9", "[行|全部] 9")
    case .customer: say("PHONE|NAME|ID | new NAME PHONE [ADDRESS]", "电话|姓名|编号 | 新 姓名 电话 [地址]")
    case .park: say("[LABEL]", "[标签]")
    case .recall: say("[N]", "[编号]")
    case .cancel, .reopen, .openDrawer: say("REASON", "原因")
    case .collect, .receipt: say("[SLIP]", "[单号]")
    case .count, .float: say("100x2 50 0.5x3", "100x2 50 0.5x3")
    case .verify: say("[refuse 100 counterfeit|torn|other [DIGITS]]", "[拒收 100 假币|残币|其他 [号码]]")
    case .announce: say("[COUNT]", "[点数]")
    case .cash: say("[AMOUNT|COUNT]", "[金额|点数]")
    case .card: say("[AMOUNT] [ref TEXT]", "[金额] [单号 文字]")
    case .takeBack: say("[N] REASON", "[编号] 原因")
    case .pickup: say("[SLIP] [QTY*CODE…] | later", "[单号] [数量*编码…]")
    case .deliver:
      say(
        "[SLIP] [QTY*CODE…] to [DATE [WINDOW]] NAME PHONE ADDRESS",
        "[单号] [数量*编码…] 到 [日期 [时段]] 姓名 电话 地址")
    case .return: say("RECEIPT LINE|CODE [QTY] REASON", "小票号 行|编码 [数量] 原因")
    case .payIn:
      say("AMOUNT|COUNT REASON | AMOUNT|COUNT short [ID]", "金额|点数 原因 | 金额|点数 短补 [工号]")
    case .payOut, .lift: say("AMOUNT|COUNT REASON", "金额|点数 原因")
    case .swap: say("COUNT for COUNT", "点数 换 点数")
    case .handover: say("ID", "工号")
    case .close: say("[stop REASON]", "[停止 原因]")
    case .copy: say("DOCUMENT REASON", "单号 原因")
    case .retry: say("JOB", "任务号")
    case .settle: say("JOB printed|lost", "任务号 已出|未出")
    case .help: say("[VERB]", "[命令]")
    case .approve: say("[ID]", "[工号]")
    default: ""
    }
  }

  /// What a verb does, in a few words.
  func purpose(_ verb: Verb) -> String {
    switch verb {
    case .signOn: say("sign on at this till", "登录")
    case .signOff: say("sign off", "登出")
    case .undo: say("take back the last thing typed", "回退上一步")
    case .status: say("where things stand", "当前状态")
    case .last: say("the last change and receipt", "上一单的找零和小票")
    case .sales: say("find an earlier sale", "查以前的销售")
    case .seller: say("name the seller", "指定营业员")
    case .find: say("look for articles; then pick: 2", "查找商品，再输编号如 2")
    case .show: say("everything about an article", "商品详情")
    case .with: say("what goes with it", "搭配建议")
    case .qty: say("change a quantity", "改数量")
    case .price: say("change a price", "改单价")
    case .drop: say("take a line off", "删除一行")
    case .note: say("write a note on a line", "给一行加备注")
    case .serial: say("record a serial number", "登记序列号")
    case .less: say("take a percentage or a sum off", "减百分比或金额")
    case .rebate: say("take a sum off", "优惠一笔金额")
    case .roundDown: say("round the total down", "抹去零头")
    case .discountTenths: say("discount in tenths", "9 是九折，8.5 是八五折")
    case .customer: say("name the customer", "指定顾客")
    case .park: say("set the sale aside", "挂单")
    case .recall: say("bring a parked sale back", "取回挂单")
    case .cancel: say("cancel the sale", "取消销售")
    case .invoice: say("freeze the lines, number the slip", "开单")
    default: purposeFromReopenOn(verb)
    }
  }

  private func purposeFromReopenOn(_ verb: Verb) -> String {
    switch verb {
    case .reopen: say("void the slip, change the lines", "作废单号，重新改单")
    case .collect: say("start collecting a slip", "开始收款")
    case .check: say("check the amount", "查：核对金额")
    case .count: say("count the money", "数：点钱")
    case .verify: say("verify the notes", "验：验钞")
    case .announce: say("announce change, finish", "唱：唱收唱付")
    case .cash: say("collect cash in one line", "一行收现金")
    case .card: say("collect by card", "刷卡收款")
    case .takeBack: say("take a payment back", "退回一笔付款")
    case .receipt: say("print a receipt", "打小票")
    case .pickup: say("hand goods over", "取货")
    case .pickupLater: say("keep the goods for later", "稍后取货")
    case .deliver: say("send goods", "送货")
    case .return: say("take goods back", "退货")
    case .float: say("count the float in", "点备用金")
    case .openDrawer: say("open the drawer", "开钱箱")
    case .payIn: say("put money into the drawer", "存入钱箱")
    case .payOut: say("take money out for something", "从钱箱支出")
    case .lift: say("carry money to the safe", "缴款到保险柜")
    case .swap: say("notes for coins", "换零")
    case .handover: say("count, and hand the drawer over", "点款交班")
    case .close: say("count and close the day", "点款日结")
    case .copy: say("print a COPY", "补打副本")
    case .jobs: say("what waits for a printer", "待打印的单据")
    case .retry: say("print what failed", "重新打印失败的任务")
    case .settle: say("say if a paper came out", "认定是否已出纸")
    case .xReport: say("the day so far", "X 报表")
    case .approve: say("vouch for the line before", "为上一行授权")
    case .lock: say("lock the counter", "锁屏")
    case .help: say("this help", "帮助")
    case .quit: say("leave the counter", "退出")
    default: ""
    }
  }
}
