import Foundation
import Glibc
import Synchronization
import TillCore

/// A receipt printer on loopback, for `till bench paper`: answers what our backend asks, at once,
/// and keeps each document with the moment its first byte came.
///
/// One connection is one document, as our backend has it. A real printer answers later; what is
/// measured ends where its time begins.
final class BenchPrinter: Sendable {
  /// What one connection brought.
  struct Sheet {
    /// When the first byte came that is no question.
    let firstByteAt: ContinuousClock.Instant
    /// Without questions, and without the request to acknowledge.
    let bytes: [UInt8]
  }

  let port: UInt16
  private let sheets = Mutex<[Sheet]>([])

  /// `GS r 1`, which our backend sends after a document.
  private static let acknowledge: [UInt8] = [0x1D, 0x72, 0x01]
  /// Nothing is wrong, in answer to `DLE EOT` and to `GS r`.
  private static let (ready, printed): ([UInt8], [UInt8]) = ([0x12], [0x00])
  /// Less wakes a machine of two cores too often, more blurs nothing: moments are noted elsewhere.
  private static let lookMicroseconds: UInt32 = 1_000

  /// - Throws: when this machine has no port free.
  init() throws(Failure) {
    guard let (listener, port) = Self.listen() else {
      throw Failure(.setUp, "No port is free on 127.0.0.1 (\(SettingsTree.reason(errno))).")
    }
    self.port = port
    // It lives as long as the program.
    Thread.detachNewThread { [self] in
      while true {
        let line = accept(listener, nil, nil)
        guard line >= 0 else { continue }
        if let sheet = Self.take(line) { sheets.withLock { $0.append(sheet) } }
        close(line)
      }
    }
  }

  /// What came since it was last taken: so many documents, or fewer when the time is over.
  func take(_ count: Int, withinSeconds seconds: Double) -> [Sheet] {
    let end = ContinuousClock.now + .seconds(seconds)
    while sheets.withLock({ $0.count }) < count, .now < end { usleep(Self.lookMicroseconds) }
    return sheets.withLock { sheets in
      defer { sheets = [] }
      return sheets
    }
  }

  /// Hears a connection to its end; nil when it brought nothing to print.
  private static func take(_ line: Int32) -> Sheet? {
    var firstByteAt: ContinuousClock.Instant?
    var document: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var unread: [UInt8] = []
    while true {
      let count = read(line, &buffer, buffer.count)
      guard count > 0 else { break }
      let now = ContinuousClock.now
      unread += buffer[..<count]
      for _ in 0..<dropQuestions(&unread, into: &document) { Console.write(ready, to: line) }
      if firstByteAt == nil, !document.isEmpty { firstByteAt = now }
      if unread.isEmpty, document.suffix(acknowledge.count) == acknowledge[...] {
        Console.write(printed, to: line)
      }
    }
    if document.suffix(acknowledge.count) == acknowledge[...] {
      document.removeLast(acknowledge.count)
    }
    return firstByteAt.map { Sheet(firstByteAt: $0, bytes: document) }
  }

  /// Counts the `DLE EOT n` and adds all else to the document; half a question stays for later.
  private static func dropQuestions(_ unread: inout [UInt8], into document: inout [UInt8]) -> Int {
    var questions = 0
    var next = 0
    while next < unread.count {
      let rest = unread[next...].prefix(3)
      if rest.first != 0x10 || rest.count > 1 && rest[next + 1] != 0x04 {
        document.append(unread[next])
        next += 1
      } else if rest.count == 3 {
        questions += 1
        next += 3
      } else {
        break
      }
    }
    unread.removeFirst(next)
    return questions
  }

  private static func listen() -> (socket: Int32, port: UInt16)? {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let listener = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && Glibc.listen(listener, 8) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    return isBound ? (listener, UInt16(bigEndian: address.sin_port)) : nil
  }
}
