import Glibc
import Synchronization

/// The one-byte pages of characters a receipt printer may hold.
///
/// Those that are written from right to left are left out: nothing here turns a line around.
public enum CodePage: String, Sendable, CaseIterable {
  case cp437, cp737, cp775, cp850, cp852, cp855, cp857, cp858, cp860, cp861, cp863, cp865, cp866
  case cp869, cp1250, cp1251, cp1252, cp1253, cp1254, cp1257
  case latin2 = "iso-8859-2"
  case greek = "iso-8859-7"
  case latin9 = "iso-8859-15"

  private static let tables = Mutex<[CodePage: [UInt8]]>([:])

  /// The byte of each scalar below U+10000 in the page's upper half; 0 where it has none.
  ///
  /// Asked of iconv at first use; a page the C library lacks has no characters.
  var table: [UInt8] {
    Self.tables.withLock { tables in
      if let known = tables[self] { return known }
      let made = made()
      tables[self] = made
      return made
    }
  }

  private func made() -> [UInt8] {
    var table = [UInt8](repeating: 0, count: 0x10000)
    guard let converter = Iconv.opened(from: rawValue, to: "UTF-32LE") else { return table }
    defer { iconv_close(converter) }
    for byte in UInt8(0x80)...0xFF {
      let (value, count) = Iconv.convert(UInt32(byte), inputBytes: 1, converter)
      let code = UInt32(littleEndian: value)
      // The lowest byte wins, and controls stay out.
      guard count == 4, (0xA0..<0x10000).contains(code), table[Int(code)] == 0 else { continue }
      table[Int(code)] = byte
    }
    return table
  }
}

/// A printer's code pages in the order they are asked: the lowest slot first, because clones are
/// more likely to have it.
struct CodePageSlots: Sendable {
  struct Slot: Sendable {
    let number: UInt8
    let table: [UInt8]
  }

  let slots: [Slot]

  private static let last = Mutex<(pages: [CodePage: UInt8], slots: CodePageSlots)?>(nil)

  /// Those of a profile; a shop's papers go to one printer after another, not to many in turns, so
  /// the last ones are kept.
  static func of(_ pages: [CodePage: UInt8]) -> CodePageSlots {
    last.withLock { last in
      if let last, last.pages == pages { return last.slots }
      let slots = CodePageSlots(pages)
      last = (pages, slots)
      return slots
    }
  }

  private init(_ pages: [CodePage: UInt8]) {
    slots = pages.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
      .map { Slot(number: $0.value, table: $0.key.table) }
  }

  /// The byte of a scalar, and the index of the page that has it: the kept one if it does, so
  /// that as little as possible is switched, else the lowest; nil when no page has it.
  func place(of code: UInt32, keeping kept: Int) -> (index: Int, byte: UInt8)? {
    guard code < 0x10000, kept < slots.count else { return nil }
    let byte = slots[kept].table[Int(code)]
    if byte != 0 { return (kept, byte) }
    for (index, slot) in slots.enumerated() where slot.table[Int(code)] != 0 {
      return (index, slot.table[Int(code)])
    }
    return nil
  }
}

/// Signs that have an honest stand-in where a printer lacks them: nobody reads them as another.
enum StandIn {
  private static let table: [UInt32: UInt32] = [
    0xA0: 0x20, 0xD7: 0x78, 0x3BC: 0xB5, 0x2010: 0x2D, 0x2011: 0x2D, 0x2012: 0x2D, 0x2013: 0x2D,
    0x2014: 0x2D, 0x2018: 0x27, 0x2019: 0x27, 0x201C: 0x22, 0x201D: 0x22, 0x2022: 0x2219,
    0x2212: 0x2D, 0xFFE5: 0xA5,
  ]

  /// The stand-in of a scalar, mostly ASCII; nil when it has none.
  static func code(for code: UInt32) -> UInt32? { table[code] }
}

extension LineMask {
  /// The box-drawing character of Unicode for the line.
  var boxCode: UInt32 {
    switch rawValue & 15 {
    case 12, 4, 8: 0x2502
    case 10: 0x250C
    case 9: 0x2510
    case 6: 0x2514
    case 5: 0x2518
    case 14: 0x251C
    case 13: 0x2524
    case 11: 0x252C
    case 7: 0x2534
    case 15: 0x253C
    default: 0x2500
    }
  }
}
