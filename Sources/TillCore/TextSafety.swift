/// Why a text isn't taken as a name, note or reason.
public enum TextFault: Error, Hashable, Sendable {
  /// A control character, ESC and tab among them: it could command a printer or terminal.
  case control(Unicode.Scalar)
  /// A sign that turns the direction of the text around it, so that it reads as something else.
  case direction(Unicode.Scalar)
  /// A sign nobody sees: two names that look alike would differ.
  case invisible(Unicode.Scalar)
  /// A line or paragraph end: a name has one line.
  case lineEnd(Unicode.Scalar)
  /// A noncharacter, or U+FFFD: the bytes of the text were damaged on the way.
  case damaged(Unicode.Scalar)
  /// Longer than `most` Unicode scalars.
  case tooLong(most: Int)
}

/// Keeps what people type as names and notes free of anything but visible text.
///
/// Data is never a command (DESIGN promise 6): what is refused here can't reach a printer, a
/// terminal or a sealed entry.
public enum TextSafety {
  /// The text with blanks trimmed at its ends and runs of blanks inside folded into one space.
  ///
  /// Blanks are the Unicode space separators, U+3000 and U+00A0 among them. Refused, the first one
  /// found being named: C0, DEL and C1 controls (U+0000–001F, 007F–009F); bidirectional controls
  /// (U+061C, 200E–200F, 202A–202E, 2066–2069); every other sign of Unicode's class Cf, as
  /// zero-width (U+200B–200D, 2060, FEFF), soft hyphen and tags; U+2028 and 2029; noncharacters and
  /// U+FFFD, which is what Swift makes of unpaired or broken bytes. The length counts after
  /// folding.
  ///
  /// Emoji that are joined by U+200D are refused with it. An empty text is fine here: whether
  /// something must stand there is for the caller to say.
  public static func clean(
    _ text: String, maximumScalars: Int
  ) -> Result<String, TextFault> {
    var cleaned = String.UnicodeScalarView()
    var owesBlank = false
    var count = 0
    for scalar in text.unicodeScalars {
      if let fault = fault(of: scalar) { return .failure(fault) }
      if scalar.properties.generalCategory == .spaceSeparator {
        owesBlank = count > 0
        continue
      }
      if owesBlank { cleaned.append(" ") }
      cleaned.append(scalar)
      count += owesBlank ? 2 : 1
      owesBlank = false
      guard count <= maximumScalars else { return .failure(.tooLong(most: maximumScalars)) }
    }
    return .success(String(cleaned))
  }

  private static func fault(of scalar: Unicode.Scalar) -> TextFault? {
    // Most of what is typed: no look-up in Unicode's tables.
    if (0x20..<0x7F).contains(scalar.value) { return nil }
    if scalar == "\u{FFFD}" || scalar.properties.isNoncharacterCodePoint {
      return .damaged(scalar)
    }
    switch scalar.properties.generalCategory {
    case .control: return .control(scalar)
    case .lineSeparator, .paragraphSeparator: return .lineEnd(scalar)
    case .format: return turnsDirection(scalar) ? .direction(scalar) : .invisible(scalar)
    default: return nil
    }
  }

  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
