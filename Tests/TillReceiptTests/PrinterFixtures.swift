import TillReceipt

/// Printers for these tests. What the shop's printers really are stands in `config/profiles`,
/// and `TillTests` proves that each of those files can be read.
extension Profile {
  /// 80 mm, Western letters in code page 437 and others.
  static let epsonTM80 = receiptPrinter("epson-tm-80") { profile in
    profile.encoding = .codePages
    profile.cellRule = .eastAsianWidth
    profile.codePages = [
      .cp437: 0, .cp850: 2, .cp860: 3, .cp863: 4, .cp865: 5, .cp1252: 16, .cp866: 17, .cp852: 18,
      .cp858: 19,
    ]
  }
  /// 80 mm with a Chinese font.
  static let genericChinese80 = receiptPrinter("generic-zh-80", change: chinese)
  /// 58 mm with a Chinese font, no knife, and no codes of its own.
  static let genericChinese58 = receiptPrinter("generic-zh-58") { profile in
    chinese(&profile)
    profile.paper = .roll58
    profile.widthColumns = 32
    profile.widthDots = 384
    profile.cut = Cut(.none, feedRows: 4)
    profile.nativeCodes = []
  }
  static let a4 = paged("a4", .a4)
  static let form241 = paged("form-241", .form241)

  /// Every kind of printer there is a fixture of.
  static let fixtures = [plain, epsonTM80, genericChinese80, genericChinese58, a4, form241]

  /// A receipt printer as most are, with what is different about it.
  static func receiptPrinter(_ name: String, change: (inout Profile) -> Void) -> Profile {
    var profile = Profile(name: name)
    profile.target = .escpos
    profile.cut = Cut(.feedAndCutPartly)
    profile.kick = Kick(pin: .two, onMilliseconds: 100, offMilliseconds: 500)
    profile.nativeCodes = Set(Symbology.allCases)
    change(&profile)
    return profile
  }

  private static func chinese(_ profile: inout Profile) {
    profile.encoding = .gb18030
    profile.hasChineseMode = true
  }

  private static func paged(_ name: String, _ paper: Paper) -> Profile {
    var profile = Profile(name: name)
    profile.target = .pdf
    profile.paper = paper
    profile.cellRule = .eastAsianWidth
    return profile.withColumns(96)
  }

  /// This printer with something different about it.
  func changed(_ change: (inout Profile) -> Void) -> Profile {
    var profile = self
    change(&profile)
    return profile
  }
}
