import CCups

/// Text that libcups owns, copied; nil when it has none. Its `char *` results are all nullable.
func text(_ pointer: UnsafePointer<CChar>?) -> String? {
  pointer.map { String(cString: $0) }
}

/// One group of an IPP answer, copied out of libcups' memory.
struct Attributes {
  private enum Value {
    case string(String)
    case integer(Int)
    case boolean(Bool)
  }

  private var values: [String: [Value]] = [:]

  func strings(_ name: String) -> [String] {
    (values[name] ?? []).compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  func string(_ name: String) -> String? { strings(name).first }

  func integer(_ name: String) -> Int? {
    if case .integer(let number)? = values[name]?.first { number } else { nil }
  }

  func boolean(_ name: String) -> Bool? {
    if case .boolean(let flag)? = values[name]?.first { flag } else { nil }
  }

  private mutating func add(_ attribute: OpaquePointer, named name: String) {
    let tag = ippGetValueTag(attribute)
    values[name] = (0..<ippGetCount(attribute)).compactMap { index -> Value? in
      switch tag {
      case IPP_TAG_INTEGER, IPP_TAG_ENUM: .integer(Int(ippGetInteger(attribute, index)))
      case IPP_TAG_BOOLEAN: .boolean(ippGetBoolean(attribute, index) != 0)
      default: text(ippGetString(attribute, index, nil)).map(Value.string)
      }
    }
  }

  /// The groups of one kind in an answer, in order. libcups sets a nameless one between groups.
  static func groups(in response: OpaquePointer, tag: ipp_tag_t) -> [Attributes] {
    var groups: [Attributes] = []
    var open = Attributes()
    var attribute = ippFirstAttribute(response)
    while let current = attribute {
      if let name = text(ippGetName(current)), ippGetGroupTag(current) == tag {
        open.add(current, named: name)
      } else if !open.values.isEmpty {
        groups.append(open)
        open = Attributes()
      }
      attribute = ippNextAttribute(response)
    }
    return open.values.isEmpty ? groups : groups + [open]
  }
}
