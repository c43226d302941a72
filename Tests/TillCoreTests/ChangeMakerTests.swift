import TestSupport
import Testing

@testable import TillCore

@Suite struct ChangeMakerTests {
  static let drawers: [(amountMinor: Int64, drawer: [Int64: Int], outcome: String)] = [
    (3100, [10000: 2, 2000: 5, 1000: 5, 100: 9], "20x1 + 10x1 + 1x1"),
    (6000, [5000: 1, 2000: 3], "20x3"),
    (6000, [5000: 1, 2000: 2], "can't"),
    (3650, [2000: 1, 1000: 1, 500: 1, 100: 1, 50: 1], "20x1 + 10x1 + 5x1 + 1x1 + 0.5x1"),
    (10000, [5000: 1, 2000: 5, 500: 9], "50x1 + 20x2 + 5x2"),
    (10000, [5000: 1, 2000: 5, 100: 99], "20x5"),
    (10000, [5000: 2, 2000: 5], "50x2"),
    (3000, [2000: 1, 1500: 2, 1000: 1], "20x1 + 10x1"),
    (3, [5: 10, 100: 10], "can't"),
    (100, [10000: 1], "can't"),
    (100, [:], "can't"),
    (0, [:], "0"),
    (0, [100: 5], "0"),
    (-100, [100: 5], "can't"),
    (100, [100: -1, 50: 2], "0.5x2"),
  ]

  @Test(arguments: drawers)
  func changeFromADrawer(amountMinor: Int64, drawer: [Int64: Int], outcome: String) {
    let change = ChangeMaker.change(of: amountMinor, from: counted(drawer))
    #expect((change?.text(currency: .cny) ?? "can't") == outcome)
  }

  static let assumed: [(amountMinor: Int64, denominationsMinor: [Int64], outcome: String)] = [
    (10000, Currency.cny.usualDenominationsMinor, "100x1"),
    (
      18888, Currency.cny.usualDenominationsMinor,
      "100x1 + 50x1 + 20x1 + 10x1 + 5x1 + 1x3 + 0.5x1 + 0.1x3 + 0.05x1 + 0.02x1 + 0.01x1"
    ),
    (6, [4, 3, 1], "0.03x2"),
    (3, [100, 5], "can't"),
    (1_000_000_000_000, [10000, 5000], "100x100000000"),
    (0, [], "0"),
    (1, [], "can't"),
  ]

  @Test(arguments: assumed)
  func fewestPieces(amountMinor: Int64, denominationsMinor: [Int64], outcome: String) {
    let pieces = ChangeMaker.fewest(amountMinor, denominationsMinor: denominationsMinor)
    #expect((pieces?.text(currency: .cny) ?? "can't") == outcome)
  }

  @Test func exactFewestAndLargestFirstAsBruteForceFindsThem() {
    var random = SeededGenerator.random()
    let faces: [Int64] = [100, 75, 50, 30, 25, 20, 10, 7, 5, 4, 3, 2, 1]
    for _ in 0..<2_000 {
      let stock = faces.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
        .sorted(by: >).map { ($0, Int.random(in: 0...4, using: &random)) }
      let amount = Int64.random(in: 0...300, using: &random)
      let drawer = CashCount(
        stock.map { CashCount.Pieces(denominationMinor: $0.0, pieces: $0.1) })
      let expected = bruteForce(amount, stock[...])?.taken
      let found = ChangeMaker.change(of: amount, from: drawer)
      let expectedCount = expected.map { taken in
        CashCount(zip(stock, taken).map { .init(denominationMinor: $0.0, pieces: $1) })
      }
      #expect(found == expectedCount, "\(amount) from \(stock) \(random)")
    }
  }

  /// Tries everything; of equal numbers of pieces keeps the one met first, largest pieces first.
  private func bruteForce(
    _ amount: Int64, _ stock: ArraySlice<(Int64, Int)>
  ) -> (used: Int, taken: [Int])? {
    guard let (face, most) = stock.first else { return amount == 0 ? (0, []) : nil }
    var best: (used: Int, taken: [Int])?
    for pieces in (0...most).reversed() where Int64(pieces) * face <= amount {
      let rest = bruteForce(amount - Int64(pieces) * face, stock.dropFirst())
      guard let rest, rest.used + pieces < best?.used ?? Int.max else { continue }
      best = (rest.used + pieces, [pieces] + rest.taken)
    }
    return best
  }

  @Test func aHardDrawerEndsSoon() {
    // Large pieces that leave no way to the last fen; without a bound this is looked at for hours.
    let drawer = counted([9973: 900, 9967: 900, 9949: 900, 9941: 900, 9931: 900, 9929: 900])
    let started = ContinuousClock.now
    _ = ChangeMaker.change(of: 31_415_927, from: drawer)
    #expect(ContinuousClock.now - started < .seconds(5))
  }
}
