import Foundation
import TestSupport
import TillCore

/// The sample papers under `receipts/samples`: `<document>.json`, or `<document>.<variant>.json`.
enum SampleData {
  static let languages = ["en", "zh-Hans"]

  /// Every sample of a language by its file's name, such as `slip` and `slip.unpaid`.
  static func names(_ language: String) -> [String] {
    let folder = Papers.root.appendingPathComponent("receipts/samples/\(language)").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The document a sample is of: what stands before its variant.
  static func document(of name: String) -> String {
    name.split(separator: ".").first.map(String.init) ?? name
  }

  static func data(_ name: String, _ language: String) throws -> JSON {
    try JSON(reading: Papers.text("receipts/samples/\(language)/\(name).json"))
  }
}
