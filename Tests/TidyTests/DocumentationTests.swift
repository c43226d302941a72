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

  static func findings(_ file: SourceFile) -> [Finding] {
    guard file.isSource else { return [] }
    return file.code.indices.compactMap { index in
      let words = file.code[index].split(separator: " ")
      guard let at = words.firstIndex(of: "public"), words[..<at].allSatisfy({ $0.hasPrefix("@") })
      else { return nil }
      let rest = words[(at + 1)...].drop { modifiers.contains(String($0)) }
      guard let keyword = rest.first, explained.contains(String(keyword)) else { return nil }
      var above = index - 1
      while above >= 0, file.code[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
      if above >= 0, file.lines[above].drop(while: { $0 == " " }).hasPrefix("///") { return nil }
      let name = rest.dropFirst().first.map { String($0.prefix { $0 != "(" && $0 != "<" }) } ?? ""
      return file.finding(
        index, "public \(keyword) \(name) has no comment", instead: "say above it, after ///, what it is")
    }
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
    report(Project.swift.flatMap(Documentation.findings))
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
    let package = SourceFile(path: "Package.swift", text: "[\n.package(url: \"a\"),\n// b\n.package(")
    #expect(Dependencies.findings(package).map(\.line) == [2])
  }
}
