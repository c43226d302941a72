import Foundation
import TestSupport
import Testing
import TillCore
import TillPreview
import TillReceipt

@Suite("Bytes for a receipt printer")
struct EscPosTests {
  @Test("Begins with ESC @, again after every cut, and ends with it, out of Chinese mode")
  func stateAfterCut() throws {
    let layout = Layout(markup: "one\n=\ntwo\n=\n", profile: .genericChinese80)
    let paper = ["ESC @", "FS &", "GS V 66 0"]
    #expect(try judged(layout).structure == paper + paper + ["ESC @", "FS ."])
  }

  @Test("Chinese goes out as GB18030 pairs between FS & and FS .; ¥ as the full-width ￥")
  func chineseBytes() throws {
    let bytes = renderEscPos(Layout(markup: "永安 ¥5 |", profile: .genericChinese80))
    #expect(
      bytes == [
        0x1B, 0x40, 0x1C, 0x26, 0xD3, 0xC0, 0xB0, 0xB2, 0x20, 0xA3, 0xA4, 0x35, 0x0A,
        0x1D, 0x56, 66, 0, 0x1B, 0x40, 0x1C, 0x2E,
      ])
  }

  @Test(
    "A character is a byte, a drawing of its cells' width in dots, or ?",
    arguments: [
      ("é", Profile.epsonTM80, "é", 0), ("永", .epsonTM80, "", 24), ("Ω", .epsonTM80, "Ω", 0),
      ("ሀ", .epsonTM80, "?", 0), ("\u{378}", .epsonTM80, "?", 0), ("ő", .epsonTM80, "ő", 0),
      ("Ậ", .epsonTM80, "", 12), ("\u{3402}", .genericChinese80, "", 24),
      ("한", .genericChinese80, "", 24), ("é", .genericChinese80, "é", 0),
      ("\u{378}", .genericChinese80, "?", 0), ("£", .genericChinese80, "￡", 0),
      ("永", .plain, "", 24),
    ] as [(String, Profile, String, UInt8)])
  func character(letter: String, profile: Profile, wanted: String, dots: UInt8) throws {
    let markup = letter + " |"
    let decoder = try judged(Layout(markup: markup, profile: profile))
    #expect(decoder.text.filter { $0 != " " } == wanted)
    let drawn = decoder.commands.filter { $0.name == "ESC *" }.map { $0.parameters[1] }
    #expect(drawn == (dots == 0 ? [] : [dots]))
  }

  @Test(
    "Only what nobody could misread stands in for a sign the printer lacks",
    arguments: [
      ("a\u{A0}b", "a b"), ("a–b", "a\\-b"), ("‘a’ “b”", "'a' \\\"b\\\""), ("5 × 3", "5 x 3"),
      ("\u{2212}5", "\\-5"),
    ])
  func standIns(text: String, plain: String) {
    let few = Profile.epsonTM80.changed { $0.codePages = [.cp866: 17] }
    #expect(
      renderEscPos(Layout(markup: text + " |", profile: few))
        == renderEscPos(Layout(markup: plain + " |", profile: few)))
  }

  @Test("What a reader sees as one character takes its cells once, though it is several scalars")
  func clusters() throws {
    let markup = "\u{1100}\u{1161}\u{11A8}|\u{1F468}\u{200D}\u{1F469}|\u{915}\u{93F}|1"
    #expect(try judged(Layout(markup: markup, profile: .epsonTM80)).troubles.isEmpty)
  }

  @Test("A4: ⊗, which GBK lacks, is drawn in 24 dots")
  func drawnCharacter() throws {
    let layout = Layout(markup: "⊗人民币 |", profile: .genericChinese80)
    let bytes = renderEscPos(layout)
    #expect(Array(bytes[4..<9]) == [0x1B, 0x2A, 33, 24, 0])
    #expect(bytes[9..<9 + 72].contains { $0 != 0 })
    // Printers were seen to fall out of Chinese mode at a picture.
    #expect(Array(bytes[81..<85]) == [0x1C, 0x26, 0xC8, 0xCB])
    #expect(try judged(layout).troubles.isEmpty)
  }

  @Test(
    "A box is drawn in code page 437; a Chinese font has strokes two cells wide, the rest is ASCII")
  func boxes() throws {
    let markup = "{border:line; width:3}\n|abc|"
    let epson = renderEscPos(Layout(markup: markup, profile: .epsonTM80))
    #expect(epson.contains(0xDA) && epson.contains(0xB3))
    let chinese = renderEscPos(Layout(markup: markup, profile: .genericChinese80))
    let rule: [UInt8] = [0x2B, 0xA9, 0xA4, 0x2D, 0x2B, 0x0A]
    #expect(chinese.contains(rule))
  }

  @Test("The drawer's kick is its own bytes, never in a document")
  func kick() throws {
    #expect(kickBytes(.genericChinese80) == [0x1B, 0x70, 0, 50, 250])
    #expect(kickBytes(.a4).isEmpty)
    let markup = try TemplateTests.markup("en", "receipt", SampleData.data("receipt", "en"))
    let items = try judged(Layout(markup: markup, profile: .epsonTM80)).items
    #expect(!items.contains { if case .kick = $0 { true } else { false } })
  }

  @Test("Codes are sent as counted data: CODE128 in set B, braces doubled; QR as UTF-8")
  func codes() throws {
    let markup = "{code:A\\{1; option:code128,2,60,hri}\n{code:永安; option:qrcode,4,m}"
    let decoder = try judged(Layout(markup: markup, profile: .epsonTM80))
    #expect(decoder.codes.map(\.data) == [Array("{BA{{1".utf8), Array("永安".utf8)])
    let ean = Layout(markup: "{code:690102807586; option:ean}", profile: .epsonTM80)
    #expect(try judged(ean).codes.map(\.text) == ["6901028075862"])
  }

  @Test("C6: where no stamp can be drawn, its words are boxed; D4: each part says COPY")
  func dressing() throws {
    let dressing = Dressing(
      copyBanner: "COPY 2 · customer lost it", copyName: "Finance copy (财务联)",
      stamp: Stamp(shopName: "永安", wording: "收款专用章", number: "01"))
    let text = renderText(
      Layout(markup: "one\n=\ntwo", profile: .plain.withColumns(32), dressing: dressing))
    let banner = """
      +------------------------------+
      |  COPY 2 · customer lost it  |
      +------------------------------+
                 Finance copy (财务联)
      """
    let stamp = """
                        +------------+
                        |    永安    |
                        | 收款专用章 |
                        |     01     |
                        +------------+
      """
    #expect(text == "\(banner)\n\(one)one\n\(banner)\n\(one)two\n\(stamp)\n")
  }

  /// The blanks before a word of three letters, centred in 32 columns.
  private let one = String(repeating: " ", count: 15)
}
