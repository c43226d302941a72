import Foundation
import TillReceipt

@testable import till

/// A folder of its own for one test, gone when the test is.
final class TestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/till-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/config", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var shop: ShopFolder { ShopFolder(path: path) }

  /// Writes a file below the folder.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  /// Reads a file below the folder.
  func text(of name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  /// The names in a folder below this one, hidden ones too.
  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  /// A shop of few words that has no faults.
  func writeShop(
    _ shop: String = TestFolder.goodShop, staff: String = TestFolder.goodStaff,
    printers: String = "printers: []\n"
  ) throws {
    try write(shop, to: "config/shop.yaml")
    try write(staff, to: "config/staff.yaml")
    try write(printers, to: "config/printers.yaml")
  }

  /// The lines of all faults of the shop; empty when it has none.
  func faults(
    profiles: [String] = [], profile: @escaping (String) -> Profile? = { _ in nil }
  ) -> [String] {
    switch SettingsFile.load(shop: shop, profiles: profiles, profile: profile) {
    case .success: []
    case .failure(let faults): faults.all.map(\.description)
    }
  }

  /// The required keys, on lines 1 to 5.
  static let goodShop = """
    id: 5a3f0c1e-0000-4000-8000-000000000001
    language: en
    name: Corner Shop
    currency: CNY
    tax: {A: 13}

    """

  static let goodStaff = """
    staff:
      - {id: "90", name: Chen Yong'an, role: manager}

    """

  /// The root of the repository, which is what `$TILL_SHARE` names in a checkout.
  static let share = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
