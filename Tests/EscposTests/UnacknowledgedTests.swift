import Foundation
import TestSupport
import Testing

/// A printer that is well and says nothing of what it prints, and a pulse that comes too late.
@Suite(.timeLimit(.minutes(10))) struct UnacknowledgedTests {
  @Test func `a printer that is well and never acknowledges doesn't hold the queue up`() throws {
    let desk = try Desk("timeout=1")
    desk.printer.setAcknowledging(false)
    let first = try desk.submit(Desk.receipt("R1-000001"))
    let second = try desk.submit(Desk.receipt("R1-000002"))
    // Nobody knows of either; the second asked after the first's answer in vain.
    try desk.wait(first, "job-state", "pending-held", seconds: 60)
    try desk.wait(second, "job-state", "pending-held", seconds: 60)
    #expect(try desk.job(second)["job-media-progress"] == "90")
    desk.printer.setAcknowledging(true)
    let third = try desk.submit(Desk.receipt("R1-000003"))
    try desk.wait(third, "job-media-sheets-completed", "1", seconds: 60)
    #expect(try desk.printer.waitForDocuments(count: 3).count == 3)
  }

  @Test func `a pulse that is wanted for a second only isn't sent later`() throws {
    let desk = try Desk("timeout=1")
    desk.printer.cutPower()
    let job = try desk.submit("\u{1B}p\u{0}22", "till-within=1")
    try desk.wait(job, "job-state", "canceled", seconds: 60)
    #expect(try desk.job(job)["job-media-progress"] == "10")
    desk.printer.powerOn()
    let next = try desk.submit(Desk.receipt("R1-000001"))
    try desk.wait(next, "job-media-sheets-completed", "1")
    #expect(desk.printer.kickCount == 0)
  }
}
