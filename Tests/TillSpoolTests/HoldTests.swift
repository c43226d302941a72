import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// Jobs in two steps against a server nobody breaks.
@Suite(.timeLimit(.minutes(10))) struct HoldTests {
  @Test func `a held job prints nothing until it is released, and then once`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    let job = try spool.hold([1, 2, 3], order("till/R1-000020/a/1"), queue: "receipt")
    #expect(job.id > 0 && job.uuid.hasPrefix("urn:uuid:") && job.queue == "receipt")
    #expect(try spool.standing(of: job) == .held)
    #expect(try spool.find(name: "till/R1-000020/a/1", queue: "receipt") == job)
    // Long enough for a server that would print it after all: a released one takes 20 ms.
    usleep(300_000)
    #expect(server.receivedDocuments().isEmpty)
    try spool.release(job)
    #expect(try ending(of: job, on: spool) == .sent)
    try spool.release(job)
    try spool.cancel(job)
    #expect(try spool.standing(of: job) == .sent)
    #expect(try spool.find(name: job.name, queue: "receipt") == job)
    #expect(server.receivedDocuments() == [[1, 2, 3]])
  }

  @Test func `a job taken back before its release is surely not on paper`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    let job = try spool.hold([1], order("till/R1-000021/a/1"), queue: "receipt")
    try spool.cancel(job)
    #expect(
      try spool.standing(of: job) == .cancelled)
    try spool.release(job)
    try spool.cancel(job)
    #expect(
      try spool.standing(of: job) == .cancelled)
    #expect(server.receivedDocuments().isEmpty)
  }

  @Test func `a printer that is off overnight finds its papers in the morning`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    let job = try spool.hold([1], order("till/R1-000028/a/1"), queue: "receipt")
    let home = try #require(QueueAddress("receipt"))
    let kept = try spool.connection.job(job.id, at: home, attributes: ["job-cancel-after"])
    // cupsd's own is three hours.
    #expect(kept?.integer("job-cancel-after") == 31_536_000)
  }

  @Test func `a stopped queue lets a released job wait and says why`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    try server.run("cupsdisable", "-r", "paper out", "receipt")
    let job = try spool.hold([1, 2, 3], order("till/R1-000022/a/1"), queue: "receipt")
    try spool.release(job)
    #expect(try spool.standing(of: job) == .waiting(reasons: ["paused"]))
    let queue = try #require(try spool.queue(named: "receipt"))
    #expect(queue.state == .stopped && queue.reasons == ["paused"])
    #expect(queue.message == "paper out" && queue.waitingJobs == 1)
    #expect(server.receivedDocuments().isEmpty)
    try server.run("cupsenable", "receipt")
    #expect(try ending(of: job, on: spool) == .sent)
    #expect(server.receivedDocuments() == [[1, 2, 3]])
  }

  @Test func `a number that stands for another job, or for none, is gone`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    try spool.addRawQueue("other", uri: "socket://127.0.0.1:9")
    let job = try spool.hold([1], order("till/R1-000023/a/1"), queue: "receipt")
    let strangers = [
      PrintJob(id: job.id, uuid: job.uuid, queue: "other", name: job.name),
      PrintJob(id: job.id, uuid: job.uuid, queue: "nowhere", name: job.name),
      PrintJob(id: job.id, uuid: "urn:uuid:0", queue: "receipt", name: job.name),
      PrintJob(id: job.id, uuid: job.uuid, queue: "receipt", name: "till/R1-000023/a/2"),
      PrintJob(id: 999_999, uuid: job.uuid, queue: "receipt", name: job.name),
      PrintJob(id: -1, uuid: job.uuid, queue: "receipt", name: job.name),
      PrintJob(id: .max, uuid: job.uuid, queue: "receipt", name: job.name),
    ]
    for stranger in strangers {
      #expect(try spool.standing(of: stranger) == .gone)
      try spool.cancel(stranger)
      let error = #expect(throws: SpoolError.self) { try spool.release(stranger) }
      #expect(error?.code == .jobUnknown)
    }
    #expect(try spool.standing(of: job) == .held)
    #expect(try spool.find(name: "till/R1-000023/a", queue: "receipt") == nil)
    #expect(try spool.find(name: job.name, queue: "nowhere") == nil)
    // On another queue its marks would be read by the wrong rules.
    try server.run("lpmove", "receipt-\(job.id)", "other")
    #expect(try spool.standing(of: job) == .gone)
  }

  @Test func `what somebody puts on hold or cancels at the server is told apart`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    try server.run("cupsdisable", "receipt")
    let job = try spool.hold([1], order("till/R1-000011/a/1"), queue: "receipt")
    try spool.release(job)
    #expect(try spool.standing(of: job) == .waiting(reasons: ["paused"]))
    try server.run("lp", "-i", "receipt-\(job.id)", "-H", "hold")
    #expect(try spool.standing(of: job) == .held)
    try server.run("cancel", "receipt-\(job.id)")
    #expect(try spool.standing(of: job) == .cancelled)
  }

  @Test func `a name as long as IPP has room for is kept whole`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    let name = String(repeating: "收", count: 85)
    #expect(name.utf8.count == 255)
    let job = try spool.hold([1], order(name), queue: "receipt")
    #expect(try spool.find(name: name, queue: "receipt") == job)
  }

  @Test func `what can't be held is refused before the server has a job`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    let cases: [([UInt8], String, String, SpoolError.Code)] = [
      ([], "till/R1-000024/a/1", "receipt", .documentEmpty),
      ([1], "", "receipt", .titleRefused),
      ([1], " ", "receipt", .titleRefused),
      ([1], "a\nb", "receipt", .titleRefused),
      ([1], "a\u{0}", "receipt", .titleRefused),
      ([1], "a\u{9b}2J", "receipt", .titleRefused),
      ([1], "a\u{2028}b", "receipt", .titleRefused),
      ([1], String(repeating: "x", count: 256), "receipt", .titleRefused),
      ([1], "till/R1-000024/a/1", "nowhere", .queueUnknown),
    ]
    for (bytes, name, queue, code) in cases {
      let error = #expect(throws: SpoolError.self) {
        try spool.hold(bytes, order(name), queue: queue)
      }
      #expect(error?.code == code)
      #expect(error?.fate == .notPrinted)
    }
    #expect(try server.run("lpstat", "-W", "all") == "")
  }
}
