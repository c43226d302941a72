import Foundation
import TestSupport

/// A port that takes calls (the kernel does) and never answers.
final class SilentServer {
  let address: String
  private let listener: Int32

  init() throws {
    let (socket, port) = try SocketPrinter.listen()
    listener = socket
    address = "127.0.0.1:\(port)"
  }

  func stop() { close(listener) }
}
