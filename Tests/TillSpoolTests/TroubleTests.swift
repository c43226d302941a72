import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// Each test has a server of its own, because it breaks it.
@Suite(.timeLimit(.minutes(1))) struct TroubleTests {
  @Test func `a stopped queue takes the job, says why it waits, and prints when enabled`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    try server.run("cupsdisable", "-r", "paper out", "receipt")
    let job = try spool.submit([1, 2, 3], format: .raw, title: "R1-000010", queue: "receipt")
    let state = try spool.state(ofJob: job.id, queue: "receipt")
    #expect(state.phase == .pending)
    let queue = try #require(try spool.queue(named: "receipt"))
    #expect(queue.state == .stopped)
    #expect(queue.reasons == ["paused"])
    #expect(queue.message == "paper out")
    #expect(server.receivedDocuments().isEmpty)
    try server.run("cupsenable", "receipt")
    #expect(try server.waitForDocuments(count: 1, timeoutSeconds: 5) == [[1, 2, 3]])
  }

  @Test func `held and cancelled jobs are told apart`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    try server.run("cupsdisable", "receipt")
    let job = try spool.submit([1], format: .raw, title: "R1-000011", queue: "receipt")
    try server.run("lp", "-i", "receipt-\(job.id)", "-H", "hold")
    try wait(for: .held, of: job, on: spool)
    try server.run("cancel", "receipt-\(job.id)")
    try wait(for: .cancelled, of: job, on: spool)
  }

  @Test func `a queue that takes no jobs refuses by name`() throws {
    let server = try CupsServer.start(withA4: false)
    try server.run("cupsreject", "receipt")
    let spool = Spool(server: server.address)
    #expect(try spool.queue(named: "receipt")?.acceptsJobs == false)
    let error = #expect(throws: SpoolError.self) {
      try spool.submit([1], format: .raw, title: "R1-000012", queue: "receipt")
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

  @Test func `a document lost on its way is not printed, and its job is cancelled`() throws {
    let server = try CupsServer.start(withA4: false)
    let line = try LossyLine(to: server, losing: .requestLost, ofRequest: 3)
    defer { line.stop() }
    let error = try failToSubmit(over: line)
    #expect(error.code == .serverUnreachable)
    #expect(error.fate == .notPrinted)
    let spool = Spool(server: server.address)
    #expect(try spool.state(ofJob: error.jobID ?? 0, queue: "receipt").phase == .cancelled)
    #expect(server.receivedDocuments().isEmpty)
  }

  @Test func `an answer lost after the document is asked for again: the job is there`() throws {
    let server = try CupsServer.start(withA4: false)
    let line = try LossyLine(to: server, losing: .answerLost, ofRequest: 3)
    defer { line.stop() }
    let spool = Spool(server: line.address)
    let job = try spool.submit([7, 7, 7], format: .raw, title: "R1-000015", queue: "receipt")
    try wait(for: .completed, of: job, on: spool)
    #expect(try server.waitForDocuments(count: 1, timeoutSeconds: 5) == [[7, 7, 7]])
  }

  @Test func `an answer lost for good leaves the document's fate open`() throws {
    let server = try CupsServer.start(withA4: false)
    let line = try LossyLine(to: server, losing: .lineCut, ofRequest: 3)
    defer { line.stop() }
    let error = try failToSubmit(over: line)
    #expect(error.code == .serverUnreachable)
    #expect(error.fate == .uncertain)
    #expect(error.jobID != nil)
    #expect(try server.waitForDocuments(count: 1, timeoutSeconds: 5) == [[7, 7, 7]])
  }

  @Test(arguments: [LossyLine.Fault.requestLost, .answerLost])
  func `a job that never got a document prints nothing`(fault: LossyLine.Fault) throws {
    let server = try CupsServer.start(withA4: false)
    let line = try LossyLine(to: server, losing: fault, ofRequest: 2)
    defer { line.stop() }
    let error = try failToSubmit(over: line)
    #expect(error.code == .serverUnreachable)
    #expect(error.fate == .notPrinted)
    #expect(error.jobID == nil)
    #expect(server.receivedDocuments().isEmpty)
  }

  private func failToSubmit(over line: LossyLine) throws -> SpoolError {
    let limits = TimeLimits(connectMilliseconds: 500, answerSeconds: 1)
    let spool = Spool(server: line.address, limits: limits)
    return try #require(
      #expect(throws: SpoolError.self) {
        try spool.submit([7, 7, 7], format: .raw, title: "R1-000014", queue: "receipt")
      })
  }

  /// Everything a spool can be asked.
  private func acts(on spool: Spool) -> [() throws -> Void] {
    [
      { _ = try spool.queues() },
      { _ = try spool.queue(named: "receipt") },
      { _ = try spool.submit([1], format: .raw, title: "R1-000013", queue: "receipt") },
      { _ = try spool.state(ofJob: 1, queue: "receipt") },
    ]
  }
}
