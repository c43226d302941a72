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
    case range(ClosedRange<Int>)
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

  func integers(_ name: String) -> [Int] {
    (values[name] ?? []).compactMap { if case .integer(let number) = $0 { number } else { nil } }
  }

  /// The first range; a single number is one of its own.
  func range(_ name: String) -> ClosedRange<Int>? {
    if case .range(let range)? = values[name]?.first { return range }
    return integer(name).map { $0...$0 }
  }

  mutating func set(_ name: String, _ texts: [String]) { values[name] = texts.map(Value.string) }

  mutating func set(_ name: String, _ number: Int) { values[name] = [.integer(number)] }

  private mutating func add(_ attribute: OpaquePointer, named name: String) {
    let tag = ippGetValueTag(attribute)
    values[name] = (0..<ippGetCount(attribute)).compactMap { index -> Value? in
      switch tag {
      case IPP_TAG_INTEGER, IPP_TAG_ENUM: .integer(Int(ippGetInteger(attribute, index)))
      case IPP_TAG_BOOLEAN: .boolean(ippGetBoolean(attribute, index) != 0)
      case IPP_TAG_RESOLUTION: .integer(Self.dotsPerInch(attribute, index))
      case IPP_TAG_RANGE: Self.range(attribute, index)
      default: text(ippGetString(attribute, index, nil)).map(Value.string)
      }
    }
  }

  /// A resolution's dots per inch along the paper's width.
  private static func dotsPerInch(_ attribute: OpaquePointer, _ index: Int32) -> Int {
    var down: Int32 = 0
    var unit = IPP_RES_PER_INCH
    let across = Int(ippGetResolution(attribute, index, &down, &unit))
    return unit == IPP_RES_PER_CM ? across * 254 / 100 : across
  }

  private static func range(_ attribute: OpaquePointer, _ index: Int32) -> Value {
    var upper: Int32 = 0
    let lower = ippGetRange(attribute, index, &upper)
    return .range(Int(lower)...Int(max(lower, upper)))
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
