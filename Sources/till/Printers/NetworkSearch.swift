import Glibc

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

  /// The networks this machine is in, apart from itself; larger ones only the part around it.
  static var own: [NetworkRange] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var ranges: [NetworkRange] = []
    var next = list
    while let interface = next?.pointee {
      next = interface.ifa_next
      let flags = Int32(bitPattern: interface.ifa_flags)
      guard flags & Int32(IFF_UP) != 0, flags & Int32(IFF_LOOPBACK) == 0,
        let address = number(interface.ifa_addr), let mask = number(interface.ifa_netmask)
      else { continue }
      let prefix = max(mask.nonzeroBitCount, shortestPrefix)
      let range = NetworkRange(address, prefix: prefix)
      // One address alone is this machine.
      if prefix < 31, !ranges.contains(range) { ranges.append(range) }
    }
    return ranges
  }

  private static func number(_ address: UnsafeMutablePointer<sockaddr>?) -> UInt32? {
    guard let address, Int32(address.pointee.sa_family) == AF_INET else { return nil }
    return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
    }
  }
}

/// Looks for what answers on the port of receipt printers.
///
/// Nothing is sent: an office printer listens there too, and prints a page of whatever it gets.
struct NetworkSearch {
  /// What printers listen on since HP's first JetDirect.
  static let usualPort: UInt16 = 9100
  /// A printer in the same building answers in some milliseconds; one asleep takes longer.
  private static let patienceMilliseconds: Int32 = 500
  /// Asked at once: far below the limit of open files.
  private static let batch = 128

  let ranges: [NetworkRange]
  var port = usualPort

  /// The addresses that answered, in their order.
  func hosts(progress: (_ done: Int64, _ all: Int64) -> Void) -> [String] {
    let all = ranges.flatMap(\.hosts)
    var found: [UInt32] = []
    for start in stride(from: 0, to: all.count, by: Self.batch) {
      let part = all[start..<min(start + Self.batch, all.count)]
      found += answering(Array(part))
      progress(Int64(part.endIndex), Int64(all.count))
    }
    return found.sorted().map(NetworkRange.text)
  }

  private func answering(_ hosts: [UInt32]) -> [UInt32] {
    var callers = hosts.map { (host: $0, socket: call($0)) }.filter { $0.socket >= 0 }
    defer { for caller in callers { close(caller.socket) } }
    var found: [UInt32] = []
    var left = Self.patienceMilliseconds
    while !callers.isEmpty, left > 0 {
      var waiting = callers.map { pollfd(fd: $0.socket, events: Int16(POLLOUT), revents: 0) }
      let begun = SystemClock.now().utcMilliseconds
      guard poll(&waiting, nfds_t(waiting.count), left) > 0 else { break }
      left -= Int32(clamping: max(1, SystemClock.now().utcMilliseconds - begun))
      for (caller, state) in zip(callers, waiting) where state.revents != 0 {
        if isConnected(caller.socket) { found.append(caller.host) }
        close(caller.socket)
      }
      callers = zip(callers, waiting).filter { $0.1.revents == 0 }.map(\.0)
    }
    return found
  }

  /// A connection under way; -1 where there is no way.
  private func call(_ host: UInt32) -> Int32 {
    let kind =
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let caller = socket(AF_INET, kind, 0)
    guard caller >= 0 else { return -1 }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = host.bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if status == 0 || errno == EINPROGRESS { return caller }
    close(caller)
    return -1
  }

  private func isConnected(_ socket: Int32) -> Bool {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &length) == 0 && code == 0
  }
}
