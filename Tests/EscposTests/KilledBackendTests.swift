import Foundation
import TestSupport
import Testing

/// Our backend and cupsd killed at every stage: one original on paper or none, and the truth told.
@Suite(.timeLimit(.minutes(10))) struct KilledBackendTests {
  private func kill(_ desk: Desk, _ signal: Int32) {
    for pid in desk.server.backends() { Glibc.kill(pid, signal) }
  }

  @Test func `cupsd killed while printing: one original, and the job ends with its evidence`()
    throws
  {
    let desk = try Desk()
    desk.printer.setSpeed(bytesPerSecond: 200)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(job, "job-media-progress", "90")
    desk.server.killServer()
    #expect(desk.server.backends().count == 1)
    try desk.server.restartServer()
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-sheets-completed"] == "1" && seen["job-media-progress"] == "100")
    #expect(desk.printer.documents.count == 1 && desk.printer.isIdle)
  }

  @Test func `cupsd and backend killed while printing: held, and nothing sent again`() throws {
    let desk = try Desk()
    desk.printer.setSpeed(bytesPerSecond: 200)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(job, "job-media-progress", "90")
    desk.server.killServer()
    kill(desk, SIGKILL)
    try desk.server.restartServer()
    let seen = try desk.wait(job, "job-state", "pending-held")
    #expect(seen["job-media-sheets-completed"] == "0" && seen["time-at-processing"] != "no-value")
    try desk.printer.waitForDocuments(count: 1)
  }

  @Test func `killed with half of it sent: held, and the half is all there is`() throws {
    let desk = try Desk()
    desk.printer.setBuffer(bytes: 1_000)
    desk.printer.runOutOfPaper(afterLines: 5)
    // More than the kernel holds, so that not all is written.
    let job = try desk.submit(Desk.receipt("R1-000001", lines: 500_000))
    try desk.wait(job, "job-media-progress", "50")
    desk.server.killServer()
    kill(desk, SIGKILL)
    desk.printer.cutPower()
    desk.printer.powerOn()
    try desk.server.restartServer()
    let seen = try desk.wait(job, "job-state", "pending-held")
    #expect(seen["job-media-progress"] == "50")
    #expect(desk.printer.documents.map(\.end) == [.powerCut] && desk.printer.isIdle)
  }

  @Test func `cupsd killed while the printer is off: the orphan prints, the new run tells it`()
    throws
  {
    let desk = try Desk()
    desk.printer.cutPower()
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("offline-report")
    desk.server.killServer()
    try desk.server.restartServer()
    while desk.server.backends().count < 2 { Thread.sleep(forTimeInterval: 0.02) }
    desk.printer.powerOn()
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-sheets-completed"] == "1" && desk.printer.documents.count == 1)
  }

  @Test func `backend killed before the first byte: CUPS says completed, the evidence doesn't`()
    throws
  {
    let desk = try Desk()
    desk.printer.runOutOfPaper()
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("media-empty-error")
    kill(desk, SIGKILL)
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-progress"] == "10" && seen["job-media-sheets-completed"] == "0")
    desk.printer.loadPaper()
    // The next one finds neither a stale reason nor a stale document.
    let next = try desk.submit(Desk.receipt("R1-000002"))
    try desk.wait(next, "job-state", "completed")
    #expect(try desk.queue()["printer-state-reasons"] == "none")
    #expect(desk.printer.documents.map { $0.rows[0] } == ["R1-000002"])
  }

  @Test func `backend killed after the first byte: completed, and not known to be printed`() throws
  {
    let desk = try Desk()
    desk.printer.setSpeed(bytesPerSecond: 200)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(job, "job-media-progress", "90")
    kill(desk, SIGKILL)
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-progress"] == "90" && seen["job-media-sheets-completed"] == "0")
  }

  @Test func `cancelled before the first byte: at once, and nothing on paper`() throws {
    let desk = try Desk()
    desk.printer.runOutOfPaper()
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("media-empty-error")
    try desk.server.run("cancel", "desk-\(job)")
    let seen = try desk.wait(job, "job-state-reasons", "job-canceled-by-user", seconds: 5)
    #expect(seen["job-media-progress"] == "10" && desk.server.backends().isEmpty)
    desk.printer.loadPaper()
    let ledger = try FileManager.default.contentsOfDirectory(
      atPath: desk.server.folder + "/cache/till-escpos")
    #expect(ledger.isEmpty && desk.printer.documents.isEmpty)
  }

  @Test func `cancelled after the first byte: it comes out whole, and is known to`() throws {
    let desk = try Desk()
    desk.printer.setSpeed(bytesPerSecond: 300)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(job, "job-media-progress", "90")
    try desk.server.run("cancel", "desk-\(job)")
    let seen = try desk.wait(job, "job-state-reasons", "job-canceled-by-user")
    #expect(seen["job-media-sheets-completed"] == "1" && seen["job-media-progress"] == "100")
    #expect(desk.printer.documents.count == 1 && desk.printer.documents[0].rows.count == 21)
  }
}
