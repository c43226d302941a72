import Foundation
import TestSupport
import Testing
import TillReceipt

/// Papers and their measures, as poppler reads them off the page.
@Suite("Sizes of paper")
struct PageSizeTests {
  private func output(of command: String, _ arguments: [String], pdf: [UInt8]) throws -> String {
    try RealTool.output(of: command, arguments, file: pdf, ending: "pdf")
  }

  /// Words poppler found: where each stands, in points from the left upper corner.
  private func words(_ pdf: [UInt8]) throws -> [(left: Double, right: Double, page: Int)] {
    var page = 0
    let lines = try output(of: "pdftotext", ["-bbox", "FILE", "-"], pdf: pdf).split(separator: "\n")
    return lines.compactMap { line in
      if line.contains("<page ") { page += 1 }
      let parts = line.split(separator: "\"")
      guard line.contains("<word "), parts.count >= 8, let left = Double(parts[1]),
        let right = Double(parts[5])
      else { return nil }
      return (left, right, page)
    }
  }

  @Test(
    "A profile's own paper is the page's size, in points",
    arguments: [
      (Profile.form241, "684 x 396 pts"), (.a4, "595.276 x 841.89 pts (A4)"),
      (.genericChinese80, "226.772 x "), (.genericChinese58, "164.409 x "),
    ])
  func size(profile: Profile, wanted: String) throws {
    let layout = Layout(markup: "永安 |\n", profile: profile)
    let pdf = try renderPDF(layout, pageSize: .fitting(profile))
    #expect(try output(of: "pdfinfo", ["FILE"], pdf: pdf).contains("Page size:       \(wanted)"))
  }

  @Test("A form holds 28 rows and more, and its strips with the holes stay free")
  func form() throws {
    let row = "{width:*,10}\n" + String(repeating: "left | right\n", count: 70)
    let pdf = try renderPDF(
      Layout(markup: row, profile: .form241), pageSize: .form241)
    let words = try words(pdf)
    let rows = Dictionary(grouping: words, by: \.page).mapValues { $0.count / 2 }
    #expect((28...33).contains(try #require(rows[1])), "\(rows)")
    #expect(rows.count == 3 && rows.values.reduce(0, +) >= 70)
    // Half an inch of holes, and 4 mm for paper that hangs askew.
    let free = 36 + 4 * 72 / 25.4
    #expect(words.allSatisfy { $0.left >= free - 0.5 && $0.right <= 684 - free + 0.5 })
  }
}
