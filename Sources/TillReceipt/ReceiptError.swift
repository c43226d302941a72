/// Why a template, its data or a drawing was refused, and what to do about it.
///
/// One type for the module. `description` reads `file:line: what is wrong; how to mend it`, the
/// shape `till check` prints.
public struct ReceiptError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of refusals.
  public enum Code: String, Sendable, CaseIterable {
    /// A tag that is none of the four a template may use.
    case unknownTag = "unknown-tag"
    /// `{{` without its `}}`.
    case unclosedTag = "unclosed-tag"
    /// A name that is not letters, digits and `_`, joined by dots.
    case badName = "bad-name"
    /// A section without its end, or an end without its section.
    case unbalancedSection = "unbalanced-section"
    /// Sections nested deeper than `Template.deepestSection`.
    case tooDeep = "too-deep"
    /// The raw-command property in a template.
    case rawCommand = "raw-command"
    /// A tag meets a list, an object or a yes/no where text is wanted.
    case notText = "not-text"
    /// More markup than `Template.largestMarkupBytes`.
    case tooLarge = "too-large"
    /// Cairo, Pango or Zint could not draw.
    case drawing = "drawing"
  }

  /// Which refusal it is.
  public let code: Code
  /// The template's file name, or what was being drawn.
  public let place: String
  /// The line in the template, from 1; nil where there is none.
  public let line: Int?
  /// What is wrong, naming the thing.
  public let fault: String
  /// What to do next.
  public let wayOn: String

  init(_ code: Code, at place: String, line: Int? = nil, fault: String, wayOn: String) {
    self.code = code
    self.place = place
    self.line = line
    self.fault = fault
    self.wayOn = wayOn
  }

  /// `file:line: fault; way on`.
  public var description: String {
    "\(place)\(line.map { ":\($0)" } ?? ""): \(fault); \(wayOn)"
  }
}
