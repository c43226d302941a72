import Glibc

/// A host that takes calls on a receipt printer's port.
public struct FoundPrinter: Sendable, Equatable {
  /// Its address, such as `192.168.1.50`.
  public let host: String
  /// Whether it answered `DLE EOT 1` as ESC/POS printers do; other printers listen there too.
  public let answersStatus: Bool
}

/// Looks for receipt printers: every address of a range is called at once, and asked how it is.
public struct NetworkSearch: Sendable {
  /// The port receipt printers and others take bytes on.
  public static let port: UInt16 = 9_100
  /// A shop's network; a wider one is not searched: it would take long and look like an attack.
  public static let maximumAddresses = 1_024
  /// Calls at a time: a process may have 1,024 files open, as a rule.
  private static let batch = 256
  /// `DLE EOT 1`: send the printer's status, answered at once whatever else it does.
  private static let question: [UInt8] = [0x10, 0x04, 0x01]

  private let port: UInt16
  private let milliseconds: Int

  /// - Parameter milliseconds: how long each address has to take the call, and again to answer.
  public init(port: UInt16 = NetworkSearch.port, milliseconds: Int = 700) {
    self.port = port
    self.milliseconds = milliseconds
  }

  /// The addresses of the networks this machine is on: of each, the 254 around its own address.
  public static func localAddresses() -> [String] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var networks: Set<UInt32> = []
    var next = first
    while let interface = next?.pointee {
      next = interface.ifa_next
      let flags = Int32(bitPattern: interface.ifa_flags)
      guard let address = interface.ifa_addr, flags & Int32(IFF_UP) != 0,
        flags & Int32(IFF_LOOPBACK) == 0, address.pointee.sa_family == AF_INET
      else { continue }
      let own = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr)
      }
      networks.insert(own & 0xffff_ff00)
    }
    return networks.sorted().flatMap { network in (1...254).map { Self.text(network | $0) } }
  }

  /// Who of them takes calls, in the order given. Names are not looked up.
  public func printers(among addresses: [String]) -> [FoundPrinter] {
    let wanted = Array(addresses.prefix(Self.maximumAddresses))
    return stride(from: 0, to: wanted.count, by: Self.batch).flatMap { start in
      search(wanted[start..<min(start + Self.batch, wanted.count)])
    }
  }

  private struct Call {
    let host: String
    let socket: Int32
    var isConnected = false
    var answersStatus = false
    var isOver = false
  }

  private func search(_ hosts: ArraySlice<String>) -> [FoundPrinter] {
    var calls = hosts.compactMap { host in
      call(host).map { Call(host: host, socket: $0) }
    }
    defer { for call in calls { close(call.socket) } }
    step(&calls, until: .now + .milliseconds(milliseconds))
    for index in calls.indices where !calls[index].isConnected { calls[index].isOver = true }
    step(&calls, until: .now + .milliseconds(milliseconds))
    return calls.filter(\.isConnected)
      .map { FoundPrinter(host: $0.host, answersStatus: $0.answersStatus) }
  }

  /// Lets calls come about and answers come in until all are over or the time is.
  private func step(_ calls: inout [Call], until end: ContinuousClock.Instant) {
    while true {
      let open = calls.indices.filter { !calls[$0].isOver }
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      guard !open.isEmpty, left > 0 else { return }
      var files = open.map { index in
        let events = calls[index].isConnected ? POLLIN : POLLOUT
        return pollfd(fd: calls[index].socket, events: Int16(events), revents: 0)
      }
      guard poll(&files, nfds_t(files.count), Int32(left.rounded(.up))) > 0 else { continue }
      for (index, file) in zip(open, files) where file.revents != 0 { take(&calls[index]) }
    }
  }

  private func take(_ call: inout Call) {
    if call.isConnected {
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = recv(call.socket, &bytes, bytes.count, 0)
      // One byte with the fixed bits 0xx1xx10; a greeting in digits may begin so, and goes on.
      call.answersStatus = count == 1 && bytes[0] & 0x93 == 0x12
      call.isOver = true
      return
    }
    var fault: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    let status = getsockopt(call.socket, SOL_SOCKET, SO_ERROR, &fault, &length)
    call.isConnected = status == 0 && fault == 0
    call.isOver = !call.isConnected
    if call.isConnected {
      send(call.socket, Self.question, Self.question.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// A call on its way; nil for what is no address, or has no route.
  private func call(_ host: String) -> Int32? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return nil }
    let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let caller = socket(AF_INET, Int32(type), 0)
    guard caller >= 0 else { return nil }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 || errno == EINPROGRESS else {
      close(caller)
      return nil
    }
    return caller
  }

  private static func text(_ address: UInt32) -> String {
    stride(from: 24, through: 0, by: -8).map { String(address >> UInt32($0) & 0xff) }
      .joined(separator: ".")
  }
}
