import Foundation
import TestSupport
import Testing
import TillCore

@testable import TillJournal

@Suite struct CatalogueImportTests {
  @Test func keepsEveryField() throws {
    let shop = try CatalogueShop()
    let text = """
      \u{FEFF}Selling_Points,code,barcodes,name,brand,specification,colour,unit,department,tax,\
      price,cost,kind,serial,age,warranty_days
      "Two cameras, one lens； 5G
      Slim",P-40,6901028075862;X9  X8,Telephone 40 ,Acme,8/256 GB,黑,台,Phones,A,\
      1999.9,1500,ordinary,YES,18,365

      """
    guard case .replaced(let summary) = try shop.run(text) else {
      Issue.record("a good catalogue was refused")
      return
    }
    #expect(summary.articleCount == 1)
    #expect(summary.encoding == .utf8)
    let catalogue = try Catalogue(in: shop.folder.path)
    #expect(catalogue.count == 1)
    #expect(catalogue.sourceHash == summary.sourceHash)
    let expected = Article(
      code: "P-40", barcodes: ["6901028075862", "X9", "X8"], name: "Telephone 40", brand: "Acme",
      specification: "8/256 GB", colour: "黑", unit: "台", department: "Phones", taxBand: "A",
      priceMinor: 199_990, costMinor: 150_000, kind: .ordinary, needsSerial: true, leastAge: 18,
      warrantyDays: 365, sellingPoints: ["Two cameras, one lens", "5G", "Slim"])
    #expect(try catalogue.article(code: "p-40") == expected)
  }

  @Test func whatMayBeLeftOut() throws {
    let shop = try CatalogueShop()
    let outcome = try shop.run(
      "name,tax,code,price,kind,serial\n杂项,A,Z1,,open,\nTea,B,Z2,3\n\n,,,\n")
    #expect(try #require(outcome.summary).articleCount == 2)
    let catalogue = try Catalogue(in: shop.folder.path)
    #expect(
      try catalogue.article(code: "Z1")
        == Article(code: "Z1", name: "杂项", taxBand: "A", priceMinor: 0, kind: .open))
    #expect(
      try catalogue.article(code: "Z2")
        == Article(code: "Z2", name: "Tea", taxBand: "B", priceMinor: 300))
  }

  @Test(arguments: [("JPY", "300", Int64(300)), ("KWD", "0.125", 125), ("CNY", "16.1", 1610)])
  func pricesHaveTheCurrencysDigits(code: String, price: String, minor: Int64) throws {
    var shop = try CatalogueShop()
    shop.currency = try #require(Currency.iso(code))
    let catalogue = try shop.catalogue(["E1,,Tea,,,A,\(price)"])
    #expect(try catalogue.article(code: "E1")?.priceMinor == minor)
  }

  @Test func namesTypedOnTwoSystemsAreTheSameBytes() throws {
    let catalogue = try CatalogueShop().catalogue(["E1,,Cafe\u{301},,,A,1"])
    let name = try #require(try catalogue.article(code: "E1")).name
    #expect(Array(name.utf8) == Array("Caf\u{E9}".utf8))
  }

  @Test func readsGB18030() throws {
    let shop = try CatalogueShop()
    let bytes =
      Array("code,name,tax,price\nE1,".utf8) + [0xBF, 0xB5, 0xCA, 0xA6, 0xB8, 0xB5]
      + Array(",A,1\n".utf8)
    #expect(try #require(try shop.run(bytes).summary).encoding == .gb18030)
    let catalogue = try Catalogue(in: shop.folder.path)
    #expect(try catalogue.search("ksf").map(\.name) == ["康师傅"])
  }

  @Test func tellsWhatChanged() throws {
    let shop = try CatalogueShop()
    let heading = "code,name,tax,price,selling_points\n"
    let first = try #require(
      try shop.run(heading + "E1,Tea,A,1\nE2,Milk,A,2\nE3,Oil,B,3,good\nE4,Salt,B,4").summary)
    #expect(first.changes == [4, 0, 0])
    let second = try #require(
      try shop.run(heading + "E5,Rice,A,1\ne1,Tea,A,1\nE2,Milk,A,2.50\nE4,Salt,B,4").summary)
    #expect(second.changes == [1, 2, 1])
    #expect(second.articleCount == 4)
    let change = try Catalogue(in: shop.folder.path).change
    #expect([change.added, change.changed, change.removed] == second.changes)
    #expect(change.hash == second.sourceHash)
    #expect(first.sourceHash != second.sourceHash)
  }

  @Test func aRefusedFileLeavesTheOldCatalogue() throws {
    let shop = try CatalogueShop()
    let catalogue = try shop.catalogue(["E1,,Tea,,,A,1"])
    #expect(try !shop.faults("code,name,tax,price\nE1,Tea,A,oops\n").isEmpty)
    #expect(!catalogue.isStale())
    #expect(try Catalogue(in: shop.folder.path).count == 1)
    #expect(!shop.folder.exists("catalogue.sqlite.new"))
  }

  @Test func theOldFileIsReadUntilItIsOpenedAgain() throws {
    let shop = try CatalogueShop()
    let before = try shop.catalogue(["E1,,Tea,,,A,1"])
    #expect(!before.isStale())
    let after = try shop.catalogue(["E1,,Tea,,,A,2", "E2,,Milk,,,A,2"])
    #expect(before.isStale())
    #expect(!after.isStale())
    #expect(try before.article(code: "E1")?.priceMinor == 100)
    #expect(try after.article(code: "E1")?.priceMinor == 200)
  }

  @Test func aDraftOfAKilledImportIsNoObstacle() throws {
    let shop = try CatalogueShop()
    _ = try shop.folder.file("catalogue.sqlite.new", "half a file")
    _ = try shop.folder.file("catalogue.sqlite", "not a database, whatever its name says")
    #expect(try shop.catalogue(["E1,,Tea,,,A,1"]).count == 1)
  }

  @Test func checkingMakesNothing() throws {
    let shop = try CatalogueShop()
    let good = try shop.folder.file("good.csv", "code,name,tax,price\nE1,Tea,A,1\n")
    let bad = try shop.folder.file("bad.csv", "code,name,tax,price\nE1,Tea,X,1\n")
    #expect(try shop.rules.check(good) == nil)
    #expect(try shop.rules.check(bad)?.faultCount == 1)
    #expect(!shop.folder.exists("catalogue.sqlite"))
  }

  @Test func aHundredThousandRows() throws {
    var generator = SeededGenerator(seed: 20_260_101)
    let brands = ["康师傅", "农夫山泉", "Master Kong", "伊利", "Nestle", "蒙牛"]
    let goods = ["红烧牛肉面", "天然水 550ml", "纯牛奶", "beef noodles", "音乐盒", "绿茶 500 ml"]
    var text = "code,barcodes,name,brand,tax,price\n"
    for index in 0..<100_000 {
      let brand = brands.randomElement(using: &generator) ?? ""
      let name = brand + " " + (goods.randomElement(using: &generator) ?? "") + " \(index)"
      text += "E\(index),B\(index),\(name),\(brand),A,\(index % 1000).50\n"
    }
    let shop = try CatalogueShop()
    let path = try shop.folder.file("catalogue.csv", text)
    var told: [Int64] = []
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try shop.rules.run(path, into: shop.folder.path) { done, all in
      told.append(done)
      #expect(all == Int64(text.utf8.count))
    }
    print("100,000 rows imported in \(clock.now - start)")
    #expect(try #require(outcome.summary).added == 100_000)
    #expect(told == told.sorted())
    #expect(told.last == Int64(text.utf8.count))
    let catalogue = try Catalogue(in: shop.folder.path)
    let asked = clock.now
    for words in ["ksf hs", "农夫山泉", "master kong 99", "nfsq 550"] {
      #expect(try catalogue.search(words).count == 10, "\(words)")
    }
    print("four searches in \(clock.now - asked)")
  }
}

extension CatalogueImport.Outcome {
  /// What was imported; nil when it was refused.
  var summary: CatalogueImport.Summary? {
    if case .replaced(let summary) = self { summary } else { nil }
  }
}

extension CatalogueImport.Summary {
  /// Added, changed, removed.
  var changes: [Int] { [added, changed, removed] }
}
