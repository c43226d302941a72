import TestSupport
import Testing

@testable import TillCore

@Suite struct SharingTests {
  static let shares: [(total: Int64, weights: [Int64], outcome: [Int64])] = [
    (500, [1000, 1000], [250, 250]),
    (100, [1, 1, 1], [34, 33, 33]),
    (-100, [1, 1, 1], [-34, -33, -33]),
    (101, [1, 1, 1], [34, 34, 33]),
    (10, [1, 3], [3, 7]),
    (10, [3, 1], [8, 2]),
    (7, [0, 5, 0, 5], [0, 4, 0, 3]),
    (7, [0, 0], [7, 0]),
    (-7, [0, 0], [-7, 0]),
    (7, [-5, 5], [0, 7]),
    (0, [3, 4], [0, 0]),
    (0, [], []),
    (1_000_000_000_000, [1_000_000_000_000, 999_999_999_999], [500_000_000_000, 500_000_000_000]),
    (Int64.max, [Int64.max, Int64.max], [4_611_686_018_427_387_904, 4_611_686_018_427_387_903]),
  ]

  @Test(arguments: shares)
  func largestRemainder(total: Int64, weights: [Int64], outcome: [Int64]) {
    #expect(Allocation.share(total, weights: weights) == outcome)
  }

  @Test func sharesAddUpAndMirror() {
    var random = SeededGenerator.random()
    for _ in 0..<2_000 {
      let weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        Bool.random(using: &random) ? 0 : Int64.random(in: 0...100_000, using: &random)
      }
      let total = Int64.random(in: 0...1_000_000, using: &random)
      let shares = Allocation.share(total, weights: weights)
      #expect(shares.reduce(0, +) == total, "\(total) over \(weights) \(random)")
      #expect(Allocation.share(-total, weights: weights) == shares.map { -$0 }, "\(random)")
      guard weights.reduce(0, +) >= total else { continue }
      #expect(
        zip(shares, weights).allSatisfy { $0 >= 0 && $0 <= $1 },
        "more off a line than it costs: \(total) over \(weights) \(random)")
    }
  }

  static let splits: [(totalMinor: Int64, pieces: Int64, outcome: String)] = [
    (2500, 3, "2 × 833 + 1 × 834"),
    (2600, 3, "1 × 866 + 2 × 867"),
    (2400, 3, "3 × 800"),
    (1, 3, "2 × 0 + 1 × 1"),
    (0, 3, "3 × 0"),
    (-2500, 3, "2 × -833 + 1 × -834"),
    (2500, 1, "1 × 2500"),
    (2500, 0, ""),
  ]

  @Test(arguments: splits)
  func lineSplit(totalMinor: Int64, pieces: Int64, outcome: String) {
    let parts = UnitSplit.split(totalMinor: totalMinor, pieces: pieces)
    #expect(parts.map { "\($0.pieces) × \($0.unitMinor)" }.joined(separator: " + ") == outcome)
  }

  @Test func splitsKeepAmountAndPieces() {
    var random = SeededGenerator.random()
    for _ in 0..<1_000 {
      let total = Int64.random(in: -100_000...100_000, using: &random)
      let pieces = Int64.random(in: 1...500, using: &random)
      let parts = UnitSplit.split(totalMinor: total, pieces: pieces)
      #expect(parts.reduce(0) { $0 + $1.pieces * $1.unitMinor } == total, "\(random)")
      #expect(parts.reduce(0) { $0 + $1.pieces } == pieces, "\(random)")
      #expect(parts.count <= 2 && parts.allSatisfy { $0.pieces > 0 }, "\(random)")
    }
  }

  static let cashSums: [(amountMinor: Int64, stepMinor: Int64, outcome: Int64)] = [
    (1232, 5, 1230), (1233, 5, 1235), (1235, 10, 1240), (-1235, 10, -1240), (1234, 10, 1230),
    (-1232, 5, -1230), (-1233, 5, -1235), (150, 100, 200), (149, 100, 100), (-150, 100, -200),
    (1233, 1, 1233), (1233, 0, 1233), (2, 5, 0), (-2, 5, 0), (0, 5, 0),
  ]

  @Test(arguments: cashSums)
  func cashRounding(amountMinor: Int64, stepMinor: Int64, outcome: Int64) {
    #expect(CashRounding.rounded(amountMinor, stepMinor: stepMinor) == outcome)
  }
}
