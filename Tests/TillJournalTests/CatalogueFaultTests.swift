import Testing
import TillCore

@testable import TillJournal

/// Every message of an import, verbatim, in both languages.
@Suite struct CatalogueFaultTests {
  private static let heading = "code,barcodes,name,tax,price,kind,serial,age,warranty_days\n"
  private static let columns =
    "code, barcodes, name, brand, specification, colour, unit, "
    + "department, tax, price, cost, kind, serial, age, warranty_days, selling_points"

  private func expect(
    _ text: String, _ english: [String], _ chinese: [String],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    var shop = try CatalogueShop()
    #expect(try shop.faults(text) == english, sourceLocation: location)
    #expect(!shop.folder.exists("catalogue.sqlite"), sourceLocation: location)
    #expect(!shop.folder.exists("catalogue.sqlite.new"), sourceLocation: location)
    shop.language = .simplifiedChinese
    #expect(try shop.faults(text) == chinese, sourceLocation: location)
  }

  private func row(
    _ row: String, _ english: String, _ chinese: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    try expect(Self.heading + row, ["2 " + english], ["2 " + chinese], location)
  }

  @Test func headings() throws {
    try expect(
      "",
      ["1 *: The file is empty: its first line must name the columns: \(Self.columns)."],
      ["1 *: 文件是空的：第一行必须写列名：\(Self.columns)。"])
    try expect(
      "code,naem,Name,name,price\n",
      [
        "1 naem: There is no such column. Use: \(Self.columns).",
        "1 name: This column stands here twice: delete one of them.",
        "1 tax: This column is missing: add it, with its name in the first line.",
      ],
      [
        "1 naem: 没有这一列。可用的列：\(Self.columns)。", "1 name: 这一列出现了两次：请删去一个。",
        "1 tax: 缺少这一列：请补上，列名写在第一行。",
      ])
  }

  @Test func shapeOfTheFile() throws {
    try row(
      "E1,,\"Noodles,A,1.00",
      "*: A quote opens here and nothing closes it: close it, or write \"\" for a quote in a text.",
      "*: 这里开始的双引号没有结束：请补上，文字中的双引号写作 \"\"。")
    try row(
      "E1,,\"Noodles\" x,A,1.00",
      "*: Text follows the end of a quote that opened on line 2: "
        + "close that quote where it should end, or write \"\" for a quote in a text.",
      "*: 第 2 行开始的双引号结束之后还有文字：请在该结束处补上双引号，文字中的双引号写作 \"\"。")
    try row(
      String(repeating: "x", count: 70_000), "*: This line is longer than 65536 bytes: shorten it.",
      "*: 这一行超过 65536 字节：请缩短。")
    try row(
      "E1,,Noodles,A,1.00,,,,,beef",
      "*: 10 fields, but the first line names 9: put a text with a comma in \"quotes\".",
      "*: 这一行有 10 个字段，第一行只有 9 列：含逗号的文字请放进英文双引号。")
  }

  @Test func encodings() throws {
    let shop = try CatalogueShop()
    let cases: [([UInt8], String)] = [
      ([0xFF], "This line is neither UTF-8 nor GB18030: save the file as UTF-8."),
      (
        Array("康师傅红烧牛肉面".utf8) + [0xE5],
        "A character of this line is damaged: type it again and save as UTF-8."
      ),
    ]
    for (bytes, message) in cases {
      let outcome = try shop.run(Array(Self.heading.utf8) + bytes)
      guard case .refused(let refusal) = outcome else {
        Issue.record("damaged bytes were taken")
        continue
      }
      let line = refusal.faults.map(\.line)
      #expect(refusal.faults.map(\.message).contains(message), "at \(line)")
    }
    let wording = CatalogueWording(language: .simplifiedChinese)
    #expect(
      wording.text(CSVFault(line: 1, kind: .undecodable))
        == "这一行既不是 UTF-8 也不是 GB18030：请把文件另存为 UTF-8。")
    #expect(
      wording.text(CSVFault(line: 1, kind: .damagedUTF8)) == "这一行有损坏的字：请重打，并另存为 UTF-8。")
  }

  @Test func codes() throws {
    try row(
      ",,Noodles,A,1.00", "code: It is empty: fill it in.", "code: 是空的：请填写。")
    try row(
      "-1,,Noodles,A,1.00",
      "code: -1 is no code: use 1 to 32 of A–Z a–z 0–9 . _ / -, first a letter or digit.",
      "code: -1 不能作货号：请用 1 至 32 位 A–Z a–z 0–9 . _ / -，首位是字母或数字。")
    try row(
      "Cash,,Noodles,A,1.00",
      "code: Cash is a word of the counter's language and would never be scanned: change it.",
      "code: Cash 是收银命令，永远扫不到：请改掉。")
    try expect(
      Self.heading + "e1,,Noodles,A,1.00\nE1,,Soup,A,1.00\n",
      ["3 code: E1 is already the code of line 2: give one of them another."],
      ["3 code: E1 已是第 2 行的货号：请改其中一个。"])
    try expect(
      Self.heading + "E1,6901028075862,Noodles,A,1\n6901028075862,,Soup,A,1\n",
      [
        "3 code: 6901028075862 is already a barcode of line 2: remove it there or change this code."
      ],
      ["3 code: 6901028075862 已是第 2 行的条码：请在那里删去，或改这个货号。"])
  }

  @Test func barcodes() throws {
    try row(
      "E1,69*1,Noodles,A,1.00",
      "barcodes: 69*1 is no barcode: use 1 to 48 of A–Z a–z 0–9 . _ / - + $ %; "
        + "divide several by blanks.",
      "barcodes: 69*1 不是条码：请用 1 至 48 位 A–Z a–z 0–9 . _ / - + $ %，多个之间用空格。")
    try row(
      "E1,6901028075863,Noodles,A,1.00",
      "barcodes: 6901028075863 is mistyped: with these digits it would be 6901028075862. "
        + "Look at the package.",
      "barcodes: 6901028075863 打错了：按前面的数字应是 6901028075862，请对照包装。")
    try expect(
      Self.heading + "E1,036000291452,Noodles,A,1\nE2,X9 0036000291452,Soup,A,1\n",
      ["3 barcodes: 0036000291452 is already a barcode of line 2: remove it from one of them."],
      ["3 barcodes: 0036000291452 已是第 2 行的条码：请删去其中一个。"])
    try expect(
      Self.heading + "E1,,Noodles,A,1\nE2,e1,Soup,A,1\n",
      ["3 barcodes: e1 is already the code of line 2: remove it here or change that code."],
      ["3 barcodes: e1 已是第 2 行的货号：请在这里删去，或改那个货号。"])
    let many = (0...50).map { "B\($0)" }.joined(separator: ";")
    try row(
      "E1,\(many),Noodles,A,1", "barcodes: There are 51 of them: leave at most 50.",
      "barcodes: 有 51 个：最多留 50 个。")
  }

  @Test func texts() throws {
    try row(
      "E1,,\(String(repeating: "面", count: 121)),A,1.00",
      "name: It has 121 characters: shorten it to 120.", "name: 有 121 个字：请缩短到 120 个字以内。")
    try row(
      "E1,,Noo\u{1B}dles,A,1.00",
      "name: It holds the unprintable character U+001B: delete it and type it again.",
      "name: 含有不可打印的字符 U+001B：请删去重打。")
  }

  @Test func taxAndPrice() throws {
    try row(
      "E1,,Noodles,X,1.00", "tax: X is no tax band of this shop: use A, B or add it to shop.yaml.",
      "tax: X 不是本店的税率档：请用 A、B，或加到 shop.yaml。")
    try row(
      "E1,,Noodles,A,¥1", "price: ¥1 is no amount: write figures only, like 65 or 16.10.",
      "price: ¥1 不是金额：只写数字，如 65 或 16.10。")
    try row(
      "E1,,Noodles,A,-1", "price: -1 is no amount: write figures only, like 65 or 16.10.",
      "price: -1 不是金额：只写数字，如 65 或 16.10。")
    try row(
      "E1,,Noodles,A,1.005",
      "price: 1.005 is finer than the currency: leave 2 digits after the point.",
      "price: 1.005 比币种的最小单位还小：小数点后最多 2 位。")
    try row(
      "E1,,Noodles,A,1000000000.01",
      "price: 1000000000.01 is too much: at most 1000000000.00.",
      "price: 1000000000.01 太大：最多 1000000000.00。")
    try row("E1,,Noodles,A,", "price: It is empty: fill it in.", "price: 是空的：请填写。")
  }

  @Test func theRest() throws {
    try row(
      "E1,,Noodles,A,1,heavy",
      "kind: heavy is no kind: use ordinary, weight, open or deposit, or leave it empty.",
      "kind: heavy 不是商品类别：请用 ordinary、weight、open 或 deposit，或留空。")
    try row(
      "E1,,Noodles,A,1,,perhaps", "serial: perhaps is neither yes nor no: write one of them.",
      "serial: perhaps 既不是 yes 也不是 no：请写其中一个。")
    try row(
      "E1,,Noodles,A,1,,,121",
      "age: 121 won't do: write a whole number from 1 to 120, or leave it empty.",
      "age: 121 不行：请写 1 至 120 的整数，或留空。")
    #expect(
      CatalogueWording.english.fault(CatalogueFault(9, nil, .tooManyRows(most: 5))).message
        == "More than 5 articles: divide the catalogue.")
    #expect(
      CatalogueWording(language: .simplifiedChinese)
        .fault(CatalogueFault(9, nil, .tooManyRows(most: 5))).message == "商品超过 5 种：请拆分商品目录。")
  }

  @Test func allFaultsAreToldAtOnce() throws {
    let shop = try CatalogueShop()
    let told = try shop.faults(Self.heading + ",,,,,no\nE1,,Tea,A,x,y\nE2,,Tea,A,1\n\"")
    #expect(
      told.map { $0.prefix { $0 != ":" } }
        == ["2 code", "2 name", "2 tax", "2 price", "2 kind", "3 price", "3 kind", "5 *"])
    let bad = Self.heading + String(repeating: "E1,,Tea,A,\n", count: 3_000)
    guard case .refused(let refusal) = try shop.run(bad) else {
      Issue.record("rows without a price were taken")
      return
    }
    #expect(refusal.faults.count == CatalogueImport.faultsKept)
    #expect(refusal.faultCount == 3_000 + 2_999)
  }
}
