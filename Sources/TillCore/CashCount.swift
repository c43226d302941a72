/// Notes and coins, counted by denomination (C2): what a customer handed over, what makes the
/// change, what lies in a drawer.
///
/// Kept in one form only — largest denomination first, none twice, none with zero pieces — so two
/// counts of the same pieces are equal and print alike. A difference may hold negative pieces.
public struct CashCount: Hashable, Sendable {
  /// So many pieces of one denomination.
  public struct Pieces: Hashable, Sendable {
    /// Value of one piece in minor units, above zero.
    public let denominationMinor: Int64
    /// How many; negative only in the difference of two counts.
    public let pieces: Int

    /// Both are taken as they are; the limits are for whoever reads them in.
    public init(denominationMinor: Int64, pieces: Int) {
      self.denominationMinor = denominationMinor
      self.pieces = pieces
    }

    /// What these pieces are worth together, in minor units.
    public var valueMinor: Int64 { denominationMinor * Int64(pieces) }
  }

  /// Largest denomination first; no denomination twice, none with zero pieces.
  public private(set) var pieces: [Pieces]

  /// No notes and no coins.
  public static let none = CashCount([])

  /// Brings pieces in any order, denominations repeated or not, into the one form.
  public init(_ pieces: [Pieces]) {
    let largestFirst = pieces.sorted { $0.denominationMinor > $1.denominationMinor }
    var merged: [Pieces] = []
    for next in largestFirst {
      guard let last = merged.last, last.denominationMinor == next.denominationMinor else {
        merged.append(next)
        continue
      }
      merged[merged.count - 1] = Pieces(
        denominationMinor: next.denominationMinor, pieces: last.pieces + next.pieces)
    }
    self.pieces = merged.filter { $0.pieces != 0 }
  }

  /// Whether there is nothing at all.
  public var isEmpty: Bool { pieces.isEmpty }

  /// Whether some denomination stands below zero: more was taken out than was there.
  public var hasNegativePieces: Bool { pieces.contains { $0.pieces < 0 } }

  /// How many notes and coins there are in all.
  public var pieceCount: Int { pieces.reduce(0) { $0 + $1.pieces } }

  /// How many pieces of one denomination there are.
  public func count(of denominationMinor: Int64) -> Int {
    pieces.first { $0.denominationMinor == denominationMinor }?.pieces ?? 0
  }

  /// What the pieces are worth in minor units.
  public var totalMinor: Int64 { pieces.reduce(0) { $0 + $1.valueMinor } }

  /// What the pieces are worth.
  public func total(_ currency: Currency) -> Money { Money(minor: totalMinor, currency) }

  /// Both counts together.
  public static func + (left: CashCount, right: CashCount) -> CashCount {
    CashCount(left.pieces + right.pieces)
  }

  /// The same pieces the other way round.
  public static prefix func - (value: CashCount) -> CashCount {
    CashCount(
      value.pieces.map {
        Pieces(denominationMinor: $0.denominationMinor, pieces: -$0.pieces)
      })
  }

  /// What is left; denominations that weren't there go below zero.
  public static func - (left: CashCount, right: CashCount) -> CashCount { left + -right }
  /// Puts pieces to the count.
  public static func += (left: inout CashCount, right: CashCount) { left = left + right }
  /// Takes pieces from the count, below zero if need be.
  public static func -= (left: inout CashCount, right: CashCount) { left = left - right }

  /// `20x1 + 10x1 + 0.5x3`, largest first; `0` when there is nothing. `parse` reads it back.
  public func text(currency: Currency) -> String {
    guard !isEmpty else { return "0" }
    return pieces.map {
      CashCount.text(denominationMinor: $0.denominationMinor, currency: currency)
        + "x" + String($0.pieces)
    }.joined(separator: " + ")
  }

  /// A denomination without needless zeros: `100`, `0.5`.
  public static func text(denominationMinor: Int64, currency: Currency) -> String {
    var text = FixedPoint.text(denominationMinor, digits: currency.digits)
    guard currency.digits > 0 else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
