import Foundation
import TestSupport
import Testing

/// Our backend under a real cupsd, before a printer with faults.
@Suite(.timeLimit(.minutes(10))) struct CupsQueueTests {
  @Test(arguments: ["gs-r", "gs-h"])
  func `a receipt is printed once, and acknowledged`(kind: String) throws {
    let desk = try Desk("timeout=5&ack=\(kind)")
    let job = try desk.submit(Desk.receipt("R1-000001"), "copies=3")
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-progress"] == "100" && seen["job-media-sheets-completed"] == "1")
    #expect(desk.printer.documents.count == 1 && desk.printer.documents[0].says("R1-000001"))
    #expect(try desk.queue()["printer-state-reasons"] == "none")
  }

  @Test func `paper out before: it waits and says so, and prints when paper is loaded`() throws {
    let desk = try Desk()
    desk.printer.runOutOfPaper()
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("media-empty-error")
    #expect(try desk.queue()["printer-state-message"] == "The paper is out: load a new roll.")
    #expect(try desk.job(job)["job-media-progress"] == "10")
    desk.printer.loadPaper()
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-sheets-completed"] == "1" && desk.printer.documents.count == 1)
    #expect(try desk.queue()["printer-state-reasons"] == "none")
  }

  @Test func `paper out in the middle: longer than the time limit, and one whole receipt`() throws {
    let desk = try Desk("timeout=1")
    desk.printer.runOutOfPaper(afterLines: 8)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("media-empty-error")
    Thread.sleep(forTimeInterval: 2)
    #expect(try desk.job(job)["job-media-progress"] == "90")
    #expect(desk.printer.documents.isEmpty)
    desk.printer.loadPaper()
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-progress"] == "100" && seen["job-media-sheets-completed"] == "1")
    #expect(desk.printer.documents.count == 1 && desk.printer.documents[0].rows.count == 21)
  }

  @Test func `paper out in the middle of more than it holds: told while it hears no question`()
    throws
  {
    let desk = try Desk("timeout=1")
    desk.printer.setBuffer(bytes: 1_000)
    desk.printer.runOutOfPaper(afterLines: 8)
    let job = try desk.submit(Desk.receipt("R1-000001", lines: 4_000))
    try desk.waitForReason("offline-report")
    #expect(
      try desk.queue()["printer-state-message"]
        == "The printer takes no more data for now: look at it.")
    desk.printer.loadPaper()
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-sheets-completed"] == "1" && desk.printer.documents.count == 1)
    #expect(try desk.queue()["printer-state-reasons"] == "none")
  }

  @Test func `cover and cutter are told, and waited for`() throws {
    let desk = try Desk()
    desk.printer.openCover()
    desk.printer.setPaperLow(true)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("cover-open-error")
    try desk.waitForReason("media-low-warning")
    desk.printer.setCutterFailed(true)
    desk.printer.closeCover()
    try desk.waitForReason("cutter-failure-error")
    desk.printer.setCutterFailed(false)
    try desk.wait(job, "job-state", "completed")
    #expect(desk.printer.documents.count == 1)
  }

  @Test func `switched off before: it waits until it is switched on`() throws {
    let desk = try Desk()
    desk.printer.cutPower()
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("offline-report")
    #expect(try desk.job(job)["job-media-progress"] == "10")
    desk.printer.powerOn()
    try desk.wait(job, "job-state", "completed")
    #expect(desk.printer.documents.count == 1)
  }

  @Test func `power cut in the middle: held, torn, and never sent again`() throws {
    let desk = try Desk()
    desk.printer.setSpeed(bytesPerSecond: 200)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(job, "job-media-progress", "90")
    Thread.sleep(forTimeInterval: 0.3)
    desk.printer.cutPower()
    desk.printer.powerOn()
    let seen = try desk.wait(job, "job-state", "pending-held")
    #expect(seen["job-media-progress"] == "90" && seen["job-media-sheets-completed"] == "0")
    #expect(seen["time-at-processing"] != "no-value")
    // A person releases it all the same: it is held again, and nothing is sent.
    try desk.server.run("lp", "-i", "desk-\(job)", "-H", "resume")
    try desk.wait(job, "job-state", "pending-held")
    #expect(desk.printer.documents.map(\.end) == [.powerCut])
  }

  @Test func `line dropped in the middle: held, though all came out`() throws {
    let desk = try Desk()
    desk.printer.setSpeed(bytesPerSecond: 300)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(job, "job-media-progress", "90")
    desk.printer.dropLine()
    let seen = try desk.wait(job, "job-state", "pending-held")
    #expect(seen["job-media-sheets-completed"] == "0")
    // The next one must not be taken for printed by the answer the first one never fetched.
    desk.printer.openCover()
    let next = try desk.submit(Desk.receipt("R1-000002"))
    Thread.sleep(forTimeInterval: 1)
    desk.printer.closeCover()
    let printed = try desk.wait(next, "job-state", "completed", seconds: 30)
    #expect(printed["job-media-sheets-completed"] == "1")
    #expect(desk.printer.documents.map { $0.rows[0] } == ["R1-000001", "R1-000002"])
  }

  @Test func `mute with an acknowledgement due: held after the time limit`() throws {
    let desk = try Desk("timeout=1&status=no")
    desk.printer.setMute(true)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    let seen = try desk.wait(job, "job-state", "pending-held")
    #expect(seen["job-media-progress"] == "90")
    try desk.printer.waitForDocuments(count: 1)
  }

  @Test func `mute where nothing is due: sent, and no sheet counted`() throws {
    let desk = try Desk()
    desk.printer.setMute(true)
    let job = try desk.submit(Desk.receipt("R1-000001"), "till-ack=none", "till-status=no")
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-progress"] == "90" && seen["job-media-sheets-completed"] == "0")
    try desk.printer.waitForDocuments(count: 1)
  }

  @Test func `mute though it should answer: nothing is sent, and it is said`() throws {
    let desk = try Desk("timeout=2")
    desk.printer.setMute(true)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("offline-report")
    #expect(try desk.job(job)["job-media-progress"] == "10")
    desk.printer.setMute(false)
    try desk.wait(job, "job-state", "completed")
    #expect(desk.printer.documents.count == 1)
  }

  @Test func `a busy printer is waited for`() throws {
    let desk = try Desk()
    desk.printer.setBusy(true)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("offline-report")
    desk.printer.setBusy(false)
    try desk.wait(job, "job-state", "completed")
    #expect(desk.printer.documents.count == 1)
  }

  @Test(arguments: [[1], [4], [1, 4], [2, 3]] as [Set<UInt8>])
  func `a printer that answers some questions is asked no others`(answered: Set<UInt8>) throws {
    let desk = try Desk("timeout=5")
    desk.printer.answerOnly(answered)
    desk.printer.runOutOfPaper()
    let job = try desk.submit(Desk.receipt("R1-000001"))
    // What an answer means depends on its question: paper is out, or all it can say is off line.
    let reasons = answered == [1] ? "offline-report" : "media-empty-error"
    try desk.waitForReason(reasons)
    Thread.sleep(forTimeInterval: 1)
    #expect(try desk.queue()["printer-state-reasons"] == reasons)
    #expect(try desk.job(job)["job-media-progress"] == "10")
    desk.printer.loadPaper()
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-sheets-completed"] == "1" && desk.printer.documents.count == 1)
    // Nothing is wrong from the beginning.
    let next = try desk.submit(Desk.receipt("R1-000002"))
    try desk.wait(next, "job-state", "completed")
    #expect(try desk.queue()["printer-state-reasons"] == "none")
  }

  @Test(arguments: [
    ("ack=bogus", "The device URI can't be read: ack is gs-r, gs-h or none, not bogus"),
    (
      "speed=9",
      "The device URI can't be read: there is no option speed; there are ack, status, timeout, baud and flow"
    ),
  ])
  func `an address with a fault stops the queue, once and in words; mended, the job is printed`(
    options: String, words: String
  ) throws {
    let desk = try Desk(options)
    let job = try desk.submit(Desk.receipt("R1-000001"))
    try desk.waitForReason("paused")
    #expect(try desk.queue()["printer-state-message"] == words)
    Thread.sleep(forTimeInterval: 1)
    #expect(try desk.runs(of: job) == 1)
    #expect(try desk.job(job)["job-media-progress"] == "10")
    try desk.server.run("lpadmin", "-p", "desk", "-v", desk.printer.uri())
    try desk.server.run("cupsenable", "desk")
    let seen = try desk.wait(job, "job-state", "completed")
    #expect(seen["job-media-sheets-completed"] == "1" && desk.printer.documents.count == 1)
  }

  @Test func `a job with a fault is cancelled in words, and the next is printed`() throws {
    let desk = try Desk()
    let job = try desk.submit(Desk.receipt("R1-000001"), "till-ack=bogus")
    let seen = try desk.wait(job, "job-state", "canceled")
    #expect(
      seen["job-printer-state-message"]
        == "The job can't be printed: till-ack is gs-r, gs-h or none, not bogus")
    #expect(seen["job-media-progress"] == "10")
    let next = try desk.submit(Desk.receipt("R1-000002"))
    try desk.wait(next, "job-state", "completed")
    #expect(desk.printer.documents.count == 1 && desk.printer.documents[0].says("R1-000002"))
    #expect(try desk.runs(of: job) == 1)
  }
}
