/// How a character is set: bold, underlined, inverted, and how many cells wide and high (1–6).
///
/// Sixteen bits, so that a styled character is eight bytes and a receipt fits the cache.
struct Style: Hashable, Sendable {
  private(set) var bits: UInt16 = 0

  static let plain = Style()

  var isBold: Bool {
    get { bits & 1 != 0 }
    set { bits = newValue ? bits | 1 : bits & ~1 }
  }
  var isUnderlined: Bool {
    get { bits & 2 != 0 }
    set { bits = newValue ? bits | 2 : bits & ~2 }
  }
  var isInverted: Bool {
    get { bits & 4 != 0 }
    set { bits = newValue ? bits | 4 : bits & ~4 }
  }
  /// The character stands for a `LineMask`, not for a letter.
  var isLine: Bool {
    get { bits & 8 != 0 }
    set { bits = newValue ? bits | 8 : bits & ~8 }
  }
  /// 0 for one cell, up to 5 for six.
  private var widthSteps: UInt16 { bits >> 4 & 7 }
  private var heightSteps: UInt16 { bits >> 8 & 7 }

  /// Cells in width for each cell of the character, 1–6.
  var width: Int { Int(widthSteps) + 1 }
  /// Cells in height, 1–6.
  var height: Int { Int(heightSteps) + 1 }

  /// The size a run of `^` asks for: 1 double width, 2 double height, 3 both, 4–7 three to six.
  mutating func setSize(carets: Int) {
    let (width, height): (UInt16, UInt16) =
      switch carets {
      case ...0: (0, 0)
      case 1: (1, 0)
      case 2: (0, 1)
      default: (UInt16(min(carets, 7) - 2), UInt16(min(carets, 7) - 2))
      }
    bits = bits & 0xF | width << 4 | height << 8
  }
}

/// Which ways a drawn line leaves the middle of its cell.
struct LineMask: OptionSet, Sendable {
  let rawValue: UInt32
  static let left = LineMask(rawValue: 1)
  static let right = LineMask(rawValue: 2)
  static let up = LineMask(rawValue: 4)
  static let down = LineMask(rawValue: 8)
  /// A line to sign on, at the foot of the cell.
  static let signature = LineMask(rawValue: 16)
}

/// A character of a document with its style; U+000A is a forced wrap. Eight bytes.
struct StyledScalar: Sendable {
  var code: UInt32
  var style: Style
  private var flags: UInt8 = 0

  init(code: UInt32, style: Style) {
    self.code = code
    self.style = style
  }

  /// It stands on the cell of the one before it (`Clusters`).
  var joinsPrevious: Bool {
    get { flags & 1 != 0 }
    set { flags = newValue ? flags | 1 : flags & ~1 }
  }
  /// What joins it makes it a full square.
  var isWidened: Bool {
    get { flags & 2 != 0 }
    set { flags = newValue ? flags | 2 : flags & ~2 }
  }
  /// A mark of decoration, or the column's end, comes after it.
  var endsRun: Bool {
    get { flags & 4 != 0 }
    set { flags = newValue ? flags | 4 : flags & ~4 }
  }
}

/// Where something stands in its column or on its line.
enum Alignment: Int, Sendable {
  case left = 0
  case center = 1
  case right = 2
}
