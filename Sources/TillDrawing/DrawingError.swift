/// Cairo, Pango or Zint could not draw.
public struct DrawingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The closed list of failures.
  public enum Code: String, Sendable, CaseIterable {
    /// The surface could not be made or finished: no memory, or larger than Cairo draws.
    case surface
    /// Pango could not start.
    case type
  }

  /// Which failure it is.
  public let code: Code
  /// What was being drawn.
  public let what: String
  /// What to do next.
  public let wayOn: String

  /// What is wrong.
  public var fault: String {
    switch code {
    case .surface: "Cairo can't draw it"
    case .type: "Pango can't start"
    }
  }
  /// `what: fault; way on`.
  public var description: String { "\(what): \(fault); \(wayOn)" }
}
