import TillCore

/// One line for everything that could not be read.
extension Wording {
  func misreading(_ misreading: Misreading) -> String {
    switch misreading {
    case .tooLong(let bytes):
      say(
        "The line is too long: \(bytes) bytes, at most \(Limits.lineBytes). Nothing was done.",
        "这一行太长：\(bytes) 字节，最多 \(Limits.lineBytes)。未作处理。")
    case .notUTF8:
      say("The line isn't UTF-8 text. Nothing was done.", "这一行不是 UTF-8 文字。未作处理。")
    case .controlCharacter:
      say(
        "The line holds a control character. Nothing was done; type it again.",
        "这一行含有控制字符。未作处理，请重新输入。")
    case .unclosedQuote:
      say(
        "A quote isn't closed. Nothing was done; type it again.", "引号没有成对。未作处理，请重新输入。")
    case .badCommandID:
      say(
        "A command id is @ and 1 to 64 letters, digits or -, then a blank.",
        "命令号是 @ 加 1 到 64 个字母、数字或 -，后跟空格。")
    case .sameIDOtherContent(let id):
      say(
        "@\(shown(id)) was used for another line. Nothing was done; take a new id.",
        "@\(shown(id)) 已用于另一行。未作处理，请换新号。")
    case .unknownWord(let word, let suggestion?):
      say(
        "\"\(shown(word))\" isn't known. Did you mean: \(suggestion)?",
        "不认识“\(shown(word))”。是不是：\(suggestion)？")
    case .unknownWord(let word, nil):
      say(
        "\"\(shown(word))\" isn't known. To look for an article: find \(shown(word)); for the verbs: help",
        "不认识“\(shown(word))”。查商品请用：找 \(shown(word))；查命令请用：帮助")
    case .ambiguous(let words):
      say(
        "Type the whole word: \(words.joined(separator: ", "))?",
        "请输入完整命令：\(words.joined(separator: "、"))？")
    default: misreadingOfThings(misreading)
    }
  }

  private func misreadingOfThings(_ misreading: Misreading) -> String {
    switch misreading {
    case .unknownArticle(let code, let mended?):
      say(
        "\(shown(code)) is not in the catalogue (its check digit is wrong: …\(mended.suffix(3))?). Scan again, or: find NAME",
        "\(shown(code)) 不在商品目录中（校验位不对：…\(mended.suffix(3))？）。请重新扫码，或：找 名称")
    case .unknownArticle(let code, nil):
      say(
        "\(shown(code)) is not in the catalogue. Scan again, or: find NAME",
        "\(shown(code)) 不在商品目录中。请重新扫码，或：找 名称")
    case .badLabel(let label):
      say(
        "The scale label \(shown(label)) can't be read. Weigh again.",
        "秤签 \(shown(label)) 无法识别。请重新称。")
    case .unknownTaxBand(let code, let band):
      say(
        "\(shown(code)) has the tax band \(band), which shop.yaml doesn't know. Run: till check",
        "\(shown(code)) 的税率档 \(band) 不在 shop.yaml 中。请运行：till check")
    case .unknownPerson(let id):
      say("Nobody here has the number \(shown(id)). Look at it again.", "没有工号 \(shown(id))。请核对工号。")
    case .unknownDocument(let number):
      say(
        "There is no document \(shown(number)). To look for a sale: sales",
        "没有单据 \(shown(number))。查以前的销售请用：查单")
    case .noReceipt:
      say("There is no receipt to print yet. To look for a sale: sales", "还没有小票可打。查以前的销售请用：查单")
    case .notOnSale(let text, let number):
      say(
        "\(number) has no line or article \(shown(text)).", "\(number) 中没有行或商品 \(shown(text))。")
    case .notParked(let text):
      say(
        "No parked sale has the number \(shown(text)). To list them: recall",
        "没有编号为 \(shown(text)) 的挂单。看挂单请用：取单")
    case .unknownContact(let text):
      say(
        "No customer \(shown(text)). To add one: customer new NAME PHONE [ADDRESS]",
        "没有顾客 \(shown(text))。新增请用：顾客 新 姓名 电话 [地址]")
    case .notUniqueContact(let count):
      say(
        "\(count) customers fit. Type: customer PHONE, or customer NUMBER",
        "有 \(count) 位顾客符合。请用：顾客 电话，或 顾客 编号")
    case .nothingFound(let words):
      say("Nothing found for \(shown(words)).", "没有找到“\(shown(words))”。")
    case .nothingPicked:
      say("The list has no such number. To list articles: find WORDS", "列表中没有这个编号。列商品请用：找 名称")
    case .badAmount(let text, let fault): amountFault(text, fault)
    case .badPercent(let text, let fault): percentFault(text, fault)
    case .badTenths(let text):
      say(
        "\(shown(text)) tenths can't stay: 0.1 to 9.9.",
        "\(shown(text)) 不是折扣：填 0.1 到 9.9，如 9 是九折，8.5 是八五折。")
    case .badQuantity(let text, let fault): quantityFault(text, fault)
    case .badLine(let text):
      say(
        "\(shown(text)) is no line number. To see the lines: status", "\(shown(text)) 不是行号。看各行请用：状态"
      )
    case .badCount(let fault): countFault(fault)
    case .badText(let fault): textFault(fault)
    case .badDay(let text):
      say("\(shown(text)) is no day, such as 2026-11-22.", "\(shown(text)) 不是日期，应如 2026-11-22。")
    case .badPhone(let text):
      say(
        "\(shown(text)) is no phone number: 5 to 20 digits.", "\(shown(text)) 不是电话号码，应为 5 到 20 位数字。"
      )
    case .usage(let verb): say("Type: \(usage(verb))", "用法：\(usage(verb))")
    case .tooManyWords(let word):
      say("\"\(shown(word))\" is too much. Nothing was done.", "“\(shown(word))”是多余的。未作处理。")
    default: misreadingOfJobs(misreading)
    }
  }

  private func misreadingOfJobs(_ misreading: Misreading) -> String {
    switch misreading {
    case .unknownJob(let text):
      say(
        "There is no print job \(shown(text)). To list them: jobs",
        "没有打印任务 \(shown(text))。查看请用：打印队列")
    case .severalJobs(let number, let jobs):
      say(
        "\(number) has several: job \(jobs.map(String.init).joined(separator: ", ")). Name one.",
        "\(number) 有多个任务：\(jobs.map(String.init).joined(separator: "、"))。请指定一个。")
    case .nothingToApprove:
      say(
        "Nothing waits for approval: approve comes right after the line that needs it.",
        "没有等待授权的操作：授权要紧跟在需要授权的那一行之后。")
    case .changedSince:
      say("The counter has changed since. Type the line again.", "柜台情况已变。请重新输入那一行。")
    case .noDecision(let matter):
      say("Say one of: \(choices(matter)); . gives up.", "请选：\(choices(matter))；输入 . 放弃。")
    default: preconditionFailure("a misreading without words")
    }
  }

  private func amountFault(_ text: String, _ fault: ValueFault) -> String {
    switch fault {
    case .tooManyDigits(let allowed):
      say(
        "\(shown(text)) has too many digits: at most \(allowed) after the point.",
        "\(shown(text)) 小数位太多：最多 \(allowed) 位。")
    case .tooLarge: refusal(.amountTooLarge)
    case .zero: say("The amount can't be 0.", "金额不能为 0。")
    case .negative: say("The amount \(shown(text)) is below 0.", "金额 \(shown(text)) 小于 0。")
    case .notANumber, .notACode:
      say("\"\(shown(text))\" is no amount, such as 12.50.", "“\(shown(text))”不是金额，应如 12.50。")
    }
  }

  private func percentFault(_ text: String, _ fault: ValueFault) -> String {
    switch fault {
    case .zero: say("A discount of 0% takes nothing off.", "减 0% 等于没有优惠。")
    case .tooLarge: say("\(shown(text)) is too much: at most 100%.", "\(shown(text)) 太多：最多 100%。")
    case .notANumber, .negative, .notACode:
      say("\"\(shown(text))\" is no percentage, such as 10%.", "“\(shown(text))”不是百分比，应如 10%。")
    case .tooManyDigits: amountFault(text, fault)
    }
  }

  private func quantityFault(_ text: String, _ fault: ValueFault) -> String {
    switch fault {
    case .tooManyDigits(let allowed):
      say(
        "\(shown(text)) has too many digits: at most \(allowed) after the point.",
        "\(shown(text)) 小数位太多：最多 \(allowed) 位。")
    case .tooLarge: refusal(.quantityTooLarge)
    case .zero: refusal(.quantityZero)
    case .negative: say("The quantity \(shown(text)) is below 0.", "数量 \(shown(text)) 小于 0。")
    case .notANumber:
      say(
        "\"\(shown(text))\" is no quantity, such as 3 or 0.755.",
        "“\(shown(text))”不是数量，应如 3 或 0.755。")
    case .notACode: say("\"\(shown(text))\" holds no article code.", "“\(shown(text))”中没有商品编码。")
    }
  }

  private func countFault(_ fault: CashCountFault) -> String {
    switch fault {
    case .notACount(let word):
      say(
        "\"\(shown(word))\" is no count of notes and coins, such as 100x2 50 0.5x3.",
        "“\(shown(word))”不是点数，应如 100x2 50 0.5x3。")
    case .unknownDenomination(let word, let known):
      say(
        "\(shown(word)) is no note or coin here: \(known.map(denomination).joined(separator: " "))",
        "\(shown(word)) 不是本店面额：\(known.map(denomination).joined(separator: " "))")
    case .noPieces(let word):
      say("\"\(shown(word))\" counts no pieces. Leave it out.", "“\(shown(word))”张数为 0，不用写。")
    case .tooManyPieces(let word, let most):
      say("\"\(shown(word))\" is too many: at most \(most).", "“\(shown(word))”太多：最多 \(most)。")
    }
  }

  private func textFault(_ fault: TextFault) -> String {
    switch fault {
    case .tooLong(let most):
      say("The text is too long: at most \(most) signs.", "文字太长：最多 \(most) 字。")
    default:
      say(
        "The text holds a hidden sign that can't be printed. Type it by hand.",
        "文字中有看不见、不能打印的符号。请手工重新输入。")
    }
  }
}
