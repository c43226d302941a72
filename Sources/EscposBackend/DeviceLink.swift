import Glibc

/// An open connection to a printer: never blocks, closes itself.
final class DeviceLink {
  private let file: Int32
  /// A socket's end says that the printer is gone; a device file's says only: nothing to read.
  private let isSocket: Bool

  /// Why a printer can't be reached now.
  enum Failure: Error, Equatable {
    /// It may mend itself or be mended.
    case later(String)
    /// It won't.
    case never(String)
  }

  /// What reading gave.
  enum Input: Equatable {
    case bytes([UInt8])
    case nothing
    /// The connection is over: why.
    case lost(String)
  }

  /// What writing gave.
  enum Output: Equatable {
    /// So many bytes; 0 when it takes none now.
    case taken(Int)
    case lost(String)
  }

  /// Takes over an open file.
  init(file: Int32, isSocket: Bool) {
    self.file = file
    self.isSocket = isSocket
  }

  deinit { close(file) }

  /// Waits until there is something to read, or room to write where that is wanted.
  func wait(milliseconds: Int, toWrite: Bool = false) {
    var events = Int16(POLLIN)
    if toWrite { events |= Int16(POLLOUT) }
    var poll = pollfd(fd: file, events: events, revents: 0)
    _ = Glibc.poll(&poll, 1, Int32(max(milliseconds, 0)))
  }

  /// Takes what has come.
  func read() -> Input {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(file, &buffer, buffer.count)
    if count > 0 { return .bytes(Array(buffer[..<count])) }
    if count == 0 {
      guard !isSocket else { return .lost("it closed the connection") }
      return .nothing
    }
    return [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? .nothing : .lost(System.words(errno))
  }

  /// Hands on as much as is taken now.
  func write(_ bytes: ArraySlice<UInt8>) -> Output {
    let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    if count >= 0 { return .taken(count) }
    return [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? .taken(0) : .lost(System.words(errno))
  }

  /// Says that nothing more is to come.
  func endOutput() {
    if isSocket { shutdown(file, Int32(SHUT_WR)) }
  }

  /// How long the other side's network has given no sign of life although it was called again and
  /// again; nil while it answers, or where nobody knows.
  ///
  /// A printer that waits for paper with a full buffer hears no question, but its network answers
  /// the kernel's probes. (TCP_USER_TIMEOUT would end such a standstill all the same.)
  var deadMilliseconds: Int? {
    var info = tcp_info()
    var length = socklen_t(MemoryLayout<tcp_info>.size)
    guard isSocket, getsockopt(file, Int32(IPPROTO_TCP), TCP_INFO, &info, &length) == 0,
      Int(info.tcpi_probes) + Int(info.tcpi_retransmits) >= Self.unansweredCalls
    else { return nil }
    return Int(info.tcpi_last_ack_recv)
  }

  /// One or two are lost on any network.
  private static let unansweredCalls = 3

  /// Bytes written that have not reached the other side.
  var unsentCount: Int {
    var count: Int32 = 0
    return ioctl(file, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
  }
}
