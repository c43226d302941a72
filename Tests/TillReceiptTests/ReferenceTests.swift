import Foundation
import Testing
import TillReceipt

/// The ten documents and what the reference implementation makes of them (PRINTING §1).
@Suite("ReceiptLine, as the reference prints it")
struct ReferenceTests {
  static let names = [
    "01-lines", "02-columns", "03-borders", "04-chinese", "05-decoration", "06-escapes",
    "07-align", "08-wrap", "09-errors", "10-receipt",
  ]

  @Test("A document without tags is equal to the reference, cell for cell", arguments: names)
  func equalToReference(name: String) throws {
    let folder = Papers.root.deletingLastPathComponent()
      .appendingPathComponent("shared/data/receiptline")
    let markup = try String(
      contentsOf: folder.appendingPathComponent("\(name).receipt"), encoding: .utf8)
    for columns in [32, 48] {
      let wanted = try String(
        contentsOf: folder.appendingPathComponent("\(name).\(columns).txt"), encoding: .utf8)
      let layout = Layout(markup: markup, profile: .plain.withColumns(columns))
      #expect(trimmed(renderText(layout)) == trimmed(wanted), "\(name) at \(columns) columns")
    }
  }

  /// `NAME.COLUMNS` of every expectation in Tests/ReceiptLine.
  static let cases: [String] = {
    let folder = Papers.root.appendingPathComponent("Tests/ReceiptLine").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
  }()

  @Test("The rules easily got wrong are as the reference has them", arguments: cases)
  func equalInDetail(name: String) throws {
    let parts = name.split(separator: ".")
    let columns = try #require(parts.last.flatMap { Int($0) })
    let markup = try Papers.text("Tests/ReceiptLine/\(parts[0]).receipt")
    let wanted = try Papers.text("Tests/ReceiptLine/\(name).txt")
    let layout = Layout(markup: markup, profile: .plain.withColumns(columns))
    #expect(trimmed(renderText(layout)) == trimmed(wanted))
  }

  @Test("No case got lost")
  func caseCount() { #expect(Self.cases.count >= 40) }

  private func trimmed(_ text: String) -> [String] {
    var lines = text.components(separatedBy: "\n").map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
