import Foundation
import Testing
import TillCore
import TillPreview
import TillReceipt

/// The writer before its judge: all it sends is known, and comes out as the layout meant it.
@Suite("The judge reads all we send")
struct JudgeTests {
  static let profiles = [Profile.genericChinese80, .epsonTM80, .genericChinese58]

  /// Everything the writer can send, in one document.
  static let kitchenSink = """
    {width:*,10}
    "bold" _under_ `invert` ^wide^ ^^high^^ | 1.00
    "粗" _划_ `反` ^宽^ ^^高^^ | ￥1.00
    ^^^both | ^^^两
    ^^^^three | 三
    {width:auto}
    ⊗人民币 ^⊗^ |
    -
    {border:line; width:10,*}
    |永安|b|
    -
    |"c"|^d^|
    {border:space; width:auto}
    {code:6901028075862; option:ean,hri,3,80}
    {code:036000291452; option:upc,nohri}
    {code:9031101; option:jan}
    {code:TILL 39; option:code39,2,50}
    {code:12345678; option:itf}
    {code:A12345B; option:codabar}
    {code:Till93; option:code93}
    {code:S1-{000; option:code128}
    {code:S1-\\{000; option:code128}
    {align:right}
    {code:https://shop.example/永安; option:qrcode,4,m}
    {image:iVBORw0KGgoAAAANSUhEUgAAAAgAAAACCAAAAABA/8IxAAAADklEQVR4nGNg+A+FMAYAQ84H\
    +fei4u8AAAAASUVORK5CYII=}
    =
    second |
    """

  private static func layouts(_ profile: Profile) throws -> [Layout] {
    let dressing = Dressing(
      copyBanner: "COPY 2 · 顾客遗失", copyName: "财务联",
      stamp: Stamp(shopName: "永安", wording: "收款专用章", number: "01"))
    let papers = try TemplateTests.papers.map { language, document in
      try TemplateTests.markup(language, document, SampleData.data(document, language))
    }
    return (papers + [kitchenSink]).flatMap { markup in
      [Dressing.none, dressing].map { Layout(markup: markup, profile: profile, dressing: $0) }
    }
  }

  @Test("every command we send is one the judge knows; which ones those are")
  func coverage() throws {
    var seen: Set<String> = []
    let odd = Profile.epsonTM80.changed { $0.font = .b }.withColumns(64)
    let clone = Profile.genericChinese80.changed { $0.quirks = [.chineseFromNextLine: "seen"] }
    for profile in Self.profiles + [odd, clone] {
      for layout in try Self.layouts(profile) {
        let decoder = try judged(layout)
        #expect(decoder.troubles.isEmpty, "\(profile.name)")
        seen.formUnion(decoder.commands.map(\.name))
      }
    }
    #expect(
      seen.sorted() == [
        "ESC *", "ESC -", "ESC 2", "ESC 3", "ESC @", "ESC E", "ESC J", "ESC M", "ESC a", "ESC d",
        "ESC t",
        "FS !", "FS &",
        "FS -", "FS .", "GS !", "GS ( k", "GS B", "GS H", "GS V", "GS h", "GS k", "GS v 0", "GS w",
        "LF",
      ])
    #expect(
      Set(EscPosDecoder.knownCommands).subtracting(seen).sorted() == [
        "CR", "DLE ENQ", "DLE EOT", "ESC R", "ESC SP", "ESC i", "ESC m",
        "ESC p", "ESC {", "FS C", "FS S", "GS ( H", "GS L", "GS W", "GS a", "GS f", "GS r", "HT",
      ])
    // What the writer's source spells out was all in some document above.
    let source = try ["Target", "Text", "Pictures"].map {
      try Papers.text("Sources/TillReceipt/EscPos\($0).swift")
    }.joined()
    let spelled = source.matches(of: /command\(Self\.(esc|gs|fs), "(.)"/)
    #expect(spelled.count > 15)
    for match in spelled {
      let name = "\(match.output.1.uppercased()) \(match.output.2)"
      #expect(seen.contains { $0.hasPrefix(name) }, "\(name) is sent, and in no test")
    }
  }

  @Test("the paper's lines are the layout's, letter for letter", arguments: profiles)
  func sameLines(profile: Profile) throws {
    for layout in try Self.layouts(profile) where profile.encoding == .gb18030 {
      let paper = PrintedPaper(try judged(layout))
      let found = Self.letters(paper.lines.filter { $0.firstMatch(of: Self.unlettered) == nil })
      let wanted = Self.letters(
        renderText(layout).split(separator: "\n").map(String.init))
      #expect(found == wanted)
    }
  }

  /// Codes, pictures and cuts, which a text leaves out.
  private nonisolated(unsafe) static let unlettered = /^ *\[[UEC0-9IQ]|^- -/

  /// Printers set the signs of yen and pound in their full width, and rules in strokes of two
  /// cells; what the font lacks is drawn, `▒` in the grid.
  private static func letters(_ lines: [String]) -> [String] {
    lines.map { line in
      let text = line.replacing("¥", with: "￥").replacing("£", with: "￡").replacing("⊗", with: "▒")
        .replacing("─", with: "--")
      return text.replacing(/\s+$/, with: "")
    }.filter { !$0.isEmpty }
  }

  @Test("papers for the eye, when a folder is named in TILL_PAPER_FOLDER")
  func papersForTheEye() throws {
    guard let folder = ProcessInfo.processInfo.environment["TILL_PAPER_FOLDER"] else { return }
    for profile in Self.profiles {
      for (index, layout) in try Self.layouts(profile).enumerated() {
        let png = try PrintedPaper(judged(layout)).pngBytes()
        try Data(png).write(
          to: URL(fileURLWithPath: "\(folder)/print-\(profile.name)-\(index).png"))
      }
    }
  }

  @Test("the drawer's kick is one pulse to pin 2", arguments: profiles)
  func kick(profile: Profile) throws {
    let decoder = try EscPosDecoder(kickBytes(profile), printer: PrinterShape(of: profile))
    #expect(decoder.items == [.kick(pin: 2, onMilliseconds: 100, offMilliseconds: 500)])
  }
}
