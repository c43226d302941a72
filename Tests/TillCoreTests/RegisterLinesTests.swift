import TestSupport
import Testing

@testable import TillCore

/// Introducing: what a scan does, what may still change, and what `undo` takes back.
@Suite struct RegisterLinesTests {
  @Test("a line keeps of its article what its entry can give back")
  func articleAsSold() {
    var counter = Counter()
    counter.must(.scan(.noodles))
    #expect(counter.sale.lines.map(\.article.barcodes) == [[]])
  }

  static let secondScans: [(before: [Command], scan: Command, outcome: String)] = [
    ([.scan(.water)], .scan(.water), "2"),
    ([.scan(.water, pieces: 3)], .scan(.water, pieces: 4), "7"),
    ([.scan(.water), .scan(.pen)], .scan(.water), "2 1"),
    ([.scan(.water), .setPrice(line: 1, unitPriceMinor: 250)], .scan(.water), "1 1"),
    ([.scan(.water), .less(percent: 5)], .scan(.water), "1 1"),
    ([.scan(.water), .less(sum: 10)], .scan(.water), "1 1"),
    ([.scan(.water), .lessAll(percent: 5)], .scan(.water), "2"),
    ([.scan(.water), .note(line: 1, "cold")], .scan(.water), "1 1"),
    ([.scan(.water), .serial(line: 1, "S")], .scan(.water), "1 1"),
    ([.scan(.water), .drop(line: 1)], .scan(.water), "1× 1"),
    ([.scan(.water), .drop(line: 1), .undo], .scan(.water), "2"),
    ([.scan(.crate)], .scan(.crate, pieces: -2), "1 -2"),
    ([.scan(.crate, pieces: -2)], .scan(.crate, pieces: -1), "-3"),
    ([.scan(.apples, Quantity(thousandths: 755))], .scan(.apples, .one), "0.755 1"),
    ([.scan(.repair, price: 5000)], .scan(.repair, price: 5000), "2"),
    ([.scan(.repair, price: 5000)], .scan(.repair, price: 6000), "1 1"),
    ([.scan(.water, label: 180)], .scan(.water), "1 1"),
    ([.scan(.water)], .scan(.water, label: 180), "1 1"),
  ]

  @Test("rule 6: a second scan joins the line it is the same as", arguments: secondScans)
  func secondScan(before: [Command], scan: Command, outcome: String) {
    var counter = Counter()
    counter.must(before)
    counter.must(scan)
    let lines = counter.sale.lines.map { $0.quantity.description + ($0.isDropped ? "×" : "") }
    #expect(lines.joined(separator: " ") == outcome)
  }

  @Test("rule 6: a return and a scan of the same article stay two lines")
  func returnNeverJoins() {
    var counter = Counter(signedOn: .manager)
    counter.must([.scan(.water), .cash])
    counter.must(.giveBack(counter.sale, line: 1))
    counter.must(.scan(.water))
    #expect(counter.sale.lines.map(\.quantity) == [-.one, .one])
  }

  static let changes: [Command] = [
    .scan(.water), .scan(.noodles), .setQuantity(line: 1, Quantity(5)),
    .setPrice(line: 1, unitPriceMinor: 9000), .drop(line: 1), .note(line: 1, "gift"),
    .serial(line: 1, "S9"), .less(percent: 7), .less(sum: 33), .lessAll(percent: 3),
    .lessAll(sum: 40), .roundDown, .nameCustomer(ContactReference(id: 3, digest: "x")),
  ]

  @Test("undo gives back what stood before", arguments: changes)
  func undoEach(change: Command) {
    var counter = Counter()
    counter.must([.scan(.noodles, pieces: 2), .scan(.pen)])
    let before = counter.sale
    counter.must(change)
    #expect(counter.sale != before)
    counter.must(.undo)
    #expect(RegisterLinesTests.standing(counter.sale) == RegisterLinesTests.standing(before))
    #expect(counter.sale.lines.count >= before.lines.count, "a number never moves")
  }

  @Test("undo takes back everything, one by one, then says there is nothing")
  func undoAll() {
    var random = SeededGenerator.random()
    for _ in 0..<40 {
      var counter = Counter()
      counter.must([.scan(.noodles, pieces: 2)])
      var stood = [RegisterLinesTests.standing(counter.sale)]
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        guard let change = RegisterLinesTests.changes.randomElement(using: &random) else { break }
        guard case .done = counter.send(change) else { continue }
        stood.append(RegisterLinesTests.standing(counter.sale))
      }
      while stood.popLast() != nil {
        counter.must(.undo)
        #expect(stood.last == nil || RegisterLinesTests.standing(counter.sale) == stood.last)
      }
      #expect(counter.send(.undo).refusal == .nothingToUndo, "\(random)")
      #expect(counter.sale.standingLines.isEmpty, "\(random)")
    }
  }

  /// What a customer would see of a sale: dropped lines are out of sight.
  private static func standing(_ sale: Sale) -> [String] {
    sale.standingLines.map { "\($0)" }
      + ["\(sale.percentOff as Any)", "\(sale.sumsOff)", "\(sale.customer as Any)"]
  }

  @Test("drop keeps the numbers: the next line takes the next one")
  func numbersStay() {
    var counter = Counter()
    counter.must([.scan(.water), .scan(.pen), .drop(line: 1), .scan(.book)])
    #expect(counter.sale.standingLines.map(\.number) == [2, 3])
    #expect(counter.send(.drop(line: 1)).refusal == .droppedLine(1))
    #expect(counter.send(.drop(line: 4)).refusal == .unknownLine(4))
    #expect(counter.send(.drop(line: 0)).refusal == .unknownLine(0))
    counter.must([.drop(line: nil), .drop(line: nil)])
    #expect(counter.send(.drop(line: nil)).refusal == .saleEmpty)
  }
}
