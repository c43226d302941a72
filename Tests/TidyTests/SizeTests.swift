import Testing

/// How much a person can hold in mind at once (STYLE habit 20).
enum Sizes {
  static let fileLines = 500
  static let medianLines = 150
  static let functionLines = 70
  static let lineColumns = 100
  /// A message that can't be broken, and nothing else, may take a line this long.
  static let literalColumns = 160

  static func files(_ file: SourceFile) -> [Finding] {
    guard file.lines.count > fileLines else { return [] }
    return [
      file.finding(
        fileLines, "\(file.lines.count) lines, and \(fileLines) are the limit",
        instead: "split the file by role")
    ]
  }

  static func lines(_ file: SourceFile) -> [Finding] {
    zip(file.lines, file.code).enumerated().compactMap { index, pair in
      let limit = isOneLiteral(pair.1) ? literalColumns : lineColumns
      guard pair.0.count > limit else { return nil }
      return file.finding(
        index, "\(pair.0.count) columns, and \(limit) are the limit", instead: "break the line")
    }
  }

  static func functions(_ file: SourceFile) -> [Finding] {
    Functions.all(in: file.code).filter { $0.lines > functionLines }.map {
      file.finding(
        $0.start, "\($0.name) has \($0.lines) lines, and \(functionLines) are the limit",
        instead: "take a step of it out and name it")
    }
  }

  /// A literal with perhaps a comma or parentheses after it; interpolations count as its own.
  private static func isOneLiteral(_ code: String) -> Bool {
    let bare = code.drop { $0 == " " || $0 == "+" }
    guard bare.first == "\"", let last = bare.lastIndex(of: "\"") else { return false }
    return bare[bare.index(after: last)...].allSatisfy { "),]} ".contains($0) }
  }
}

/// Finds bodies by their braces.
struct Functions {
  let name: String
  let start: Int
  let lines: Int

  private static let keywords: Set = ["func", "init", "subscript", "deinit", "var"]

  static func all(in code: [String]) -> [Functions] {
    code.indices.compactMap { start in
      guard let name = declared(code[start]), let end = lastLine(of: code, from: start)
      else { return nil }
      return Functions(name: name, start: start, lines: end - start + 1)
    }
  }

  /// The keyword and the word after it, when the line begins a declaration that may have a body.
  private static func declared(_ line: String) -> String? {
    let words = line.split { !($0.isLetter || $0.isNumber || "_@.`".contains($0)) }
    guard let at = words.firstIndex(where: { keywords.contains(String($0)) }) else { return nil }
    let modifiers: Set = [
      "public", "private", "internal", "fileprivate", "package", "static", "mutating", "override",
      "final", "convenience", "required", "nonisolated", "consuming", "borrowing", "class", "set",
    ]
    let before = words[..<at]
    guard before.allSatisfy({ $0.hasPrefix("@") || modifiers.contains(String($0)) })
    else { return nil }
    if words[at] == "var", line.contains(" = ") { return nil }
    return words[at...].prefix(2).joined(separator: " ")
  }

  /// The line of the brace that ends the body; nil when there is no body.
  private static func lastLine(of code: [String], from start: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in start..<code.count {
      if index > start, parentheses == 0, braces == 0, declared(code[index]) != nil { return nil }
      for character in code[index] {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{" where parentheses == 0 || braces > 0: braces += 1
        case "}" where braces > 0:
          braces -= 1
          if braces == 0, parentheses == 0 { return index }
        case "}" where parentheses == 0: return nil
        default: break
        }
      }
    }
    return nil
  }
}

struct SizeTests {
  @Test("no file is over 500 lines")
  func files() {
    report(Project.swift.flatMap(Sizes.files))
  }

  @Test("no line is over 100 columns, or 160 when it is one literal")
  func lines() {
    report(Project.swift.flatMap(Sizes.lines))
  }

  @Test("no function is over 70 lines")
  func functions() {
    report(Project.swift.flatMap(Sizes.functions))
  }

  /// An aim, not a limit: it is told and never fails.
  @Test("the median file of each target is told")
  func medians() {
    for (target, files) in Dictionary(grouping: Project.swift, by: \.target) where !target.isEmpty {
      let sizes = files.map(\.lines.count).sorted()
      let median = sizes[sizes.count / 2]
      guard median > Sizes.medianLines else { continue }
      print("\(target): its median file has \(median) lines; the aim is \(Sizes.medianLines)")
    }
  }

  @Test("a long function is found, wherever its braces are")
  func longFunction() {
    let body = String(repeating: "    work(\"}\") { $0 } // }\n", count: 69)
    let file = SourceFile(
      path: "Example.swift",
      text: "struct S {\n  public func f(\n    a: Int = { 1 }()\n  ) {\n\(body)  }\n}\n")
    #expect(Sizes.functions(file).map(\.line) == [2])
    let short = SourceFile(path: "Example.swift", text: "protocol P {\n  func f()\n}\n\(body)")
    #expect(Sizes.functions(short).isEmpty)
  }

  @Test("a long line is found; a message that can't be broken may be longer")
  func longLine() {
    let words = String(repeating: "word ", count: 22)
    let file = SourceFile(
      path: "Example.swift", text: "let a = \"\(words)\"\n  \"\(words)\"),\n  \"\(words)\(words)\"")
    #expect(Sizes.lines(file).map(\.line) == [1, 3])
  }
}
