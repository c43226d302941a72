import TillPreview
import TillReceipt

extension PrinterShape {
  /// A printer as this profile presumes it.
  init(of profile: Profile) {
    let startsInChinese = profile.has(.noChineseCommands)
    let chinese: Chinese =
      !profile.hasChineseMode ? .none : startsInChinese ? .fromStart : .whenAsked
    self.init(
      dotsAcross: profile.widthDots, columnsOfFontA: profile.columnsOfFontA,
      codePages: Dictionary(
        profile.codePages.map { ($0.value, $0.key.rawValue) }, uniquingKeysWith: { min($0, $1) }),
      chinese: chinese, changesChineseAtLineEnd: profile.has(.chineseFromNextLine),
      knifeDots: profile.cut.command == .none ? nil : PrinterShape.usualKnifeDots)
  }
}

/// What our bytes for this layout mean to its printer.
func judged(_ layout: Layout) throws -> EscPosDecoder {
  try judged(renderEscPos(layout), layout.profile)
}

/// What bytes mean to a printer of this profile.
func judged(_ bytes: [UInt8], _ profile: Profile) throws -> EscPosDecoder {
  try EscPosDecoder(bytes, printer: PrinterShape(of: profile))
}

extension EscPosDecoder {
  private static let styleNames: Set = ["ESC E", "ESC -", "GS B", "GS !", "FS !", "FS -"]
  /// How a single letter is found: its code page, its picture.
  private static let letterNames: Set = ["ESC *", "ESC t", "LF"]

  private func spelled(_ command: EscPosCommand) -> String {
    ([command.name] + command.parameters.map { String($0) }).joined(separator: " ")
  }

  /// Commands with their arguments that don't belong to letters, how they are found and how they
  /// look; nor the Chinese mode where it is only said again, as after a letter that was drawn.
  var structure: [String] {
    var mode = ""
    return commands.compactMap { command in
      let isMode = ["FS &", "FS ."].contains(command.name)
      let isSaidAgain = isMode && mode == command.name
      if isMode { mode = command.name }
      if command.name == "ESC @" { mode = "" }
      let isLetters =
        Self.styleNames.contains(command.name) || Self.letterNames.contains(command.name)
      if isLetters || isSaidAgain { return nil }
      // A picture of a code is as large as its text needs.
      return command.name == "GS v 0" ? command.name : spelled(command)
    }
  }

  /// The commands that change how letters look.
  var styles: Set<String> {
    Set(commands.filter { Self.styleNames.contains($0.name) }.map(spelled))
  }

  /// The dots of one `GS v 0`.
  struct SentRaster {
    let rowBytes: Int
    let rows: Int
    let dots: [UInt8]
  }

  /// Each raster, in order.
  var rasters: [SentRaster] {
    commands.filter { $0.name == "GS v 0" }.map { command in
      let sizes = command.parameters.map { Int($0) }
      return SentRaster(
        rowBytes: sizes[1] + sizes[2] << 8, rows: sizes[3] + sizes[4] << 8, dots: command.data)
    }
  }
}
