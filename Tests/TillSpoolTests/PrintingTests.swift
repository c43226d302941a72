import Foundation
import TestSupport
import Testing
import TillSpool

/// One server for the tests that only print; it ends with the test program.
private let shared = Result { try CupsServer.start() }

@Suite(.timeLimit(.minutes(10))) struct PrintingTests {
  let server: CupsServer
  let spool: Spool

  init() throws {
    server = try shared.get()
    spool = Spool(server: server.address)
  }

  @Test func `raw bytes arrive at the printer unchanged, every value of a byte among them`() throws
  {
    let bytes: [UInt8] = [0x1b, 0x40] + Array(0...255) + Array("永安 ¥100\r\n%!PS %PDF-1.4".utf8)
    try print(bytes, order("till/R1-000001/a/1"))
    #expect(arrives(bytes))
  }

  @Test func `a big document arrives whole`() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    try print(bytes, order("till/R1-000002/a/1"))
    #expect(arrives(bytes))
  }

  @Test func `a PDF reaches the A4 printer with its words on it`() throws {
    let page = JobOrder(name: "till/T1-000007/a/1", format: .pdf, media: "iso_a4_210x297mm")
    try print(onePagePDF(saying: "Invoice T1-000007"), page, queue: "a4")
    let printed = try server.waitForA4Documents(count: 1, timeoutSeconds: 10)
    let file = server.folder + "/out/seen"
    try Data(printed[0]).write(to: URL(fileURLWithPath: file))
    #expect(try server.run("pdftotext", file, "-").contains("Invoice T1-000007"))
    #expect(try server.run("pdfinfo", file).contains("(A4)"))
  }

  @Test func `the queues are listed with what a till must know of them`() throws {
    let queues = try spool.queues()
    #expect(queues.map(\.name) == ["a4", "receipt"])
    let receipt = try #require(queues.last)
    #expect(receipt.isRaw && receipt.acceptsJobs && receipt.state != .stopped)
    #expect(receipt.uri?.hasPrefix("socket://127.0.0.1:") == true)
    let office = try #require(try spool.queue(named: "a4"))
    #expect(!office.isRaw && office.acceptsJobs)
    #expect(office.uri?.hasPrefix("ipp://localhost:") == true)
  }

  @Test func `the server is found by the path of its socket too`() throws {
    let local = Spool(server: server.folder + "/state/cups.sock")
    #expect(try local.queue(named: "receipt")?.isRaw == true)
  }

  @Test(arguments: ["nowhere", "", "a/b", "../admin", "receipt?x", "rec eipt", "打印机"])
  func `a queue that is not there is nil, and printing to it is refused`(name: String) throws {
    #expect(try spool.queue(named: name) == nil)
    let error = #expect(throws: SpoolError.self) {
      try spool.hold([65], order("till/R1-000003/a/1"), queue: name)
    }
    #expect(error?.code == .queueUnknown, "\(error?.description ?? "no error")")
    #expect(error?.fate == .notPrinted)
  }

  @Test func `in one step it is printed as well`() throws {
    let bytes = Array("R1-000005 in one step".utf8)
    let job = try spool.submit(bytes, order("till bench"), queue: "receipt")
    #expect(try ending(of: job, on: spool) == .sent)
    #expect(arrives(bytes))
  }

  @Test func `a receipt is at the printer about as soon as with CUPS' own lp`() throws {
    // A ratio, turn about, for the machine may be busy; `till bench` measures the 50 ms of a till.
    let file = server.folder + "/receipt"
    var ours: [Duration] = []
    var theirs: [Duration] = []
    for index in 1...15 {
      ours.append(
        try timeToArrive { bytes in
          let name = order("till/R1-000004/\(index)/1")
          try spool.release(try spool.hold(bytes, name, queue: "receipt"))
        })
      theirs.append(
        try timeToArrive { bytes in
          try Data(bytes).write(to: URL(fileURLWithPath: file))
          let format = "document-format=application/vnd.cups-raw"
          try server.run("lp", "-d", "receipt", "-o", format, file)
        })
    }
    let ourBest = try #require(ours.min())
    let theirBest = try #require(theirs.min())
    #expect(ourBest < theirBest * 2)
  }

  /// CUPS says completed when it sent the last byte, which may be before the printer read it.
  private func arrives(_ bytes: [UInt8]) -> Bool {
    let end = Date(timeIntervalSinceNow: 10)
    while !server.receivedDocuments().contains(bytes) {
      guard Date() < end else { return false }
      usleep(1_000)
    }
    return true
  }

  private func timeToArrive(_ handOver: ([UInt8]) throws -> Void) throws -> Duration {
    let number = Array("\(UInt64.random(in: 0...UInt64.max))".utf8)
    let bytes = number + [UInt8](repeating: 0x2e, count: 2_700)
    let start = ContinuousClock.now
    try handOver(bytes)
    try #require(arrives(bytes))
    return ContinuousClock.now - start
  }

  private func print(
    _ bytes: [UInt8], _ order: JobOrder, queue: String = "receipt"
  ) throws {
    let job = try spool.hold(bytes, order, queue: queue)
    try spool.release(job)
    #expect(try ending(of: job, on: spool, timeoutSeconds: 30) == .sent)
  }
}
