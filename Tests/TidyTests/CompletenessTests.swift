import Testing

/// What is named in one place is there in the other.
struct CompletenessTests {
  private static let verbs = "Sources/TillCounter/Verbs/Verbs.swift"

  @Test("every verb is carried out in Verbs/")
  func verbsAreRun() {
    let file = Project.file("Sources/TillCounter/Input/Verb.swift")
    let run = Project.file(Self.verbs).code
    var names = 0
    for (index, line) in file.code.enumerated() {
      if line == "}" { break }
      guard line.hasPrefix("  case "), !line.contains(":") else { continue }
      let name = line.dropFirst(7).prefix { $0.isLetter || $0 == "`" }.filter { $0 != "`" }
      names += 1
      if run.contains(where: { $0.contains("case .\(name):") }) { continue }
      report([
        file.finding(
          index, "the verb \(name) is run nowhere", instead: "give it a case in \(Self.verbs)")
      ])
    }
    #expect(names > 40, "the list of verbs could not be read")
  }

  @Test("every document has its template in both languages")
  func templates() throws {
    let file = Project.file("Sources/TillReceipt/KnownFields.swift")
    let index = try #require(file.code.firstIndex { $0.contains("static let documents") })
    let end = file.code[index...].firstIndex { $0.contains("]") } ?? index
    let names = file.lines[index...end].joined().split(separator: "\"").enumerated()
      .filter { $0.offset % 2 == 1 }.map(\.element)
    #expect(names.contains("receipt"), "the list of documents could not be read")
    for name in names {
      for path in ["en", "zh-Hans"].map({ "receipts/\($0)/\(name).receipt" }) {
        if Project.exists(path) { continue }
        report([file.finding(index, "\(name) has no template", instead: "write \(path)")])
      }
    }
  }

  @Test("what begins with #! can be run")
  func scripts() {
    for path in Project.written {
      guard let bytes = Project.bytes(path), bytes.starts(with: Array("#!".utf8)) else { continue }
      if Project.isExecutable(path) { continue }
      report([
        Finding(path: path, line: 1, what: "a script that can't be run", instead: "chmod +x")
      ])
    }
    for path in ["till", "test", ".ci/run"] {
      #expect(Project.isExecutable(path), "\(path):1: can't be run; chmod +x \(path)")
    }
  }

  @Test("no file holds a control character")
  func controlCharacters() {
    let text = ["swift", "md", "sh", "yaml", "csv", "receipt", "txt", "h", "modulemap", "json"]
    for path in Project.written {
      let name = path.split(separator: "/").last ?? ""
      let ending = name.split(separator: ".").last.map(String.init) ?? ""
      guard text.contains(ending) || !name.contains(".") else { continue }
      // Documents about what control characters come to.
      guard !path.hasPrefix("Tests/ReceiptLine/") else { continue }
      report(Self.controls(in: SourceFile(path: path, text: Project.text(path))))
    }
  }

  private static func controls(in file: SourceFile) -> [Finding] {
    file.lines.enumerated().flatMap { index, line in
      line.unicodeScalars
        .filter { $0.properties.generalCategory == .control || isDirection($0.value) }
        .prefix(1)
        .map {
          let code = String($0.value, radix: 16, uppercase: true)
          return file.finding(
            index, "the control character U+\(code)", instead: "write it as \\u{\(code)}")
        }
    }
  }

  /// These turn the line around: what a reader sees is not what the compiler reads.
  private static func isDirection(_ value: UInt32) -> Bool {
    (0x200E...0x200F).contains(value) || (0x202A...0x202E).contains(value)
      || (0x2066...0x2069).contains(value) || value == 0x061C || value == 0xFEFF
  }

  @Test("a control character is found")
  func control() {
    let file = SourceFile(path: "a", text: "a\n\tb\u{7}\n\u{202E}c\r\n天")
    #expect(Self.controls(in: file).map(\.line) == [2, 3])
  }
}
