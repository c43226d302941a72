/// A source file in two readings: as written, and with everything blanked that isn't code.
struct SourceFile {
  /// From the package's root: `Sources/TillCore/Money.swift`.
  let path: String
  let lines: [String]
  /// The same lines with comments and the texts of literals blanked, column for column.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = Self.split(text)
    code = Self.split(CodeReader.code(of: text))
  }

  /// `TillCore` of `Sources/TillCore/Money.swift`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  var isSource: Bool { path.hasPrefix("Sources/") }

  private static func split(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
