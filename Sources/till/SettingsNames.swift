/// Names in messages: the nearest to a mistyped one, and lists as people write them.
enum SettingsNames {
  /// The known name nearest to what was typed; nil when none is near enough to be meant.
  static func nearest(to typed: String, among known: [String]) -> String? {
    let allowed = max(1, typed.utf8.count / 3)
    let near = known.map { (name: $0, steps: steps(from: typed, to: $0)) }
      .min { $0.steps < $1.steps }
    guard let near, near.steps <= allowed else { return nil }
    return near.name
  }

  /// How many letters must be changed, added or left out to make one word of the other.
  private static func steps(from typed: String, to name: String) -> Int {
    let typed = Array(typed.lowercased().unicodeScalars)
    let name = Array(name.lowercased().unicodeScalars)
    var row = Array(0...name.count)
    for (index, letter) in typed.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in name.indices {
        let change = diagonal + (letter == name[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[name.count]
  }

  /// Longest part of a file's text that a message repeats.
  static let mostShown = 60

  /// A file's own text as a message may repeat it: short, and nothing in it that a terminal
  /// would obey or that would turn the line around.
  static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let safe = scalars.prefix(mostShown).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }
    return safe.joined() + (scalars.count > mostShown ? "…" : "")
  }

  /// `a, b and c`.
  static func list(_ names: [String], last word: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
