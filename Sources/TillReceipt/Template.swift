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
  private let program: TemplateProgram

  /// Compiles a template's source. `name` is the file's name, shown in refusals.
  ///
  /// - Throws: `unknown-tag`, `unclosed-tag`, `bad-name`, `unbalanced-section`, `too-deep` or
  ///   `raw-command`, each with the line.
  public init(compiling source: String, name: String) throws(ReceiptError) {
    var compiler = TemplateCompiler(source: source, name: name)
    program = try compiler.compile()
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
    var expansion = Expansion(program: program, name: name, data: data)
    return try expansion.markup()
  }

  /// The markup of one document, and for each line of it (from 0) the template's line (from 1) it
  /// began on: so that what is wrong with the paper can be told where it is mended.
  ///
  /// - Throws: as `expand`.
  public func trace(_ data: JSON) throws(ReceiptError) -> (markup: String, lines: [Int]) {
    var expansion = Expansion(program: program, name: name, data: data)
    return try expansion.tracedMarkup()
  }

  /// `{command:…}` sends bytes to the device; a template must not (PRINTING §1, injection).
  private static func refuseRawCommands(
    in source: String, name: String
  ) throws(ReceiptError) {
    var number = 0
    for source in source.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let line = withoutTags(source)
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

  /// A line as it is when its tags say nothing: their braces are no properties.
  private static func withoutTags(_ line: Substring.UTF8View) -> [UInt8] {
    let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
    var rest = Array(line)[...]
    var kept: [UInt8] = []
    while let byte = rest.first {
      let isTag = rest.starts(with: [opening, opening])
      guard isTag,
        let end = rest.indices.dropLast().first(where: {
          rest[$0] == closing && rest[$0 + 1] == closing
        })
      else {
        kept.append(byte)
        rest = rest.dropFirst()
        continue
      }
      rest = rest[(end + 2)...]
    }
    return kept
  }
}
