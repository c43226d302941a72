/// Bytes no printer of this shape would print as they were meant, or paper that can't be drawn.
public struct PreviewError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of failures.
  public enum Code: String, Sendable, CaseIterable {
    /// A byte that begins no command and is no character.
    case unknown
    /// The stream ends inside a command or a character.
    case cutOff
    /// An argument out of the command's range.
    case argument
    /// Data its barcode or QR code can't hold.
    case data
    /// Bytes that are no character of the page or font in force.
    case character
    /// A command a printer heeds only where no line has begun.
    case midLine
    /// Characters that were never followed by a line's end.
    case unprinted
    /// What this printer hasn't: a knife, Chinese, that code page.
    case lacking
    /// Cairo, Pango or Zint could not draw the paper.
    case drawing
  }

  /// Which failure it is.
  public let code: Code
  /// Where the command or character begins, from 0; nil when no byte is at fault.
  public let offset: Int?
  /// The command or the character, and what is wrong with it.
  public let what: String

  init(_ code: Code, at offset: Int? = nil, _ what: String) {
    self.code = code
    self.offset = offset
    self.what = what
  }

  /// `byte 12: what`.
  public var description: String { offset.map { "byte \($0): \(what)" } ?? what }
}
