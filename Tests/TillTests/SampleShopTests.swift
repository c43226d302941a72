import Foundation
import Testing
import TillCore

@testable import till

/// The sample shop is what everyone sees first, and what the lessons and tests stand on.
@Suite("the sample shop")
struct SampleShopTests {
  static let english = TestFolder.share + "/config"
  static let chinese = TestFolder.share + "/config/zh-Hans"

  /// A sample as a shop's folder of its own.
  static func load(_ sample: String) throws -> ShopSetUp {
    let folder = try TestFolder()
    for name in ["shop.yaml", "staff.yaml", "printers.yaml"] {
      let text = try String(contentsOfFile: "\(sample)/\(name)", encoding: .utf8)
      try folder.write(text, to: "config/\(name)")
    }
    return try SettingsFile.load(shop: folder.shop).get()
  }

  static func articles(_ sample: String) throws -> SampleArticles {
    SampleArticles(try String(contentsOfFile: "\(sample)/catalogue.csv", encoding: .utf8))
  }

  @Test("both languages are the same shop, without faults")
  func sameShop() throws {
    let english = try Self.load(Self.english)
    var settings = try Self.load(Self.chinese).settings
    #expect(settings.language == .simplifiedChinese)
    #expect(settings.name == "永安手机日用")
    settings.language = .english
    settings.name = english.settings.name
    settings.address = english.settings.address
    settings.stampName = english.settings.stampName
    settings.receiptFooter = english.settings.receiptFooter
    #expect(settings == english.settings)
    #expect(english.settings.taxBands.map { "\($0.code)=\($0.rate)" } == ["A=13", "B=9", "N=0"])
    #expect(english.settings.verifyFromMinor == 5_000)
    #expect(english.settings.scaleLabels.map(\.valueDecimals) == [3, 2])
    #expect(english.printers == .none)
  }

  @Test("every key stands in the sample with a comment above it")
  func everyKey() throws {
    for sample in [Self.english, Self.chinese] {
      let text = try String(contentsOfFile: sample + "/shop.yaml", encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for key in SettingsShop.keys {
        let index = try #require(lines.firstIndex { $0.hasPrefix(key + ":") })
        let above = lines[index - 1]
        #expect(above.hasPrefix("#") || key == "phone", "\(key) has no comment")
      }
    }
  }

  @Test("the printers in the sample's comment are a routing without faults")
  func printersExample() throws {
    for sample in [Self.english, Self.chinese] {
      let text = try String(contentsOfFile: sample + "/printers.yaml", encoding: .utf8)
      let lines = text.split(separator: "\n")
      let start = try #require(lines.firstIndex(of: "# printers:"))
      let example = lines[start...].filter { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
      let folder = try TestFolder()
      try folder.writeShop(printers: example.joined(separator: "\n"))
      #expect(folder.faults(profiles: ["generic-zh-80", "a4"]) == [])
    }
  }

  @Test("the people, in both languages")
  func people() throws {
    let english = try Self.load(Self.english).people
    let chinese = try Self.load(Self.chinese).people
    #expect(english.map(\.id) == ["01", "02", "03", "90"])
    #expect(english.map(\.role) == [.cashier, .senior, .cashier, .manager])
    #expect(chinese.map(\.role) == english.map(\.role))
    #expect(english.first?.name == "Wang Xiaoyan" && chinese.first?.name == "王小燕")
  }

  @Test("the articles of both languages differ in words only")
  func sameArticles() throws {
    let english = try Self.articles(Self.english)
    let chinese = try Self.articles(Self.chinese)
    let figures = [
      "code", "barcodes", "tax", "price", "cost", "kind", "serial", "age", "warranty_days",
    ]
    for column in figures { #expect(english.list(of: column) == chinese.list(of: column)) }
    #expect(english.list(of: "code").count == 65)
    for articles in [english, chinese] {
      #expect(!articles.values(of: "name").contains(""))
      #expect(articles.values(of: "name").count == 65)
      #expect(articles.values(of: "department").count == 6)
    }
  }

  @Test("codes are codes, barcodes are true and no two alike")
  func codes() throws {
    let articles = try Self.articles(Self.english)
    let codes = articles.list(of: "code")
    let barcodes = articles.list(of: "barcodes").flatMap { $0.split(separator: ";") }
    let all = codes + barcodes.map(String.init)
    #expect(Set(all).count == all.count)
    #expect(codes.allSatisfy(Article.isCode))
    let scanned = all.filter { $0.utf8.count == 13 }
    #expect(scanned.count == 54)
    for code in scanned {
      let digits = code.compactMap(\.wholeNumberValue)
      let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
      #expect(digits.count == 13 && sum % 10 == 0 && code.hasPrefix("69"), "\(code)")
    }
  }

  @Test("no code is a word of the counter's language, or the beginning of one")
  func codesAreNoVerbs() throws {
    let verbs = """
      sign-on sign-off lock approve undo status last sales seller find show with qty price drop
      note serial less customer park recall cancel invoice slip reopen collect check count verify
      announce cash card wechat alipay voucher cheque account take-back receipt tax-invoice void
      reissue red pickup deliver dispatch arrived exception return float pay-in pay-out lift swap
      open-drawer handover x-report close copy jobs retry settle help dl dc sp sq ht zt syd cd yyy
      z xq dp sl gj sc bz xlh dz yh ml gk gd qd qx kd gaid sk c s y ch xj yhk wx zfb djq zp gz tf
      xp kp zuof chongk hc qh dq songh fh qs yic th byj cunr zhic jk hl kqx jb xbb rj bd dy xd rd
      zf ck cx cr zk xb fb kc rk pd bs diaoh gongd bx bj dd ps dj jr jf cz ts hf az
      """
    let words = verbs.split(whereSeparator: \.isWhitespace).map(String.init)
    for code in try Self.articles(Self.english).list(of: "code") {
      #expect(!words.contains { $0.hasPrefix(code.lowercased()) }, "\(code) reads as a verb")
    }
  }

  @Test("the articles of the lessons")
  func lessons() throws {
    let english = try Self.articles(Self.english)
    let chinese = try Self.articles(Self.chinese)
    let codes = english.list(of: "code")
    let noodles = try #require(codes.firstIndex(of: "6901028075862"))
    #expect(english.list(of: "name")[noodles] == "Instant noodles, beef, 5 × 110 g")
    #expect(chinese.list(of: "name")[noodles] == "红烧牛肉面 5 × 110 g")
    #expect(english.list(of: "price")[noodles] == "65.00")
    let water = try #require(codes.firstIndex(of: "6921168509256"))
    #expect(english.list(of: "name")[water] == "Nongfu Spring water 550 ml")
    #expect(chinese.list(of: "name")[water] == "农夫山泉饮用天然水 550ml")
    #expect(english.list(of: "price")[water] == "2.00")
    for kind in ArticleKind.allCases where kind != .ordinary {
      #expect(english.values(of: "kind").contains(kind.rawValue))
    }
  }
}
