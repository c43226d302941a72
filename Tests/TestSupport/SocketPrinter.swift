import Foundation

/// A receipt printer as the network sees one: a port that takes bytes until the sender closes.
public final class SocketPrinter: @unchecked Sendable {
  let port: UInt16
  private let listener: Int32
  private let lock = NSLock()
  private var kept: [[UInt8]] = []
  private var isStopped = false

  init() throws {
    (listener, port) = try Self.listen()
    let listener = listener
    // The thread keeps the printer only while it stores a document, so `deinit` can come.
    Thread.detachNewThread { [weak self] in
      while true {
        let sender = accept(listener, nil, nil)
        guard sender >= 0 else { break }
        let document = Self.readAll(sender)
        close(sender)
        self?.keep(document)
      }
      close(listener)
    }
  }

  func documents() -> [[UInt8]] {
    lock.withLock { kept }
  }

  /// Makes `accept` return on the printer's thread, which then closes the socket.
  func stop() {
    lock.withLock {
      if !isStopped { shutdown(listener, Int32(SHUT_RDWR)) }
      isStopped = true
    }
  }

  private func keep(_ document: [UInt8]) {
    lock.withLock { kept.append(document) }
  }

  /// A port nobody listens on at the moment.
  static func freePort() throws -> UInt16 {
    let (socket, port) = try listen()
    close(socket)
    return port
  }

  /// Whether something answers on a port of this machine, within a time.
  public static func answers(port: UInt16, timeoutSeconds: Double) -> Bool {
    let end = Date(timeIntervalSinceNow: timeoutSeconds)
    repeat {
      let caller = call(port: port)
      if caller >= 0 {
        close(caller)
        return true
      }
      Thread.sleep(forTimeInterval: 0.01)
    } while Date() < end
    return false
  }

  /// A connection to a port of this machine; -1 when nobody answers.
  public static func call(port: UInt16) -> Int32 {
    let caller = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    if withAddress(port: port, { connect(caller, $0, $1) }) == 0 { return caller }
    close(caller)
    return -1
  }

  /// A listening socket on loopback, not handed on to child processes.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - receiveBytes: what the network holds for one who doesn't read; nil for as much as usual.
  public static func listen(
    port: UInt16 = 0, receiveBytes: Int32? = nil
  ) throws -> (socket: Int32, port: UInt16) {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let listener = socket(AF_INET, type, 0)
    var on: Int32 = 1
    // A printer switched on again takes the port its old connections still linger on.
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    if var receiveBytes {
      setsockopt(
        listener, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
    }
    guard listener >= 0, withAddress(port: port, { bind(listener, $0, $1) }) == 0,
      Glibc.listen(listener, 64) == 0
    else { throw CupsServerError("no free port on 127.0.0.1: errno \(errno)") }
    var bound = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &bound) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
    }
    guard status == 0 else { throw CupsServerError("getsockname: errno \(errno)") }
    return (listener, UInt16(bigEndian: bound.sin_port))
  }

  private static func withAddress(
    port: UInt16, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// All that comes until the sender closes.
  public static func readAll(_ sender: Int32) -> [UInt8] {
    var document: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(sender, &buffer, buffer.count)
      guard count > 0 else { return document }
      document += buffer[..<count]
    }
  }
}
