import Foundation
import TillCore
import TillJournal

/// A folder of its own for one test, gone when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "till-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a new file of these bytes.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func file(_ name: String, _ text: String) throws -> String {
    try file(name, Array(text.utf8))
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }
}

/// A shop and its catalogue, imported from text.
struct CatalogueShop {
  let folder: TemporaryFolder
  var language = ShopSettings.Language.english
  var currency = Currency.cny

  init() throws { folder = try TemporaryFolder() }

  var settings: ShopSettings {
    ShopSettings(
      id: "6ba7b810-9dad-11d1-80b4-00c04fd430c8", language: language, name: "Shop",
      currency: currency,
      taxBands: [
        TaxBand(code: "A", rate: Rate(basisPoints: 1300)),
        TaxBand(code: "B", rate: Rate(basisPoints: 900)),
      ])
  }

  var rules: CatalogueImport {
    CatalogueImport(
      settings: settings, reservedWords: ["cash", "现金", "check"], language: language)
  }

  func run(_ text: String) throws -> CatalogueImport.Outcome {
    try run(Array(text.utf8))
  }

  func run(_ bytes: [UInt8]) throws -> CatalogueImport.Outcome {
    try rules.run(folder.file("catalogue.csv", bytes), into: folder.path)
  }

  /// Imports rows of `code,barcodes,name,brand,specification,tax,price` and opens the result.
  func catalogue(_ rows: [String]) throws -> Catalogue {
    let heading = "code,barcodes,name,brand,specification,tax,price"
    guard case .replaced = try run(([heading] + rows).joined(separator: "\n")) else {
      throw NotImported()
    }
    return try Catalogue(in: folder.path)
  }

  /// What is wrong with a file, a line each: `line column: message`.
  func faults(_ text: String) throws -> [String] {
    guard case .refused(let refusal) = try run(text) else { return [] }
    return refusal.faults.map { "\($0.line) \($0.column ?? "*"): \($0.message)" }
  }

  struct NotImported: Error {}
}
