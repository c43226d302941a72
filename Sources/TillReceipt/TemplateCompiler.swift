/// Reads a template's source into nodes; refuses all but the four tags.
struct TemplateCompiler {
  private struct OpenSection {
    let path: FieldPath
    let isInverted: Bool
    let line: Int
    /// Its own step, whose end is known only at `{{/x}}`.
    let step: Int
  }

  let bytes: [UInt8]
  let name: String
  private(set) var fields: [FieldUse] = []
  private var position = 0
  private var line = 1
  private var markup: [UInt8] = []
  /// The line `markup` begins on.
  private var markupLine = 1
  private var program = TemplateProgram()
  private var open: [OpenSection] = []

  init(source: String, name: String) {
    bytes = Array(source.utf8)
    self.name = name
  }

  mutating func compile() throws(ReceiptError) -> TemplateProgram {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] != 10 {
        note(bytes[position...position + 1])
        position += 2
      } else if byte == UInt8(ascii: "{"), at(1) == UInt8(ascii: "{") {
        try tag()
      } else {
        note(bytes[position...position])
        if byte == 10 { line += 1 }
        position += 1
      }
    }
    if let section = open.last {
      throw refused(
        .unbalancedSection, line: section.line, "section `\(section.path.text)` has no end",
        "write `{{/\(section.path.text)}}` where it ends")
    }
    endMarkup()
    return program
  }

  private func at(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func endMarkup() {
    program.append(markup: markup, line: markupLine)
    markup.removeAll()
  }

  /// Markup as it stands.
  private mutating func note(_ stretch: ArraySlice<UInt8>) {
    if markup.isEmpty { markupLine = line }
    markup.append(contentsOf: stretch)
  }

  private func refused(
    _ code: ReceiptError.Code, line: Int? = nil, _ fault: String, _ wayOn: String
  ) -> ReceiptError {
    ReceiptError(code, at: name, line: line ?? self.line, fault: fault, wayOn: wayOn)
  }

  private mutating func tag() throws(ReceiptError) {
    let start = position
    let tagLine = line
    guard let end = endOfTag(from: start + 2) else {
      throw refused(.unclosedTag, "`{{` has no `}}`", "close the tag, or write `\\{` for a brace")
    }
    let sigil = start + 2 < end ? bytes[start + 2] : 0
    let isComment = sigil == UInt8(ascii: "!")
    let isSection = [UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "/")].contains(sigil)
    guard !"{&>=.".utf8.contains(sigil) else {
      let shown = String(decoding: bytes[start..<min(end + 2, start + 40)], as: UTF8.self)
      throw refused(
        .unknownTag, "`\(shown)` is none of the four tags",
        "a template may use {{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}")
    }
    let inner = isComment ? [] : trimmed(bytes[(start + 2 + (isSection ? 1 : 0))..<end])
    position = end + 2
    if isSection || isComment { takeLineIfAlone(tagStart: start) }
    line += bytes[start..<position].filter { $0 == 10 }.count
    // Its lines are gone: what follows begins a stretch of its own.
    if isComment { return endMarkup() }
    guard let path = FieldPath(inner) else {
      throw refused(
        .badName, line: tagLine,
        "`\(String(decoding: inner, as: UTF8.self))` is not a field's name",
        "names are letters, digits and _, joined by dots, as in receipts/FIELDS.md")
    }
    switch sigil {
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      try openSection(path, isInverted: sigil == UInt8(ascii: "^"), line: tagLine)
    case UInt8(ascii: "/"): try closeSection(path, line: tagLine)
    default:
      use(path, line: tagLine)
      endMarkup()
      program.append(valueOf: path, line: tagLine)
    }
  }

  private func endOfTag(from start: Int) -> Int? {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") { return index }
      index += 1
    }
    return nil
  }

  private func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let byte = slice.first, byte == 32 || byte == 9 { slice = slice.dropFirst() }
    while let byte = slice.last, byte == 32 || byte == 9 { slice = slice.dropLast() }
    return slice
  }

  /// Mustache's standalone rule: a tag alone on its line takes blanks and the line's end with it.
  private mutating func takeLineIfAlone(tagStart: Int) {
    var before = tagStart
    while before > 0, bytes[before - 1] == 32 || bytes[before - 1] == 9 { before -= 1 }
    guard before == 0 || bytes[before - 1] == 10 else { return }
    var after = position
    while after < bytes.count, bytes[after] == 32 || bytes[after] == 9 { after += 1 }
    if after < bytes.count, bytes[after] == 13 { after += 1 }
    guard after == bytes.count || bytes[after] == 10 else { return }
    markup.removeLast(min(markup.count, tagStart - before))
    position = min(after + 1, bytes.count)
  }

  private mutating func openSection(
    _ path: FieldPath, isInverted: Bool, line: Int
  ) throws(ReceiptError) {
    guard open.count < Template.deepestSection else {
      throw refused(
        .tooDeep, line: line, "section `\(path.text)` is nested too deep",
        "at most \(Template.deepestSection) sections may stand in one another")
    }
    use(path, line: line)
    endMarkup()
    let step = program.openSection(path, isInverted: isInverted)
    open.append(OpenSection(path: path, isInverted: isInverted, line: line, step: step))
  }

  private mutating func closeSection(_ path: FieldPath, line: Int) throws(ReceiptError) {
    guard let section = open.popLast(), section.path == path else {
      throw refused(
        .unbalancedSection, line: line, "`{{/\(path.text)}}` ends no open section",
        "close sections in the order they were opened, by the same name")
    }
    endMarkup()
    program.closeSection(section.step)
  }

  private mutating func use(_ path: FieldPath, line: Int) {
    fields.append(
      FieldUse(
        name: path.text, sections: open.filter { !$0.isInverted }.map(\.path.text), line: line))
  }
}
