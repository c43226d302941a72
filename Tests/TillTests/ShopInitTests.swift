import Foundation
import Testing
import TillCore

@testable import till

@Suite("till init")
struct ShopInitTests {
  static let id = "0b9c2f04-1111-4222-8333-444455556666"

  /// Makes a shop and reads it as the counter would.
  static func make(
    in folder: TestFolder, language: String = "en", currency: String = "CNY", tax: String? = nil,
    empty: Bool = false
  ) throws -> ShopSetUp {
    let shop = try ShopInit.create(
      at: folder.path + "/shop", language: language, currency: currency, tax: tax, empty: empty,
      share: TestFolder.share, newID: { id })
    return try SettingsFile.load(shop: shop).get()
  }

  @Test("a new shop is the sample with a number of its own, comments and all")
  func sample() throws {
    let folder = try TestFolder()
    let set = try Self.make(in: folder)
    #expect(set.settings.id == Self.id)
    let sample = try String(
      contentsOfFile: TestFolder.share + "/config/shop.yaml", encoding: .utf8)
    let changed = sample.replacing("5a3f0c1e-0000-4000-8000-000000000001", with: Self.id)
    #expect(try folder.text(of: "shop/config/shop.yaml") == changed)
    #expect(
      try folder.names(in: "shop/config") == [
        "accounts.yaml", "catalogue.csv", "printers.yaml", "shop.yaml", "staff.yaml",
        "targets.yaml",
      ])
    #expect(try folder.names() == ["config", "shop"])
  }

  @Test("in Chinese")
  func chinese() throws {
    let folder = try TestFolder()
    let set = try Self.make(in: folder, language: "zh-Hans")
    #expect(set.settings.language == .simplifiedChinese)
    #expect(set.people.first?.name == "王小燕")
    #expect(try folder.text(of: "shop/config/catalogue.csv").contains("农夫山泉饮用天然水 550ml"))
  }

  @Test("an empty shop in pounds has British money and no articles")
  func pounds() throws {
    let folder = try TestFolder()
    let set = try Self.make(in: folder, currency: "GBP", tax: "A=20,N=0", empty: true).settings
    #expect(set.currency == .gbp)
    #expect(set.taxBands.map { "\($0.code)=\($0.rate)" } == ["A=20", "N=0"])
    #expect(set.denominationsMinor == Currency.gbp.usualDenominationsMinor)
    #expect(set.verifyFromMinor == 2_000)
    #expect(
      try folder.text(of: "shop/config/catalogue.csv")
        == "code,barcodes,name,brand,specification,colour,unit,department,tax,price,cost,kind,"
        + "serial,age,warranty_days,selling_points\n")
  }

  @Test("currencies of no and of three decimals")
  func otherDecimals() throws {
    let yen = try Self.make(in: try TestFolder(), currency: "JPY", tax: "A=10,B=8", empty: true)
    #expect(yen.settings.cashRoundingMinor == 1 && yen.settings.roundDownLimitMinor == 100)
    #expect(yen.settings.verifyFromMinor == 5_000)
    #expect(yen.settings.scaleLabels.map(\.valueDecimals) == [3, 0])
    let dinar = try Self.make(in: try TestFolder(), currency: "KWD").settings
    #expect(dinar.cashRoundingMinor == 5 && dinar.roundDownLimitMinor == 1_000)
    #expect(dinar.verifyFromMinor == 10_000)
    let won = try Self.make(in: try TestFolder(), currency: "KRW", empty: true).settings
    #expect(won.verifyFromMinor == 1)
  }

  /// Options and the one refusal they meet.
  static let refusals: [(language: String, currency: String, tax: String?, said: String)] = [
    ("de", "CNY", nil, "--language: de is no language of till — write en or zh-Hans"),
    (
      "en", "yuan", nil,
      "--currency: yuan is no currency — write the three capital letters of ISO 4217, such as CNY"
    ),
    (
      "en", "JPY", nil,
      "--currency: the sample's prices have more decimals than JPY — leave its articles out with "
        + "--empty, then: till catalogue import FILE"
    ),
    (
      "en", "GBP", "A=20",
      "--tax: the sample's articles need B and N too — name their rates as well, or leave the "
        + "articles out with --empty"
    ),
    (
      "en", "CNY", "A=13,b=9",
      "--tax: \"b=9\" is no tax band — write each capital letter once, with its percentage: "
        + "A=13,B=9,N=0"
    ),
    (
      "en", "CNY", "A=13,A=9",
      "--tax: \"A=9\" is no tax band — write each capital letter once, with its percentage: "
        + "A=13,B=9,N=0"
    ),
  ]

  @Test("what can't be is refused, and nothing is left behind", arguments: refusals)
  func refused(language: String, currency: String, tax: String?, said: String) throws {
    let folder = try TestFolder()
    let fault = #expect(throws: SettingsFault.self) {
      try Self.make(in: folder, language: language, currency: currency, tax: tax)
    }
    #expect(fault?.description == said)
    #expect(try folder.names() == ["config"])
  }

  /// The refusal of a place; nothing may have been written anywhere.
  static func refusal(at path: String, share: String = TestFolder.share) -> String? {
    let fault = #expect(throws: SettingsFault.self) {
      try ShopInit.create(at: path, share: share, newID: { id })
    }
    return fault?.description
  }

  @Test("a folder that holds a shop, its books, or a config of something else is left alone")
  func taken() throws {
    let folder = try TestFolder()
    try folder.write("x", to: "config/other")
    #expect(
      Self.refusal(at: folder.path)
        == "\(folder.path)/config: this folder isn't empty — move it away, or name another folder")
    try folder.writeShop()
    let taken = "\(folder.path): a shop is in this folder already — name another folder"
    #expect(Self.refusal(at: folder.path) == taken)
    try FileManager.default.removeItem(atPath: folder.path + "/config")
    try folder.shop.makeData()
    #expect(Self.refusal(at: folder.path) == taken)
    #expect(try folder.names() == ["data"])
  }

  @Test("a place that can't be written to, or isn't there")
  func noPlace() throws {
    let folder = try TestFolder()
    try folder.write("x", to: "file")
    let below = folder.path + "/file/shop"
    #expect(
      Self.refusal(at: below)
        == "\(below): no shop can be made here (Not a directory) — name a folder this user can "
        + "write in")
    #expect(
      Self.refusal(at: folder.path + "/a/b")
        == "\(folder.path)/a: this folder isn't there — make it first: mkdir -p \(folder.path)/a")
    #expect(try folder.names() == ["config", "file"])
    #expect(
      Self.refusal(at: folder.path + "/s", share: folder.path)
        == "\(folder.path)/config/shop.yaml: this file is missing — copy it from another shop, or "
        + "make a new one: till init DIR")
  }

  @Test("an existing folder without a shop takes one, and keeps what it holds")
  func existingFolder() throws {
    let folder = try TestFolder()
    try folder.write("mine", to: "notes.txt")
    try ShopInit.create(at: folder.path + "/", share: TestFolder.share, newID: { Self.id })
    #expect(try folder.names() == ["config", "notes.txt"])
    #expect(folder.faults().isEmpty)
  }
}
