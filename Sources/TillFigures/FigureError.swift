import TillDrawing

/// A page of figures could not be drawn.
public struct FigureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was drawn, what is wrong and the way on.
  public let description: String

  init(_ error: DrawingError) { description = error.description }
}
