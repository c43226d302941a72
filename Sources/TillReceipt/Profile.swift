/// What a printer can do: how wide it is, how it takes text, how it cuts and kicks.
///
/// One file a printer type, `config/profiles/NAME.yaml`, which `till` reads; only `plain` stands
/// here, because it is needed where there are no files.
public struct Profile: Sendable, Equatable {
  /// The name `printers.yaml` and `--profile` use: the file's name without `.yaml`.
  public var name: String
  /// Which printers it is for, and where its figures come from; for people.
  public var about = ""
  /// What is sent to it.
  public var target = Target.text
  /// The paper in it, when the shop didn't say otherwise.
  public var paper = Paper.roll80
  /// Cells in a row, in the font that is used, 24–96; anything else is brought into it.
  public var widthColumns = 48 {
    didSet { widthColumns = widthColumns.clamped(to: Self.columns) }
  }
  /// Cells in a row of font A (12 × 24 dots); nil where it is not known.
  public var columnsOfFontA: Int?
  /// Cells in a row of font B (9 dots wide); nil where there is none.
  public var columnsOfFontB: Int?
  /// The font papers are set in.
  public var font = Font.a
  /// Dots across the printed width, 200–2,000 (8 per mm on 203 dpi heads).
  public var widthDots = 576 {
    didSet { widthDots = widthDots.clamped(to: Self.dots) }
  }
  /// Dots an inch, 100–600.
  public var dotsPerInch = 203 {
    didSet { dotsPerInch = dotsPerInch.clamped(to: Self.densities) }
  }
  /// How the device takes characters.
  public var encoding = Encoding.unicode
  /// The code pages it has, by the number `ESC t` chooses them with.
  public var codePages: [CodePage: UInt8] = [:]
  /// How many cells a character takes.
  public var cellRule = CellRule.chinese
  /// Where a text that is too long goes on in the next row.
  public var wrap = Wrap.characters
  /// Reads two-byte Chinese between `FS &` and `FS .`.
  public var hasChineseMode = false
  /// How it cuts, and what is fed before.
  public var cut = Cut.none
  /// How it opens the drawer; nil when none hangs on it.
  public var kick: Kick?
  /// Rows of dots sent of a picture at a time, 8–2,000: small printers freeze on a tall one.
  public var imageSliceDots = 256 {
    didSet { imageSliceDots = imageSliceDots.clamped(to: Self.slices) }
  }
  /// The barcodes it draws by itself; the others are sent as pictures.
  public var nativeCodes: Set<Symbology> = []
  /// Answers `DLE EOT`: on line, cover, paper.
  public var answersStatus = false
  /// How it says that a job is done.
  public var acknowledgement = Acknowledgement.none
  /// What is odd about it, each with the reason it is known.
  public var quirks: [Quirk: String] = [:]

  /// Columns a layout can have.
  public static let columns = 24...96
  /// Printed widths there are, from 25 mm labels to A3, in dots.
  public static let dots = 200...2_000
  /// Densities of print heads.
  public static let densities = 100...600
  /// Heights of a slice; `GS v 0` counts them in two bytes, printers' memories are smaller.
  public static let slices = 8...2_000

  /// A printer of text, 48 columns, with nothing special: change what is.
  public init(name: String) { self.name = name }

  /// Text for a terminal or a file, 48 columns, as the reference with gb18030.
  public static let plain = Profile(name: "plain")

  /// The same profile for a drawn page, whose rows end between words.
  public func drawn() -> Profile {
    var profile = self
    profile.wrap = .words
    return profile
  }

  /// The same profile at another width in columns (24–96), for `--columns`.
  public func withColumns(_ widthColumns: Int) -> Profile {
    var profile = self
    profile.widthColumns = widthColumns
    return profile
  }

  /// Whether this is odd about the printer.
  public func has(_ quirk: Quirk) -> Bool { quirks[quirk] != nil }
}

/// The bytes that open the drawer behind this printer; empty when none hangs on it. A job of its
/// own, never part of a document (DESIGN "Printing").
public func kickBytes(_ profile: Profile) -> [UInt8] { profile.kick?.bytes ?? [] }

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
