import Foundation
import TestSupport
import Testing
import TillPreview
import TillReceipt

/// Codes a printer doesn't draw itself, sent as dots; a scanner's program reads the dots.
@Suite("Codes sent as pictures")
struct CodeRasterTests {
  /// All dots of a job's rasters as a picture a scanner's program reads.
  private func pbm(_ decoder: EscPosDecoder) throws -> (picture: [UInt8], wide: Int, high: Int) {
    let wide = try #require(decoder.rasters.first).rowBytes * 8
    let high = decoder.rasters.reduce(0) { $0 + $1.rows }
    // A white frame, as the paper round it is.
    let frame = wide / 8 + 16
    var bytes = Array("P4\n\(frame * 8) \(high + 64)\n".utf8)
    let white = [UInt8](repeating: 0, count: frame * 32)
    let side = [UInt8](repeating: 0, count: 8)
    bytes += white
    let rows = decoder.rasters.flatMap(\.dots)
    for start in stride(from: 0, to: rows.count, by: wide / 8) {
      bytes += side + rows[start..<start + wide / 8] + side
    }
    return (bytes + white, wide, high)
  }

  private func scanned(_ picture: [UInt8]) throws -> String {
    try RealTool.output(of: "zbarimg", ["-q", "FILE"], file: picture, ending: "pbm")
  }

  @Test(
    "A scanner reads the dots",
    arguments: [
      ("{code:S1-000128; option:code128,2,60,hri}", "CODE-128:S1-000128"),
      ("{code:6901028075862; option:ean,2,60,hri}", "EAN-13:6901028075862"),
      ("{code:96385074; option:ean,3}", "EAN-8:96385074"),
      ("{code:036000291452; option:upc,2}", "036000291452"),
      ("{code:https://shop.example/永安; option:qrcode,4,m}", "QR-Code:https://shop.example/永安"),
      ("{code:12345678; option:itf,3}", "I2/5:12345678"),
      ("{code:TILL 39; option:code39,2}", "CODE-39:TILL 39"),
      ("{code:A1234B; option:codabar,3}", "Codabar:A1234B"),
      ("{code:TILL 93; option:code93,3}", "CODE-93:TILL 93"),
    ])
  func scanned(markup: String, wanted: String) throws {
    let decoder = try judged(Layout(markup: markup, profile: .genericChinese58))
    #expect(decoder.codes.isEmpty)
    #expect(try scanned(pbm(decoder).picture).contains(wanted))
  }

  @Test("Height, the text below, and white at both sides, in dots")
  func measures() throws {
    func size(_ options: String) throws -> (wide: Int, high: Int) {
      let layout = Layout(
        markup: "{code:12345670; option:ean,\(options)}", profile: .genericChinese58)
      let (_, wide, high) = try pbm(judged(layout))
      return (wide, high)
    }
    // 67 modules and ten white ones at each side, rounded up to a byte.
    for (options, wide, high) in [("2,60", 176, 60), ("4,60", 352, 60), ("2,60,hri", 176, 88)] {
      let found = try size(options)
      #expect(found.wide == wide && found.high == high, "\(options)")
    }
  }

  @Test("Placed where the line says; wider than the paper, or impossible, it prints nothing")
  func placed() throws {
    let right = renderEscPos(
      Layout(markup: "| {code:96385074; option:ean}", profile: .genericChinese58))
    #expect(right.indices.contains { right[$0...].starts(with: [0x1B, 0x61, 2, 0x1D, 0x76]) })
    for markup in [
      "{code:\(String(repeating: "A", count: 40)); option:code39,2}", "{code:12; option:ean}",
    ] {
      let decoder = try judged(Layout(markup: markup, profile: .genericChinese58))
      #expect(decoder.rasters.isEmpty && decoder.codes.isEmpty)
    }
  }
}
