import Foundation
import TestSupport
import Testing
import TillCore
import TillPreview
import TillReceipt

/// PRINTING §6.3: any Unicode in any field yields the same set of commands.
@Suite("Data is never a command")
struct InjectionTests {
  static let hostile = [
    "Coke | Zero | 3.00", "A {promo} B", "size 5^6", "C:\\x41", "{x:\\x1dV\\x00}",
    "\u{1B}@\u{1D}V\0", "\u{10}\u{04}\u{01}", "=", "---", "\"bold\" _under_ `inv` ~",
    "a\r\nb\u{2028}c", "\u{9B}2J",
    "=\u{323}d\u{327}", "\u{1FEF}\u{37E}", "{command:x};", "{{name}}", "}}", "  edge  ",
    "\u{202E}abc", "⊗\u{1F600}\u{3402}¥£", "{code:1; option:qrcode}", "\\", "\\n", "|", "||", "{",
    "\u{FEFF}", "a\u{200B}\u{200D}\u{FE0F}b", "-\u{323}", "\u{327}c",
    // What half a surrogate pair's bytes, and half a letter's, come to when they are read as text.
    String(decoding: [0x61, 0xED, 0xA0, 0x80, 0x7C, 0xE6, 0xB0] as [UInt8], as: UTF8.self),
  ]

  /// Text made of what has a meaning somewhere, and of any other scalar.
  static func text(_ generator: inout SeededGenerator) -> String {
    if Int.random(in: 0..<3, using: &generator) == 0,
      let one = hostile.randomElement(using: &generator)
    {
      return one
    }
    var view = String.UnicodeScalarView()
    let meaningful = Array("\\|{};~_\"`^-=\u{1B}\u{1D}\u{10}\u{1C}\n\r\t\0 xn1".unicodeScalars)
    for _ in 0..<Int.random(in: 1...30, using: &generator) {
      if Bool.random(using: &generator), let scalar = meaningful.randomElement(using: &generator) {
        view.append(scalar)
      } else if let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x20000, using: &generator)) {
        view.append(scalar)
      }
    }
    return view.isEmpty ? "x" : String(view)
  }

  /// The same object with every text replaced.
  static func replacing(_ value: JSON, _ text: (String) -> String, key: String = "") -> JSON {
    switch value {
    case .string: .string(text(key))
    case .array(let values): .array(values.map { replacing($0, text, key: key) })
    case .object(let members):
      .object(
        Dictionary(
          uniqueKeysWithValues: members.map { name, member in
            (name, replacing(member, text, key: key.isEmpty ? name : "\(key).\(name)"))
          }))
    default: value
    }
  }

  @Test(
    "Any Unicode in any field of any paper leaves the printer's commands as they are",
    arguments: TemplateTests.papers.filter { !$0.1.contains(".") })
  func sameCommands(language: String, document: String) throws {
    var generator = SeededGenerator(seed: 0x7111)
    let data = try SampleData.data(document, language)
    for profile in [Profile.genericChinese80, .epsonTM80, .genericChinese58] {
      let plain = Self.replacing(data, { $0 == "number" ? "S1-000128" : "plain" })
      let wanted = try decoded(language, document, plain, profile)
      for round in 0..<8 {
        let odd = Self.replacing(
          data,
          { key in
            // A barcode takes only ASCII; what else a number holds leaves the code out, see below.
            key == "number" ? "{|\\x1b;}^~" : Self.text(&generator)
          })
        let found = try decoded(language, document, odd, profile)
        #expect(found.structure == wanted.structure, "round \(round), \(generator)")
        #expect(found.styles.isSubset(of: wanted.styles), "round \(round), \(generator)")
      }
    }
  }

  @Test(
    "Nor do ten thousand characters in any one field, in the first print or from kept markup",
    arguments: TemplateTests.papers.filter { !$0.1.contains(".") })
  func longText(language: String, document: String) throws {
    var generator = SeededGenerator.random()
    let start = "\(generator)"
    let data = try SampleData.data(document, language)
    let plain = Self.replacing(data, { $0 == "number" ? "S1-000128" : "plain" })
    let wanted = try decoded(language, document, plain, .genericChinese80)
    let long = String(repeating: "永{|\\x1;}\u{1B}@", count: 1_000)
    #expect(long.count == 10_000)
    for field in Self.fields(plain).subtracting(["number"]).shuffled(using: &generator).prefix(1) {
      var isPut = false
      let odd = Self.replacing(
        plain,
        { key in
          guard key == field, !isPut else { return key == "number" ? "S1-000128" : "plain" }
          isPut = true
          return long
        })
      let markup = try TemplateTests.markup(language, document, odd)
      #expect(!markup.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
      let bytes = renderEscPos(Layout(markup: markup, profile: .genericChinese80))
      let found = try judged(bytes, .genericChinese80)
      #expect(found.troubles.isEmpty, "\(start): \(field)")
      #expect(found.structure == wanted.structure, "\(start): \(field)")
      // As the journal keeps it and gives it back.
      let kept = String(decoding: Array(markup.utf8), as: UTF8.self)
      #expect(renderEscPos(Layout(markup: kept, profile: .genericChinese80)) == bytes)
    }
  }

  /// The dotted names of all text in the data.
  private static func fields(_ data: JSON) -> Set<String> {
    var names: Set<String> = []
    _ = replacing(
      data,
      { key in
        names.insert(key)
        return ""
      })
    return names
  }

  private func decoded(
    _ language: String, _ document: String, _ data: JSON, _ profile: Profile
  ) throws -> EscPosDecoder {
    let markup = try TemplateTests.markup(language, document, data)
    let decoder = try judged(Layout(markup: markup, profile: profile))
    #expect(decoder.troubles.isEmpty, "\(decoder.troubles)")
    return decoder
  }

  @Test("Any markup at all is laid out and printed in commands we know, at any width")
  func anyMarkup() throws {
    var generator = SeededGenerator.random()
    let start = "\(generator)"
    let pieces = [
      "|", "\n", "{", "}", "{border:line}", "{border:2; align:right; width:9,*,0}", "{width:*}",
      "{width:99999 1,*}", "-", "=", "\n-\n", "\n=\n", "^", "^^^", "\"", "_", "`", "~", "\\", "\\x",
      "\\x1b", "\\n", "{code:1; option:ean}", "{code:a\\nb; option:qrcode,8,h}", "{width:}", "\r",
      "{image:AAAA}", "{text:nowrap}", "{till_sign:a; till_sign:bb}", "{till_stamp:1}", "\t", "永",
      "{till_head:3}", "{till_keep:9}", "{command:\\x1b@}", "\u{301}", "e", "\u{1F600}", " ", "a1",
    ]
    let dressing = Dressing(
      copyBanner: "COPY|{2}", copyName: "\u{1B}x", stamp: InjectionTests.oddStamp)
    for round in 0..<150 {
      let markup = (0..<Int.random(in: 0...40, using: &generator))
        .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
      for profile in Profile.fixtures + [Profile.epsonTM80.withColumns(24)] {
        let layout = Layout(markup: markup, profile: profile, dressing: dressing)
        for line in renderText(layout).utf8.split(separator: 0x0A) {
          #expect(!line.contains { $0 < 0x20 || $0 == 0x7F }, "\(start): \(markup)")
        }
        if profile.target == .escpos {
          #expect(try judged(layout).troubles.isEmpty, "\(start): \(markup)")
        }
        if round % 40 == 0 { _ = try renderPDF(layout, pageSize: .fitting(profile)) }
      }
    }
  }

  private static let oddStamp = Stamp(
    shopName: String(repeating: "永|", count: 40), wording: "", number: "\u{7}1")

  @Test("A backslash at a line's end takes nothing with it but itself")
  func lastBackslash() {
    #expect(renderText(Layout(markup: "a | b\\", profile: .plain.withColumns(24))).contains("b"))
  }

  @Test("A number no barcode can hold leaves the code out and sends nothing else")
  func unencodableNumber() throws {
    let template = try Template(compiling: "{code:{{number}}}", name: "t")
    let markup = try template.expand(["number": "永安\u{1B}@"])
    let decoder = try judged(Layout(markup: markup, profile: .genericChinese80))
    #expect(decoder.codes.isEmpty)
    #expect(decoder.structure.count == 5)
  }

  @Test("What was put in comes out, letter for letter, less its controls")
  func roundTrip() throws {
    var generator = SeededGenerator.random()
    let template = try Template(compiling: "{{x}} |", name: "t")
    let start = "\(generator)"
    for value in Self.hostile + (0..<300).map({ _ in Self.text(&generator) }) {
      let markup = try template.expand(["x": .string(value)])
      #expect(!markup.contains("\n"))
      let layout = Layout(markup: markup, profile: .plain.withColumns(96))
      let text = renderText(layout)
      let wanted = Self.visible(value)
      #expect(
        text.unicodeScalars.elementsEqual((wanted + "\n").unicodeScalars),
        "\(start): \(value.debugDescription)")
    }
  }

  /// What a reader should see of a value: written out here apart from the code under test.
  static func visible(_ value: String) -> String {
    var view = String.UnicodeScalarView()
    var previous: UInt32 = 0
    for scalar in value.unicodeScalars {
      switch scalar.value {
      case 0x0A where previous == 0x0D: break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: view.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        break
      default: view.append(scalar)
      }
      previous = scalar.value
    }
    var text = Array(String(view).precomposedStringWithCanonicalMapping.unicodeScalars)
    while text.last == " " { text.removeLast() }
    return String(String.UnicodeScalarView(text))
  }
}
