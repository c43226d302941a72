import Testing
import TillCore
import TillCounter

/// C7, E2: each copy says which it is, and of how many.
@Suite("names of copies")
struct CopyNameTests {
  static let names: [(copies: [CopyRole], language: ShopSettings.Language, outcome: [String])] = [
    (
      CopyRole.slip, .english,
      ["Part 1 of 3 · Finance", "Part 2 of 3 · Stub", "Part 3 of 3 · Customer"]
    ),
    (CopyRole.slip, .simplifiedChinese, ["第一联 财务联", "第二联 存根联", "第三联 客户联"]),
    (
      CopyRole.delivery, .english,
      ["Part 1 of 3 · Stub", "Part 2 of 3 · Customer", "Part 3 of 3 · Return"]
    ),
    (CopyRole.delivery, .simplifiedChinese, ["第一联 存根联", "第二联 客户联", "第三联 回单联"]),
  ]

  @Test("by their place among the copies of their paper", arguments: names)
  func name(copies: [CopyRole], language: ShopSettings.Language, outcome: [String]) {
    let settings = ShopSettings(
      id: "", language: language, name: "Shop", currency: .cny, taxBands: [])
    let words = Wording(settings)
    #expect(copies.map { words.copyName($0, of: copies) } == outcome)
  }
}
