/// A line beside its folded twin: full-width signs, digits and letters as their plain ones.
///
/// Folding swaps one scalar for one scalar, so an offset means the same place in both, and what
/// was typed can be had back for any part that turns out to be a TEXT (COUNTER rule 4).
struct FoldedLine: Hashable, Sendable {
  /// As typed.
  let original: [Unicode.Scalar]
  /// For reading; as long as `original`.
  let folded: [Unicode.Scalar]

  init(_ line: String) {
    original = Array(line.unicodeScalars)
    folded = original.map(Self.twin)
  }

  /// What was typed between two offsets.
  func typed(_ range: Range<Int>) -> String { Self.text(original[range]) }

  /// The folded text between two offsets.
  func plain(_ range: Range<Int>) -> String { Self.text(folded[range]) }

  /// The text with full-width signs as their plain twins.
  static func fold(_ text: String) -> String { Self.text(text.unicodeScalars.map(twin)) }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func twin(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    // The full-width block lies 0xFEE0 above ASCII, from ! to ~.
    case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case "\u{3000}", "\u{00A0}": " "
    case "×": "*"
    case "￥": "¥"
    case "￡": "£"
    case "−": "-"
    // What the keys . and " give while a Chinese input method is on.
    case "。": "."
    case "“", "”": "\""
    default: scalar
    }
  }
}
