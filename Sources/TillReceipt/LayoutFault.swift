/// What of a document could not be put on the paper as it asks; the rest is laid out all the same.
///
/// `till check` tells these before a customer sees them; at the counter they are reported and the
/// paper comes out without.
public struct LayoutFault: Equatable, Sendable {
  /// The closed list of faults.
  public enum Kind: Equatable, Sendable {
    /// A stray brace: the line prints nothing.
    case line
    /// A property without a proper key or without a value: it counts for nothing.
    case property
    /// More columns than the paper holds, or a width of 0: these are left out.
    case columns(asked: Int, printed: Int)
    /// A column too narrow for a figure or a word that can't be divided: it is broken.
    case narrow(column: Int, widthColumns: Int, text: String)
    /// A code of wrong characters, length or check digit: nothing is printed.
    case code(kind: String, text: String)
    /// A code wider than the paper: printers leave it out.
    case wideCode(kind: String, text: String)
    /// No PNG, or one too large: nothing is printed.
    case picture(largestDots: Int)
  }

  /// More than these help nobody.
  static let mostKept = 50

  /// The line of the markup, from 1.
  public let line: Int
  /// What is wrong.
  public let kind: Kind

  /// A long text's beginning; the line is named anyhow.
  private static func shown(_ text: String) -> String {
    let most = 60
    return text.count > most ? text.prefix(most) + "…" : text
  }

  /// What is wrong and how to mend it, in one line.
  public var description: String {
    switch kind {
    case .line: "a stray { or }: the line prints nothing; write \\{ or \\}"
    case .property: "a property without a key or a value counts for nothing; write key:value"
    case .columns(let asked, let printed):
      "only \(printed) of \(asked) columns fit the paper; take columns out or give them widths"
    case .narrow(let column, let width, let text):
      "column \(column) is \(width) wide, too narrow for \(text); make it wider"
    case .code(let kind, let text):
      "\(Self.shown(text)) is no \(kind): wrong characters, length or check digit; mend it, or choose another"
    case .wideCode(let kind, let text):
      "the \(kind) of \(Self.shown(text)) is wider than the paper; make its bars narrower or its text shorter"
    case .picture(let largest):
      "the picture is no PNG or larger than \(largest) dots; make it smaller"
    }
  }
}
