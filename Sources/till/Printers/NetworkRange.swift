/// A range of IPv4 addresses, such as 192.168.1.0/24.
struct NetworkRange: Hashable, CustomStringConvertible {
  /// The first address, as a number.
  let base: UInt32
  /// How many leading bits all its addresses have in common.
  let prefix: Int

  /// The largest that is searched, 1,022 hosts: a building has fewer printers, and whoever watches
  /// a larger network takes this for an attack.
  static let shortestPrefix = 22

  init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    let bytes = (halves.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
      .compactMap { UInt8($0) }
    guard halves.count == 2, bytes.count == 4, let prefix = Int(halves[1]),
      (Self.shortestPrefix...32).contains(prefix)
    else { return nil }
    self.init(bytes.reduce(0) { $0 << 8 | UInt32($1) }, prefix: prefix)
  }

  init(_ address: UInt32, prefix: Int) {
    base = address & Self.mask(prefix)
    self.prefix = prefix
  }

  private static func mask(_ prefix: Int) -> UInt32 {
    prefix == 0 ? 0 : UInt32.max << UInt32(32 - prefix)
  }

  /// Every address a printer can have: the first and the last of a network are nobody's.
  var hosts: [UInt32] {
    let last = base | ~Self.mask(prefix)
    return prefix >= 31 ? Array(base...last) : Array((base + 1)..<last)
  }

  var description: String { "\(Self.text(base))/\(prefix)" }

  static func text(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String(address >> UInt32($0) & 0xFF) }.joined(separator: ".")
  }
}
