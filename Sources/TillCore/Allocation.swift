/// Shares a sum over lines so that the shares add up to it (A4: for tax, reports and returns).
public enum Allocation {
  /// Shares by largest remainder: each line gets its proportion rounded down, and the minor units
  /// left over go one each to the largest remainders, the earlier line first when they are equal.
  ///
  /// A negative total is shared as its mirror image. A weight of zero gets nothing, a negative one
  /// counts as zero: a returned line bears no part of the sale's discount. When no line weighs
  /// anything the first takes all. No share is larger than its weight when the total isn't larger
  /// than all weights together.
  ///
  /// There must be a line to take it: a total other than zero without any line traps.
  public static func share(_ totalMinor: Int64, weights: [Int64]) -> [Int64] {
    precondition(!weights.isEmpty || totalMinor == 0, "a sum was shared over no lines")
    let loads = weights.map { Int128(max($0, 0)) }
    let allLoads = loads.reduce(0, +)
    guard allLoads > 0 else {
      return weights.indices.map { $0 == 0 ? totalMinor : 0 }
    }
    let magnitude = Int128(totalMinor.magnitude)
    var shares = loads.map { magnitude * $0 / allLoads }
    let left = Int(magnitude - shares.reduce(0, +))
    let remainders = loads.map { magnitude * $0 % allLoads }
    let inOrder = weights.indices.sorted {
      remainders[$0] != remainders[$1] ? remainders[$0] > remainders[$1] : $0 < $1
    }
    for index in inOrder.prefix(left) { shares[index] += 1 }
    return shares.map { Int64(totalMinor < 0 ? -$0 : $0) }
  }
}

/// Splits a line whose amount its pieces can't share evenly, so that amount = quantity × unit price
/// holds on every line (A4): 25.00 for 3 is 2 × 8.33 + 1 × 8.34.
public enum UnitSplit {
  /// Pieces that share one unit price.
  public struct Part: Hashable, Sendable {
    /// How many, above zero.
    public let pieces: Int64
    /// Price of one piece in minor units.
    public let unitMinor: Int64

    /// Both are taken as they are.
    public init(pieces: Int64, unitMinor: Int64) {
      self.pieces = pieces
      self.unitMinor = unitMinor
    }
  }

  /// One part when the pieces share the total evenly, else two, the smaller price first; a negative
  /// total is split as its mirror image. No parts for fewer than one piece.
  public static func split(totalMinor: Int64, pieces: Int64) -> [Part] {
    guard pieces > 0 else { return [] }
    let unit = totalMinor / pieces
    let dearer = abs(totalMinor % pieces)
    let cheaper = Part(pieces: pieces - dearer, unitMinor: unit)
    guard dearer > 0 else { return [cheaper] }
    return [cheaper, Part(pieces: dearer, unitMinor: unit + totalMinor.signum())]
  }
}
