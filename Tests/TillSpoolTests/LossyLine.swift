import Foundation
import TestSupport

/// A line to a print server that breaks at a chosen request, counted over all its connections.
///
/// Requests are told apart by their `POST`. It keeps what clients sent.
final class LossyLine: @unchecked Sendable {
  enum Fault {
    /// The server never hears the request.
    case requestLost
    /// The server hears all of it, and its answer is lost.
    case answerLost
    /// The same, and from then on nobody gets through.
    case lineCut
  }

  private static let goOn = Array("HTTP/1.1 100".utf8)

  let address: String
  private let listener: Int32
  private let serverPort: UInt16
  private let fault: Fault
  private let faultyRequest: Int
  private let lock = NSLock()
  private var requestCount = 0
  private var isCut = false
  private var bytesHeard: [UInt8] = []

  /// All that clients sent over it.
  var heardBytes: [UInt8] { lock.withLock { bytesHeard } }

  /// The same as text.
  var heard: String { String(decoding: heardBytes, as: UTF8.self) }

  init(to server: CupsServer, losing fault: Fault, ofRequest number: Int) throws {
    let (socket, port) = try SocketPrinter.listen()
    listener = socket
    address = "127.0.0.1:\(port)"
    serverPort = server.address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    self.fault = fault
    faultyRequest = number
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(socket, nil, nil)
        guard client >= 0 else { break }
        Thread.detachNewThread { [self] in serve(client) }
      }
      close(socket)
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// Passes bytes both ways until either side ends or the fault strikes.
  private func serve(_ client: Int32) {
    guard !lock.withLock({ isCut }) else { return _ = close(client) }
    let server = SocketPrinter.call(port: serverPort)
    defer {
      close(client)
      close(server)
    }
    var isAnswerLost = false
    while true {
      var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ends, 2, 10_000) > 0 else { return }
      if ends[0].revents != 0 {
        guard let bytes = Self.read(client) else { return }
        lock.withLock { bytesHeard += bytes }
        let isFaulty = isFaulty(bytes)
        if isFaulty, fault == .requestLost { return }
        isAnswerLost = isAnswerLost || isFaulty
        Self.write(bytes, to: server)
      }
      if ends[1].revents != 0 {
        guard let bytes = Self.read(server) else { return }
        // "100 Continue" must pass, or the client never sends the rest; the answer proper may
        // follow it in the same breath.
        if isAnswerLost {
          guard bytes.starts(with: Self.goOn) else { return }
          let end = Data(bytes).range(of: Data("\r\n\r\n".utf8))?.upperBound ?? bytes.count
          Self.write(Array(bytes[..<end]), to: client)
          if end < bytes.count { return }
          continue
        }
        Self.write(bytes, to: client)
      }
    }
  }

  private func isFaulty(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: Array("POST ".utf8)) else { return false }
    return lock.withLock {
      requestCount += 1
      guard requestCount == faultyRequest else { return false }
      isCut = fault == .lineCut
      return true
    }
  }

  private static func write(_ bytes: [UInt8], to socket: Int32) {
    _ = bytes.withUnsafeBytes {
      send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  private static func read(_ socket: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}
