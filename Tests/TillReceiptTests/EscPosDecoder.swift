/// A strict reader of the ESC/POS we send: fails on any byte it doesn't know.
///
/// Written from the printer's side, with argument lengths of its own, so that a mistake of the
/// writer is not repeated here.
struct EscPosDecoder {
  enum Item: Equatable {
    /// A command by its name and its parameters; for codes, without their data.
    case command(String, [UInt8])
    /// A run of printable bytes, Chinese pairs included.
    case text([UInt8])
    case lineFeed
  }

  struct Failure: Error, CustomStringConvertible {
    let offset: Int
    let what: String
    var description: String { "byte \(offset): \(what)" }
  }

  private let bytes: [UInt8]
  private var position = 0
  private var isChinese = false
  private(set) var items: [Item] = []
  /// The data of each code, in order.
  private(set) var codes: [[UInt8]] = []

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    while position < bytes.count { try readItem() }
  }

  /// Commands that don't belong to how letters look.
  var structure: [Item] {
    items.filter { item in
      guard case .command(let name, _) = item else { return false }
      return !Self.styleNames.contains(name) && name != "ESC *"
    }
  }

  /// The commands that change how letters look.
  var styles: Set<String> {
    Set(
      items.compactMap { item in
        guard case .command(let name, let parameters) = item, Self.styleNames.contains(name)
        else { return nil }
        return "\(name) \(parameters)"
      })
  }

  private static let styleNames: Set = ["ESC E", "ESC -", "GS B", "GS !", "FS !", "FS -"]

  private mutating func take(_ count: Int) throws -> [UInt8] {
    guard position + count <= bytes.count else {
      throw Failure(offset: position, what: "the stream ends in a command")
    }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  private mutating func readItem() throws {
    let byte = bytes[position]
    switch byte {
    case 0x0A:
      position += 1
      items.append(.lineFeed)
    case 0x1B: try readEscape()
    case 0x1C: try readField()
    case 0x1D: try readGroup()
    case 0x20...0x7E:
      position += 1
      append([byte])
    case 0x81...0xFE where isChinese:
      let pair = try take(2)
      guard (0x40...0xFE).contains(pair[1]), pair[1] != 0x7F else {
        throw Failure(offset: position, what: "half a Chinese character")
      }
      append(pair)
    case 0x80... where !isChinese:
      position += 1
      append([byte])
    default: throw Failure(offset: position, what: "control byte \(byte)")
    }
  }

  private mutating func append(_ printable: [UInt8]) {
    if case .text(let before) = items.last {
      items[items.count - 1] = .text(before + printable)
    } else {
      items.append(.text(printable))
    }
  }

  private mutating func readEscape() throws {
    let head = try take(2)
    switch head[1] {
    case UInt8(ascii: "@"):
      isChinese = false
      items.append(.command("ESC @", []))
    case UInt8(ascii: "2"): items.append(.command("ESC 2", []))
    case UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "E"), UInt8(ascii: "-"),
      UInt8(ascii: "3"):
      items.append(.command("ESC \(Unicode.Scalar(head[1]))", try take(1)))
    case UInt8(ascii: "*"):
      let parameters = try take(3)
      guard parameters[0] == 33 else { throw Failure(offset: position, what: "ESC * mode") }
      items.append(.command("ESC *", []))
      _ = try take(3 * (Int(parameters[1]) + Int(parameters[2]) * 256))
    default: throw Failure(offset: position, what: "ESC \(head[1])")
    }
  }

  private mutating func readField() throws {
    let head = try take(2)
    switch head[1] {
    case UInt8(ascii: "&"), UInt8(ascii: "."):
      isChinese = head[1] == UInt8(ascii: "&")
      items.append(.command("FS \(Unicode.Scalar(head[1]))", []))
    case UInt8(ascii: "!"), UInt8(ascii: "-"):
      items.append(.command("FS \(Unicode.Scalar(head[1]))", try take(1)))
    default: throw Failure(offset: position, what: "FS \(head[1])")
    }
  }

  private mutating func readGroup() throws {
    let head = try take(2)
    switch head[1] {
    case UInt8(ascii: "!"), UInt8(ascii: "B"), UInt8(ascii: "h"), UInt8(ascii: "w"),
      UInt8(ascii: "H"):
      items.append(.command("GS \(Unicode.Scalar(head[1]))", try take(1)))
    case UInt8(ascii: "V"): items.append(.command("GS V", try take(2)))
    case UInt8(ascii: "k"):
      let parameters = try take(2)
      guard (65...73).contains(parameters[0]) else {
        throw Failure(offset: position, what: "barcode system \(parameters[0])")
      }
      items.append(.command("GS k", [parameters[0]]))
      codes.append(try take(Int(parameters[1])))
    case UInt8(ascii: "("):
      let parameters = try take(5)
      guard parameters[0] == UInt8(ascii: "k"), parameters[3] == 49 else {
        throw Failure(offset: position, what: "GS ( \(parameters)")
      }
      let data = try take(Int(parameters[1]) + Int(parameters[2]) * 256 - 2)
      items.append(.command("GS ( k", [parameters[4]]))
      if parameters[4] == 80 { codes.append(Array(data.dropFirst())) }
    case UInt8(ascii: "v"):
      let parameters = try take(6)
      let count =
        (Int(parameters[2]) + Int(parameters[3]) * 256)
        * (Int(parameters[4]) + Int(parameters[5]) * 256)
      items.append(.command("GS v 0", []))
      _ = try take(count)
    default: throw Failure(offset: position, what: "GS \(head[1])")
    }
  }
}
