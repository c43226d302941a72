import TillCore

/// What is wrong with a catalogue, in words: the thing first, then how to mend it.
struct CatalogueWording {
  static let english = CatalogueWording(language: .english)

  let language: ShopSettings.Language

  func fault(_ fault: CatalogueFault) -> RowFault {
    let text =
      switch language {
      case .english: Self.english(fault.problem)
      case .simplifiedChinese: Self.chinese(fault.problem)
      }
    return RowFault(line: fault.line, column: fault.column, message: text)
  }

  func text(_ csv: CSVFault) -> String {
    fault(CatalogueFault(csv.line, nil, .csv(csv.kind))).message
  }

  /// A value as it stands in the file, cut where a message would drown in it.
  private static func shown(_ value: String) -> String {
    let most = 40
    let clean = value.unicodeScalars.map { scalar in
      switch TextSafety.clean(String(scalar), maximumScalars: 1) {
      case .success: String(scalar)
      case .failure: "\u{FFFD}"
      }
    }
    return clean.count <= most ? clean.joined() : clean[..<most].joined() + "…"
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static let columns = CatalogueColumn.allCases.map(\.rawValue).joined(separator: ", ")

  private static func english(_ problem: CatalogueFault.Problem) -> String {
    switch problem {
    case .csv(let kind): english(kind)
    case .noHeader: "The file is empty: its first line must name the columns: \(columns)."
    case .columnUnknown: "There is no such column. Use: \(columns)."
    case .columnTwice: "This column stands here twice: delete one of them."
    case .columnMissing: "This column is missing: add it, with its name in the first line."
    case .tooManyRows(let most): "More than \(most) articles: divide the catalogue."
    case .tooManyFields(let count, let columns):
      "\(count) fields, but the first line names \(columns): put a text with a comma in \"quotes\"."
    case .empty: "It is empty: fill it in."
    case .tooLong(let count, let most): "It has \(count) characters: shorten it to \(most)."
    case .forbiddenCharacter(let scalar):
      "It holds the unprintable character \(hexadecimal(scalar)): delete it and type it again."
    case .codeShape(let code):
      "\(shown(code)) is no code: use 1 to 32 of A–Z a–z 0–9 . _ / -, first a letter or digit."
    case .codeTwice(let code, let line):
      "\(code) is already the code of line \(line): give one of them another."
    case .codeIsBarcode(let code, let line):
      "\(code) is already a barcode of line \(line): remove it there or change this code."
    case .isVerb(let word):
      "\(word) is a word of the counter's language and would never be scanned: change it."
    case .barcodeShape(let barcode):
      "\(shown(barcode)) is no barcode: use 1 to 48 of A–Z a–z 0–9 . _ / - + $ %; "
        + "divide several by blanks."
    case .checkDigit(let barcode, let mended):
      "\(barcode) is mistyped: with these digits it would be \(mended). Look at the package."
    case .barcodeTwice(let barcode, let line):
      "\(barcode) is already a barcode of line \(line): remove it from one of them."
    case .barcodeIsCode(let barcode, let line):
      "\(barcode) is already the code of line \(line): remove it here or change that code."
    case .tooMany(let count, let most): "There are \(count) of them: leave at most \(most)."
    case .taxUnknown(let band, let known):
      "\(shown(band)) is no tax band of this shop: use \(known.joined(separator: ", ")) "
        + "or add it to shop.yaml."
    case .notAnAmount(let text):
      "\(shown(text)) is no amount: write figures only, like 65 or 16.10."
    case .tooManyDigits(let text, let digits):
      "\(shown(text)) is finer than the currency: leave \(digits) digits after the point."
    case .amountTooLarge(let text, let most): "\(shown(text)) is too much: at most \(most)."
    case .kindUnknown(let kind):
      "\(shown(kind)) is no kind: use ordinary, weight, open or deposit, or leave it empty."
    case .notYesOrNo(let text): "\(shown(text)) is neither yes nor no: write one of them."
    case .notInRange(let text, let range):
      "\(shown(text)) won't do: write a whole number from \(range.lowerBound) "
        + "to \(range.upperBound), or leave it empty."
    }
  }

  private static func english(_ kind: CSVFault.Kind) -> String {
    switch kind {
    case .quoteNeverClosed:
      "A quote opens here and nothing closes it: close it, or write \"\" for a quote in a text."
    case .textAfterQuote(let line):
      "Text follows the end of a quote that opened on line \(line): "
        + "close that quote where it should end, or write \"\" for a quote in a text."
    case .recordTooLong: "This line is longer than \(CSVReader.recordBytesMost) bytes: shorten it."
    case .undecodable: "This line is neither UTF-8 nor GB18030: save the file as UTF-8."
    case .damagedUTF8: "A character of this line is damaged: type it again and save as UTF-8."
    }
  }
}

extension CatalogueWording {
  private static func chinese(_ problem: CatalogueFault.Problem) -> String {
    switch problem {
    case .csv(let kind): chinese(kind)
    case .noHeader: "文件是空的：第一行必须写列名：\(columns)。"
    case .columnUnknown: "没有这一列。可用的列：\(columns)。"
    case .columnTwice: "这一列出现了两次：请删去一个。"
    case .columnMissing: "缺少这一列：请补上，列名写在第一行。"
    case .tooManyRows(let most): "商品超过 \(most) 种：请拆分商品目录。"
    case .tooManyFields(let count, let columns):
      "这一行有 \(count) 个字段，第一行只有 \(columns) 列：含逗号的文字请放进英文双引号。"
    case .empty: "是空的：请填写。"
    case .tooLong(let count, let most): "有 \(count) 个字：请缩短到 \(most) 个字以内。"
    case .forbiddenCharacter(let scalar): "含有不可打印的字符 \(hexadecimal(scalar))：请删去重打。"
    case .codeShape(let code):
      "\(shown(code)) 不能作货号：请用 1 至 32 位 A–Z a–z 0–9 . _ / -，首位是字母或数字。"
    case .codeTwice(let code, let line): "\(code) 已是第 \(line) 行的货号：请改其中一个。"
    case .codeIsBarcode(let code, let line):
      "\(code) 已是第 \(line) 行的条码：请在那里删去，或改这个货号。"
    case .isVerb(let word): "\(word) 是收银命令，永远扫不到：请改掉。"
    case .barcodeShape(let barcode):
      "\(shown(barcode)) 不是条码：请用 1 至 48 位 A–Z a–z 0–9 . _ / - + $ %，多个之间用空格。"
    case .checkDigit(let barcode, let mended):
      "\(barcode) 打错了：按前面的数字应是 \(mended)，请对照包装。"
    case .barcodeTwice(let barcode, let line): "\(barcode) 已是第 \(line) 行的条码：请删去其中一个。"
    case .barcodeIsCode(let barcode, let line):
      "\(barcode) 已是第 \(line) 行的货号：请在这里删去，或改那个货号。"
    case .tooMany(let count, let most): "有 \(count) 个：最多留 \(most) 个。"
    case .taxUnknown(let band, let known):
      "\(shown(band)) 不是本店的税率档：请用 \(known.joined(separator: "、"))，或加到 shop.yaml。"
    case .notAnAmount(let text): "\(shown(text)) 不是金额：只写数字，如 65 或 16.10。"
    case .tooManyDigits(let text, let digits):
      "\(shown(text)) 比币种的最小单位还小：小数点后最多 \(digits) 位。"
    case .amountTooLarge(let text, let most): "\(shown(text)) 太大：最多 \(most)。"
    case .kindUnknown(let kind):
      "\(shown(kind)) 不是商品类别：请用 ordinary、weight、open 或 deposit，或留空。"
    case .notYesOrNo(let text): "\(shown(text)) 既不是 yes 也不是 no：请写其中一个。"
    case .notInRange(let text, let range):
      "\(shown(text)) 不行：请写 \(range.lowerBound) 至 \(range.upperBound) 的整数，或留空。"
    }
  }

  private static func chinese(_ kind: CSVFault.Kind) -> String {
    switch kind {
    case .quoteNeverClosed: "这里开始的双引号没有结束：请补上，文字中的双引号写作 \"\"。"
    case .textAfterQuote(let line):
      "第 \(line) 行开始的双引号结束之后还有文字：请在该结束处补上双引号，文字中的双引号写作 \"\"。"
    case .recordTooLong: "这一行超过 \(CSVReader.recordBytesMost) 字节：请缩短。"
    case .undecodable: "这一行既不是 UTF-8 也不是 GB18030：请把文件另存为 UTF-8。"
    case .damagedUTF8: "这一行有损坏的字：请重打，并另存为 UTF-8。"
    }
  }
}
