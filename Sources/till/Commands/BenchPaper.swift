import Foundation
import TillCore
import TillReceipt

/// A sale as the journal would hand it to the shop's own templates, with so many articles.
struct BenchPaper {
  /// The sale's number, so that the template's code can be an EAN-13 one.
  static let code = "6901028075862"
  static let total = "90.60"

  let language: ShopSettings.Language
  let data: JSON

  init(_ language: ShopSettings.Language, articles: Int) {
    self.language = language
    let isChinese = language == .simplifiedChinese
    var members = Self.head(isChinese).merging(Self.figures(isChinese)) { $1 }
    members["lines"] = .array((0..<articles).map { Self.line($0, isChinese) })
    data = .object(members)
  }

  /// The shop's own template of a paper, with something changed about it.
  func template(_ kind: String, change: (String) -> String) throws -> Template {
    let path = OpenShop.share + "/receipts/\(language.rawValue)/\(kind).receipt"
    guard let source = FileManager.default.contents(atPath: path) else {
      throw Failure(.setUp, "\(path) is missing.")
    }
    do {
      let text = String(decoding: source, as: UTF8.self)
      return try Template(compiling: change(text), name: path)
    } catch {
      throw Failure(.setUp, error.description)
    }
  }

  private static func head(_ isChinese: Bool) -> [String: JSON] {
    [
      "shop": [
        "name": isChinese ? "永安手机日用" : "Morning Light",
        "address": isChinese ? "杭州市西湖区文三路 12 号" : "12 Market Street",
      ],
      "number": .string(code), "date": "2026-11-22", "time": "14:05", "desk": "1",
      "currency": "CNY", "sign": "¥", "slip": "S1-000128", "receipt": .string(code),
      "seller": ["id": "03", "name": isChinese ? "陈静" : "Chen Jing"],
    ]
  }

  private static func figures(_ isChinese: Bool) -> [String: JSON] {
    [
      "gross": .string(total), "total": .string(total), "total_capped": .string("¥" + total),
      "pieces": "4", "line_count": "3",
      "words": isChinese ? "玖拾元陆角整" : "ninety yuan and sixty fen",
      "words_capped": isChinese ? "⊗人民币玖拾元陆角整" : "⊗ ninety yuan and sixty fen",
      "tax": [["band": "A", "rate": "13", "net": "80.18", "tax": "10.42", "gross": "90.60"]],
      "paid": true, "unpaid": false, "later": false, "refund": false, "handed_over": true,
      "tenders": [["label": isChinese ? "现金" : "Cash", "amount": .string(total)]],
      "received": "100.60", "change": "10.00", "return_days": "7",
    ]
  }

  private static let names = [
    ("Phone case, matte black", "手机保护壳（磨砂黑）"), ("Charging cable 1 m", "数据线 1 m"),
    ("Spring water 550 ml", "农夫山泉饮用水 550 ml"), ("Rice cooker 4 L", "电饭煲 4 L"),
  ]

  private static func line(_ index: Int, _ isChinese: Bool) -> JSON {
    let (english, chinese) = names[index % names.count]
    return [
      "line": .string(String(index + 1)), "code": .string(String(1_001 + index)),
      "name": .string(isChinese ? chinese : english), "unit": isChinese ? "个" : "pc",
      "quantity": "1", "unit_price": "39.90", "amount": "39.90", "tax": "A",
      "running": .string("\(39 + index * 40).90"),
    ]
  }
}
