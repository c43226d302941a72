import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// A server that wasn't set to write its jobs down at once (DirtyCleanInterval) and then crashed.
///
/// What it had written last is what it knows again, whatever it did since.
@Suite(.timeLimit(.minutes(10))) struct ForgetfulServerTests {
  private static let receipt = Array("R1-000070\n\u{1d}VA\u{0}".utf8)
  private let server: CupsServer
  private let printer: SimulatedPrinter
  private let spool: Spool

  init() throws {
    server = try CupsServer.start(withA4: false, isForgetful: true)
    printer = try SimulatedPrinter()
    spool = Spool(server: server.address)
    try server.addReceiptQueue(named: "desk", uri: printer.uri("timeout=2"))
    try server.saveServer()
  }

  @Test func `printed and forgotten to be released, our backend doesn't print it again`() throws {
    let job = try held("desk")
    try server.saveServer()
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .confirmed)
    try crash()
    #expect(try spool.standing(of: job) == .held)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .confirmed)
    #expect(printer.documents.count == 1)
  }

  @Test func `forgotten while it prints, its second backend waits for the first`() throws {
    printer.setSpeed(bytesPerSecond: 200)
    let job = try held("desk", lines: 40)
    try server.saveServer()
    try spool.release(job)
    try wait("sending", job) { if case .sending = $0 { true } else { false } }
    try crash()
    #expect(try spool.standing(of: job) == .held)
    try spool.release(job)
    #expect(try ending(of: job, on: spool, timeoutSeconds: 40) == .confirmed)
    #expect(printer.documents.count == 1)
  }

  @Test func `forgotten without an acknowledgement, it stays unknown and is not sent again`() throws
  {
    printer.setMute(true)
    let job = try held("desk", options: ["till-status": "no"])
    try server.saveServer()
    try spool.release(job)
    let unknown = JobStanding.unknown("the printer did not acknowledge it, and it is held")
    #expect(try ending(of: job, on: spool) == unknown)
    let sent = printer.receivedCount
    try crash()
    #expect(try spool.standing(of: job) == .held)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == unknown)
    #expect(printer.receivedCount == sent)
  }

  @Test func `other backends keep no ledger: there held is no proof after a release`() throws {
    let job = try held("receipt")
    try server.saveServer()
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .sent)
    try crash()
    // The same as of a job that was never let go. Who released it must remember that he did.
    #expect(try spool.standing(of: job) == .held)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .sent)
    #expect(try server.waitForDocuments(count: 2, timeoutSeconds: 5).count == 2)
  }

  @Test(arguments: ["desk", "receipt"])
  func `printed and forgotten altogether it is gone, and its number is given again`(
    queue: String
  ) throws {
    let job = try held(queue)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == (queue == "desk" ? .confirmed : .sent))
    try crash()
    #expect(try spool.standing(of: job) == .gone)
    #expect(try spool.find(name: job.name, queue: queue) == nil)
    let error = #expect(throws: SpoolError.self) { try spool.release(job) }
    #expect(error?.code == .jobUnknown)
    let next = try held(queue, attempt: 2)
    #expect(next.id == job.id && next.uuid != job.uuid)
    #expect(try spool.standing(of: job) == .gone)
    try spool.cancel(job)
    #expect(try spool.standing(of: next) == .held)
    #expect(printer.documents.count + server.receivedDocuments().count == 1)
  }

  @Test func `forgotten while our backend prints, it is gone and its paper comes out`() throws {
    printer.setSpeed(bytesPerSecond: 200)
    let job = try held("desk", lines: 40)
    try spool.release(job)
    try wait("sending", job) { if case .sending = $0 { true } else { false } }
    try crash()
    #expect(try spool.standing(of: job) == .gone)
    #expect(try printer.waitForDocuments(count: 1).count == 1)
  }

  @Test(arguments: ["desk", "receipt"])
  func `taken back and forgotten, it waits to be printed as before`(queue: String) throws {
    try spool.disableQueue(queue)
    let job = try held(queue)
    try spool.release(job)
    try server.saveServer()
    try spool.cancel(job)
    #expect(try spool.standing(of: job) == .cancelled)
    try crash()
    #expect(try spool.standing(of: job) == .waiting(reasons: ["paused"]))
  }

  private func crash() throws {
    server.killServer()
    try server.restartServer()
  }

  private func held(
    _ queue: String, lines: Int = 0, attempt: Int = 1, options: [String: String] = [:]
  ) throws -> PrintJob {
    let order = JobOrder(name: "till/R1-000070/a/\(attempt)", format: .raw, options: options)
    let body = (0..<lines).flatMap { Array("line \($0) of a long receipt\n".utf8) }
    return try spool.hold(body + Self.receipt, order, queue: queue)
  }

  private func wait(
    _ what: String, _ job: PrintJob, until isThere: (JobStanding) -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: 20)
    while try !isThere(spool.standing(of: job)), Date() < end { usleep(5_000) }
    let standing = try spool.standing(of: job)
    #expect(isThere(standing), "\(what): \(standing)")
  }
}
