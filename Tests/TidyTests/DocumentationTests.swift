import Testing

/// What another module may use is explained where it stands.
enum Documentation {
  private static let modifiers: Set = [
    "static", "mutating", "final", "indirect", "consuming", "borrowing", "nonisolated", "override",
    "convenience", "prefix", "infix", "postfix",
  ]
  private static let explained: Set = [
    "func", "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  /// - Parameter promised: by protocol, what it explains: the types that keep the promise need not.
  static func findings(_ file: SourceFile, promised: [String: Set<String>] = [:]) -> [Finding] {
    guard file.isSource else { return [] }
    var explained = Set<String>()
    for (name, members) in promised where file.code.contains(where: { conforms($0, to: name) }) {
      explained.formUnion(members)
    }
    var isProtocol = false
    return file.code.indices.compactMap { index in
      let line = file.code[index]
      if line.hasPrefix("}") { isProtocol = false }
      if line.hasPrefix("public protocol ") { isProtocol = true }
      guard let (keyword, name) = declared(line, isPublic: isProtocol), !isExplained(file, index),
        isProtocol || !explained.contains(name), !isOperator(name)
      else { return nil }
      return file.finding(
        index, "public \(keyword) \(name) has no comment",
        instead: "say above it, after ///, what it is")
    }
  }

  /// The functions each public protocol explains.
  static func promises(_ files: [SourceFile]) -> [String: Set<String>] {
    var promises: [String: Set<String>] = [:]
    for file in files where file.isSource {
      var open: String?
      for line in file.code {
        if line.hasPrefix("}") { open = nil }
        if line.hasPrefix("public protocol ") { open = declared(line, isPublic: false)?.name }
        if let open, let (keyword, name) = declared(line, isPublic: true), keyword == "func" {
          promises[open, default: []].insert(name)
        }
      }
    }
    return promises
  }

  private static func declared(
    _ line: String, isPublic: Bool
  ) -> (keyword: String, name: String)? {
    var words = line.split(separator: " ")[...].drop { $0.hasPrefix("@") }
    if words.first == "public" { words.removeFirst() } else if !isPublic { return nil }
    words = words.drop { modifiers.contains(String($0)) }
    guard let keyword = words.first, explained.contains(String(keyword)), words.count > 1
    else { return nil }
    let name = words[words.startIndex + 1].prefix { $0 != "(" && $0 != ":" }
    return (String(keyword), name.isEmpty ? String(words[words.startIndex + 1]) : String(name))
  }

  /// `+` and `<` say what they are.
  private static func isOperator(_ name: String) -> Bool {
    !name.contains { $0.isLetter }
  }

  private static func isExplained(_ file: SourceFile, _ index: Int) -> Bool {
    var above = index - 1
    while above >= 0, file.code[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
    return above >= 0 && file.lines[above].drop(while: { $0 == " " }).hasPrefix("///")
  }

  private static func conforms(_ line: String, to name: String) -> Bool {
    guard let colon = line.firstIndex(of: ":"), line.hasSuffix("{") else { return false }
    let words = { (text: Substring) in text.split { !($0.isLetter || $0.isNumber || $0 == "_") } }
    let isType = words(line[..<colon]).contains {
      BannedWord.typeKeywords.contains(String($0)) || $0 == "extension"
    }
    return isType && words(line[colon...]).contains(Substring(name))
  }
}

/// Each dependency is argued for in the line above it (STYLE habit 24).
enum Dependencies {
  static func findings(_ file: SourceFile) -> [Finding] {
    file.code.indices.compactMap { index in
      let line = file.code[index].drop { $0 == " " }
      guard line.hasPrefix(".package(") || line.hasPrefix(".systemLibrary(") else { return nil }
      guard index == 0 || !file.lines[index - 1].drop(while: { $0 == " " }).hasPrefix("//")
      else { return nil }
      return file.finding(
        index, "a dependency without a reason", instead: "say above it why, and what it spares us")
    }
  }
}

struct DocumentationTests {
  @Test("every public type and function has a comment")
  func comments() {
    let promised = Documentation.promises(Project.swift)
    report(
      Project.swift.flatMap { Documentation.findings($0, promised: promised) })
  }

  @Test("every dependency has its reason above it")
  func dependencies() {
    report(Dependencies.findings(Project.file("Package.swift")))
  }

  @Test("a missing comment is found")
  func missing() {
    let text = """
      public struct A {
        /// Told.
        @discardableResult
        public static func b() {}
        public mutating func c() {}
        func d() {}
      """
    let file = SourceFile(path: "Sources/TillCore/Example.swift", text: text)
    #expect(Documentation.findings(file).map(\.line) == [1, 5])
    let package = SourceFile(
      path: "Package.swift", text: "[\n.package(url: \"a\"),\n// b\n.package(")
    #expect(Dependencies.findings(package).map(\.line) == [2])
  }

  @Test("a protocol explains its members for those who keep its promise")
  func promise() {
    let text = """
      /// Told.
      public protocol P {
        /// Told.
        func a()
        func b()
      }
      /// Told.
      public struct S: P {
        public func a() {}
        public func c() {}
        public static func < (left: S, right: S) -> Bool { true }
      }
      """
    let file = SourceFile(path: "Sources/TillCore/Example.swift", text: text)
    let promised = Documentation.promises([file])
    #expect(promised == ["P": ["a", "b"]])
    #expect(Documentation.findings(file, promised: promised).map(\.line) == [5, 10])
  }
}
