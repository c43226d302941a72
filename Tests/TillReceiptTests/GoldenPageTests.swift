import Foundation
import TestSupport
import Testing
import TillDrawing
import TillReceipt

/// One page of every document, drawn, beside the golden texts.
@Suite("Golden pages")
struct GoldenPageTests {
  static let papers: [(String, String)] = SampleData.languages.flatMap { language in
    KnownFields.documents.map { (language, $0) }
  }

  /// The paper a document most often comes on; together they are all the sizes there are.
  static func profile(of document: String) -> Profile {
    switch document {
    case "tax-invoice", "delivery", "closing": .a4
    case "slip": .form241
    case "return-slip", "cash-move": .plain.changed { $0.paper = .roll58 }.withColumns(32)
    default: .plain
    }
  }

  static func layout(_ language: String, _ document: String) throws -> Layout {
    let name =
      SampleData.names(language).contains(document)
      ? document
      : SampleData.names(language).first { SampleData.document(of: $0) == document } ?? document
    let isChinese = language != "en"
    let stamp = Stamp(
      shopName: isChinese ? "郑州永安手机日用品有限公司" : "Yong'an Phones & Daily Goods",
      wording: isChinese ? "收款专用章" : "PAYMENT RECEIVED", number: "01")
    let isSale = ["slip", "receipt"].contains(document)
    return Layout(
      markup: try TemplateTests.markup(language, name), profile: profile(of: document).drawn(),
      dressing: Dressing(
        copyName: document == "slip" ? (isChinese ? "第一联 财务联" : "Part 1 of 3 · Finance") : nil,
        stamp: isSale ? stamp : nil))
  }

  /// A font of another release draws a letter's edge a dot aside; a row that moved is far more.
  private static let mostDifferentPerMille = 20

  @Test("Each document looks as its golden page does", arguments: papers)
  func golden(language: String, document: String) throws {
    let layout = try Self.layout(language, document)
    #expect(layout.faults.isEmpty, "\(layout.faults.map(\.description))")
    let pdf = try renderPDF(layout, pageSize: .fitting(layout.profile), title: document)
    let page = try Self.firstPage(of: pdf)
    let url = Papers.root.appendingPathComponent("receipts/golden/\(language)/\(document).png")
    if ProcessInfo.processInfo.environment["TILL_WRITE_GOLDEN"] != nil { try page.write(to: url) }
    let golden = try Data(contentsOf: url)
    let drawn = try #require(Self.dots(page))
    let wanted = try #require(Self.dots(golden))
    #expect(drawn.rowBytes == wanted.rowBytes && drawn.heightDots == wanted.heightDots)
    let different = zip(drawn.bits, wanted.bits).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    let dark = wanted.bits.reduce(0) { $0 + $1.nonzeroBitCount }
    #expect(different * 1_000 <= dark * Self.mostDifferentPerMille, "\(different) of \(dark) dots")
  }

  private static func dots(_ png: Data) -> Raster? {
    Raster(base64PNG: png.base64EncodedString(), widestDots: Picture.mostDots)
  }

  private static func firstPage(of pdf: [UInt8]) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("till-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(pdf).write(to: folder.appendingPathComponent("page.pdf"))
    _ = try RealTool.output(
      of: "pdftoppm",
      [
        "-png", "-mono", "-r", "110", "-f", "1", "-l", "1", "-singlefile",
        folder.appendingPathComponent("page.pdf").path,
        folder.appendingPathComponent("page").path,
      ])
    return try Data(contentsOf: folder.appendingPathComponent("page.png"))
  }
}
