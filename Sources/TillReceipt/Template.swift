import TillCore

/// One place where a template names a field.
public struct FieldUse: Hashable, Sendable {
  /// The name as written, such as `shop.name`.
  public let name: String
  /// The sections it stands in, outermost first.
  public let sections: [String]
  /// The line in the template, from 1.
  public let line: Int
}

/// A ReceiptLine document with four Mustache tags, compiled once (DESIGN "Templates").
///
/// Data put in by a tag is text: it never becomes markup, a property or a control byte.
///
///     let template = try Template(compiling: "{{#lines}}\n{{name}} | {{amount}}\n{{/lines}}\n",
///       name: "receipts/en/slip.receipt")
///     let markup = try template.expand(["lines": [["name": "Tea", "amount": "3.00"]]])
public struct Template: Sendable {
  /// Sections may stand in one another this deep; our deepest uses 3.
  public static let deepestSection = 16
  /// Most markup one document may expand to, in bytes: some 10,000 lines.
  public static let largestMarkupBytes = 1 << 20

  /// The file's name, for messages.
  public let name: String
  /// Every use of a field, in order of the source.
  public let fields: [FieldUse]
  private let nodes: [TemplateNode]

  /// Compiles a template's source. `name` is the file's name, shown in refusals.
  ///
  /// - Throws: `unknown-tag`, `unclosed-tag`, `bad-name`, `unbalanced-section`, `too-deep` or
  ///   `raw-command`, each with the line.
  public init(compiling source: String, name: String) throws(ReceiptError) {
    var compiler = TemplateCompiler(source: source, name: name)
    nodes = try compiler.compile()
    fields = compiler.fields
    self.name = name
    try Template.refuseRawCommands(in: source, name: name)
  }

  /// The names a template uses, as written.
  public var fieldNames: Set<String> { Set(fields.map(\.name)) }

  /// The uses whose name is not among `known`: full dotted names, a list's members written as
  /// `lines.name`. A name is looked up innermost section first, then outward, as `expand` does.
  public func unknownFields(among known: Set<String>) -> [FieldUse] {
    fields.filter { use in
      // Yes/no sections stand between lists without adding to the name: any stretch will do.
      !(0...use.sections.count).contains { end in
        (0...end).contains { start in
          known.contains((use.sections[start..<end] + [use.name]).joined(separator: "."))
        }
      }
    }
  }

  /// The markup of one document.
  ///
  /// - Parameter data: an object as receipts/FIELDS.md describes; a missing value is no text.
  /// - Throws: `not-text` when `{{x}}` meets a list, an object or a yes/no; `too-large` past
  ///   `largestMarkupBytes`.
  public func expand(_ data: JSON) throws(ReceiptError) -> String {
    var expansion = Expansion(name: name, contexts: [data])
    try expansion.append(nodes)
    return String(decoding: expansion.markup, as: UTF8.self)
  }

  /// `{command:…}` sends bytes to the device; a template must not (PRINTING §1, injection).
  private static func refuseRawCommands(
    in source: String, name: String
  ) throws(ReceiptError) {
    var number = 0
    for line in source.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      guard let brace = line.firstIndex(of: UInt8(ascii: "{")) else { continue }
      let parts = line[brace...].split { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ";") }
      for part in parts {
        guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { continue }
        let key = part[..<colon].filter { $0 != 32 && $0 != 9 }
        let word = String(decoding: key, as: UTF8.self).lowercased()
        guard word == "command" || word == "x" else { continue }
        throw ReceiptError(
          .rawCommand, at: name, line: number, fault: "`{\(word):…}` sends raw bytes to a device",
          wayOn: "take the line out; cut and drawer belong to the printer's profile")
      }
    }
  }
}

/// The state of one expansion: the objects in scope and what has been written.
private struct Expansion {
  let name: String
  var contexts: [JSON]
  var markup: [UInt8] = []

  init(name: String, contexts: [JSON]) {
    self.name = name
    self.contexts = contexts
    markup.reserveCapacity(4_096)
  }

  mutating func append(_ nodes: [TemplateNode]) throws(ReceiptError) {
    for node in nodes {
      switch node {
      case .markup(let bytes): markup.append(contentsOf: bytes)
      case .value(let path, let line): try append(path, line: line)
      case .section(let path, let isInverted, let body):
        try appendSection(value(at: path), isInverted: isInverted, body: body)
      }
    }
    guard markup.count <= Template.largestMarkupBytes else {
      throw ReceiptError(
        .tooLarge, at: name,
        fault: "the document is larger than \(Template.largestMarkupBytes) bytes",
        wayOn: "shorten its lists")
    }
  }

  private mutating func append(_ path: FieldPath, line: Int) throws(ReceiptError) {
    switch value(at: path) {
    case .string(let text): DataEscape.append(text, to: &markup)
    case .int(let number): DataEscape.append(String(number), to: &markup)
    case nil, .null: break
    case .bool, .array, .object:
      throw ReceiptError(
        .notText, at: name, line: line, fault: "`{{\(path.text)}}` is not text",
        wayOn: "open it as a section: {{#\(path.text)}}…{{/\(path.text)}}")
    }
  }

  private mutating func appendSection(
    _ value: JSON?, isInverted: Bool, body: [TemplateNode]
  ) throws(ReceiptError) {
    guard let value, Expansion.opensSection(value) else {
      if isInverted { try append(body) }
      return
    }
    guard !isInverted else { return }
    switch value {
    case .array(let members):
      for member in members {
        contexts.append(member)
        try append(body)
        contexts.removeLast()
      }
    case .object:
      contexts.append(value)
      try append(body)
      contexts.removeLast()
    default: try append(body)
    }
  }

  /// Absent, null, false, an empty list and empty text keep a section shut.
  private static func opensSection(_ value: JSON) -> Bool {
    switch value {
    case .null: false
    case .bool(let isTrue): isTrue
    case .string(let text): !text.isEmpty
    case .array(let members): !members.isEmpty
    case .int, .object: true
    }
  }

  /// Innermost context first, then outward; the first that has the first name decides.
  private func value(at path: FieldPath) -> JSON? {
    for context in contexts.reversed() {
      guard case .object(let members) = context, var found = members[path.first] else { continue }
      for name in path.rest {
        guard case .object(let inner) = found, let next = inner[name] else { return nil }
        found = next
      }
      return found
    }
    return nil
  }
}
