import Foundation
import TestSupport
import Testing

@testable import TillReceipt

/// A learner's paper says so wherever it may be torn, on every printer.
@Suite("the mark of training")
struct TrainingMarkTests {
  private static let papers = SampleData.languages.flatMap { language in
    SampleData.names(language).map { (language, $0) }
  }

  private static func mark(_ language: String) -> String {
    language == "en" ? "TRAINING" : "练习"
  }

  private static func layout(
    _ language: String, _ name: String, _ profile: Profile
  ) throws -> Layout {
    Layout(
      markup: try TemplateTests.markup(language, name), profile: profile,
      dressing: Dressing(trainingMark: mark(language)))
  }

  private static func count(_ mark: String, in text: String) -> Int {
    text.components(separatedBy: mark).count - 1
  }

  @Test(
    "every paper has it at head and foot of every part, as text and for receipt printers",
    arguments: papers)
  func everyPart(language: String, name: String) throws {
    let mark = Self.mark(language)
    for profile in [Profile.plain, .plain.withColumns(32), .genericChinese80, .genericChinese58] {
      let layout = try Self.layout(language, name, profile)
      #expect(layout.faults.isEmpty)
      var parts: [[String]] = [[]]
      for row in layout.rows {
        if case .cut = row.kind {
          parts.append([])
        } else {
          let text = layout.glyphs[row.glyphs].filter { !$0.style.isLine }
            .compactMap { Unicode.Scalar($0.code).map(String.init) }.joined()
          if !text.isEmpty { parts[parts.count - 1].append(text) }
        }
      }
      for part in parts where !part.isEmpty {
        #expect(part.first == mark && part.last == mark, "\(name): \(part)")
        #expect(part.count > 2)
      }
    }
    let text = renderText(try Self.layout(language, name, .plain))
    #expect(Self.count(mark, in: text) >= 2)
    let bytes = renderEscPos(try Self.layout(language, name, .genericChinese80))
    let written =
      language == "en" ? Array(mark.utf8) : [0xC1, 0xB7, 0xCF, 0xB0]  // 练习 in GB 18030
    #expect(bytes.split(separator: written, omittingEmptySubsequences: false).count > 2)
  }

  @Test("parts that a knife divides have it each, before the cut and after")
  func parts() {
    for markup in ["one\n=\ntwo\n=\n", "one\n=\ntwo", "one\n=\n\ntwo\n\n=\n"] {
      let layout = Layout(
        markup: markup, profile: .plain, dressing: Dressing(trainingMark: "TRAINING"))
      let words = renderText(layout).split(separator: "\n").compactMap { line in
        ["one", "two", "TRAINING"].first { line.contains($0) }
      }
      #expect(words == ["TRAINING", "one", "TRAINING", "TRAINING", "two", "TRAINING"])
    }
  }

  @Test("every page has it across, a copy and a void paper too", arguments: ["en", "zh-Hans"])
  func everyPage(language: String) throws {
    let mark = Self.mark(language)
    let rows = String(repeating: "Article | 2.50\n", count: 160)
    for dressing in [
      Dressing(trainingMark: mark), Dressing(voidMark: "XQ", trainingMark: mark),
      Dressing(copyBanner: "COPY 2", trainingMark: mark),
    ] {
      let layout = Layout(markup: "{width:*,10}\n" + rows, profile: .a4, dressing: dressing)
      let text = try RealTool.output(
        of: "pdftotext", ["-layout", "FILE", "-"],
        file: try renderPDF(layout, pageSize: .a4), ending: "pdf")
      let pages = text.components(separatedBy: "\u{0C}").dropLast()
      #expect(pages.count > 2)
      for (index, page) in pages.enumerated() {
        #expect(mark.allSatisfy { page.contains($0) })
        // The foot of a loose page names it in one piece, the head of the first does.
        #expect(page.contains(mark), "page \(index + 1)")
      }
    }
  }

  @Test("without it nothing changes")
  func none() throws {
    for mark in [nil, ""] {
      let markup = try TemplateTests.markup("en", "receipt")
      let layout = Layout(
        markup: markup, profile: .plain, dressing: Dressing(trainingMark: mark))
      #expect(renderText(layout) == renderText(Layout(markup: markup, profile: .plain)))
    }
  }
}
