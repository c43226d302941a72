import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// Being somebody for a server that asks, and speaking to it in private.
@Suite(.timeLimit(.minutes(10))) struct AccountTests {
  @Test func `jobs belong to whom the account names, and to nobody else`() throws {
    let server = try CupsServer.start(withA4: false)
    let named = Spool(server: server.address, account: Account(user: "till-desk-1"))
    let job = try named.hold([1], order("till/R1-000070/a/1"), queue: "receipt")
    let plain = Spool(server: server.address)
    let other = try plain.hold([1], order("till/R1-000070/b/1"), queue: "receipt")
    let list = try server.run("lpstat", "-W", "not-completed", "-u", "till-desk-1")
    #expect(list.contains("receipt-\(job.id) ") && !list.contains("receipt-\(other.id) "))
    for (spool, job) in [(named, job), (plain, other)] { try spool.cancel(job) }
  }

  @Test func `a password is asked for once a request, and a wrong one is a refusal`() throws {
    let server = try CupsServer.start(withA4: false)
    try demandPasswords(of: server)
    let asked = Counter()
    let account = Account(user: "till-nobody") {
      asked.add()
      return "not the password"
    }
    let spool = Spool(server: server.address, account: account)
    for count in 1...2 {
      let error = #expect(throws: SpoolError.self) { try spool.removeQueue("receipt") }
      #expect(error?.code == .notAllowed, "\(error?.description ?? "no error")")
      #expect(error?.description.contains("not the password") == false)
      #expect(asked.value == count)
    }
    // Nobody is asked on the terminal either: the server's refusal stands.
    let nobody = Spool(server: server.address, account: Account(user: "till-nobody"))
    let error = #expect(throws: SpoolError.self) { try nobody.removeQueue("receipt") }
    #expect(error?.code == .notAllowed)
    #expect(try nobody.queue(named: "receipt") != nil)
  }

  @Test func `the password reaches the server as HTTP wants it`() throws {
    let server = try CupsServer.start(withA4: false)
    try demandPasswords(of: server)
    let line = try LossyLine(to: server, losing: .requestLost, ofRequest: .max)
    defer { line.stop() }
    let account = Account(user: "till") { "秘密:1" }
    let spool = Spool(server: line.address, account: account)
    _ = try? spool.removeQueue("receipt")
    let expected = Data("till:秘密:1".utf8).base64EncodedString()
    #expect(line.heard.contains("Authorization: Basic \(expected)\r\n"))
  }

  @Test func `by TLS from the first byte on`() throws {
    let server = try CupsServer.start(withA4: false)
    let line = try LossyLine(to: server, losing: .requestLost, ofRequest: .max)
    defer { line.stop() }
    let spool = Spool(server: "ipps://" + line.address)
    #expect(try spool.queue(named: "receipt")?.isRaw == true)
    let job = try spool.hold([1, 2], order("till/R1-000071/a/1"), queue: "receipt")
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .sent)
    #expect(server.receivedDocuments() == [[1, 2]])
    // A TLS client hello, and no word of IPP in the clear.
    #expect(line.heardBytes.starts(with: [0x16, 0x03]))
    #expect(!line.heard.contains("POST /") && !line.heard.contains("R1-000071"))
  }

  /// Wants a password for whatever changes queues, and reads its settings again.
  private func demandPasswords(of server: CupsServer) throws {
    let path = server.folder + "/etc/cupsd.conf"
    let settings = try String(contentsOfFile: path, encoding: .utf8)
      .replacingOccurrences(
        of: "  <Limit All>",
        with: """
            <Limit CUPS-Delete-Printer>
              AuthType Basic
              Require valid-user
              Order deny,allow
            </Limit>
            <Limit All>
          """)
    server.killServer()
    try settings.write(toFile: path, atomically: false, encoding: .utf8)
    try server.restartServer()
  }
}

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  var value: Int { lock.withLock { count } }

  func add() { lock.withLock { count += 1 } }
}
