import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct CupsQueueTests {
  @Test func `our backend prints through a queue of its own, after a crash of cupsd too`() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let (printer, port) = try SocketPrinter.listen()
    defer { close(printer) }
    try server.addReceiptQueue(named: "desk", uri: "escpos://127.0.0.1:\(port)/?ack=none&status=no")
    let file = server.folder + "/document"
    for words in ["R1-000001\n", "R1-000002\n"] {
      try Data(words.utf8).write(to: URL(fileURLWithPath: file))
      try server.run("lp", "-d", "desk", file)
      let sender = accept(printer, nil, nil)
      #expect(SocketPrinter.readAll(sender) == Array(words.utf8))
      close(sender)
      server.killServer()
      try server.restartServer()
    }
  }
}
