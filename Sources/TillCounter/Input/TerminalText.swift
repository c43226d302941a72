import Glibc

/// Text on its way to a terminal.
public enum TerminalText {
  /// The text without anything that could drive a terminal or turn its letters around.
  ///
  /// Line ends and TAB become blanks; control characters and invisible format characters (bidi
  /// controls, zero-width blanks, tags) are dropped. The joiners stay: scripts need them.
  public static func safe(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t"..."\r", "\u{85}": safe.append(" ")
      case "\u{200C}", "\u{200D}": safe.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format: continue
        case .lineSeparator, .paragraphSeparator: safe.append(" ")
        default: safe.append(scalar)
        }
      }
    }
    return String(safe)
  }

  /// How a text may stand out.
  public enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  /// Whether what is written to `descriptor` may be coloured: a terminal, not a dumb one, and the
  /// person hasn't said `NO_COLOR`.
  public static func allowsColour(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, getenv("NO_COLOR") == nil, let kind = getenv("TERM") else {
      return false
    }
    return strcmp(kind, "dumb") != 0 && strlen(kind) > 0
  }

  /// The text in a style, made safe first; plain where colour isn't allowed.
  public static func styled(_ text: String, _ style: Style, isColoured: Bool) -> String {
    isColoured ? "\u{1B}[\(style.rawValue)m\(safe(text))\u{1B}[0m" : safe(text)
  }

  /// A prompt with each colour between two marks, so that the editor knows it takes no room.
  ///
  /// Only colours (`ESC [ … m`) pass; every other control character is dropped. libedit forgets a
  /// colour with nothing behind it, so a blank goes last: the one before the colour, or a new one.
  static func prompt(_ text: String, mark: Unicode.Scalar) -> String {
    let scalars = Array(text.unicodeScalars)
    var pieces: [(text: String, isColour: Bool)] = []
    var offset = 0
    while offset < scalars.count {
      if let end = colourEnd(in: scalars, from: offset) {
        let colour = scalars[offset..<end].map(String.init).joined()
        pieces.append(("\(mark)\(colour)\(mark)", true))
        offset = end
      } else {
        pieces.append((safe(String(scalars[offset])), false))
        offset += 1
      }
    }
    if pieces.last?.isColour == true {
      let blank = pieces.lastIndex { !$0.isColour && !$0.text.isEmpty }
      if let blank, pieces[blank].text == " " { pieces.remove(at: blank) }
      pieces.append((" ", false))
    }
    return pieces.map(\.text).joined()
  }

  private static func colourEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard scalars[start...].starts(with: ["\u{1B}", "["]) else { return nil }
    let end = scalars[(start + 2)...].firstIndex { !("0"..."9").contains($0) && $0 != ";" }
    guard let end, scalars[end] == "m" else { return nil }
    return end + 1
  }
}
