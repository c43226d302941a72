import Foundation
import GRDB
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: what became of prints")
struct JournalPrintsTests {
  private let at = Moment(utcMilliseconds: 1_795_309_260_000, offsetSeconds: 8 * 3600)

  private func sold() throws -> (JournalShop, Journal) {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    _ = try shop.sellPenAndBook()
    return (shop, shop.journal)
  }

  private func states(_ journal: Journal) throws -> [PrintTask.State] {
    try journal.prints(limit: 99).reversed().map(\.state)
  }

  @Test("a print's way: begun under its name, held as a job, handed over, confirmed")
  func way() throws {
    let (_, journal) = try sold()
    let task = try #require(try journal.queuedPrints(limit: 1).first)
    #expect(task.isKick && task.attempt == 0)
    try journal.beginPrint(task.id, queue: "receipt", name: "till/kick/a/1", at: at)
    try journal.notePrint(
      task.id,
      PrintChange(.handingOver, isOver: false, job: (id: 7, uuid: "urn:uuid:1"), digest: "ab"),
      at: at)
    var stands = try #require(try journal.printTask(task.id))
    #expect(stands.state == .handingOver && stands.job == 7 && stands.jobUUID == "urn:uuid:1")
    #expect(stands.jobName == "till/kick/a/1" && stands.attempt == 1)
    // A kick keeps the moment it was wanted; a paper says since when it stands so.
    #expect(stands.since == task.since && stands.since != at)
    let slip = try #require(try journal.queuedPrints(limit: 1).first)
    try journal.notePrint(slip.id, PrintChange(.queued, isOver: false), at: at)
    #expect(try journal.printTask(slip.id)?.since == at)
    #expect(try journal.watchedPrints() == [stands])
    #expect(try journal.waitingPrintCount() == 5)
    try journal.notePrint(
      task.id, PrintChange(.handedOver, isOver: false, note: "media-empty-error"), at: at)
    #expect(try journal.watchedPrints().map(\.note) == ["media-empty-error"])
    try journal.notePrint(task.id, PrintChange(.confirmed, isOver: true), at: at)
    stands = try #require(try journal.printTask(task.id))
    #expect(stands.state == .confirmed && stands.note == nil && stands.job == 7)
    #expect(try journal.watchedPrints().isEmpty)
    #expect(try journal.waitingPrintCount() == 4)
    #expect(
      try journal.printHistory(task.id).map(\.description) == [
        "2026-11-22 09:01 handing-over receipt", "2026-11-22 09:01 handing-over receipt 7",
        "2026-11-22 09:01 handed-over receipt 7 media-empty-error",
        "2026-11-22 09:01 confirmed receipt 7",
      ])
    let step = try #require(try journal.printHistory(task.id).dropFirst(2).first)
    #expect(
      step
        == PrintStep(
          at: at, state: "handed-over", person: nil, queue: "receipt", job: 7,
          note: "media-empty-error"))
  }

  @Test("what surely isn't on paper goes back into the outbox, to another queue where one is named")
  func backAgain() throws {
    let (_, journal) = try sold()
    let task = try #require(try journal.queuedPrints(limit: 2).last)
    try journal.beginPrint(task.id, queue: "receipt", name: "n/1", at: at)
    try journal.requeuePrint(task.id, to: "office", at: at)
    let again = try #require(try journal.printTask(task.id))
    #expect(again.state == .queued && again.wantedQueue == "office" && again.queue == nil)
    #expect(again.jobName == nil && again.job == nil && again.attempt == 1 && !again.isOver)
    try journal.requeuePrint(task.id, at: at)
    #expect(try journal.printTask(task.id)?.wantedQueue == "office")
  }

  @Test("a person's word moves an unknown print, with the person's name, and no other")
  func settled() throws {
    let (shop, journal) = try sold()
    let ids = try journal.prints(limit: 9).reversed().map(\.id)
    for id in ids.prefix(3) {
      try journal.notePrint(id, PrintChange(.unknown, isOver: true), at: at)
    }
    let tasks = try journal.openPrints(limit: 9)
    // A kick that may have happened leaves no paper to look for, but may be settled.
    #expect(tasks.map(\.id) == Array(ids.dropFirst()))
    let kick = try #require(try journal.printTask(ids[0]))
    #expect(kick.isUnsettled && !kick.needsPerson)
    try shop.must(.settlePrint(kick, .printed), .settlePrint(tasks[0], .lost))
    let after = try journal.openPrints(limit: 9)
    // What a person settled is nobody's work any more.
    #expect(after.map(\.state) == [.unknown, .queued, .queued])
    let lost = try #require(try journal.printTask(ids[1]))
    #expect(lost.state == .failed && lost.mayBeOnPaper && lost.isOver)
    for (id, end) in [(ids[0], "confirmed"), (ids[1], "failed")] {
      let steps = try journal.printHistory(id)
      #expect(steps.map(\.state) == ["unknown", end])
      #expect(steps.map(\.person) == [nil, Person.wei.id])
    }
    // The rows follow the fact; a print that moved on meanwhile stays where it is.
    try shop.must(.settlePrint(kick, .lost))
    #expect(try journal.printTask(ids[0])?.state == .confirmed)
  }

  @Test("retried: as it was where it never left; as a COPY of its part where it may have")
  func retried() throws {
    let (shop, journal) = try sold()
    let ids = try journal.prints(limit: 9).reversed().map(\.id)
    try journal.notePrint(ids[1], PrintChange(.failed, isOver: true, note: "no"), at: at)
    try journal.notePrint(ids[2], PrintChange(.unknown, isOver: true), at: at)
    try shop.must(.settlePrint(try #require(try journal.printTask(ids[2])), .lost))
    let slip = Command.IssuedPaper(number: "S1-000001", kind: .slip, copiesSoFar: 0)
    for id in ids[1...2] {
      try shop.must(.retryPrint(try #require(try journal.printTask(id)), slip, reason: "lost"))
    }
    let finance = try #require(try journal.printTask(ids[1]))
    #expect(finance.state == .queued && finance.copyOrdinal == nil && finance.note == nil)
    #expect(try journal.printTask(ids[2])?.state == .failed)
    let copy = try #require(try journal.prints(limit: 1).first)
    #expect(copy.role == .stub && copy.copyOrdinal == 1 && copy.copyReason == "lost")
    #expect(copy.state == .queued && copy.isStamped)
  }

  @Test("the steps of a print are only added to")
  func onlyAdded() throws {
    let (shop, journal) = try sold()
    try journal.notePrint(1, PrintChange(.unknown, isOver: true), at: at)
    let database = try DatabaseQueue(path: shop.path)
    for sql in ["UPDATE print_event SET state = 'confirmed'", "DELETE FROM print_event"] {
      let error = #expect(throws: DatabaseError.self) {
        try database.write { try $0.execute(sql: sql) }
      }
      #expect(
        error?.message == "what became of a print is never changed"
          || error?.message == "what became of a print is never removed")
    }
  }

  @Test("rebuilding the rows from the journal leaves prints alone")
  func rebuilt() throws {
    let (shop, journal) = try sold()
    try journal.notePrint(1, PrintChange(.unknown, isOver: true), at: at)
    try shop.must(.settlePrint(try #require(try journal.printTask(1)), .printed))
    let before = try states(journal)
    _ = try journal.rebuild()
    #expect(try states(journal) == before)
  }
}
