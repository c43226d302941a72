import TillCore

/// A shop's afternoon, as the journal would hand it to the templates (receipts/FIELDS.md).
enum SampleData {
  static let languages = ["en", "zh-Hans"]
  static let documents = ["slip", "receipt", "delivery", "x-report"]

  static func data(_ document: String, _ language: String) -> JSON {
    switch document {
    case "delivery": delivery(language)
    case "x-report": report(language)
    default: sale(document, language)
    }
  }

  private static func common(_ number: String, _ language: String) -> [String: JSON] {
    let isChinese = language != "en"
    return [
      "shop": [
        "name": isChinese ? "永安手机日用" : "Morning Light Digital",
        "address": isChinese ? "杭州市西湖区文三路 12 号" : "12 Market Street",
        "phone": "0571-88880000", "tax_number": "91330106MA27X0001K",
      ],
      "number": .string(number), "date": "2026-11-22", "time": "14:05", "desk": "1",
      "currency": "CNY", "sign": "¥",
      "seller": ["id": "03", "name": isChinese ? "陈静" : "Chen Jing"],
      "cashier": ["id": "01", "name": isChinese ? "王小燕" : "Wang Xiaoyan"],
    ]
  }

  static func sale(_ document: String, _ language: String) -> JSON {
    let isChinese = language != "en"
    var data = common(document == "slip" ? "S1-000128" : "R1-000117", language)
    data.merge(totals(language)) { $1 }
    data["lines"] = isChinese ? chineseLines : englishLines
    return .object(data)
  }

  private static func totals(_ language: String) -> [String: JSON] {
    let isChinese = language != "en"
    return [
      "slip": "S1-000128", "receipt": "R1-000117", "pieces": "4", "line_count": "3",
      "gross": "100.60", "discount": "10.00", "total": "90.60", "total_capped": "¥90.60",
      "words": isChinese ? "玖拾元陆角整" : "ninety yuan and 60 fen",
      "words_capped": isChinese ? "⊗人民币玖拾元陆角整" : "⊗ninety yuan and 60 fen",
      "adjustments": [["label": isChinese ? "抹零" : "Rounding", "amount": "-0.10"]],
      "tax": [
        ["band": "A", "rate": "13", "net": "78.50", "tax": "10.20", "gross": "88.70"],
        ["band": "B", "rate": "9", "net": "1.83", "tax": "0.17", "gross": "2.00"],
      ],
      "paid": true, "unpaid": false,
      "tenders": [["label": isChinese ? "现金" : "Cash", "amount": "100.60"]],
      "received": "100.60", "change": "10.00", "handed_over": true, "later": false,
      "refund": false, "return_days": "7",
      "footer": [["text": isChinese ? "营业时间 9:00–21:00" : "Open 9:00–21:00 every day"]],
    ]
  }

  private static let chineseLines: JSON = [
    [
      "line": "1", "code": "1001", "name": "手机保护壳（磨砂黑）加厚防摔款", "brand": "永安",
      "unit": "个", "quantity": "1", "unit_price": "39.90", "amount": "39.90", "tax": "A",
      "detail": "永安 · 6.1 寸 · 黑", "list_price": "49.90", "discount": "10.00",
    ],
    [
      "line": "2", "code": "1002", "name": "数据线 USB-C 1 m", "unit": "条", "quantity": "2",
      "unit_price": "24.40", "amount": "48.80", "tax": "A", "serial": "SN20261122A",
      "warranty_days": "365",
    ],
    [
      "line": "3", "code": "2001", "name": "农夫山泉饮用天然水 550 毫升", "unit": "瓶",
      "quantity": "1", "unit_price": "2.00", "amount": "2.00", "tax": "B",
    ],
  ]

  private static let englishLines: JSON = [
    [
      "line": "1", "code": "1001", "name": "Phone case, shockproof, matte black", "brand": "Aegis",
      "unit": "pc", "quantity": "1", "unit_price": "39.90", "amount": "39.90", "tax": "A",
      "detail": "Aegis · 6.1 in · black", "list_price": "49.90", "discount": "10.00",
    ],
    [
      "line": "2", "code": "1002", "name": "Charging cable USB-C 1 m", "unit": "pc",
      "quantity": "2", "unit_price": "24.40", "amount": "48.80", "tax": "A",
      "serial": "SN20261122A", "warranty_days": "365",
    ],
    [
      "line": "3", "code": "2001", "name": "Spring water 550 ml", "unit": "btl",
      "quantity": "1", "unit_price": "2.00", "amount": "2.00", "tax": "B",
    ],
  ]

  static func unpaid(_ language: String) -> JSON {
    guard case .object(var data) = sale("slip", language) else { return .null }
    for key in ["receipt", "tenders", "received", "change", "handed_over"] { data[key] = nil }
    data["paid"] = false
    data["unpaid"] = true
    return .object(data)
  }

  private static func delivery(_ language: String) -> JSON {
    let isChinese = language != "en"
    var data = common("D1-000009", language)
    data["slip"] = "S1-000128"
    data["contact"] = [
      "name": isChinese ? "李建国" : "Li Jianguo", "phone": "13800138000",
      "address": isChinese
        ? "杭州市余杭区五常街道文一西路 969 号 3 幢 2 单元 1801 室"
        : "Flat 1801, Unit 2, Block 3, 969 West Wenyi Road, Hangzhou",
    ]
    data["wanted_date"] = "2026-11-24"
    data["wanted_window"] = "14:00–16:00"
    data["lines"] = isChinese ? chineseLines : englishLines
    data["pieces"] = "4"
    data["note"] = isChinese ? "送货前请电话联系" : "Please ring before you come"
    return .object(data)
  }

  private static func report(_ language: String) -> JSON {
    let isChinese = language != "en"
    var data = common("X", language)
    data.merge(reportFigures) { $1 }
    data["tenders"] = [
      ["label": isChinese ? "现金" : "Cash", "count": "12", "expected": "1,062.30"],
      ["label": isChinese ? "微信" : "WeChat", "count": "31", "expected": "4,480.00"],
    ]
    data["departments"] = [
      ["name": isChinese ? "手机配件" : "Accessories", "quantity": "58", "amount": "5,102.30"],
      ["name": isChinese ? "饮料" : "Drinks", "quantity": "31", "amount": "440.10"],
    ]
    data["cashiers"] = [
      [
        "id": "01", "name": isChinese ? "王小燕" : "Wang Xiaoyan", "count": "43",
        "amount": "5,542.40",
      ]
    ]
    return .object(data)
  }

  private static let reportFigures: [String: JSON] = [
    "day": "2026-11-22", "opened": "2026-11-22 08:55", "printed_at": "2026-11-22 14:05",
    "sales": [
      "count": "43", "gross": "5,702.30", "discount": "120.00", "net": "5,542.40",
      "void": ["count": "1", "amount": "19.90"], "returns": ["count": "1", "amount": "39.90"],
    ],
    "tax": [
      ["band": "A", "rate": "13", "net": "4,515.31", "tax": "586.99", "gross": "5,102.30"],
      ["band": "B", "rate": "9", "net": "403.76", "tax": "36.34", "gross": "440.10"],
    ],
    "hours": [
      ["hour": "09", "count": "11", "amount": "1,204.00"],
      ["hour": "10", "count": "17", "amount": "2,310.40"],
      ["hour": "13", "count": "15", "amount": "2,028.00"],
    ],
    "bridge": [
      "net": "5,542.40", "rounding": "-0.10", "on_account": "0.00", "awaiting": "0.00",
      "deposits_in": "200.00", "deposits_used": "0.00", "debts_collected": "0.00",
      "takings": "5,742.30",
    ],
    "drawer": ["float": "300.00", "in": "0.00", "out": "100.00", "expected": "1,262.30"],
    "journal": [
      "first": "81", "last": "412",
      "seal": "9f31c0a77be2d4415a0c6e88f2b1934d07c5aa61e3f0b82d96c4175fe8a2b3d0",
    ],
  ]
}
