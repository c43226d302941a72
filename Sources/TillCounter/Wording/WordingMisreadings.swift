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
    case .unclosedQuote: say("A quote is not closed.", "引号没有成对。")
    case .badCommandID:
      say(
        "A command id is @ and 1 to 64 letters, digits or -, then a blank.",
        "命令号是 @ 加 1 到 64 个字母、数字或 -，后跟空格。")
    case .sameIDOtherContent(let id):
      say(
        "@\(id) was used for another line. Nothing was done; take a new id.",
        "@\(id) 已用于另一行。未作处理，请换新号。")
    case .unknownWord(let word, let suggestion?):
      say(
        "\"\(word)\" isn't known. Did you mean: \(suggestion)?", "不认识“\(word)”。是不是：\(suggestion)？")
    case .unknownWord(let word, nil):
      say(
        "\"\(word)\" isn't known. To look for an article: find \(word); for the verbs: help",
        "不认识“\(word)”。查商品请用：找 \(word)；查命令请用：帮助")
    case .ambiguous(let words):
      say("That could be: \(words.joined(separator: ", "))", "可能是：\(words.joined(separator: "、"))")
    default: misreadingOfThings(misreading)
    }
  }

  private func misreadingOfThings(_ misreading: Misreading) -> String {
    switch misreading {
    case .unknownArticle(let code, let mended?):
      say(
        "\(code) is not in the catalogue (its check digit is wrong: …\(mended.suffix(3))?). Scan again, or: find NAME",
        "\(code) 不在商品目录中（校验位不对：…\(mended.suffix(3))？）。请重新扫码，或：找 名称")
    case .unknownArticle(let code, nil):
      say(
        "\(code) is not in the catalogue. Scan again, or: find NAME",
        "\(code) 不在商品目录中。请重新扫码，或：找 名称")
    case .badLabel(let label):
      say("The scale label \(label) can't be read. Weigh again.", "秤签 \(label) 无法识别。请重新称。")
    case .unknownTaxBand(let code, let band):
      say(
        "\(code) has the tax band \(band), which shop.yaml doesn't know. Run: till check",
        "\(code) 的税率档 \(band) 不在 shop.yaml 中。请运行：till check")
    case .unknownPerson(let id): say("Nobody has the number \(id).", "没有工号 \(id)。")
    case .unknownDocument(let number):
      say("There is no document \(number).", "没有单据 \(number)。")
    case .unknownContact(let text):
      say(
        "No customer \(text). To add one: customer new NAME PHONE [ADDRESS]",
        "没有顾客 \(text)。新增请用：顾客 新 姓名 电话 [地址]")
    case .notUniqueContact(let count):
      say("\(count) customers fit. Give the phone or the number.", "有 \(count) 位顾客符合。请用电话或编号。")
    case .nothingFound(let words): say("Nothing found for \(words).", "没有找到 \(words)。")
    case .nothingPicked:
      say("There is no such number in the list. First: find WORDS", "列表中没有这个编号。请先：找 名称")
    case .badAmount(let text, let fault): amountFault(text, fault)
    case .badPercent(let text, let fault): amountFault(text, fault)
    case .badQuantity(let text, let fault): quantityFault(text, fault)
    case .badLine(let text): say("\(text) is no line number.", "\(text) 不是行号。")
    case .badCount(let fault): countFault(fault)
    case .badText(let fault): textFault(fault)
    case .badDay(let text): say("\(text) is no day: YYYY-MM-DD.", "\(text) 不是日期：YYYY-MM-DD。")
    case .badPhone(let text): say("\(text) is no phone number.", "\(text) 不是电话号码。")
    case .usage(let verb): say("So: \(usage(verb))", "用法：\(usage(verb))")
    case .tooManyWords(let word): say("\"\(word)\" is one word too many.", "“\(word)”是多余的。")
    default: preconditionFailure("a misreading without words")
    }
  }

  private func amountFault(_ text: String, _ fault: ValueFault) -> String {
    switch fault {
    case .tooManyDigits(let allowed):
      say(
        "\(text) has too many digits: at most \(allowed) after the point.",
        "\(text) 小数位太多：最多 \(allowed) 位。")
    case .tooLarge: refusal(.amountTooLarge)
    case .zero: say("0 is no amount here.", "金额不能为 0。")
    case .negative: say("\(text) is below 0.", "\(text) 小于 0。")
    case .notANumber, .notACode: say("\"\(text)\" is no amount.", "“\(text)”不是金额。")
    }
  }

  private func quantityFault(_ text: String, _ fault: ValueFault) -> String {
    switch fault {
    case .tooManyDigits(let allowed):
      say(
        "\(text) has too many digits: at most \(allowed) after the point.",
        "\(text) 小数位太多：最多 \(allowed) 位。")
    case .tooLarge: refusal(.quantityTooLarge)
    case .zero: refusal(.quantityZero)
    case .negative: say("\(text) is below 0.", "\(text) 小于 0。")
    case .notANumber: say("\"\(text)\" is no quantity.", "“\(text)”不是数量。")
    case .notACode: say("\"\(text)\" holds no article code.", "“\(text)”中没有商品编码。")
    }
  }

  private func countFault(_ fault: CashCountFault) -> String {
    switch fault {
    case .notACount(let word):
      say("\"\(word)\" is no count; such as 100x2 50 0.5x3.", "“\(word)”不是点数；如 100x2 50 0.5x3。")
    case .unknownDenomination(let word, let known):
      say(
        "\(word) is no note or coin of this shop: \(known.map(denomination).joined(separator: " "))",
        "\(word) 不是本店的面额：\(known.map(denomination).joined(separator: " "))")
    case .noPieces(let word): say("\"\(word)\" counts no pieces.", "“\(word)”没有张数。")
    case .tooManyPieces(let word, let most):
      say("\"\(word)\" is too many: at most \(most).", "“\(word)”太多：最多 \(most)。")
    }
  }

  private func textFault(_ fault: TextFault) -> String {
    switch fault {
    case .tooLong(let most):
      say("The text is too long: at most \(most) signs.", "文字太长：最多 \(most) 字。")
    default:
      say(
        "The text holds a sign that can't be printed. Type it again.",
        "文字中有不能打印的符号。请重新输入。")
    }
  }
}
