import Yams

/// A group of keys in a settings file: hands out values and notes what is wrong with them.
///
/// Reading never stops at a fault: a value that can't be read is noted and its default, or nil,
/// goes on in its place, so that one run finds everything.
struct SettingsGroup {
  /// A value and the line of its key.
  struct Entry {
    let line: Int
    let node: Node
  }

  /// The keys in front of those of this group, such as `receipt.`; empty at the top.
  let path: String
  /// The line that a missing key is missed in.
  let line: Int
  let notes: SettingsNotes
  /// False where something else stands in the group's place: noted once, nothing is missed in it.
  private var isGroup = true
  private var entries: [String: Entry] = [:]
  /// The keys in the order they stand.
  private(set) var keys: [String] = []

  /// A group whose keys are known; another key is noted with the nearest that is.
  ///
  /// - Parameters:
  ///   - known: the keys that may stand here; nil lets any.
  ///   - moved: keys that may no longer, with the way on.
  ///   - line: the line of the group itself; that of the node when nil.
  init(
    _ node: Node, path: String = "", line: Int? = nil, known: [String]?,
    moved: [String: String] = [:], notes: SettingsNotes
  ) {
    self.path = path
    self.line = line ?? node.mark?.line ?? 1
    self.notes = notes
    guard case .mapping(let mapping) = node else {
      // A group left empty is a group without keys; its required ones will be missed.
      guard !node.isEmptyText else { return }
      isGroup = false
      let name = path.isEmpty ? "the file" : String(path.dropLast())
      notes.note(
        line: self.line, "\(name) is \(node.inWords)",
        wayOn: "write one \"key: value\" a line, as in the sample shop")
      return
    }
    for (key, value) in mapping { add(key, value, known: known, moved: moved) }
  }

  private mutating func add(
    _ key: Node, _ value: Node, known: [String]?, moved: [String: String]
  ) {
    let place = key.mark?.line ?? line
    guard case .scalar(let scalar) = key, !key.isEmptyText else {
      return notes.note(
        line: place, "a key is \(key.inWords)", wayOn: "write one \"key: value\" a line")
    }
    let name = scalar.string
    if let wayOn = moved[name] {
      return notes.note(line: place, "there is no key \(path)\(name) any more", wayOn: wayOn)
    }
    if let known, !known.contains(name) {
      let near = SettingsNames.nearest(to: name, among: known)
      return notes.note(
        line: place, "there is no key \(path)\(SettingsNames.shown(name))",
        wayOn: near.map { "did you mean \(path)\($0)?" }
          ?? "take it out; the keys here are \(SettingsNames.list(known, last: "and"))")
    }
    if let first = entries[name] {
      return notes.note(
        SettingsTree.twice(path + name, first: first.line, second: place, file: notes.file))
    }
    entries[name] = Entry(line: place, node: value)
    keys.append(name)
  }

  /// Notes that a key is missing, unless the group itself is.
  func noteMissing(_ key: String, wayOn: String) {
    guard isGroup else { return }
    notes.note(line: line(of: key), "\(path)\(key) is missing", wayOn: wayOn)
  }

  /// Whether the key stands here with a value.
  func has(_ key: String) -> Bool { entries[key].map { !$0.node.isEmptyText } ?? false }

  /// The line of a key, or of the group where it is missing.
  func line(of key: String) -> Int { entries[key]?.line ?? line }

  /// Notes a fault of a key's value.
  func note(_ key: String, _ problem: String, wayOn: String) {
    notes.note(line: line(of: key), "\(path)\(key) \(problem)", wayOn: wayOn)
  }

  /// The value of a key, read from its text.
  ///
  /// - Parameters:
  ///   - usual: stands in where the key is missing or wrong; nil makes the key required.
  ///   - expects: what may stand there, in words that follow "write".
  ///   - read: nil when the text isn't such a value.
  func value<Value>(
    _ key: String, usual: Value?, expects: String, read: (String) -> Value?
  ) -> Value? {
    guard let entry = entries[key] else {
      if usual == nil { noteMissing(key, wayOn: "write \(expects)") }
      return usual
    }
    if case .scalar(let scalar) = entry.node, !entry.node.isEmptyText,
      let value = read(scalar.string)
    {
      return value
    }
    note(key, "is \(entry.node.inWords)", wayOn: "write \(expects)")
    return usual
  }

  /// A group below this one; nil when its key isn't there.
  func group(_ key: String, known: [String]?) -> SettingsGroup? {
    entries[key].map {
      SettingsGroup(
        $0.node, path: "\(path)\(key).", line: $0.line, known: known, notes: notes)
    }
  }

  /// The nodes of a list; nil when its key isn't there or holds no list.
  func list(_ key: String, of things: String) -> [Node]? {
    guard let entry = entries[key], !entry.node.isEmptyText else { return nil }
    guard case .sequence(let sequence) = entry.node else {
      note(key, "is \(entry.node.inWords)", wayOn: "write a list of \(things)")
      return nil
    }
    return Array(sequence)
  }

  /// The groups of a list: `key 1.`, `key 2.` … in messages.
  func groups(_ key: String, of things: String, known: [String]) -> [SettingsGroup]? {
    list(key, of: things)?.enumerated().map { index, node in
      SettingsGroup(
        node, path: "\(path)\(key) \(index + 1).", known: known, notes: notes)
    }
  }

  /// The values of a list, each read from its text.
  func values<Value>(
    _ key: String, of things: String, expects: String, read: (String) -> Value?
  ) -> [Value]? {
    list(key, of: things)?.enumerated().compactMap { index, node in
      if case .scalar(let scalar) = node, !node.isEmptyText, let value = read(scalar.string) {
        return value
      }
      notes.note(
        line: node.mark?.line ?? line(of: key), "\(path)\(key) \(index + 1) is \(node.inWords)",
        wayOn: "write \(expects)")
      return nil
    }
  }
}
