import Foundation
import TestSupport
import Testing
import TillCore
import TillReceipt
import TillSpool

@testable import till

/// A tax invoice on A4 as the office printer gets it: through a real cupsd to a real IPP printer.
@Suite("Tax invoice on A4 through CUPS", .serialized)
struct InvoicePageTests {
  private let queue = "a4"

  /// The sample laid out as the printing thread does it for an A4 printer.
  private func page(_ name: String, _ language: String) throws -> (pdf: [UInt8], data: JSON) {
    let folder = TestFolder.share + "/receipts"
    let source = try String(
      contentsOfFile: "\(folder)/\(language)/tax-invoice.receipt", encoding: .utf8)
    let data = try JSON(
      reading: String(
        contentsOfFile: "\(folder)/samples/\(language)/\(name).json", encoding: .utf8))
    let markup = try Template(compiling: source, name: name).expand(data)
    let layout = Layout(
      markup: markup, profile: try ProfileFolder(shop: nil).profile(named: "a4").drawn())
    #expect(layout.faults.isEmpty, "\(layout.faults)")
    let pdf = try renderPDF(layout, pageSize: .fitting(layout.profile), title: name)
    return (pdf, data)
  }

  private func order(_ name: String, media: String?) -> JobOrder {
    JobOrder(name: "till/T1-000045/\(name)/1", format: .pdf, media: media)
  }

  @Test("it comes whole, on A4, in fonts of its own, with its number and totals")
  func printed() throws {
    let server = try CupsServer.start()
    let spool = Spool(server: server.address)
    let media = try ProfileFolder(shop: nil).profile(named: "a4").paper.mediaName
    #expect(media == "iso_a4_210x297mm")
    var pages = 0
    for language in ["en", "zh-Hans"] {
      for name in ["tax-invoice", "tax-invoice.red", "tax-invoice.reissued"] {
        let (pdf, data) = try page(name, language)
        let job = try spool.hold(pdf, order("\(language)-\(name)", media: media), queue: queue)
        #expect(server.a4Documents().count == pages)
        try spool.release(job)
        pages += 1
        let came = try #require(
          try server.waitForA4Documents(count: pages, timeoutSeconds: 60).last)
        try judge(came, data)
        let asked = try #require(server.a4Requests().last)
        // Ours was asked for, not the printer's own; CUPS says it by its measures.
        #expect(asked["IPP_MEDIA_DEFAULT"] == "na_letter_8.5x11in")
        let size = "{media-size={x-dimension=21000 y-dimension=29700}"
        #expect(asked["IPP_MEDIA_COL"]?.hasPrefix(size) == true, "\(asked)")
        try keep(came, "\(language)-\(name)")
      }
    }
  }

  /// What poppler finds in it.
  private func judge(_ pdf: [UInt8], _ data: JSON) throws {
    let about = try RealTool.output(of: "pdfinfo", ["FILE"], file: pdf, ending: "pdf")
    #expect(about.contains("(A4)"), "\(about)")
    let fonts = try RealTool.output(of: "pdffonts", ["FILE"], file: pdf, ending: "pdf")
    let rows = fonts.split(separator: "\n").dropFirst(2)
    #expect(!rows.isEmpty)
    for row in rows {
      // From the end: emb sub uni, object number and generation.
      let words = row.split(separator: " ").suffix(5)
      #expect(words.first == "yes", "\(row)")
    }
    let text = try RealTool.output(
      of: "pdftotext", ["-layout", "FILE", "-"], file: pdf, ending: "pdf")
    for field in ["number", "net_total", "tax_total", "total_capped", "words_capped"] {
      let value = try #require(data[field]?.stringValue)
      #expect(text.contains(value), "\(field) \(value)\n\(text)")
    }
  }

  /// Where a person wants to see them: `TILL_KEEP_PAGES=/tmp/pages`.
  private func keep(_ pdf: [UInt8], _ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["TILL_KEEP_PAGES"] else { return }
    try Data(pdf).write(to: URL(fileURLWithPath: "\(folder)/\(name).pdf"))
  }

  @Test("a paper the printer doesn't have is refused in one line, and nothing comes")
  func otherPaper() throws {
    let server = try CupsServer.start()
    let spool = Spool(server: server.address)
    let (pdf, _) = try page("tax-invoice", "en")
    let error = #expect(throws: SpoolError.self) {
      try spool.hold(pdf, order("a0", media: "iso_a0_841x1189mm"), queue: queue)
    }
    #expect(
      error?.description
        == "Printer \"a4\" has no such paper (iso_a0_841x1189mm). "
        + "See what it has: lpoptions -p a4 -l"
    )
    #expect(try spool.find(name: order("a0", media: nil).name, queue: queue) == nil)
    #expect(server.a4Documents().isEmpty)
  }
}
