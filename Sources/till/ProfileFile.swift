import TillReceipt
import Yams

/// Reads a printer's profile, `config/profiles/NAME.yaml`.
enum ProfileFile {
  /// The keys, in the order of the files that come with the program.
  static let keys = commonKeys + receiptKeys
  private static let commonKeys = ["about", "target", "paper", "columns", "font", "cells", "wrap"]
  /// These mean something only to a receipt printer.
  private static let receiptKeys = [
    "dots_across", "dpi", "encoding", "code_pages", "chinese_mode", "cut", "kick", "image_slice",
    "native_codes", "status", "acknowledgement", "quirks",
  ]
  /// Longest description and reason, in characters.
  static let wordsScalars = 200

  /// The profile; what can't be read is noted, and a default stands in its place.
  static func profile(_ name: String, _ root: Node, notes: SettingsNotes) -> Profile {
    let file = SettingsGroup(root, line: 1, known: keys, notes: notes)
    var profile = Profile(name: name)
    profile.about =
      file.text(
        "about", limit: wordsScalars, required: "Epson TM-T20; from its manual") ?? ""
    let target = file.choice("target", usual: nil, as: Profile.Target.self)
    profile.target = target ?? .text
    profile.paper = file.choice("paper", usual: nil) ?? .roll80
    profile.cellRule = file.choice("cells", usual: nil) ?? .chinese
    profile.wrap = file.choice("wrap", usual: .characters) ?? .characters
    if profile.target == .escpos {
      readReceiptPrinter(file, into: &profile)
    } else if let target {
      noteReceiptKeys(file, target)
    }
    readColumns(file, into: &profile)
    return profile
  }

  /// A key that does nothing would let people believe it does.
  private static func noteReceiptKeys(_ file: SettingsGroup, _ target: Profile.Target) {
    for key in receiptKeys where file.has(key) {
      file.note(
        key, "means nothing where the target is \(target.rawValue)",
        wayOn: "take it out, or write target: escpos")
    }
  }

  private static func readColumns(_ file: SettingsGroup, into profile: inout Profile) {
    guard let group = file.group("columns", known: ["a", "b"]) else {
      return file.noteMissing("columns", wayOn: "write the letters in a row, such as: {a: 48}")
    }
    profile.columnsOfFontA = group.whole("a", in: Profile.columns, usual: nil)
    if group.has("b") {
      profile.columnsOfFontB = group.whole("b", in: Profile.columns, usual: nil)
    }
    profile.font = file.choice("font", usual: .a) ?? .a
    let columns = profile.font == .a ? profile.columnsOfFontA : profile.columnsOfFontB
    if profile.font == .b, !group.has("b") {
      file.note("font", "is b, and columns names no b", wayOn: "write columns: {a: 48, b: 64}")
    }
    if profile.font == .b, profile.encoding == .gb18030 {
      file.note(
        "font", "is b, whose letters don't fit Chinese ones of 24 dots", wayOn: "write font: a")
    }
    profile.widthColumns = columns ?? profile.widthColumns
    guard profile.target == .escpos else { return }
    for (font, columns) in [(Profile.Font.a, profile.columnsOfFontA), (.b, profile.columnsOfFontB)]
    {
      guard let columns, columns * font.dotsWide > profile.widthDots else { continue }
      group.note(
        font.rawValue,
        "has \(columns) letters of \(font.dotsWide) dots, and the paper \(profile.widthDots) dots",
        wayOn: "write at most \(profile.widthDots / font.dotsWide), or mend dots_across")
    }
  }

  private static func readReceiptPrinter(_ file: SettingsGroup, into profile: inout Profile) {
    let noted = file.notes.count
    profile.widthDots = file.whole("dots_across", in: Profile.dots, usual: nil) ?? 576
    profile.dotsPerInch = file.whole("dpi", in: Profile.densities, usual: nil) ?? 203
    profile.encoding = file.choice("encoding", usual: nil) ?? .unicode
    profile.codePages = codePages(file)
    profile.hasChineseMode = file.flag("chinese_mode", usual: false)
    profile.imageSliceDots = file.whole("image_slice", in: Profile.slices, usual: 256) ?? 256
    profile.cut = cut(file)
    profile.kick = kick(file)
    profile.nativeCodes = Set(
      values(file, "native_codes", of: "codes", as: Profile.Symbology.self))
    profile.answersStatus = file.flag("status", usual: false)
    profile.acknowledgement =
      file.choice("acknowledgement", usual: Profile.Acknowledgement.none)
      ?? .none
    profile.quirks = quirks(file)
    guard file.notes.count == noted else { return }
    if profile.encoding == .codePages, profile.codePages.isEmpty {
      file.noteMissing("code_pages", wayOn: "name its code pages, such as: {cp437: 0, cp850: 2}")
    }
    if profile.encoding == .gb18030, !profile.hasChineseMode {
      file.note(
        "chinese_mode", "is no, and gb18030 is read in Chinese mode only",
        wayOn: "write chinese_mode: yes; if FS & must not be sent, the quirk no-chinese-commands")
    }
  }

  private static func codePages(_ file: SettingsGroup) -> [CodePage: UInt8] {
    guard let group = file.group("code_pages", known: CodePage.allCases.map(\.rawValue)) else {
      return [:]
    }
    var pages: [CodePage: UInt8] = [:]
    for key in group.keys {
      guard let page = CodePage(rawValue: key),
        let number = group.whole(key, in: 0...255, usual: nil).map(UInt8.init(clamping:))
      else { continue }
      if let other = pages.first(where: { $0.value == number })?.key {
        group.note(
          key, "is \(number), as \(other.rawValue) is", wayOn: "give each page its own number")
      }
      pages[page] = number
    }
    return pages
  }

  private static func cut(_ file: SettingsGroup) -> Profile.Cut {
    guard let group = file.group("cut", known: ["command", "feed_rows", "feed_dots"]) else {
      file.noteMissing("cut", wayOn: "write how it cuts, such as: {command: gs-v-66}")
      return .none
    }
    return Profile.Cut(
      group.choice("command", usual: nil) ?? .none,
      feedRows: group.whole("feed_rows", in: Profile.Cut.rows, usual: 0) ?? 0,
      feedDots: group.whole("feed_dots", in: Profile.Cut.dots, usual: 0) ?? 0)
  }

  private static func kick(_ file: SettingsGroup) -> Profile.Kick? {
    guard file.has("kick"), let group = file.group("kick", known: ["pin", "on_ms", "off_ms"]) else {
      return nil
    }
    let times = Profile.Kick.milliseconds
    guard let pin = group.choice("pin", usual: nil, as: Profile.Kick.Pin.self),
      let on = group.whole("on_ms", in: times, usual: 100),
      let off = group.whole("off_ms", in: times, usual: 500)
    else { return nil }
    return Profile.Kick(pin: pin, onMilliseconds: on, offMilliseconds: off)
  }

  private static func quirks(_ file: SettingsGroup) -> [Profile.Quirk: String] {
    let groups = file.groups("quirks", of: "quirks", known: ["quirk", "reason"]) ?? []
    var quirks: [Profile.Quirk: String] = [:]
    for group in groups {
      let quirk = group.choice("quirk", usual: nil, as: Profile.Quirk.self)
      let reason = group.text(
        "reason", limit: wordsScalars, required: "the first line of each receipt was rubbish")
      if let quirk, let reason { quirks[quirk] = reason }
    }
    return quirks
  }

  private static func values<Value: CaseIterable & RawRepresentable>(
    _ file: SettingsGroup, _ key: String, of things: String, as type: Value.Type
  ) -> [Value] where Value.RawValue == String {
    let words = SettingsNames.list(Value.allCases.map(\.rawValue), last: "or")
    return file.values(key, of: things, expects: words, read: Value.init(rawValue:)) ?? []
  }
}
