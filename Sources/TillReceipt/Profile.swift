/// What a printer can do: how wide it is, how it takes text, how it cuts and kicks.
///
/// The built-in ones are named in `printers.yaml`; a shop can make its own from one of them.
public struct Profile: Sendable, Equatable {
  /// How the device takes characters.
  public enum Encoding: String, Sendable {
    /// Unicode text: a terminal, a file, a drawn page.
    case unicode
    /// One byte a character, IBM code page 437; what it lacks prints as `?`.
    case codePage437 = "cp437"
    /// GB18030's one- and two-byte part (GBK), in the printer's Chinese mode.
    case gb18030
  }

  /// Where a row that is too long ends.
  public enum Wrap: String, Sendable {
    /// At the last character that fits, as ReceiptLine says.
    case characters
    /// Between words, and by the rules of Chinese typesetting.
    case words
  }

  /// The name `printers.yaml` and `--profile` use.
  public var name: String
  /// Cells in a row, 24–96.
  public var widthColumns: Int
  /// How the device takes characters.
  public var encoding: Encoding
  /// How many cells a character takes.
  public var cellRule: CellRule
  /// Dots across the printable width (8 per mm on 203 dpi heads).
  public var widthDots: Int
  /// Rows fed before the cut, so that it runs below the last line; 0–10.
  public var feedBeforeCutRows: Int
  /// The bytes that cut the paper; empty when the device has no knife.
  public var cutBytes: [UInt8]
  /// The bytes that open the drawer; empty when none hangs on the device.
  public var kickBytes: [UInt8]
  /// Send `FS &` first, `FS .` last: the printer reads two-byte Chinese between them.
  public var hasChineseMode: Bool

  /// Where a row that is too long ends.
  public var wrap = Wrap.characters

  /// A profile of one's own; `widthColumns` is brought into 24–96.
  public init(
    name: String, widthColumns: Int, encoding: Encoding, cellRule: CellRule, widthDots: Int,
    feedBeforeCutRows: Int, cutBytes: [UInt8], kickBytes: [UInt8], hasChineseMode: Bool
  ) {
    self.name = name
    self.widthColumns = min(max(widthColumns, 24), 96)
    self.encoding = encoding
    self.cellRule = cellRule
    self.widthDots = widthDots
    self.feedBeforeCutRows = min(max(feedBeforeCutRows, 0), 10)
    self.cutBytes = cutBytes
    self.kickBytes = kickBytes
    self.hasChineseMode = hasChineseMode
  }

  /// `GS V 66 0`: feed to the knife and cut, leaving one point.
  private static let feedAndCut: [UInt8] = [0x1D, 0x56, 66, 0]
  /// `ESC p 0 50 250`: pin 2, on 100 ms, off 500 ms.
  private static let kickPin2: [UInt8] = [0x1B, 0x70, 0, 50, 250]

  /// Text for a terminal or a file, 48 columns, as the reference with gb18030.
  public static let plain = Profile(
    name: "plain", widthColumns: 48, encoding: .unicode, cellRule: .chinese, widthDots: 576,
    feedBeforeCutRows: 0, cutBytes: [], kickBytes: [], hasChineseMode: false)
  /// Epson TM-T20/T88 and their like with a Western font: 80 mm, 48 columns, code page 437.
  public static let epsonTM80 = Profile(
    name: "epson-tm-80", widthColumns: 48, encoding: .codePage437, cellRule: .eastAsianWidth,
    widthDots: 576, feedBeforeCutRows: 0, cutBytes: feedAndCut, kickBytes: kickPin2,
    hasChineseMode: false)
  /// 80 mm printers with a Chinese font: 48 columns, GB18030.
  public static let genericChinese80 = Profile(
    name: "generic-zh-80", widthColumns: 48, encoding: .gb18030, cellRule: .chinese,
    widthDots: 576, feedBeforeCutRows: 0, cutBytes: feedAndCut, kickBytes: kickPin2,
    hasChineseMode: true)
  /// 58 mm printers with a Chinese font: 32 columns, GB18030; most have a tear bar, no knife.
  public static let genericChinese58 = Profile(
    name: "generic-zh-58", widthColumns: 32, encoding: .gb18030, cellRule: .chinese,
    widthDots: 384, feedBeforeCutRows: 4, cutBytes: [], kickBytes: kickPin2,
    hasChineseMode: true)
  /// An office printer through PDF.
  public static let a4 = Profile(
    name: "a4", widthColumns: 96, encoding: .unicode, cellRule: .eastAsianWidth,
    widthDots: 1_392, feedBeforeCutRows: 0, cutBytes: [], kickBytes: [], hasChineseMode: false)

  /// Every built-in profile.
  public static let all = [plain, epsonTM80, genericChinese80, genericChinese58, a4]

  /// The built-in profile of that name; nil when there is none.
  public static func named(_ name: String) -> Profile? { all.first { $0.name == name } }

  /// The same profile for a drawn page, whose rows end between words.
  public func drawn() -> Profile {
    var profile = self
    profile.wrap = .words
    return profile
  }

  /// The same profile at another width in columns (24–96), for `--columns`.
  public func withColumns(_ widthColumns: Int) -> Profile {
    var profile = self
    profile.widthColumns = min(max(widthColumns, 24), 96)
    return profile
  }
}

/// The bytes that open the drawer behind this printer. A job of its own, never part of a document
/// (DESIGN "Printing").
public func kickBytes(_ profile: Profile) -> [UInt8] { profile.kickBytes }
