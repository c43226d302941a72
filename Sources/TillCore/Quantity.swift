/// How much of an article: thousandths of its unit, so 0.755 kg and 3 pieces are both exact.
public struct Quantity: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let thousandths: Int64

  public init(thousandths: Int64) { self.thousandths = thousandths }
  public init(_ pieces: Int) { thousandths = Int64(pieces) * 1000 }

  public static let zero = Quantity(thousandths: 0)
  public static let one = Quantity(1)

  public var isWhole: Bool { thousandths % 1000 == 0 }
  public var isNegative: Bool { thousandths < 0 }
  public var magnitude: Quantity { Quantity(thousandths: abs(thousandths)) }

  /// Whether `other` is nearer to nothing, or beyond it: something was taken out of a line.
  public func isLessened(to other: Quantity) -> Bool {
    isNegative ? other > self : other < self
  }

  public static func < (left: Quantity, right: Quantity) -> Bool {
    left.thousandths < right.thousandths
  }
  public static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(thousandths: left.thousandths + right.thousandths)
  }
  public static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(thousandths: left.thousandths - right.thousandths)
  }
  public static prefix func - (value: Quantity) -> Quantity {
    Quantity(thousandths: -value.thousandths)
  }
  public static func += (left: inout Quantity, right: Quantity) { left = left + right }

  /// Figures without needless zeros: `3`, `0.755`, `-2`.
  public var description: String {
    var text = FixedPoint.text(thousandths, digits: 3)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

/// A rate in basis points: 13 % is 1300.
public struct Rate: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let basisPoints: Int64

  public init(basisPoints: Int64) { self.basisPoints = basisPoints }

  public static let zero = Rate(basisPoints: 0)
  public static let whole = Rate(basisPoints: 10_000)

  public static func < (left: Rate, right: Rate) -> Bool { left.basisPoints < right.basisPoints }

  /// Per cent without needless zeros: `13`, `8.5`, `0`.
  public var description: String {
    var text = FixedPoint.text(basisPoints, digits: 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
