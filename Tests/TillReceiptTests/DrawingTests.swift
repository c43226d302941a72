import Foundation
import TestSupport
import Testing
import TillCore
import TillDrawing

@testable import TillReceipt

/// PDF and PNG, judged by poppler and zbar.
@Suite("Drawn paper")
struct DrawingTests {
  static let stamp = Stamp(shopName: "永安手机日用品有限公司", wording: "收款专用章", number: "01")

  struct Sample {
    let name: String
    let markup: String
    let dressing: Dressing
  }

  static func samples(_ language: String) throws -> [Sample] {
    let isChinese = language != "en"
    let stamp = Stamp(
      shopName: isChinese ? "永安手机日用品有限公司" : "Morning Light Digital Ltd",
      wording: isChinese ? "收款专用章" : "PAYMENT RECEIVED", number: "No. 01")
    let copy = Dressing(
      copyBanner: isChinese ? "副本 第 2 份 · 顾客遗失" : "COPY 2 · customer lost it",
      copyName: isChinese ? "第三联 客户联" : "Part 3 of 3 · Customer", stamp: stamp)
    let void = Dressing(voidMark: isChinese ? "作废" : "VOID")
    return try SampleData.names(language).map { name in
      let isPaid = ["slip", "slip.later"].contains(name)
      return Sample(
        name: name, markup: try TemplateTests.markup(language, name),
        dressing: name.hasSuffix(".void") ? void : isPaid ? Dressing(stamp: stamp) : .none)
    } + [
      Sample(
        name: "slip.copy", markup: try TemplateTests.markup(language, "slip"), dressing: copy)
    ]
  }

  @Test("C6, D4: papers for the eye, when a folder is named in TILL_PAPER_FOLDER")
  func papersForTheEye() throws {
    if let folder = ProcessInfo.processInfo.environment["TILL_PAPER_FOLDER"] {
      let png = try renderPNG(
        Layout(markup: "{code:6901028075862; option:ean,hri}\n", profile: .genericChinese80),
        pageSize: .roll80)
      try Data(png).write(to: URL(fileURLWithPath: folder + "/ean.png"))
    }
    guard let folder = ProcessInfo.processInfo.environment["TILL_PAPER_FOLDER"] else { return }
    for language in SampleData.languages {
      for sample in try Self.samples(language) {
        for profile in [Profile.genericChinese80, .genericChinese58, .a4] {
          let layout = Layout(
            markup: sample.markup, profile: profile, dressing: sample.dressing)
          let name = "\(folder)/\(language)-\(sample.name)-\(profile.name)"
          let pdf = try renderPDF(layout, pageSize: .fitting(profile), title: sample.name)
          try Data(pdf).write(to: URL(fileURLWithPath: name + ".pdf"))
        }
      }
    }
  }

  private func temporaryFile(_ bytes: [UInt8], _ suffix: String) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("till-\(UUID().uuidString).\(suffix)").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("A PDF carries its text and its fonts, on the paper's own size")
  func readableAndEmbedded() throws {
    let sample = try #require(try Self.samples("zh-Hans").first { $0.name == "slip.copy" })
    for (profile, width) in [(Profile.genericChinese80, "226.7"), (.a4, "595.2")] {
      let layout = Layout(markup: sample.markup, profile: profile, dressing: sample.dressing)
      let pdf = try renderPDF(layout, pageSize: .fitting(profile), title: "S1-000128")
      let path = try temporaryFile(pdf, "pdf")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let text = try RealTool.output(of: "pdftotext", ["-layout", path, "-"])
      for words in ["永安手机日用", "副本", "第三联 客户联", "人民币壹万贰仟叁佰陆拾玖元整", "S1-000128", "39.90"] {
        #expect(text.contains(words), "\(words) on \(profile.name)")
      }
      let about = try RealTool.output(of: "pdfinfo", [path])
      #expect(about.contains("Page size:       \(width)") && about.contains("S1-000128"))
      let fonts = try RealTool.output(of: "pdffonts", [path]).split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      for font in fonts { #expect(font.contains(" yes "), "not embedded: \(font)") }
    }
  }

  @Test("The same document is the same PDF, whatever the clock says")
  func samePDF() throws {
    let layout = Layout(markup: "永安 |\n", profile: .genericChinese80)
    let first = try renderPDF(layout, pageSize: .roll80)
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try renderPDF(layout, pageSize: .roll80) == first)
  }

  @Test("The same document is the same PDF, whatever was drawn before it")
  func samePDFAfterOthers() throws {
    let layout = Layout(markup: "永安 |office 12.50|\n\"永安\" 鑫 |\n", profile: .a4)
    let first = try renderPDF(layout, pageSize: .a4)
    for words in ["喆玥 㐂𠮷 e\u{301} fi 98", "安永 05.21"] {
      _ = try renderPDF(Layout(markup: "\(words) |\n", profile: .a4), pageSize: .a4)
      #expect(try renderPDF(layout, pageSize: .a4) == first)
    }
  }

  @Test("Text that Pango draws itself, and text in letters no shop's font copy has, is on the page")
  func rareText() throws {
    let words = ["㐂鿃", "Привет", "喆玥", "office", "永安"]
    let layout = Layout(markup: (words + ["שלום"]).joined(separator: "\n"), profile: .a4)
    let path = try temporaryFile(try renderPDF(layout, pageSize: .a4), "pdf")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = try RealTool.output(of: "pdftotext", [path, "-"])
    for word in words { #expect(text.contains(word), "\(word)") }
  }

  @Test("A long slip on A4 breaks into counted pages with its head on each")
  func pages() throws {
    guard case .object(var data) = try SampleData.data("slip", "en"),
      let lines = data["lines"]?.arrayValue
    else { return }
    data["lines"] = .array((0..<20).flatMap { _ in lines })
    let markup = try TemplateTests.markup("en", "slip", .object(data))
    let pdf = try renderPDF(Layout(markup: markup, profile: .a4), pageSize: .a4)
    let path = try temporaryFile(pdf, "pdf")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = try RealTool.output(of: "pdftotext", ["-layout", path, "-"])
    let pages = text.components(separatedBy: "\u{0C}").dropLast()
    #expect(pages.count > 3)
    for (index, page) in pages.enumerated() {
      #expect(page.contains("Page \(index + 1) of \(pages.count)"))
      let hasTable = page.contains("48.80")
      #expect(page.contains("Price") == hasTable, "the head goes where the table goes")
      let isWhole = page.contains("Pieces")
      #expect(page.contains("Carried forward 12,") == (hasTable && !isWhole))
      #expect(page.contains("Brought forward 12,") == (hasTable && index > 0))
      // An article stays in one piece.
      let last = page.split(separator: "\n").dropLast(2).last ?? ""
      #expect(!last.contains("Huawei Mate") && !last.contains("Ugreen charging"), "\(last)")
    }
    #expect(text.components(separatedBy: "48.80").count == 21)
  }

  @Test("A table that goes on overleaf carries its head and its sum; pages are counted in words")
  func carried() throws {
    var markup = "{till_page:Page # of #; till_head:2; width:*,10}\n\"Item\" | \"Amount\"\n-\n"
    markup += "{till_head:0}\n"
    for line in 1...100 {
      markup += "Article \(line) | 2.50\n"
      let sum = "\(line * 5 / 2).\(line % 2 * 5)0"
      markup += "{till_carry:Carried forward \(sum); till_brought:Brought forward \(sum)}\n"
    }
    markup += "{till_carry:; till_brought:}\n" + String(repeating: "after |\n", count: 80)
    let layout = Layout(markup: markup, profile: .a4, dressing: Dressing(voidMark: "QXZ"))
    let pdf = try renderPDF(layout, pageSize: .a4)
    let path = try temporaryFile(pdf, "pdf")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = try RealTool.output(of: "pdftotext", ["-layout", path, "-"])
    let pages = text.components(separatedBy: "\u{0C}").dropLast()
    #expect(pages.count > 3)
    for (index, page) in pages.enumerated() {
      #expect(page.contains("Page \(index + 1) of \(pages.count)"))
      // Set across the page, the mark's letters come out one by one.
      #expect("QXZ".allSatisfy { page.contains($0) }, "D2: every page says that it is void")
      let hasTable = page.contains("Article")
      #expect(page.contains("Amount") == hasTable, "the head goes where the table goes")
      #expect(page.contains("Brought") == (hasTable && index > 0))
      #expect(page.contains("Carried") == (hasTable && !page.contains("Article 100 ")))
    }
    func sums(_ word: String) -> [Substring] {
      text.matches(of: /(?:Carried|Brought) forward ([0-9.]+)/)
        .filter { $0.0.hasPrefix(word) }.map(\.1)
    }
    #expect(sums("Carried") == sums("Brought") && !sums("Carried").isEmpty)
  }

  @Test("A very long roll goes on on another page; a head stays with its first row")
  func longRoll() throws {
    let markup = String(repeating: "hello | 3.00\n", count: 2_000)
    let pdf = try renderPDF(Layout(markup: markup, profile: .plain), pageSize: .roll80)
    let path = try temporaryFile(pdf, "pdf")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let about = try RealTool.output(of: "pdfinfo", ["-f", "1", "-l", "9", path])
    #expect(about.contains("Pages:           2") && about.contains("x 14400 pts"), "\(about)")
    let text = try RealTool.output(of: "pdftotext", ["-layout", path, "-"])
    #expect(text.components(separatedBy: "3.00").count == 2_001)

    for before in 20..<60 {
      let table =
        String(repeating: "before |\n", count: before)
        + "{till_head:2; width:*}\n\"Head\" |\n-\n{till_head:0}\n"
        + String(repeating: "row |\n", count: 10)
      let plan = PagePlan(layout: Layout(markup: table, profile: .form241), size: .form241)
      for page in plan.pages {
        let last = try #require(page.rows.last)
        #expect(!Layout(markup: table, profile: .form241).rows[last.row].isHead, "\(before)")
      }
    }
  }

  @Test("A picture's size is read before it is unpacked")
  func pictureBomb() {
    var header: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    header += Array("IHDR".utf8) + [0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20, 1, 0, 0, 0, 0]
    #expect(Picture(base64PNG: Data(header).base64EncodedString()) == nil)
  }

  @Test(
    "A scanner reads the codes off the picture",
    arguments: [
      ("{code:S1-000128; option:code128,2,60,hri}", "CODE-128:S1-000128"),
      ("{code:6901028075862; option:ean,hri}", "EAN-13:6901028075862"),
      ("{code:https://shop.example/永安; option:qrcode,4,m}", "QR-Code:https://shop.example/永安"),
      ("{code:12345678; option:itf,3}", "I2/5:12345678"),
      ("{code:TILL 39; option:code39}", "CODE-39:TILL 39"),
    ])
  func scanned(markup: String, wanted: String) throws {
    let png = try renderPNG(
      Layout(markup: "above\n\(markup)\nbelow", profile: .genericChinese80), pageSize: .roll80)
    let path = try temporaryFile(png, "png")
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try RealTool.output(of: "zbarimg", ["-q", path]).contains(wanted))
  }
}
