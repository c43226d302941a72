import TillPreview
import TillReceipt

extension PrinterShape {
  /// A printer as this profile presumes it.
  init(of profile: Profile) {
    self.init(
      dotsAcross: profile.widthDots,
      codePages: profile.encoding == .codePage437 ? [0: "CP437"] : [:],
      chinese: profile.hasChineseMode ? .whenAsked : .none,
      knifeDots: profile.cutBytes.isEmpty ? nil : PrinterShape.usualKnifeDots)
  }
}

/// What our bytes for this layout mean to its printer.
func judged(_ layout: Layout) throws -> EscPosDecoder {
  try EscPosDecoder(renderEscPos(layout), printer: PrinterShape(of: layout.profile))
}

extension EscPosDecoder {
  private static let styleNames: Set = ["ESC E", "ESC -", "GS B", "GS !", "FS !", "FS -"]

  private func spelled(_ command: EscPosCommand) -> String {
    ([command.name] + command.parameters.map { String($0) }).joined(separator: " ")
  }

  /// Commands with their arguments that don't belong to characters and how they look.
  var structure: [String] {
    commands.filter { !Self.styleNames.contains($0.name) && !["LF", "ESC *"].contains($0.name) }
      .map(spelled)
  }

  /// The commands that change how letters look.
  var styles: Set<String> {
    Set(commands.filter { Self.styleNames.contains($0.name) }.map(spelled))
  }
}
