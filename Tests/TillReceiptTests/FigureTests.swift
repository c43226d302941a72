import TestSupport
import Testing
import TillReceipt

/// One layout feeds every target: whatever the paper, the same figures stand on it, in the same
/// order of rows; only where a row wraps may differ.
@Suite("The same figures on every paper")
struct FigureTests {
  /// Sums and quantities with decimals: what somebody would add up.
  static func figures(_ text: String) -> [String] {
    // Set wide, a total has blanks between its figures.
    let close = text.replacing(/([0-9.,]) (?=[0-9.,]( |$))/) { $0.1 }
    return close.matches(of: /-?[0-9][0-9,]*\.[0-9]{2,3}/).map { String($0.0) }.sorted()
  }

  @Test("Text at three widths, and two receipt printers", arguments: TemplateTests.papers)
  func text(language: String, name: String) throws {
    let wanted = Self.figures(renderText(try TemplateTests.layout(language, name, .plain)))
    let isWithoutSums = ["counting", "delivery"].contains(SampleData.document(of: name))
    #expect(!wanted.isEmpty || isWithoutSums || name == "cash-move.no-sale")
    for profile in Profile.fixtures + [Profile.plain.withColumns(32), .plain.withColumns(96)] {
      for layout in [
        try TemplateTests.layout(language, name, profile),
        try TemplateTests.layout(language, name, profile.drawn()),
      ] {
        #expect(Self.figures(renderText(layout)) == wanted, "\(profile.name)")
        #expect(layout.faults.isEmpty, "\(profile.name)")
      }
    }
  }

  @Test("The PDF of an office printer, read back", arguments: TemplateTests.papers)
  func pdf(language: String, name: String) throws {
    let layout = try TemplateTests.layout(language, name, .a4)
    let wanted = Self.figures(renderText(layout))
    let pdf = try renderPDF(layout, pageSize: .a4)
    let text = try RealTool.output(
      of: "pdftotext", ["-layout", "FILE", "-"], file: pdf, ending: "pdf")
    // Sums carried overleaf stand there besides.
    var left = Self.figures(text)
    for figure in wanted {
      let index = left.firstIndex(of: figure)
      #expect(index != nil, "\(figure) isn't in the PDF")
      if let index { left.remove(at: index) }
    }
  }
}
