import TillPreview
import TillReceipt

/// The picture of what a receipt printer makes of a document's bytes.
enum PaperPreview {
  /// The paper as PNG, dot for dot.
  ///
  /// - Throws: `refused` where the judge can't read our bytes, which is a fault of ours.
  static func png(of layout: Layout) throws(Failure) -> [UInt8] {
    do {
      let decoder = try EscPosDecoder(
        renderEscPos(layout), printer: PrinterShape(layout.profile))
      for trouble in decoder.troubles { Console.complain("till: \(describe(trouble))") }
      return try PrintedPaper(decoder).pngBytes()
    } catch  where error.code == .drawing {
      throw Failure(.refused, error.description)
    } catch {
      throw Failure(
        .refused, "Till made bytes no printer of this profile prints: \(error); please report it.")
    }
  }

  private static func describe(_ trouble: PaperTrouble) -> String {
    let dots = trouble.excessDots
    return switch trouble.kind {
    case .wrapped: "a line is \(dots) dots too wide for the paper and goes on below"
    case .clipped: "a picture is \(dots) dots too wide for the paper; the rest is not printed"
    case .omitted: "a code is \(dots) dots too wide for the paper and is not printed"
    case .cutThrough: "the paper is cut \(dots) dots above the end of what is printed"
    }
  }
}

extension PrinterShape {
  /// The printer a profile is for.
  init(_ profile: Profile) {
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
