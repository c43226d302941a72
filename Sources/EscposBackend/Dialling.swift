import Glibc

/// Opens a link to a printer.
enum Dialling {
  /// A printer in the same shop answers within milliseconds; one that is off, never.
  static let patienceMilliseconds = 3_000

  /// Connects; gives up early when `isCancelled`.
  static func link(
    to place: DeviceAddress.Place, isCancelled: () -> Bool
  ) throws(DeviceLink.Failure) -> DeviceLink {
    switch place {
    case .network(let host, let port):
      let socket = try connect(host, port, isCancelled)
      var on: Int32 = 1
      setsockopt(
        socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
      return DeviceLink(file: socket, isSocket: true)
    case .file(let path, let line):
      let file = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
      guard file >= 0 else { throw failure(errno, path) }
      if isatty(file) == 1, !line.set(file) {
        close(file)
        throw .never("\(path) does not take the line's settings")
      }
      return DeviceLink(file: file, isSocket: false)
    }
  }

  private static func failure(_ error: Int32, _ path: String) -> DeviceLink.Failure {
    switch error {
    // Unplugged, switched off, or another program has it.
    case ENOENT, ENXIO, ENODEV, EBUSY, EIO, EAGAIN, EINTR: .later(System.words(error))
    default: .never("\(path) can't be opened: \(System.words(error))")
    }
  }

  private static func connect(
    _ host: String, _ port: UInt16, _ isCancelled: () -> Bool
  ) throws(DeviceLink.Failure) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &found)
    guard status == 0 else {
      throw .later(gai_strerror(status).map { String(cString: $0) } ?? "it has no address")
    }
    defer { freeaddrinfo(found) }
    var reason = "it has no address"
    var next = found
    while let address = next?.pointee {
      let type = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let file = socket(address.ai_family, type, 0)
      if file >= 0 {
        let error = finish(file, address, isCancelled)
        if error == 0 { return file }
        close(file)
        reason = System.words(error)
      }
      next = address.ai_next
    }
    throw .later(reason)
  }

  /// Waits until a connection stands; 0, or the error.
  private static func finish(
    _ file: Int32, _ address: addrinfo, _ isCancelled: () -> Bool
  ) -> Int32 {
    if Glibc.connect(file, address.ai_addr, address.ai_addrlen) == 0 { return 0 }
    guard errno == EINPROGRESS else { return errno }
    let end = System.milliseconds() + patienceMilliseconds
    while !isCancelled() {
      var poll = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
      if Glibc.poll(&poll, 1, 100) > 0 {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(file, SOL_SOCKET, SO_ERROR, &error, &length)
        return error
      }
      if System.milliseconds() >= end { return ETIMEDOUT }
    }
    return EINTR
  }
}
