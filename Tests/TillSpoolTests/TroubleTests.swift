import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// Each test has a server of its own, because it breaks it.
@Suite(.timeLimit(.minutes(10))) struct TroubleTests {
  @Test func `a queue that takes no jobs refuses by name`() throws {
    let server = try CupsServer.start(withA4: false)
    try server.run("cupsreject", "receipt")
    let spool = Spool(server: server.address)
    #expect(try spool.queue(named: "receipt")?.acceptsJobs == false)
    let error = #expect(throws: SpoolError.self) {
      try spool.hold([1], order("till/R1-000012/a/1"), queue: "receipt")
    }
    #expect(error?.code == .queueNotAccepting)
  }

  @Test func `a server without queues has none`() throws {
    let server = try CupsServer.start(withA4: false)
    try server.run("lpadmin", "-x", "receipt")
    #expect(try Spool(server: server.address).queues().isEmpty)
  }

  @Test func `a server that was killed is unreachable at once`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    #expect(try spool.queues().count == 1)
    server.killServer()
    let start = ContinuousClock.now
    for act in acts(on: spool) {
      let error = #expect(throws: SpoolError.self) { try act() }
      #expect(error?.code == .serverUnreachable)
      #expect(error?.subject == server.address)
      #expect(error?.fate == .notPrinted)
    }
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  @Test func `a server that takes the call and says nothing is given up`() throws {
    let silent = try SilentServer()
    defer { silent.stop() }
    let limits = TimeLimits(connectMilliseconds: 500, answerSeconds: 0.5)
    for act in acts(on: Spool(server: silent.address, limits: limits)) {
      let start = ContinuousClock.now
      let error = #expect(throws: SpoolError.self) { try act() }
      #expect(error?.code == .serverUnreachable)
      #expect(ContinuousClock.now - start < .seconds(3))
    }
  }

  /// Everything a till asks of a spool while it sells.
  private func acts(on spool: Spool) -> [() throws -> Void] {
    let job = PrintJob(id: 1, uuid: "urn:uuid:0", queue: "receipt", name: "till/R1-000013/a/1")
    return [
      { _ = try spool.queues() },
      { _ = try spool.queue(named: "receipt") },
      { _ = try spool.hold([1], order(job.name), queue: job.queue) },
      { try spool.release(job) },
      { try spool.cancel(job) },
      { _ = try spool.find(name: job.name, queue: job.queue) },
      { _ = try spool.standing(of: job) },
    ]
  }
}
