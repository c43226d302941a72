/// Finds the notes and coins that make an amount exactly (C4: change comes from what is there).
public enum ChangeMaker {
  /// Most steps taken for one amount. Everyday drawers need tens; a drawer built to be hard stops
  /// here, after some hundredths of a second, with the best answer found so far.
  public static let mostSteps = 100_000

  /// The fewest pieces out of `available` that make the amount; of equals, the larger pieces.
  ///
  /// Taking the largest first isn't enough: 60 from 50×1 and 20×3 is 20×3.
  ///
  /// - Returns: nil when no pieces make it, when the amount is negative, or when `mostSteps` were
  ///   taken without finding any.
  public static func change(of amountMinor: Int64, from available: CashCount) -> CashCount? {
    search(amountMinor, available.pieces.filter { $0.pieces > 0 && $0.denominationMinor > 0 })
  }

  /// The fewest pieces that make an amount when there are enough of each denomination.
  ///
  /// The pieces may be more than `Limits.piecesPerDenomination`; whoever books them looks.
  ///
  /// - Returns: nil when the denominations can't make it (0.03 with nothing below 0.05).
  public static func fewest(_ amountMinor: Int64, denominationsMinor: [Int64]) -> CashCount? {
    guard amountMinor >= 0 else { return nil }
    let distinct = Set(denominationsMinor.filter { $0 > 0 })
    let plenty = CashCount(
      distinct.map {
        CashCount.Pieces(denominationMinor: $0, pieces: Int(amountMinor / $0))
      })
    return search(amountMinor, plenty.pieces)
  }

  private static func search(_ amountMinor: Int64, _ stock: [CashCount.Pieces]) -> CashCount? {
    guard amountMinor >= 0 else { return nil }
    guard amountMinor > 0 else { return CashCount.none }
    var search = Search(stock)
    search.explore(from: 0, remaining: amountMinor, used: 0)
    return search.best.map { best in
      CashCount(
        zip(stock, best).map {
          CashCount.Pieces(denominationMinor: $0.denominationMinor, pieces: Int($1))
        })
    }
  }

  /// Branch and bound, denomination by denomination, most pieces first: so the first answer of a
  /// size is the one with the larger pieces, and only fewer pieces can replace it.
  private struct Search {
    private struct State: Hashable {
      let index: Int
      let remaining: Int64
    }

    private let stock: [CashCount.Pieces]
    /// What the denominations from an index on are worth together; 128 bits, as plenty is much.
    private let worth: [Int128]
    /// Greatest common divisor of the denominations from an index on.
    private let divisor: [Int64]
    private var taken: [Int64]
    /// Fewest pieces that had been used when a state was reached before.
    private var reached: [State: Int64] = [:]
    private var steps = 0
    private var bestUsed = Int64.max
    private(set) var best: [Int64]?

    init(_ stock: [CashCount.Pieces]) {
      self.stock = stock
      var worth: [Int128] = [0]
      var divisor: [Int64] = [0]
      for pieces in stock.reversed() {
        worth.append(
          worth[worth.count - 1] + Int128(pieces.denominationMinor) * Int128(pieces.pieces))
        divisor.append(
          Search.commonDivisor(divisor[divisor.count - 1], pieces.denominationMinor))
      }
      self.worth = worth.reversed()
      self.divisor = divisor.reversed()
      taken = Array(repeating: 0, count: stock.count)
    }

    mutating func explore(from index: Int, remaining: Int64, used: Int64) {
      steps += 1
      if remaining == 0 {
        if used < bestUsed {
          bestUsed = used
          best = taken
        }
        return
      }
      guard index < stock.count, Int128(remaining) <= worth[index],
        remaining % divisor[index] == 0
      else { return }
      // Reached before with no more pieces: whatever lies beyond was found, or can't be better.
      let state = State(index: index, remaining: remaining)
      if let before = reached[state], before <= used { return }
      reached[state] = used

      let denomination = stock[index].denominationMinor
      var pieces = min(Int64(stock[index].pieces), remaining / denomination)
      while pieces >= 0, steps < ChangeMaker.mostSteps {
        let rest = remaining - pieces * denomination
        // Fewer of this denomination would leave more than all smaller pieces are worth.
        guard Int128(rest) <= worth[index + 1] else { break }
        guard used + pieces + leastPieces(for: rest, from: index + 1) < bestUsed else { break }
        taken[index] = pieces
        explore(from: index + 1, remaining: rest, used: used + pieces)
        pieces -= 1
      }
      taken[index] = 0
    }

    /// No answer for `rest` has fewer pieces than this: all of the largest denomination left.
    private func leastPieces(for rest: Int64, from index: Int) -> Int64 {
      guard rest > 0, index < stock.count else { return 0 }
      let denomination = stock[index].denominationMinor
      return rest / denomination + (rest % denomination == 0 ? 0 : 1)
    }

    private static func commonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
      var (left, right) = (left, right)
      while right != 0 { (left, right) = (right, left % right) }
      return left
    }
  }
}
