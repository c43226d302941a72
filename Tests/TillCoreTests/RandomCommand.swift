import TestSupport

@testable import TillCore

/// Commands a hurried cashier might type, good and bad ones.
enum RandomCommand {
  static func introducing(
    _ random: inout SeededGenerator, returning bought: Sale? = nil
  ) -> Command {
    let line = Bool.random(using: &random) ? nil : Int.random(in: 1...4, using: &random)
    switch Int.random(in: 0...15, using: &random) {
    case 0: return .setQuantity(line: line, Quantity(Int.random(in: 0...9, using: &random)))
    case 1: return .setPrice(line: line, unitPriceMinor: money(&random))
    case 2: return .drop(line: line)
    case 3: return .less(line, percent: Int64.random(in: 0...100, using: &random))
    case 4: return .less(line, sum: money(&random))
    case 5: return .lessAll(percent: Int64.random(in: 0...100, using: &random))
    case 6: return .lessAll(sum: money(&random))
    case 7: return .roundDown
    case 8: return .undo
    case 9:
      let weight = Quantity(thousandths: Int64.random(in: 1...3000, using: &random))
      let label = Bool.random(using: &random) ? money(&random) : nil
      return .scan(.apples, weight, label: label)
    case 10: return .scan(.crate, pieces: Int.random(in: -3...3, using: &random))
    case 11: return .scan(.repair, price: money(&random))
    case 12:
      guard let bought else { return .scan(.pen) }
      return .giveBack(bought, line: 1, Quantity(Int.random(in: 1...2, using: &random)))
    default:
      let article = Article.ordinary.randomElement(using: &random) ?? .pen
      return .scan(article, pieces: Int.random(in: 1...5, using: &random))
    }
  }

  static func money(_ random: inout SeededGenerator) -> Int64 {
    Int64.random(in: 0...3_000, using: &random)
  }
}
