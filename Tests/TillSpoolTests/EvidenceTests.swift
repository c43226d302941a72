import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// What the spool says of a job, with our backend and a printer that can go wrong behind it.
@Suite(.timeLimit(.minutes(10))) struct EvidenceTests {
  private static let receipt = Array("R1-000060\n\u{1d}VA\u{0}".utf8)
  private let server: CupsServer
  private let printer: SimulatedPrinter
  private let spool: Spool

  init() throws {
    server = try CupsServer.start(withA4: false)
    printer = try SimulatedPrinter()
    spool = Spool(server: server.address)
    try server.addReceiptQueue(named: "desk", uri: printer.uri("timeout=2"))
  }

  @Test func `an acknowledged job is confirmed, and stays so when the server dies`() throws {
    let job = try released("a")
    #expect(try ending(of: job, on: spool) == .confirmed)
    server.killServer()
    try server.restartServer()
    #expect(try spool.standing(of: job) == .confirmed)
    #expect(printer.documents.count == 1)
  }

  @Test func `without paper it has not begun; loaded, it is confirmed`() throws {
    printer.runOutOfPaper()
    let job = try released("a")
    try wait("starting for want of paper", job) {
      if case .starting(let reasons) = $0 {
        reasons.contains { $0.hasPrefix("media-empty") }
      } else {
        false
      }
    }
    let next = try released("b")
    try wait("waiting its turn", next) { if case .waiting = $0 { true } else { false } }
    printer.loadPaper()
    #expect(try ending(of: job, on: spool) == .confirmed)
    #expect(try ending(of: next, on: spool) == .confirmed)
    #expect(printer.documents.count == 2)
  }

  @Test func `cancelled before its first byte, surely not on paper`() throws {
    printer.runOutOfPaper()
    let job = try released("a")
    try wait("starting", job) { if case .starting = $0 { true } else { false } }
    try spool.cancel(job)
    #expect(
      try ending(of: job, on: spool) == .cancelled)
    printer.loadPaper()
    let next = try released("b")
    #expect(try ending(of: next, on: spool) == .confirmed)
    #expect(printer.documents.count == 1)
  }

  @Test func `cancelled after its first byte, it comes to what it comes to`() throws {
    printer.setSpeed(bytesPerSecond: 200)
    let job = try released("a", lines: 40)
    try wait("sending", job) { if case .sending = $0 { true } else { false } }
    try spool.cancel(job)
    #expect(try spool.standing(of: job) == .sending(reasons: []))
    #expect(try ending(of: job, on: spool) == .confirmed)
  }

  @Test func `a printer that never acknowledges leaves it unknown, and held`() throws {
    printer.setMute(true)
    let job = try released("a", options: ["till-status": "no"])
    #expect(
      try ending(of: job, on: spool)
        == .unknown("the printer did not acknowledge it, and it is held"))
    // Let go it would be waiting now, and printed twice by a backend without a ledger.
    try spool.release(job)
    #expect(
      try spool.standing(of: job)
        == .unknown("the printer did not acknowledge it, and it is held"))
    let blind = try released("b", options: ["till-status": "no", "till-ack": "none"])
    #expect(try ending(of: blind, on: spool) == .sent)
  }

  @Test func `the server killed between hold and release: the job is found by name`() throws {
    let job = try hold("a")
    server.killServer()
    let error = #expect(throws: SpoolError.self) { try spool.release(job) }
    #expect(error?.code == .serverUnreachable)
    try server.restartServer()
    #expect(try spool.find(name: job.name, queue: "desk") == job)
    #expect(try spool.standing(of: job) == .held)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .confirmed)
  }

  @Test func `the server killed while it prints: one receipt, and no false word of it`() throws {
    printer.setSpeed(bytesPerSecond: 200)
    let job = try released("a", lines: 40)
    try wait("sending", job) { if case .sending = $0 { true } else { false } }
    server.killServer()
    try server.restartServer()
    let standing = try ending(of: job, on: spool, timeoutSeconds: 40)
    #expect(standing == .confirmed, "\(standing)")
    #expect(try printer.waitForDocuments(count: 1).count == 1)
  }

  @Test func `a number given again after a lost spool is not the old job`() throws {
    let job = try hold("a")
    server.killServer()
    for folder in ["/spool", "/cache"] {
      let path = server.folder + folder
      for name in try FileManager.default.contentsOfDirectory(atPath: path)
      where name.hasPrefix("c0") || name.hasPrefix("d0") || name == "job.cache" {
        try FileManager.default.removeItem(atPath: path + "/" + name)
      }
    }
    try server.restartServer()
    #expect(try spool.standing(of: job) == .gone)
    let other = try hold("b")
    #expect(other.id == job.id && other.uuid != job.uuid)
    #expect(try spool.standing(of: job) == .gone)
    try spool.cancel(job)
    #expect(try spool.standing(of: other) == .held)
  }

  @Test func `a backend killed before its first byte proves nothing; a stopped queue waits`() throws
  {
    try spool.disableQueue("desk")
    let job = try released("a")
    #expect(try spool.standing(of: job) == .waiting(reasons: ["paused"]))
    try spool.enableQueue("desk")
    #expect(try ending(of: job, on: spool) == .confirmed)
  }

  @Test func `a queue is the same in whatever case its name is written`() throws {
    let job = try spool.hold(Self.receipt, order("till/R1-000061/a/1"), queue: "Desk")
    #expect(try spool.standing(of: job) == .held)
    #expect(try spool.find(name: job.name, queue: "DESK")?.uuid == job.uuid)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .confirmed)
  }

  @Test func `the same backend without CUPS`() throws {
    let room = try DirectRoom()
    let program = try #require(BuiltProgram.path("escpos"))
    let carrier = try DirectCarrier(
      backend: program, folder: room.path + "/jobs", ledger: room.path + "/ledger",
      devices: ["desk": printer.uri("timeout=2")], user: "till",
      makeUUID: { UUID().uuidString.lowercased() })
    func release(_ name: String, _ options: [String: String] = [:]) throws -> PrintJob {
      let order = JobOrder(name: name, format: .raw, options: options)
      let job = try carrier.hold(Self.receipt, order, queue: "desk")
      try carrier.release(job)
      return job
    }
    #expect(try ending(of: try release("a"), on: carrier) == .confirmed)
    printer.runOutOfPaper()
    let job = try release("b")
    let end = Date(timeIntervalSinceNow: 20)
    while Date() < end {
      if case .starting(let reasons) = try carrier.standing(of: job), !reasons.isEmpty { break }
      usleep(5_000)
    }
    try carrier.cancel(job)
    #expect(
      try ending(of: job, on: carrier) == .cancelled)
    printer.loadPaper()
    printer.setMute(true)
    let mute = ["till-status": "no"]
    #expect(
      try ending(of: try release("c", mute), on: carrier)
        == .unknown("the printer did not acknowledge it"))
    let blind = mute.merging(["till-ack": "none"]) { $1 }
    #expect(try ending(of: try release("d", blind), on: carrier) == .sent)
  }

  private func hold(
    _ name: String, lines: Int = 0, options: [String: String] = [:]
  ) throws -> PrintJob {
    let order = JobOrder(name: "till/R1-000060/\(name)/1", format: .raw, options: options)
    let body = (0..<lines).flatMap { Array("line \($0) of a long receipt\n".utf8) }
    return try spool.hold(body + Self.receipt, order, queue: "desk")
  }

  private func released(
    _ name: String, lines: Int = 0, options: [String: String] = [:]
  ) throws -> PrintJob {
    let job = try hold(name, lines: lines, options: options)
    try spool.release(job)
    return job
  }

  private func wait(
    _ what: String, _ job: PrintJob, until isThere: (JobStanding) -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: 20)
    var standing = try spool.standing(of: job)
    while !isThere(standing), Date() < end {
      usleep(5_000)
      standing = try spool.standing(of: job)
    }
    #expect(isThere(standing), "\(what): \(standing)")
  }
}
