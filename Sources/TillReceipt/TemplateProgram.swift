import Glibc

/// A step of a compiled template. Numbers only, so that running through them counts no references.
enum TemplateStep: Sendable {
  /// Markup of the template itself, as it stands: a stretch of the program's `literals`, and the
  /// line of the template it begins on.
  case markup(start: Int, end: Int, line: Int)
  /// `{{x}}`: the value, escaped. `path` is its place among the program's paths.
  case value(path: Int, line: Int)
  /// `{{#x}}…{{/x}}`, or `{{^x}}…{{/x}}` when inverted: its body is the steps before `end`.
  case section(path: Int, isInverted: Bool, end: Int)
}

/// A compiled template: its steps one after the other, and the names they speak of.
struct TemplateProgram: Sendable {
  private(set) var steps: [TemplateStep] = []
  private(set) var literals: [UInt8] = []
  private(set) var paths: [FieldPath] = []
  /// The slot of each path: that of its first name.
  private(set) var slots: [Int] = []
  private(set) var names = NameTable()

  mutating func append(markup: [UInt8], line: Int) {
    guard !markup.isEmpty else { return }
    steps.append(.markup(start: literals.count, end: literals.count + markup.count, line: line))
    literals.append(contentsOf: markup)
  }

  mutating func append(valueOf path: FieldPath, line: Int) {
    steps.append(.value(path: number(of: path), line: line))
  }

  /// Begins a section; what is appended now is its body, up to `closeSection`.
  mutating func openSection(_ path: FieldPath, isInverted: Bool) -> Int {
    steps.append(.section(path: number(of: path), isInverted: isInverted, end: 0))
    return steps.count - 1
  }

  mutating func closeSection(_ step: Int) {
    guard case .section(let path, let isInverted, _) = steps[step] else { return }
    steps[step] = .section(path: path, isInverted: isInverted, end: steps.count)
  }

  private mutating func number(of path: FieldPath) -> Int {
    if let known = paths.firstIndex(of: path) { return known }
    paths.append(path)
    slots.append(names.slot(adding: path.first))
    return paths.count - 1
  }
}

/// A dotted name, split once.
struct FieldPath: Sendable, Equatable {
  let text: String
  let first: String
  let rest: [String]

  /// nil when it is not `name` or `name.name`, each of letters, digits and `_`.
  init?(_ bytes: some Collection<UInt8>) {
    var names: [String] = []
    for part in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let lead = part.first, !(48...57).contains(lead) else { return nil }
      guard part.allSatisfy(FieldPath.isNameByte) else { return nil }
      names.append(String(decoding: part, as: UTF8.self))
    }
    guard let first = names.first else { return nil }
    self.first = first
    rest = Array(names.dropFirst())
    text = names.joined(separator: ".")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 95: true
    default: false
    }
  }
}

/// The names a template looks up, each with its slot, found by bytes.
///
/// A dictionary's own hash is proof against hostile keys and costs 20 ns a look-up; here the names
/// are the template's, and a chain of three is long.
struct NameTable: Sendable {
  private struct Name {
    let start: Int
    let count: Int
    /// The next of the chain; -1 at its end.
    let next: Int
  }

  private static let chains = 128

  private var bytes: [UInt8] = []
  private var names: [Name] = []
  /// The first slot of each chain.
  private var heads = [Int](repeating: -1, count: chains)

  /// How many slots there are.
  var count: Int { names.count }

  mutating func slot(adding name: String) -> Int {
    let name = Array(name.utf8)
    if let known = name.withUnsafeBufferPointer(slot) { return known }
    let chain = name.withUnsafeBufferPointer(Self.chain)
    names.append(Name(start: bytes.count, count: name.count, next: heads[chain]))
    bytes.append(contentsOf: name)
    heads[chain] = names.count - 1
    return names.count - 1
  }

  /// The slot of a name; nil when the template never asks for it.
  func slot(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = heads[Self.chain(name)]
    while slot >= 0 {
      let known = names[slot]
      if known.count == name.count, bytes.isEqual(to: name, from: known.start) { return slot }
      slot = known.next
    }
    return nil
  }

  private static func chain(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = name.first, let last = name.last else { return 0 }
    return (name.count &* 5 &+ Int(first) &* 3 &+ Int(last)) & (chains - 1)
  }
}

extension [UInt8] {
  /// Whether `other` stands at `start`.
  fileprivate func isEqual(to other: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    withUnsafeBufferPointer { $0.extracting(start..<start + other.count).isEqual(to: other) }
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether the same bytes stand in both.
  func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let one = baseAddress, let another = other.baseAddress else { return true }
    return memcmp(one, another, count) == 0
  }
}
