import Foundation
import TestSupport
import Testing
import TillPreview
import TillReceipt

/// Independent eyes: zbar reads codes off our pictures.
@Suite("A scanner reads the paper")
struct ScannerTests {
  /// What zbarimg reads, one code a line. Symbologies it has off by default are turned on.
  ///
  /// - Parameter isRaw: the bytes themselves, without the symbology: zbar takes the UTF-8 of a
  ///   printer's QR code for Shift-JIS where both are possible.
  private func scan(_ png: [UInt8], isRaw: Bool = false) throws -> [String] {
    try RealTool.output(
      of: "zbarimg",
      ["-q", "-S*.enable"] + (isRaw ? ["--raw", "-Sbinary"] : []) + ["FILE"], file: png,
      ending: "png"
    ).split(separator: "\n").map(String.init)
  }

  private func printed(_ bytes: [UInt8], isRaw: Bool = false) throws -> [String] {
    let decoder = try EscPosDecoder(
      stream(esc, "a", 1, "above", lf) + bytes + stream("below", lf), printer: Shapes.western)
    #expect(decoder.troubles.isEmpty)
    return try scan(try PrintedPaper(decoder).pngBytes(), isRaw: isRaw)
  }

  static let barcodes: [(system: Int, data: String, wanted: String)] = [
    (65, "036000291452", "UPC-A:036000291452"), (66, "425261", "UPC-E:04252614"),
    (67, "6901028075862", "EAN-13:6901028075862"), (68, "90311017", "EAN-8:90311017"),
    (69, "T 39", "CODE-39:T 39"), (70, "12345678", "I2/5:12345678"),
    (71, "A12345B", "Codabar:A12345B"), (72, "T-93", "CODE-93:T-93"),
    (73, "{Bs1-8", "CODE-128:s1-8"), (73, "{C\u{0C}\u{22}\u{38}", "CODE-128:123456"),
    (73, "{ATILL", "CODE-128:TILL"),
  ]

  @Test("every barcode of GS k, at every width", arguments: barcodes)
  func barcode(system: Int, data: String, wanted: String) throws {
    for width in 2...6 {
      let code = stream(
        gs, "h", 80, gs, "w", width, gs, "H", 2, gs, "k", system, data.utf8.count, data)
      #expect(try printed(code).contains(wanted), "GS w \(width)")
    }
  }

  @Test(
    "QR codes with Chinese, of several sizes and levels",
    arguments: [(3, 48), (4, 49), (5, 50), (8, 51)])
  func qr(cell: Int, level: Int) throws {
    let text = "https://shop.example/永安手机日用?n=R1-000042"
    let bytes = qrStream(text, cell: cell, level: level)
    #expect(try printed(bytes, isRaw: true) == [text])
    // As text it is read right in Latin letters.
    let latin = qrStream("R1-000042", cell: cell, level: level)
    #expect(try printed(latin) == ["QR-Code:R1-000042"])
  }

  static let markup: [(option: String, data: String, wanted: String)] = [
    ("upc", "036000291452", "UPC-A:036000291452"), ("ean", "6901028075862", "EAN-13:6901028075862"),
    ("jan", "90311017", "EAN-8:90311017"), ("code39", "TILL 39", "CODE-39:TILL 39"),
    ("itf", "12345678", "I2/5:12345678"), ("codabar", "A12345B", "Codabar:A12345B"),
    ("nw7", "C98D", "Codabar:C98D"), ("code93", "Till-93", "CODE-93:Till-93"),
    ("code128", "S1-000128", "CODE-128:S1-000128"),
    ("qrcode,3,l", "永安 R1-000042", "QR-Code:永安 R1-000042"),
    ("qrcode,8,h", "永安", "QR-Code:永安"),
  ]

  @Test(
    "what a document asks for is read off the receipt, the picture and the PDF", arguments: markup)
  func document(option: String, data: String, wanted: String) throws {
    let text = "above\n{code:\(data); option:\(option),3,80,hri}\nbelow"
    for profile in [Self.printer(isNative: true), Self.printer(isNative: false)] {
      let layout = Layout(markup: text, profile: profile)
      let decoder = try EscPosDecoder(renderEscPos(layout), printer: Shapes.chinese)
      #expect(
        try scan(try PrintedPaper(decoder).pngBytes()) == [wanted],
        "native: \(!profile.nativeCodes.isEmpty)")
    }
    let layout = Layout(markup: text, profile: Self.printer(isNative: true))
    #expect(try scan(try renderPNG(layout, pageSize: .roll80)) == [wanted], "drawn")
    #expect(try scan(try picture(of: try renderPDF(layout, pageSize: .roll80))) == [wanted], "PDF")
  }

  /// A printer that draws codes by itself, or is sent them as pictures.
  private static func printer(isNative: Bool) -> Profile {
    var profile = Profile(name: "zh")
    profile.target = .escpos
    profile.encoding = .gb18030
    profile.hasChineseMode = true
    profile.cut = Profile.Cut(.feedAndCut)
    profile.nativeCodes = isNative ? Set(Profile.Symbology.allCases) : []
    return profile
  }

  private func picture(of pdf: [UInt8]) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("till-\(UUID().uuidString)").path
    try Data(pdf).write(to: URL(fileURLWithPath: path + ".pdf"))
    defer {
      for end in [".pdf", ".png"] { try? FileManager.default.removeItem(atPath: path + end) }
    }
    _ = try RealTool.output(
      of: "pdftoppm", ["-r", "300", "-singlefile", "-png", path + ".pdf", path])
    return Array(try Data(contentsOf: URL(fileURLWithPath: path + ".png")))
  }
}
