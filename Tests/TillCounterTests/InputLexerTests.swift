import Testing

@testable import TillCounter

@Suite struct InputLexerTests {
  static let words: [(line: String, words: [String])] = [
    ("", []),
    ("   ", []),
    ("cash 100", ["cash", "100"]),
    ("  cash   100  ", ["cash", "100"]),
    ("３＊６９０１０２８０７５８６２", ["3*6901028075862"]),
    ("0.755×ABC", ["0.755*ABC"]),
    ("ＣＡＳＨ　￥１００．５０", ["CASH", "¥100.50"]),
    ("－2*B1", ["-2*B1"]),
    ("8。5", ["8.5"]),
    ("find \"beef noodles\" 康师傅", ["find", "beef noodles", "康师傅"]),
    ("find “beef noodles”", ["find", "beef noodles"]),
    ("note \"\"", ["note", ""]),
    ("note 15\" bag", ["note", "15\"", "bag"]),
    ("note \"15\" bag\" x", ["note", "15", "bag\"", "x"]),
    ("note \"a\"b c\" d", ["note", "a\"b c", "d"]),
  ]

  @Test(arguments: words.indices)
  func splits(row: Int) throws {
    let (line, words) = Self.words[row]
    #expect(try LexedLine.reading(line).get().words.map(\.text) == words)
  }

  static let faults: [(line: String, fault: LexFault)] = [
    ("note \"no end", .unclosedQuote(offset: 5)),
    ("note \"", .unclosedQuote(offset: 5)),
    ("“a b", .unclosedQuote(offset: 0)),
    ("a \"b\" \"c", .unclosedQuote(offset: 6)),
  ]

  @Test(arguments: faults.indices)
  func refuses(row: Int) {
    let (line, fault) = Self.faults[row]
    #expect(LexedLine.reading(line) == .failure(fault))
  }

  /// The rest keeps what was typed: folding is for reading, not for a customer's name.
  static let rests: [(line: String, from: Int, rest: String)] = [
    ("cancel 顾客 走了！ ", 1, "顾客 走了！"),
    ("note 2 gift × 2，ｗｒａｐ", 2, "gift × 2，ｗｒａｐ"),
    ("note \"2 pieces broken\"", 1, "2 pieces broken"),
    ("note “２ 件坏了” ", 1, "２ 件坏了"),
    ("note \"two\" \"texts\"", 1, "\"two\" \"texts\""),
    ("note   wide   apart", 1, "wide   apart"),
    ("note", 1, ""),
    ("", 0, ""),
  ]

  @Test(arguments: rests.indices)
  func restIsAsTyped(row: Int) throws {
    let (line, from, rest) = Self.rests[row]
    #expect(try LexedLine.reading(line).get().rest(from: from) == rest)
  }

  @Test func wordKeepsWhatWasTyped() throws {
    let line = try LexedLine.reading("ｎｏｔｅ “１５寸 ×”").get()
    #expect(
      line.words == [
        Word(text: "note", original: "ｎｏｔｅ", isQuoted: false, startOffset: 0),
        Word(text: "15寸 *", original: "１５寸 ×", isQuoted: true, startOffset: 5),
      ])
  }

  static let longest = String(repeating: "a", count: 64)
  static let typed: [(line: String, outcome: Result<TypedLine, LexFault>)] = [
    ("cash 100", .success(TypedLine(commandID: nil, text: "cash 100"))),
    ("  cash  100 ", .success(TypedLine(commandID: nil, text: "cash  100"))),
    ("@A-7f cash 100", .success(TypedLine(commandID: "A-7f", text: "cash 100"))),
    ("＠７ 现金１００", .success(TypedLine(commandID: "7", text: "现金１００"))),
    ("  @7  x ", .success(TypedLine(commandID: "7", text: "x"))),
    (" @7 ", .success(TypedLine(commandID: "7", text: ""))), (" @ ", .failure(.malformedCommandID)),
    ("@7", .success(TypedLine(commandID: "7", text: ""))),
    ("@\(longest) x", .success(TypedLine(commandID: longest, text: "x"))),
    ("@\(longest)a x", .failure(.malformedCommandID)),
    ("@", .failure(.malformedCommandID)),
    ("@ cash", .failure(.malformedCommandID)),
    ("@a_b cash", .failure(.malformedCommandID)),
    ("@号 cash", .failure(.malformedCommandID)),
    ("x @7", .success(TypedLine(commandID: nil, text: "x @7"))),
    ("", .success(TypedLine(commandID: nil, text: ""))),
    (" ", .success(TypedLine(commandID: nil, text: ""))),
  ]

  @Test(arguments: typed.indices)
  func commandIDs(row: Int) {
    let (line, outcome) = Self.typed[row]
    #expect(TypedLine.reading(line) == outcome)
  }
}
