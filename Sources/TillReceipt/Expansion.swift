import TillCore

/// One run of a template's program over its data.
///
/// Each name the template asks for has a slot that holds what the name means just now. Going into
/// an object puts its members in their slots and what they covered on a pile; going out puts that
/// back. So a look-up is one step however many objects stand around, and an object's members are
/// read once, not once for each tag: 15 µs less for a receipt of eight articles.
struct Expansion: ~Copyable {
  private let program: TemplateProgram
  private let name: String
  private var values: [JSON?]
  private var covered: [(slot: Int, value: JSON?)] = []
  /// The template's line of each finished line of markup, where they are asked for.
  private var trail: [Int]?
  private var openLine: Int?
  private var written = Growing<UInt8>(capacity: 4_096)

  init(program: TemplateProgram, name: String, data: JSON) {
    self.program = program
    self.name = name
    values = Array(repeating: nil, count: program.names.count)
    covered.reserveCapacity(128)
    enter(data, keepsCovered: false)
  }

  /// The markup, escaped.
  mutating func markup() throws(ReceiptError) -> String {
    try run(0, program.steps.count)
    return String(decoding: written.elements, as: UTF8.self)
  }

  /// The markup, and for each of its lines the template's line it began on.
  mutating func tracedMarkup() throws(ReceiptError) -> (markup: String, lines: [Int]) {
    trail = []
    let text = try markup()
    return (text, (trail ?? []) + [openLine ?? trail?.last ?? 1])
  }

  /// Notes where each line of a stretch of markup comes from.
  private mutating func follow(_ literal: Range<Int>, from line: Int) {
    var line = line
    for index in literal {
      if openLine == nil { openLine = line }
      guard program.literals[index] == 10 else { continue }
      trail?.append(openLine ?? line)
      openLine = nil
      line += 1
    }
  }

  private mutating func run(_ first: Int, _ end: Int) throws(ReceiptError) {
    var index = first
    while index < end {
      switch program.steps[index] {
      case .markup(let start, let end, let line):
        program.literals.withUnsafeBufferPointer {
          written.append($0.extracting(start..<end))
        }
        if trail != nil { follow(start..<end, from: line) }
        index += 1
      case .value(let path, let line):
        try append(path, line: line)
        index += 1
      case .section(let path, let isInverted, let end):
        try runSection(value(of: path), isInverted: isInverted, index + 1, end)
        index = end
      }
    }
    guard written.count <= Template.largestMarkupBytes else {
      throw ReceiptError(
        .tooLarge, at: name,
        fault: "the document is larger than \(Template.largestMarkupBytes) bytes",
        wayOn: "shorten its lists")
    }
  }

  private mutating func append(_ path: Int, line: Int) throws(ReceiptError) {
    if trail != nil, openLine == nil { openLine = line }
    switch value(of: path) {
    case .string(let text): DataEscape.append(text, to: &written)
    case .int(let number): DataEscape.append(String(number), to: &written)
    case nil, .null: break
    case .bool, .array, .object:
      let text = program.paths[path].text
      throw ReceiptError(
        .notText, at: name, line: line, fault: "`{{\(text)}}` is not text",
        wayOn: "open it as a section: {{#\(text)}}…{{/\(text)}}")
    }
  }

  private mutating func runSection(
    _ value: JSON?, isInverted: Bool, _ first: Int, _ end: Int
  ) throws(ReceiptError) {
    guard let value, Self.opensSection(value) else {
      if isInverted { try run(first, end) }
      return
    }
    guard !isInverted else { return }
    switch value {
    case .array(let members):
      for member in members { try runInside(member, first, end) }
    case .object: try runInside(value, first, end)
    default: try run(first, end)
    }
  }

  private mutating func runInside(
    _ context: JSON, _ first: Int, _ end: Int
  ) throws(ReceiptError) {
    let mark = covered.count
    enter(context, keepsCovered: true)
    try run(first, end)
    while covered.count > mark {
      let last = covered.removeLast()
      values[last.slot] = last.value
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

  /// Puts an object's members in their slots, over what stood there.
  private mutating func enter(_ context: JSON, keepsCovered: Bool) {
    guard case .object(let members) = context else { return }
    for (key, value) in members {
      var key = key
      guard let slot = key.withUTF8({ program.names.slot(of: $0) }) else { continue }
      if keepsCovered { covered.append((slot, values[slot])) }
      values[slot] = value
    }
  }

  /// Innermost context first, then outward; the first that has the first name decides.
  private func value(of path: Int) -> JSON? {
    let first = values[program.slots[path]]
    guard !program.paths[path].rest.isEmpty else { return first }
    guard var found = first else { return nil }
    for name in program.paths[path].rest {
      guard case .object(let inner) = found, let next = inner[name] else { return nil }
      found = next
    }
    return found
  }
}
