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

/// Fails the running test once for each finding, so that each is a line of its own.
func report(_ findings: [Finding]) {
  for finding in findings { Issue.record("\(finding.description)") }
}
