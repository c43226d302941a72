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
  /// nil where nobody said yet: printers differ in how they wake up.
  private var isChinese: Bool?
  private(set) var items: [Item] = []
  /// The data of each code, in order.
  private(set) var codes: [[UInt8]] = []
  /// Each raster, in order.
  private(set) var rasters: [Raster] = []

  /// The dots of one `GS v 0`.
  struct Raster {
    let rowBytes: Int
    let rows: Int
    let dots: [UInt8]
  }

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    while position < bytes.count { try readItem() }
  }

  /// Commands that don't belong to how letters look, nor to how a single one is found: its code
  /// page, its picture, and the Chinese mode said again after that.
  var structure: [Item] {
    items.filter { item in
      guard case .command(let name, _) = item else { return false }
      return !Self.styleNames.contains(name) && !Self.letterNames.contains(name)
    }
  }

  /// All printable bytes.
  var text: [UInt8] {
    items.flatMap { item -> [UInt8] in
      if case .text(let bytes) = item { bytes } else { [] }
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
  private static let letterNames: Set = ["ESC *", "ESC t", "FS again"]

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
    case 0x81...0xFE where isChinese == true:
      let pair = try take(2)
      guard (0x40...0xFE).contains(pair[1]), pair[1] != 0x7F else {
        throw Failure(offset: position, what: "half a Chinese character")
      }
      append(pair)
    case 0x80... where isChinese != true:
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
      isChinese = nil
      items.append(.command("ESC @", []))
    case UInt8(ascii: "2"), UInt8(ascii: "i"), UInt8(ascii: "m"):
      items.append(.command("ESC \(Unicode.Scalar(head[1]))", []))
    case UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "E"), UInt8(ascii: "-"),
      UInt8(ascii: "3"), UInt8(ascii: "M"), UInt8(ascii: "d"), UInt8(ascii: "J"):
      items.append(.command("ESC \(Unicode.Scalar(head[1]))", try take(1)))
    case UInt8(ascii: "*"):
      let parameters = try take(3)
      guard parameters[0] == 33 else { throw Failure(offset: position, what: "ESC * mode") }
      items.append(.command("ESC *", [parameters[1]]))
      _ = try take(3 * (Int(parameters[1]) + Int(parameters[2]) * 256))
    default: throw Failure(offset: position, what: "ESC \(head[1])")
    }
  }

  private mutating func readField() throws {
    let head = try take(2)
    switch head[1] {
    case UInt8(ascii: "&"), UInt8(ascii: "."):
      let wasChinese = isChinese
      isChinese = head[1] == UInt8(ascii: "&")
      let name = wasChinese == isChinese ? "again" : String(Unicode.Scalar(head[1]))
      items.append(.command("FS \(name)", []))
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
    case UInt8(ascii: "V"):
      let kind = try take(1)
      items.append(.command("GS V", kind[0] < 65 ? kind : kind + (try take(1))))
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
      rasters.append(
        Raster(
          rowBytes: Int(parameters[2]) + Int(parameters[3]) * 256,
          rows: Int(parameters[4]) + Int(parameters[5]) * 256, dots: try take(count)))
    default: throw Failure(offset: position, what: "GS \(head[1])")
    }
  }
}
