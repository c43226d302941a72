/// What has to be known of a receipt printer to say what it makes of bytes.
public struct PrinterShape: Sendable, Equatable {
  /// Whether the printer holds a Chinese font, and when it reads pairs of bytes.
  public enum Chinese: Sendable, Equatable {
    /// No Chinese font.
    case none
    /// Two bytes are a character after `FS &`, as Western models with a Chinese font begin.
    case whenAsked
    /// Two bytes are a character from `ESC @` on, as most models sold in China begin.
    case fromStart
  }

  /// The narrowest and widest heads there are: 8 mm labels to A3.
  static let possibleDots = 64...2_000

  /// Dots across the printable width, 64–2,000; 8 to a millimetre on a 203 dpi head.
  public let dotsAcross: Int
  /// Letters of font A in a line.
  public let columnsOfFontA: Int
  /// Code pages by their `ESC t` slot, in names iconv knows. Slot 0 is in force after `ESC @`;
  /// without one, bytes from 0x80 up are refused until `ESC t`.
  public let codePages: [UInt8: String]
  /// Whether it knows Chinese.
  public let chinese: Chinese
  /// Whether it keeps a size and an underline of their own for Chinese characters, which `GS !`
  /// and `ESC -` leave as they are; on other models these two set both.
  public let hasOwnChineseLook: Bool
  /// Whether `FS &` and `FS .` count from the next line on, as some clones have it.
  public let changesChineseAtLineEnd: Bool
  /// Dots from the head to the knife; nil when it has none.
  public let knifeDots: Int?

  /// A letter of font A is 12 dots wide on a head of its own density.
  static let fontADots = 12
  /// About 12 mm, as vendors' drawings show; a cut without a feed runs this far above.
  public static let usualKnifeDots = 96

  /// A printer's shape.
  ///
  /// - Parameters:
  ///   - dotsAcross: brought into 64–1,024.
  ///   - columnsOfFontA: nil for as many as 12-dot letters fit; brought into 1–`dotsAcross` / 8.
  public init(
    dotsAcross: Int, columnsOfFontA: Int? = nil, codePages: [UInt8: String],
    chinese: Chinese, hasOwnChineseLook: Bool = false, changesChineseAtLineEnd: Bool = false,
    knifeDots: Int? = usualKnifeDots
  ) {
    let range = Self.possibleDots
    let dots = min(max(dotsAcross, range.lowerBound), range.upperBound)
    self.dotsAcross = dots
    self.columnsOfFontA = min(max(columnsOfFontA ?? dots / Self.fontADots, 1), dots / 8)
    self.codePages = codePages
    self.chinese = chinese
    self.hasOwnChineseLook = hasOwnChineseLook
    self.changesChineseAtLineEnd = changesChineseAtLineEnd
    self.knifeDots = knifeDots.map { max($0, 0) }
  }

  /// Dots a letter of font A is wide: 12 when the columns fill the head.
  var letterDots: Int { max(dotsAcross / columnsOfFontA, 1) }
}
