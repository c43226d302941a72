import Testing

/// Words that may not stand in code, each with what to write instead.
struct BannedWord: Sendable {
  let pattern: @Sendable (String) -> Bool
  let name: String
  let instead: String
  /// Paths it holds for.
  let holds: @Sendable (String) -> Bool

  static let all: [BannedWord] = [
    BannedWord("try!", instead: "throw it on, or catch it and say what to do"),
    BannedWord("fatalError(", instead: "throw; or precondition for what can't be"),
    BannedWord("as!", instead: "as? with a guard"),
    BannedWord(
      name: "String(cString:", instead: "pointer.map { String(cString: $0) }: it may be nil"
    ) { line in
      // On an optional only: a bare pointer has no `map`, and a nullable one would trap.
      line.replacing(".map { String(cString: $0) }", with: "").contains("String(cString:")
    },
    BannedWord("print(", instead: "return it; only Sources/till writes") {
      $0.hasPrefix("Sources/") && !$0.hasPrefix("Sources/till/")
    },
    BannedWord("Date()", instead: "a Moment as an argument; only Sources/till owns the clock") {
      $0.hasPrefix("Sources/") && !$0.hasPrefix("Sources/till/")
    },
    BannedWord(anyOf: ["Double", "Float", "Float32", "Float64", "Decimal"]),
    BannedWord(
      name: "Manager, Helper or Utils in a type's name", instead: "name what it does",
      pattern: { line in
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return zip(words, words.dropFirst()).contains { keyword, name in
          typeKeywords.contains(String(keyword))
            && ["Manager", "Helper", "Utils"].contains { name.contains($0) }
        }
      }),
  ]

  static let typeKeywords: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]

  /// A word of code: `print(` is not found in `blueprint(`.
  private init(
    _ word: String, instead: String,
    holds: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.init(name: word, instead: instead, holds: holds) { line in
      line.ranges(of: word).contains { range in
        guard range.lowerBound > line.startIndex else { return true }
        let before = line[line.index(before: range.lowerBound)]
        return !(before.isLetter || before.isNumber || "_.".contains(before))
      }
    }
  }

  private init(anyOf words: Set<String>) {
    self.init(
      name: words.sorted().joined(separator: ", "),
      instead: "integers: Money, Quantity, Rate",
      holds: { ["Sources/TillCore/", "Sources/TillJournal/"].contains(where: $0.hasPrefix) },
      pattern: { line in
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
          .contains { words.contains(String($0)) }
      })
  }

  private init(
    name: String, instead: String, holds: @escaping @Sendable (String) -> Bool = { _ in true },
    pattern: @escaping @Sendable (String) -> Bool
  ) {
    self.name = name
    self.instead = instead
    self.holds = holds
    self.pattern = pattern
  }

  static func findings(_ file: SourceFile) -> [Finding] {
    file.code.enumerated().flatMap { index, line in
      all.filter { $0.holds(file.path) && $0.pattern(line) }
        .map { file.finding(index, $0.name, instead: $0.instead) }
    }
  }

  /// Work left lying about stands in comments, so these are looked for in the whole line.
  static func leftovers(_ file: SourceFile) -> [Finding] {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    return file.lines.enumerated().compactMap { index, line in
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard let mark = marks.first(where: { words.contains(Substring($0)) }) else { return nil }
      return file.finding(index, mark, instead: "do it, or write it in an issue")
    }
  }
}

struct BannedWordTests {
  @Test("no banned word stands in the code")
  func words() {
    report(Project.swift.flatMap(BannedWord.findings))
  }

  @Test("nothing is left for later in a comment")
  func leftovers() {
    report(Project.swift.flatMap(BannedWord.leftovers))
  }

  @Test(
    "what is banned is found, what only looks like it isn't",
    arguments: [
      ("TillCore", "let a = try! b()", 1), ("TillCore", "fatalError(\"no\")", 1),
      ("TillCore", "a as! B", 1), ("TillSpool", "String(cString: p)", 1),
      ("TillSpool", "p.map { String(cString: $0) }", 0), ("TillCore", "print(a)", 1),
      ("till", "print(a)", 0), ("TillCore", "blueprint(a)", 0), ("TillJournal", "Date()", 1),
      ("TillCore", "var a: Double", 1), ("TillReceipt", "var a: Double", 0),
      ("TillCore", "struct PrintManager {", 1), ("TillCore", "let helper = 1", 0),
      ("TillCore", "\"try! print(Date())\" // as!", 0), ("TillCore", "\"\\(a as! B)\"", 1),
    ])
  func example(target: String, line: String, count: Int) {
    let file = SourceFile(path: "Sources/\(target)/Example.swift", text: line)
    #expect(BannedWord.findings(file).count == count)
  }
}
