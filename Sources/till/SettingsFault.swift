/// One thing wrong with a shop's files, said so that the person before it can mend it.
///
/// Prints as `config/shop.yaml:12: what is wrong — the way on`.
struct SettingsFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the shop knows it (`config/shop.yaml`), or the option or folder concerned.
  let file: String
  /// The line, counted from 1; nil where a whole file or folder is meant.
  let line: Int?
  /// What is wrong, naming the thing.
  let problem: String
  /// What to do about it.
  let wayOn: String

  init(_ file: String, line: Int? = nil, _ problem: String, wayOn: String) {
    self.file = file
    self.line = line
    self.problem = problem
    self.wayOn = wayOn
  }

  var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(problem) — \(wayOn)"
  }
}

/// Everything wrong with a shop's files at once: nobody should mend one line to hear of the next.
struct SettingsFaults: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults by file, then by line.
  let all: [SettingsFault]

  /// One fault a line.
  var description: String { all.map(\.description).joined(separator: "\n") }
}

/// Collects the faults of one file while it is read to its end.
final class SettingsNotes {
  /// The file as the shop knows it.
  let file: String
  private var noted: [SettingsFault] = []

  init(file: String) { self.file = file }

  /// What was noted, by line; two faults of a line in the order they were found.
  var faults: [SettingsFault] {
    noted.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
  }

  /// How many were noted; two counts tell whether something between them was wrong.
  var count: Int { noted.count }

  /// Notes a fault and lets the reading go on.
  func note(line: Int?, _ problem: String, wayOn: String) {
    noted.append(SettingsFault(file, line: line, problem, wayOn: wayOn))
  }

  /// Notes a fault made elsewhere.
  func note(_ fault: SettingsFault) { noted.append(fault) }
}
