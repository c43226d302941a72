/// Takes apart what a printer says. The fixed bits tell its kinds of answers from each other.
struct ReplyReader {
  enum Reply: Equatable {
    /// To `DLE EOT`.
    case status(UInt8)
    /// To `GS r`.
    case processed(UInt8)
    /// To `GS ( H` function 48: the four bytes of the process.
    case echo([UInt8])
  }

  private enum Block {
    case header([UInt8])
    case automaticStatus(left: Int)
  }

  private static let fixedBits: UInt8 = 0x93
  private static let statusBits: UInt8 = 0x12
  /// The first of four bytes some printers say unasked, when another program told them to.
  private static let automaticBits: UInt8 = 0x10
  /// Bits 5 and 6 are called undefined, and are 0 in all that is known; a byte of text that came
  /// loose must not count as an acknowledgement.
  private static let processedMask: UInt8 = 0xF0
  private static let blockHeader: UInt8 = 0x37
  private static let processIdentifier: UInt8 = 0x22
  /// No block is longer; beyond, a byte got lost.
  private static let longestBlock = 80

  private var block: Block?

  /// What is complete with these bytes; what makes no sense is passed over.
  mutating func take(_ bytes: [UInt8]) -> [Reply] {
    bytes.compactMap { take($0) }
  }

  private mutating func take(_ byte: UInt8) -> Reply? {
    switch block {
    case .automaticStatus(let left):
      block = left > 1 ? .automaticStatus(left: left - 1) : nil
      return nil
    case .header(let bytes):
      guard byte == 0 else {
        block = bytes.count < Self.longestBlock ? .header(bytes + [byte]) : nil
        return nil
      }
      block = nil
      guard bytes.first == Self.processIdentifier, bytes.count == 5 else { return nil }
      return .echo(Array(bytes.dropFirst()))
    case nil:
      if byte == Self.blockHeader {
        block = .header([])
      } else if byte & Self.fixedBits == Self.statusBits {
        return .status(byte)
      } else if byte & Self.fixedBits == Self.automaticBits {
        block = .automaticStatus(left: 3)
      } else if byte & Self.processedMask == 0 {
        return .processed(byte)
      }
      return nil
    }
  }
}
