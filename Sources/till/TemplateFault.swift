import TillReceipt

/// What `till check` says of a field that a template names and no document has.
enum TemplateFault {
  /// `receipts/en/slip.receipt:34: no field lines.price; did you mean unit_price? lines has: …`
  static func text(_ use: FieldUse, among known: Set<String>, in path: String) -> String {
    let (group, member) = place(of: use, among: known)
    let names = members(of: group, among: known)
    let full = group.isEmpty ? member : "\(group).\(member)"
    let meant = suggestions(for: member, among: names)
    let question =
      meant.isEmpty ? "" : " did you mean \(SettingsNames.list(meant, last: "or"))?"
    let owner = group.isEmpty ? "this paper" : group
    return "\(path):\(use.line): no field \(full);\(question) \(owner) has: "
      + names.joined(separator: ", ")
  }

  /// The group a name was looked for in: the one it is written with, else the innermost section
  /// that has members; and what is left of the name.
  private static func place(
    of use: FieldUse, among known: Set<String>
  ) -> (group: String, member: String) {
    let parts = use.name.split(separator: ".").map(String.init)
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      let group = parts.prefix(count).joined(separator: ".")
      if !members(of: group, among: known).isEmpty {
        return (group, parts.dropFirst(count).joined(separator: "."))
      }
    }
    for end in use.sections.indices.reversed() {
      for start in 0...end {
        let group = use.sections[start...end].joined(separator: ".")
        if !members(of: group, among: known).isEmpty { return (group, use.name) }
      }
    }
    return ("", use.name)
  }

  /// The names a group's members may have, in order of the alphabet.
  private static func members(of group: String, among known: Set<String>) -> [String] {
    let start = group.isEmpty ? "" : group + "."
    let names = known.filter { $0.hasPrefix(start) }.compactMap { name in
      name.dropFirst(start.count).split(separator: ".").first.map(String.init)
    }
    return Set(names).sorted()
  }

  /// The nearest name, else those that have a word in common with it: `price` is in `unit_price`.
  private static func suggestions(for name: String, among names: [String]) -> [String] {
    if let near = SettingsNames.nearest(to: name, among: names) { return [near] }
    let words = Set(name.split(separator: "_"))
    return names.filter { !words.isDisjoint(with: $0.split(separator: "_")) }
  }
}
