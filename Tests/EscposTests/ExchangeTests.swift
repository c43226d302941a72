import Glibc
import Testing

@testable import EscposBackend

/// What counts as a printer's answer to a document, over a pair of sockets.
@Suite(.timeLimit(.minutes(10))) final class ExchangeTests {
  private let exchange: Exchange
  private let printer: Int32

  init() throws {
    var pair: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
    for file in pair { _ = fcntl(file, F_SETFL, O_NONBLOCK) }
    printer = pair[1]
    exchange = Exchange(DeviceLink(file: pair[0], isSocket: true))
  }

  deinit { close(printer) }

  private func say(_ bytes: UInt8...) {
    _ = write(printer, bytes, bytes.count)
    exchange.step(milliseconds: 10)
  }

  /// Takes all that has come, and more when it makes room for more.
  private func hearAll() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    repeat { exchange.step(milliseconds: 1) } while read(printer, &buffer, buffer.count) > 0
  }

  @Test func `what came before the document doesn't speak of it`() {
    say(0x00)
    _ = write(printer, [0x00] as [UInt8], 1)
    exchange.begin([0x41, 0x1D, 0x72, 0x01])
    #expect(exchange.acknowledgements.isEmpty)
    hearAll()
    #expect(exchange.isDelivered && exchange.acknowledgements.isEmpty)
    say(0x00)
    #expect(exchange.acknowledgements == [.processed(0)])
  }

  @Test func `what comes before the printer has the document doesn't speak of it`() {
    exchange.begin([UInt8](repeating: 0x41, count: 2_000_000) + [0x1D, 0x72, 0x01])
    say(0x00)
    #expect(!exchange.isWritten && exchange.acknowledgements.isEmpty)
    hearAll()
    #expect(exchange.isDelivered && exchange.acknowledgements.isEmpty)
    say(0x00)
    #expect(exchange.acknowledgements == [.processed(0)])
  }

  @Test func `of answers that are owed to documents before, only the last counts`() {
    exchange.owedCount = 3
    say(0x00)
    exchange.begin([0x41, 0x1D, 0x72, 0x01])
    hearAll()
    say(0x00, 0x00)
    #expect(exchange.owedCount == 0 && exchange.acknowledgements.isEmpty)
    say(0x0C)
    #expect(exchange.acknowledgements == [.processed(0x0C)])
  }
}
