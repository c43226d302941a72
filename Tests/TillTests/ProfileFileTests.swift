import Foundation
import Testing
import TillReceipt

@testable import till

/// The types of printers that come with the program, and those a shop writes itself.
@Suite("printers' profiles")
struct ProfileFileTests {
  static let ours = ProfileFolder(shop: nil, share: TestFolder.share)
  static let names = [
    "a4", "epson-tm-58", "epson-tm-80", "form-241", "generic-zh-58", "generic-zh-80", "plain",
  ]

  @Test("all that come with the program can be read")
  func shipped() throws {
    #expect(Self.ours.names == Self.names)
    #expect(Self.ours.faults == [])
  }

  @Test("each key is explained in the line above it, in every file", arguments: names)
  func explained(name: String) throws {
    let text = try String(
      contentsOfFile: "\(TestFolder.share)/config/profiles/\(name).yaml", encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let profile = try Self.ours.profile(named: name)
    for key in ProfileFile.keys {
      guard let index = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else {
        // Only receipt printers have them all, and code pages but for those that read Chinese.
        #expect(profile.target != .escpos || key == "code_pages", "\(key) isn't there")
        continue
      }
      #expect(lines[index - 1].hasPrefix("#") || key == "dpi", "\(key) has no comment")
    }
  }

  @Test("plain is what the program falls back on")
  func plain() throws {
    var file = try Self.ours.profile(named: "plain")
    #expect(file.columnsOfFontA == 48)
    (file.about, file.columnsOfFontA) = ("", nil)
    #expect(file == .plain)
  }

  @Test("what the files say")
  func figures() throws {
    let epson = try Self.ours.profile(named: "epson-tm-80")
    #expect(epson.target == .escpos && epson.paper == .roll80 && epson.encoding == .codePages)
    #expect(epson.widthColumns == 48 && epson.columnsOfFontB == 64 && epson.widthDots == 576)
    #expect(epson.codePages[.cp437] == 0 && epson.codePages[.cp858] == 19)
    #expect(epson.cut == Profile.Cut(.feedAndCutPartly) && epson.kick?.onMilliseconds == 100)
    #expect(epson.nativeCodes == Set(Profile.Symbology.allCases) && epson.answersStatus)
    #expect(epson.acknowledgement == .gsR && epson.wrap == .characters && epson.quirks.isEmpty)
    let small = try Self.ours.profile(named: "generic-zh-58")
    #expect(small.widthColumns == 32 && small.hasChineseMode && small.nativeCodes.isEmpty)
    #expect(small.cut == Profile.Cut(.none, feedRows: 4) && small.acknowledgement == .none)
    let form = try Self.ours.profile(named: "form-241")
    #expect(form.target == .pdf && PageSize.fitting(form) == .form241)
    #expect(form.paper.mediaName == "custom_241-2_9.5x5.5in")
  }

  @Test("the shop's own come first, and a name of its own is one more")
  func own() throws {
    let folder = try TestFolder()
    try folder.writeProfile(named: "plain", Self.good)
    try folder.writeProfile(named: "bar", Self.good + "font: b\n")
    try folder.writeProfile(named: ".hidden", "x")
    let profiles = ProfileFolder(shop: folder.shop, share: TestFolder.share)
    #expect(profiles.names == (Self.names + ["bar"]).sorted())
    #expect(try profiles.profile(named: "plain").about == "Bar, upstairs")
    let bar = try profiles.profile(named: "bar")
    #expect(bar.font == .b && bar.widthColumns == 56)
    #expect(bar.quirks == [.noChineseCommands: "it printed &"])
    #expect(profiles.faults == [])
    try folder.writeProfile(named: "bar 2", Self.good)
    #expect(
      profiles.faults.map(\.description) == [
        "config/profiles/bar 2.yaml: is no name of a profile — name it with letters, digits and "
          + "-, and .yaml at the end"
      ])
  }

  @Test("a name that isn't there is answered with those that are")
  func unknown() throws {
    for name in ["dot-matrix", "../printers", ""] {
      let faults = #expect(throws: SettingsFaults.self) { try Self.ours.profile(named: name) }
      #expect(
        faults?.description == "profile: there is no type of printer \(name) — write a4, "
          + "epson-tm-58, epson-tm-80, form-241, generic-zh-58, generic-zh-80 or plain")
    }
  }

  /// A receipt printer on lines 1 to 14.
  static let good = """
    about: Bar, upstairs
    target: escpos
    paper: roll80
    columns: {a: 42, b: 56}
    cells: east-asian-width
    dots_across: 512
    dpi: 180
    encoding: code-pages
    code_pages: {cp437: 0, cp858: 19}
    cut: {command: gs-v-66, feed_rows: 1}
    kick: {pin: 5, on_ms: 200}
    native_codes: [ean, qr]
    quirks:
      - {quirk: no-chinese-commands, reason: it printed &}

    """

  /// A line of a good profile, what stands there instead, and what is said of it.
  static let changed: [(String, String, [String])] = [
    (
      "about: Bar, upstairs\n", "",
      [
        "1: about is missing — write one line of at most 200 characters, such as: Epson TM-T20; from its manual"
      ]
    ),
    ("target: escpos", "target: laser", ["2: target is \"laser\" — write escpos, pdf or text"]),
    ("paper: roll80", "paper: a5", ["3: paper is \"a5\" — write roll80, roll58, a4 or form-241"]),
    (
      "columns: {a: 42, b: 56}\n", "",
      ["1: columns is missing — write the letters in a row, such as: {a: 48}"]
    ),
    ("{a: 42, b: 56}", "{b: 56}", ["4: columns.a is missing — write a whole number from 24 to 96"]),
    (
      "{a: 42, b: 56}", "{a: 12, b: 56}",
      ["4: columns.a is \"12\" — write a whole number from 24 to 96"]
    ),
    (
      "{a: 42, b: 56}", "{a: 44}",
      [
        "4: columns.a has 44 letters of 12 dots, and the paper 512 dots — write at most 42, or mend dots_across"
      ]
    ),
    (
      "{a: 42, b: 56}", "{a: 42}\nfont: b",
      ["5: font is b, and columns names no b — write columns: {a: 48, b: 64}"]
    ),
    (
      "cells: east-asian-width", "cells: wide",
      ["5: cells is \"wide\" — write chinese or east-asian-width"]
    ),
    (
      "dots_across: 512", "dots_across: 5120",
      ["6: dots_across is \"5120\" — write a whole number from 200 to 2000"]
    ),
    ("dpi: 180", "dpi: 203 dpi", ["7: dpi is \"203 dpi\" — write a whole number from 100 to 600"]),
    (
      "encoding: code-pages", "encoding: utf-8",
      ["8: encoding is \"utf-8\" — write unicode, code-pages or gb18030"]
    ),
    (
      "encoding: code-pages", "encoding: gb18030",
      [
        "1: chinese_mode is no, and gb18030 is read in Chinese mode only — write chinese_mode: yes; if FS & must not be sent, the quirk no-chinese-commands"
      ]
    ),
    (
      "code_pages: {cp437: 0, cp858: 19}\n", "",
      ["1: code_pages is missing — name its code pages, such as: {cp437: 0, cp850: 2}"]
    ),
    (
      "cp858: 19", "cp85: 19",
      ["9: there is no key code_pages.cp85 — did you mean code_pages.cp850?"]
    ),
    (
      "cp858: 19", "cp858: 256",
      ["9: code_pages.cp858 is \"256\" — write a whole number from 0 to 255"]
    ),
    (
      "cp858: 19", "cp858: 0",
      ["9: code_pages.cp858 is 0, as cp437 is — give each page its own number"]
    ),
    (
      "cut: {command: gs-v-66, feed_rows: 1}\n", "",
      ["1: cut is missing — write how it cuts, such as: {command: gs-v-66}"]
    ),
    (
      "gs-v-66", "gs v 66",
      [
        "10: cut.command is \"gs v 66\" — write none, gs-v-65, gs-v-66, gs-v-0, gs-v-1, esc-i or esc-m"
      ]
    ),
    (
      "feed_rows: 1", "feed_rows: 11",
      ["10: cut.feed_rows is \"11\" — write a whole number from 0 to 10"]
    ),
    ("pin: 5", "pin: 3", ["11: kick.pin is \"3\" — write 2 or 5"]),
    (
      "on_ms: 200", "on_ms: 2000",
      ["11: kick.on_ms is \"2000\" — write a whole number from 2 to 510"]
    ),
    (
      "[ean, qr]", "[ean13]",
      [
        "12: native_codes 1 is \"ean13\" — write upc-a, ean, code39, itf, codabar, code93, code128 or qr"
      ]
    ),
    (
      "[ean, qr]", "[ean]\nimage_slice: 4\nstatus: maybe\nacknowledgement: yes",
      [
        "13: image_slice is \"4\" — write a whole number from 8 to 2000",
        "14: status is \"maybe\" — write yes or no",
        "15: acknowledgement is \"yes\" — write none, gs-r or gs-h",
      ]
    ),
    (
      "no-chinese-commands", "slow",
      ["14: quirks 1.quirk is \"slow\" — write chinese-from-next-line or no-chinese-commands"]
    ),
    (
      ", reason: it printed &", "",
      [
        "14: quirks 1.reason is missing — write one line of at most 200 characters, such as: the first line of each receipt was rubbish"
      ]
    ),
    (
      "dpi: 180", "dpi_: 180",
      [
        "1: dpi is missing — write a whole number from 100 to 600",
        "7: there is no key dpi_ — did you mean dpi?",
      ]
    ),
    ("dpi: 180", "dpi: 180\nwrap: lines", ["8: wrap is \"lines\" — write characters or words"]),
  ]

  @Test(
    "what is wrong in a shop's own profile is named with its line and the way on",
    arguments: changed)
  func faults(line: String, now: String, said: [String]) throws {
    #expect(Self.good.contains(line))
    let folder = try TestFolder()
    try folder.writeProfile(named: "bar", Self.good.replacing(line, with: now))
    let profiles = ProfileFolder(shop: folder.shop, share: TestFolder.share)
    #expect(profiles.faults.map(\.description) == said.map { "config/profiles/bar.yaml:" + $0 })
  }

  @Test("what means nothing to a printer of pages is said, and so is a file that is no YAML")
  func otherFaults() throws {
    let folder = try TestFolder()
    let profiles = ProfileFolder(shop: folder.shop, share: TestFolder.share)
    try folder.writeProfile(
      named: "office",
      "about: x\ntarget: pdf\npaper: a4\ncolumns: {a: 96}\ncells: chinese\ncut: {command: esc-m}\n")
    try folder.writeProfile(named: "torn", "about: \"x\n")
    try folder.writeProfile(named: "void", "")
    #expect(
      profiles.faults.map(\.description) == [
        "config/profiles/office.yaml:6: cut means nothing where the target is pdf — take it out, "
          + "or write target: escpos",
        "config/profiles/torn.yaml:1: not YAML: found unexpected end of stream, while scanning a "
          + "quoted scalar begun in line 1 — look for a colon, a quote or blanks out of place there",
        "config/profiles/void.yaml:1: nothing stands in this file — copy it from the sample shop: "
          + "till init DIR",
      ])
  }

  @Test(
    "till render lays out on the profile's paper, or on the one that is named",
    arguments: [
      ([], "226.772"), (["--profile", "generic-zh-58"], "164.409"),
      (["--profile", "form-241"], "684 x 396"), (["--page", "form-241"], "684 x 396"),
      (["--profile", "form-241", "--page", "a4"], "595.276 x 841.89"),
    ] as [([String], String)])
  func renders(options: [String], size: String) throws {
    let folder = try TestFolder()
    try folder.write("a | b\n", to: "a.receipt")
    let pdf = folder.path + "/a.pdf"
    let outcome = try TillProgram.run(
      ["render", folder.path + "/a.receipt", "--to", "pdf", "-o", pdf] + options)
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try TillProgramTools.run(["pdfinfo", pdf]).contains("Page size:       \(size)"))
    let wrong = try TillProgram.run(["render", "/dev/null", "--page", "a5"])
    #expect(wrong.status == 2 && wrong.err.contains("form-241"), "\(wrong.text)")
  }

  @Test("a new shop can use each of them, in both languages", arguments: ["en", "zh-Hans"])
  func newShop(language: String) throws {
    let folder = try TestFolder()
    let shop = folder.path + "/shop"
    try ShopInit.create(at: shop, language: language, share: TestFolder.share)
    let printers = Self.names.map { "  - {queue: \($0), profile: \($0), prints: []}\n" }
    try folder.write("printers:\n" + printers.joined(), to: "shop/config/printers.yaml")
    let outcome = try TillProgram.run(["check", "--shop", shop])
    #expect(outcome.status == 0, "\(outcome.text)")
  }
}

extension TestFolder {
  /// Writes a profile of the shop's own.
  func writeProfile(named name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/config/profiles", withIntermediateDirectories: true)
    try write(text, to: "config/profiles/\(name).yaml")
  }
}
