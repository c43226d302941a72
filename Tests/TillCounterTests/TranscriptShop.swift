import Foundation
import TillCore
import TillCounter
import TillJournal

/// A shop made for one test: its settings, its people, and a folder with a real journal and a
/// catalogue that was really imported. Never a mock.
struct TranscriptShop: Sendable {
  var settings: ShopSettings
  var people: [Person]

  init(_ language: ShopSettings.Language = .english, currency: Currency = .cny) {
    let isChinese = language == .simplifiedChinese
    settings = ShopSettings(
      id: "5a3f0c1e-0000-4000-8000-00000000000a", language: language,
      name: isChinese ? "永安手机日用" : "Yong'an Phones & Daily Goods",
      stampName: isChinese ? "郑州永安手机日用商行" : "Yong'an, Zhengzhou", stampNumber: "01",
      currency: currency,
      taxBands: [
        TaxBand(code: "A", rate: Rate(basisPoints: 1300)),
        TaxBand(code: "B", rate: Rate(basisPoints: 900)), TaxBand(code: "N", rate: .zero),
      ],
      verifyFromMinor: 5000,
      scaleLabels: [
        .init(prefix: "21", content: .weight, articleDigits: 5, valueDecimals: 3),
        .init(prefix: "22", content: .price, articleDigits: 5, valueDecimals: currency.digits),
      ], lockAfterMinutes: 0)
    people = [
      Person(id: "01", name: isChinese ? "王小燕" : "Wang Xiaoyan", role: .cashier),
      Person(id: "02", name: isChinese ? "李建国" : "Li Jianguo", role: .senior),
      Person(id: "03", name: isChinese ? "张丽华" : "Zhang Lihua", role: .cashier),
      Person(id: "90", name: isChinese ? "陈永安" : "Chen Yong'an", role: .manager),
    ]
  }

  /// PINs everybody in the tests knows.
  static let pins = ["01": "1111", "02": "2222", "03": "3333", "90": "9090"]

  /// The least scrypt takes: nobody attacks a test.
  static let pinRounds = 1 << 10

  /// Where the transcripts and the shop's catalogues stand in the sources.
  static let transcripts = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Transcripts").path

  /// A desk in a fresh folder of this shop.
  func desk() throws -> TranscriptDesk { try TranscriptDesk(self, try Self.freshFolder(self)) }

  /// PINs are slow on purpose and a catalogue takes a while, so each kind of shop is made once and
  /// its closed files are copied for every test.
  private static func freshFolder(_ shop: TranscriptShop) throws -> ScratchFolder {
    let made = try MadeShops.shared.folder(of: shop)
    let fresh = try ScratchFolder()
    for file in try FileManager.default.contentsOfDirectory(atPath: made.path) {
      try FileManager.default.copyItem(
        atPath: made.path + "/" + file, toPath: fresh.path + "/" + file)
    }
    return fresh
  }

  /// Imports the shop's catalogue and gives everybody a PIN, as `till init` and the first start do.
  fileprivate func make(in folder: ScratchFolder) throws {
    try importCatalogue("catalogue.\(settings.language.rawValue).csv", into: folder)
    let key = try KeyFile.load(orCreate: folder.path + "/key").key
    let journal = try Journal(path: folder.journal, shop: settings.id, key: key)
    let store = try ShopStore(
      journal: journal, directory: folder.path, currency: settings.currency, key: key,
      pinRounds: Self.pinRounds)
    for person in people {
      if let pin = Self.pins[person.id] { try store.setPIN(pin, person: person.id) }
    }
  }

  /// Replaces the catalogue by one of `Tests/Transcripts/shop`.
  func importCatalogue(_ name: String, into folder: ScratchFolder) throws {
    let outcome = try CatalogueImport(
      settings: settings, reservedWords: Set(VerbTable.allWords), language: settings.language
    ).run(Self.transcripts + "/shop/" + name, into: folder.path)
    if case .refused(let refusal) = outcome {
      throw TranscriptFault("\(name): \(refusal.faults.map(\.message))")
    }
  }
}

/// A folder of its own for one test, gone when the test ends.
final class ScratchFolder: Sendable {
  let path: String
  var journal: String { path + "/journal.sqlite" }

  init() throws {
    path = NSTemporaryDirectory() + "till-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What is wrong with a transcript itself.
struct TranscriptFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// One made folder per language and currency, for as long as the tests run.
private final class MadeShops: @unchecked Sendable {
  static let shared = MadeShops()
  private let lock = NSLock()
  private var folders: [String: ScratchFolder] = [:]

  func folder(of shop: TranscriptShop) throws -> ScratchFolder {
    try lock.withLock {
      let name = shop.settings.language.rawValue + shop.settings.currency.code
      if let made = folders[name] { return made }
      let made = try ScratchFolder()
      try shop.make(in: made)
      folders[name] = made
      return made
    }
  }
}
