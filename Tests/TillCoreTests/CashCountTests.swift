import TestSupport
import Testing

@testable import TillCore

@Suite struct CashCountTests {
  static let typed: [(words: String, outcome: String)] = [
    ("100x2 50 0.5x3", "100x2 + 50x1 + 0.5x3"),
    ("0.5x3 50 100x2", "100x2 + 50x1 + 0.5x3"),
    ("50 50 50x3", "50x5"),
    ("100X2 50×1 20*3", "100x2 + 50x1 + 20x3"),
    ("¥100x2 ￥50 20元 5元x2", "100x2 + 50x1 + 20x1 + 5x2"),
    ("0.50x3 100.00", "100x1 + 0.5x3"),
    ("20x1 + 10x1 + 1x1", "20x1 + 10x1 + 1x1"),
    ("100x99999", "100x99999"),
    ("100x0001", "100x1"),
    ("0", "0"),
    ("30", "! unknown 30"),
    ("0.005x2", "! not a count: 0.005x2"),
    ("0 50", "! unknown 0"),
    ("50x0", "! none: 50x0"),
    ("100x100000", "! too many: 100x100000"),
    ("100x99999 100", "! too many: 100"),
    ("100x99999999999999999999999", "! too many: 100x99999999999999999999999"),
    ("99999999999999999999", "! not a count: 99999999999999999999"),
    ("100x-1", "! not a count: 100x-1"),
    ("-100", "! not a count: -100"),
    ("100x+2", "! not a count: 100x+2"),
    ("100x2x3", "! not a count: 100x2x3"),
    ("x2", "! not a count: x2"),
    ("100x", "! not a count: 100x"),
    ("+ 100", "! not a count: +"),
    ("100 +", "! not a count: 100"),
    ("¥", "! not a count: ¥"),
    ("fifty", "! not a count: fifty"),
    ("", "! not a count: "),
  ]

  @Test(arguments: typed)
  func typedCounts(words: String, outcome: String) {
    let result = CashCount.parse(
      words: words.split(separator: " "), currency: .cny,
      denominationsMinor: Currency.cny.usualDenominationsMinor)
    #expect(CashCountTests.described(result) == outcome)
  }

  static func described(_ result: Result<CashCount, CashCountFault>) -> String {
    switch result {
    case .success(let count): count.text(currency: .cny)
    case .failure(.notACount(let word)): "! not a count: \(word)"
    case .failure(.unknownDenomination(let word, _)): "! unknown \(word)"
    case .failure(.noPieces(let word)): "! none: \(word)"
    case .failure(.tooManyPieces(let word, _)): "! too many: \(word)"
    }
  }

  @Test func unknownPieceNamesThoseTheShopTakes() {
    let result = CashCount.parse(
      words: ["30"], currency: .cny, denominationsMinor: [100, 5000, 2000])
    #expect(result == .failure(.unknownDenomination(word: "30", known: [5000, 2000, 100])))
  }

  static let currencies: [(currency: Currency, minor: Int64, outcome: String)] = [
    (.cny, 10000, "100x1"), (.cny, 50, "0.5x1"), (.cny, 1, "0.01x1"), (.cny, 1000, "10x1"),
    (.jpy, 1000, "1000x1"), (.jpy, 1, "1x1"), (.kwd, 250, "0.25x1"), (.kwd, 20000, "20x1"),
  ]

  @Test(arguments: currencies)
  func denominationsWithoutNeedlessZeros(currency: Currency, minor: Int64, outcome: String) {
    #expect(counted([minor: 1]).text(currency: currency) == outcome)
  }

  @Test func sumsAndDifferences() {
    let handed = counted([10000: 2, 5000: 1])
    let change = counted([5000: 1, 2000: 2])
    #expect((handed + change).text(currency: .cny) == "100x2 + 50x2 + 20x2")
    #expect((handed - change).text(currency: .cny) == "100x2 + 20x-2")
    #expect((handed - change).hasNegativePieces)
    #expect((handed - change).total(.cny) == Money(minor: 16000, .cny))
    #expect((handed - handed).isEmpty)
    #expect(handed - handed == CashCount.none)
    #expect(handed.pieceCount == 3)
    #expect(handed.count(of: 10000) == 2)
    #expect(handed.count(of: 100) == 0)
  }

  @Test func equalPiecesAreEqualCounts() {
    let apart = CashCount([
      .init(denominationMinor: 100, pieces: 1), .init(denominationMinor: 5000, pieces: 2),
      .init(denominationMinor: 100, pieces: 2), .init(denominationMinor: 10, pieces: 0),
    ])
    #expect(apart == counted([5000: 2, 100: 3]))
    #expect(apart.hashValue == counted([5000: 2, 100: 3]).hashValue)
  }

  @Test func whatIsPrintedCanBeTyped() {
    var random = SeededGenerator.random()
    let currencies: [Currency] = [.cny, .jpy, .kwd, .gbp]
    for _ in 0..<500 {
      guard let currency = currencies.randomElement(using: &random) else { continue }
      let denominations = currency.usualDenominationsMinor
      let count = CashCount(
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          CashCount.Pieces(
            denominationMinor: denominations.randomElement(using: &random) ?? 1,
            pieces: Int.random(in: 1...99, using: &random))
        })
      let text = count.text(currency: currency)
      let read = CashCount.parse(
        words: text.split(separator: " "), currency: currency, denominationsMinor: denominations)
      #expect(read == .success(count), "\(text) \(random)")
    }
  }
}

/// A count from denominations in minor units and their pieces.
func counted(_ pieces: [Int64: Int]) -> CashCount {
  CashCount(pieces.map { CashCount.Pieces(denominationMinor: $0.key, pieces: $0.value) })
}
