/// A command as it stood in the stream.
public struct EscPosCommand: Sendable, Equatable {
  /// As vendors name it: `ESC @`, `GS ( k`, `LF`.
  public let name: String
  /// Its arguments, without counts of data; of `GS ( k` the symbol's and the function's number
  /// come first.
  public let parameters: [UInt8]
  /// Counted data: a picture's dots, a code's text.
  public let data: [UInt8]
  /// Where its first byte stands.
  public let offset: Int

  /// `ESC a 1`.
  var described: String { ([name] + parameters.map { String($0) }).joined(separator: " ") }
}

/// What may stand after a command's name.
struct CommandForm: Sendable {
  /// One argument's name in the vendors' papers and what it may be.
  struct Parameter: Sendable {
    let letter: String
    let ranges: [ClosedRange<UInt8>]
    /// Bits that must be 0.
    let unusedBits: UInt8

    init(_ letter: String, _ ranges: ClosedRange<UInt8>..., unusedBits: UInt8 = 0) {
      self.letter = letter
      self.ranges = ranges.isEmpty ? [0...255] : ranges
      self.unusedBits = unusedBits
    }

    func allows(_ value: UInt8) -> Bool {
      value & unusedBits == 0 && ranges.contains { $0.contains(value) }
    }

    /// `n is 0–2 or 48–50`.
    var rule: String {
      if unusedBits != 0 {
        return "\(letter) leaves the bits of \(EscPosReader.hexadecimal(unusedBits)) at 0"
      }
      let words = ranges.map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      }
      return "\(letter) is \(words.joined(separator: " or "))"
    }
  }

  /// What follows the arguments.
  enum Tail: Sendable {
    case nothing
    /// `ESC *`: columns of 1 or 3 bytes.
    case columns
    /// `GS v 0`: rows of bytes.
    case rows
    /// `GS k`: a count and so many bytes.
    case barcode
    /// `GS ( k` and `GS ( H`: a two-byte count, then numbers and data.
    case function
    /// `GS V`: one argument more when the paper is fed first.
    case cut
  }

  let name: String
  let bytes: [UInt8]
  let parameters: [Parameter]
  let tail: Tail
  /// A printer heeds it only where no line has begun.
  let isLineStart: Bool

  private init(
    _ name: String, _ bytes: [UInt8], _ parameters: [Parameter] = [], _ tail: Tail = .nothing,
    isLineStart: Bool = false
  ) {
    self.name = name
    self.bytes = bytes
    self.parameters = parameters
    self.tail = tail
    self.isLineStart = isLineStart
  }

  private static func form(
    _ prefix: (String, UInt8), _ sign: String, _ parameters: Parameter..., tail: Tail = .nothing,
    isLineStart: Bool = false
  ) -> CommandForm {
    CommandForm(
      "\(prefix.0) \(sign == " " ? "SP" : sign.map { String($0) }.joined(separator: " "))",
      [prefix.1] + Array(sign.utf8), parameters, tail, isLineStart: isLineStart)
  }

  private static let esc = ("ESC", UInt8(0x1B))
  private static let fs = ("FS", UInt8(0x1C))
  private static let gs = ("GS", UInt8(0x1D))
  private static let any = Parameter("n")

  private static func choice(_ letter: String, _ numbers: ClosedRange<UInt8>) -> Parameter {
    Parameter(letter, numbers, numbers.lowerBound + 48...numbers.upperBound + 48)
  }

  /// Every command the judge knows, from vendors' command references.
  static let all: [CommandForm] = [
    CommandForm("HT", [0x09]), CommandForm("LF", [0x0A]), CommandForm("CR", [0x0D]),
    CommandForm("DLE EOT", [0x10, 0x04], [Parameter("n", 1...4)]),
    CommandForm("DLE ENQ", [0x10, 0x05], [Parameter("n", 0...2)]),
    form(esc, "@", isLineStart: true), form(esc, "t", any),
    form(esc, "R", Parameter("n", 0...15)), form(esc, "E", any),
    form(esc, "-", choice("n", 0...2)), form(esc, "a", choice("n", 0...2), isLineStart: true),
    form(esc, "2"), form(esc, "3", any), form(esc, "d", any), form(esc, "J", any),
    form(esc, "M", choice("n", 0...1)),
    form(
      esc, "*", Parameter("m", 0...1, 32...33), Parameter("nL"), Parameter("nH", 0...3),
      tail: .columns),
    form(esc, "p", choice("m", 0...1), Parameter("t1"), Parameter("t2")),
    form(esc, "i", isLineStart: true), form(esc, "m", isLineStart: true), form(esc, " ", any),
    form(esc, "{", any, isLineStart: true),
    form(gs, "!", Parameter("n", unusedBits: 0x88)), form(gs, "B", any),
    form(gs, "h", Parameter("n", 1...255)), form(gs, "w", Parameter("n", 2...6)),
    form(gs, "H", choice("n", 0...3)), form(gs, "f", choice("n", 0...1)),
    form(gs, "k", Parameter("m", 65...73), tail: .barcode, isLineStart: true),
    form(gs, "(k", tail: .function), form(gs, "(H", tail: .function),
    form(
      gs, "v0", choice("m", 0...3), Parameter("xL"), Parameter("xH"), Parameter("yL"),
      Parameter("yH"), tail: .rows, isLineStart: true),
    form(
      gs, "V", Parameter("m", 0...1, 48...49, 65...66), tail: .cut, isLineStart: true),
    form(gs, "L", Parameter("nL"), Parameter("nH"), isLineStart: true),
    form(gs, "W", Parameter("nL"), Parameter("nH"), isLineStart: true),
    form(gs, "r", choice("n", 1...2)), form(gs, "a", any),
    form(fs, "&"), form(fs, "."), form(fs, "!", Parameter("n", unusedBits: 0x73)),
    form(fs, "-", choice("n", 0...2)), form(fs, "S", Parameter("n1"), Parameter("n2")),
    form(fs, "C", choice("n", 0...2)),
  ]

  static let byBytes: [[UInt8]: CommandForm] = Dictionary(
    all.map { ($0.bytes, $0) }, uniquingKeysWith: { first, _ in first })
}
