import Foundation
import GRDB
import Testing
import TillCore

@testable import TillJournal

@Suite struct CatalogueTests {
  private static let rows = [
    "6901028075862,,Instant noodles beef,Master Kong,5 × 110 g,A,65",
    "W550,6921168509256,Nongfu Spring water,Nongfu Spring,550 ml,A,2",
    "W15,,Nongfu Spring water,Nongfu Spring,1.5L,A,4",
    "K1,036000291452 X-9,康师傅红烧牛肉面,康师傅,五连包,A,12.50",
    "K2,96385074,红烧康师傅 特价,,桶装,A,4.50",
    "N1,,农夫山泉天然水550ml,农夫山泉,,A,2",
    "L1,,快乐薯片,乐事,75g,A,6",
    "L2,,音乐盒,,,A,30",
    "C1,,长城葡萄酒,长城,750ml,A,88",
    "C2,,增长牛奶,成长,1L,A,8",
    "H1,,银行卡套,,,A,3",
    "H2,,行李箱,,,A,199",
    "S1,,盐,,,B,2",
    "O1,,OR gate NEAR switch,,,A,9",
    "F1,,Ｃａｆé Ｌａｔｔｅ,Nescafé,A4 ½,A,9",
    "00012,,Old number,,,A,9",
  ]

  private let shop: CatalogueShop
  private let catalogue: Catalogue

  init() throws {
    shop = try CatalogueShop()
    catalogue = try shop.catalogue(Self.rows)
  }

  @Test(arguments: [
    ("k1", "K1"), ("K1", "K1"), ("036000291452", "K1"), ("0036000291452", "K1"),
    ("00036000291452", "K1"), ("x-9", "K1"), ("96385074", "K2"), ("0000096385074", "K2"),
    ("06901028075862", "6901028075862"), ("00012", "00012"), ("36000291452", nil),
    ("6901028075863", nil), ("", nil), ("' OR 1=1 --", nil), ("%", nil), ("K", nil),
  ]) func scanned(text: String, code: String?) throws {
    #expect(try catalogue.article(scanned: text)?.code == code)
  }

  @Test func byArticleNumber() throws {
    let gtin = try #require(GTIN("0036000291452"))
    #expect(try catalogue.article(gtin: gtin)?.code == "K1")
    #expect(try catalogue.article(gtin: #require(GTIN("6901028075862")))?.taxBand == "A")
    #expect(try catalogue.article(code: "036000291452") == nil)
  }

  @Test(arguments: [
    // Names, in part, in any order, with capitals, accents and widths that don't matter.
    ("master kong", ["6901028075862"]), ("KONG mast", ["6901028075862"]),
    ("nongfu 550", ["W550"]), ("nongfu 550ml", ["W550"]), ("nong", ["W550", "W15"]),
    ("cafe latte", ["F1"]), ("ｃａｆé", ["F1"]), ("nescafe a4", ["F1"]), ("1/2", ["F1"]),
    // Chinese characters: side by side first, anywhere when that finds nothing.
    ("康师傅", ["K1", "K2"]), ("康师傅红烧", ["K1"]), ("红烧康师傅", ["K2"]), ("红烧 康师傅", ["K1", "K2"]),
    ("康师傅牛肉", ["K1"]), ("康师傅 五", ["K1"]), ("农夫山泉550", ["N1"]), ("山泉550ml", ["N1"]),
    // Pinyin initials from any character on, longer than one token of the index too.
    ("ksf", ["K1", "K2"]), ("KSFHS", ["K1"]), ("ksfhsnrm", ["K1"]), ("hsnr", ["K1"]),
    ("nfsq", ["N1"]), ("nfsq 550", ["N1"]), ("nfsqtrs", ["N1"]), ("ksfhsnrx", []),
    ("y", ["S1"]), ("k", []),
    // Two readings: 乐 le and yue, 长 chang and zhang, 行 hang and xing.
    ("kl", ["L1"]), ("ls", ["L1"]), ("ys", ["L1"]), ("kysp", ["L1"]), ("yyh", ["L2"]),
    ("ylh", ["L2"]),
    ("ccpt", ["C1"]), ("zcpt", ["C1"]), ("zznn", ["C2"]), ("zc", ["C1", "C2"]),
    ("yhk", ["H1"]), ("yxk", ["H1"]), ("xlx", ["H2"]), ("hlx", ["H2"]),
    // Codes and barcodes, whole or from their beginning.
    ("w15", ["W15"]), ("W5", ["W550"]), ("6901", ["6901028075862"]), ("692116", ["W550"]),
    ("0360", ["K1"]), ("9638", ["K2"]), ("036000291452", ["K1"]), ("x-", ["K1"]),
    // Nothing to find.
    ("", []), ("  ", []), ("…", []), ("zzzz", []), ("master zzz", []),
  ]) func searched(words: String, codes: [String]) throws {
    #expect(try catalogue.search(words).map(\.code) == codes)
  }

  /// What is typed is never the index's language: it finds the words themselves or nothing.
  @Test(arguments: [
    ("\" OR *", ["O1"]), ("OR", ["O1"]), ("NEAR(", ["O1"]), ("NEAR(gate switch)", ["O1"]),
    ("gate NOT switch", []), ("words:gate", []), ("\"gate\" OR \"tea\"", []), ("^gate", ["O1"]),
    ("gate*", ["O1"]), ("\"", []), ("*", []), ("(", []), ("'", []), ("\0", []), ("gate\0", ["O1"]),
    ("-gate", ["O1"]), ("{gate}", ["O1"]), ("gate + switch", ["O1"]),
    ("'; DROP TABLE article; --", []), (String(repeating: "\"q ", count: 2_000), []),
    (String(repeating: "康师傅", count: 2_000), ["K1", "K2"]),
  ]) func notALanguage(words: String, codes: [String]) throws {
    #expect(try catalogue.search(words).map(\.code) == codes)
    #expect(catalogue.count == Self.rows.count)
  }

  @Test func answersAreLimited() throws {
    #expect(try catalogue.search("nong", limit: 1).map(\.code) == ["W550"])
    #expect(try catalogue.search("nong", limit: 0).isEmpty)
    #expect(try catalogue.search("nong", limit: -5).isEmpty)
  }

  @Test func completesCodes() throws {
    #expect(try catalogue.articlesBeginning(with: "w").map(\.code) == ["W15", "W550"])
    #expect(try catalogue.articlesBeginning(with: "W55").map(\.code) == ["W550"])
    #expect(try catalogue.articlesBeginning(with: "").isEmpty)
    #expect(try catalogue.articlesBeginning(with: "%").isEmpty)
  }

  @Test func refusesWhatIsNoCatalogue() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/catalogue.sqlite"
    func error() throws -> JournalError? {
      #expect(throws: JournalError.self) { try Catalogue(in: folder.path) }
    }
    #expect(try error()?.code == .missingFile)
    _ = try folder.file("catalogue.sqlite", String(repeating: "no database ", count: 100))
    #expect(try error()?.code == .notASQLiteFile)
    try FileManager.default.removeItem(atPath: path)
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "CREATE TABLE sale (id)") }
    #expect(
      try error()?.description
        == "\(path) is not a catalogue of Till. "
        + "Import the catalogue again: till catalogue import FILE.")
    try queue.write { database in
      try database.execute(
        sql: "PRAGMA application_id = \(CatalogueSchema.applicationID); PRAGMA user_version = 99")
    }
    #expect(
      try error()?.description
        == "\(path) has version 99, this program reads version 1. "
        + "Import the catalogue again: till catalogue import FILE.")
  }

  /// Any text at all is a search: no error, no crash.
  @Test func anyTextIsASearch() throws {
    var generator = SystemRandomNumberGenerator()
    let signs = Array("\"'*()^:-+{}ORNEAR 康乐é½ｋ\0\u{301}\u{200B}0a%_".unicodeScalars)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let scalars = (0..<count).compactMap { _ in signs.randomElement(using: &generator) }
      let text = String(String.UnicodeScalarView(scalars))
      #expect(throws: Never.self, "\(text.debugDescription)") { try catalogue.search(text) }
    }
  }
}
