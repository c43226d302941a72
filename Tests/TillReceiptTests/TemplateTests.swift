import Foundation
import TestSupport
import Testing
import TillCore
import TillReceipt

/// Every paper of the shop, in both languages.
@Suite("The shop's own papers")
struct TemplateTests {
  static let papers: [(String, String)] = SampleData.languages.flatMap { language in
    SampleData.documents.map { (language, $0) }
  }

  static func markup(_ language: String, _ document: String, _ data: JSON) throws -> String {
    let path = "receipts/\(language)/\(document).receipt"
    return try Template(compiling: Papers.text(path), name: path).expand(data)
  }

  @Test("A3–A5, D4, E2: each paper looks as its golden copy does at 48 columns", arguments: papers)
  func golden(language: String, document: String) throws {
    let markup = try Self.markup(language, document, SampleData.data(document, language))
    let text = renderText(Layout(markup: markup, profile: .plain))
    let path = "receipts/golden/\(language)/\(document).48.txt"
    if ProcessInfo.processInfo.environment["TILL_WRITE_GOLDEN"] != nil {
      let url = Papers.root.appendingPathComponent(path)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(text == (try Papers.text(path)))
  }

  @Test("Each paper keeps within 32 columns and loses no figure", arguments: papers)
  func narrow(language: String, document: String) throws {
    let data = SampleData.data(document, language)
    let markup = try Self.markup(language, document, data)
    let text = renderText(Layout(markup: markup, profile: .plain.withColumns(32)))
    for line in text.split(separator: "\n") {
      let cells = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? 1 : 2) }
      #expect(cells <= 32, "\(line)")
    }
    guard document != "delivery" else { return }
    let total = document == "x-report" ? "5,742.30" : "9 0 . 6 0"
    #expect(text.contains(total))
  }
}
