import Testing

/// One thing the style test found: where, what, and what to write instead.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String
  let instead: String

  var description: String { "\(path):\(line): \(what); \(instead)" }
}

/// A finding in a file, told once for each line it stands in.
extension SourceFile {
  func finding(_ index: Int, _ what: String, instead: String) -> Finding {
    Finding(path: path, line: index + 1, what: what, instead: instead)
  }
}

/// Fails the running test once for each finding, and names the place as the issue's own.
///
/// - Parameter allowing: by path, how many findings a file had when the rule came. That many it may
///   keep until it is next edited; one more, and all of them are told.
func report(_ findings: [Finding], allowing: [String: Int] = [:]) {
  let counts = Dictionary(grouping: findings, by: \.path).mapValues(\.count)
  let isAllowed = { (path: String) in counts[path, default: 0] <= allowing[path, default: 0] }
  for finding in findings where !isAllowed(finding.path) {
    let parts = finding.path.split(separator: "/")
    let place = SourceLocation(
      fileID: "\(parts.first ?? "")/\(parts.last ?? "")",
      filePath: Project.root.path + "/" + finding.path, line: finding.line, column: 1)
    Issue.record("\(finding.description)", sourceLocation: place)
  }
}
