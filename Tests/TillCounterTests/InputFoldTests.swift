import Testing

@testable import TillCounter

/// COUNTER rule 4: full-width signs count as their plain twins.
struct InputFoldTests {
  static let fullWidth: [(text: String, outcome: String)] = [
    ("３＊６９０１", "3*6901"),
    ("３×６９０１", "3*6901"),
    ("ｑｔｙ　２", "qty 2"),
    ("ＱＴＹ", "QTY"),
    ("￥１００．５０", "¥100.50"),
    ("¥100", "¥100"),
    ("１０％", "10%"),
    ("？", "?"),
    ("～！", "~!"),
    ("现金１００元。", "现金100元."),
    ("plain text", "plain text"),
    ("", ""),
  ]

  @Test("a full-width sign is its plain twin", arguments: fullWidth)
  func plainTwins(text: String, outcome: String) {
    #expect(FoldedLine.fold(text) == outcome)
  }
}
