import Foundation
import TestSupport
import Testing
import TillCore

@testable import till

/// Whatever breaks, each document ends on paper exactly once and confirmed, or unknown and said so.
@Suite("till: prints while everything breaks", .serialized)
struct PrintSoakTests {
  /// As many as a shop's busy week; `TILL_SOAK=200` for a quick look, `TILL_SOAK_SEED` to see a
  /// failure again.
  private static let documents =
    ProcessInfo.processInfo.environment["TILL_SOAK"].flatMap { Int($0) } ?? 2_000

  private static let seed =
    ProcessInfo.processInfo.environment["TILL_SOAK_SEED"].flatMap { UInt64($0) }
    ?? UInt64.random(in: 0...UInt64.max)

  @Test("two thousand documents: never two originals, never one lost in silence")
  func soak() throws {
    print("soak: seed \(Self.seed), \(Self.documents) documents")
    let soak = try PrintSoak(seed: Self.seed)
    try soak.sell(documents: Self.documents)
    try soak.finish()
    let jobs = try soak.jobs()
    let papers = soak.papers()
    let kicks = jobs.filter { $0["kind"] == "kick" }
    let documents = jobs.filter { $0["kind"] != "kick" }
    var table = Table()
    for job in documents {
      let sheets = papers[soak.label(job)]?.count ?? 0
      let state = job["state"]?.stringValue ?? ""
      let name = "\(soak.label(job)) (job \(job["id"]?.intValue ?? 0), \(state)): \(job.line)"
      table.count(state, sheets: sheets)
      if sheets > 1 { Issue.record("\(sheets) originals of \(name)") }
      switch state {
      case "confirmed": if sheets != 1 { Issue.record("lost: \(name)") }
      case "unknown":
        // Told at the counter, or to whom it was told was killed: then it stands in `jobs`.
        table.told +=
          soak.told.contains { $0.contains("(job \(job["id"]?.intValue ?? 0))") } ? 1 : 0
      default: Issue.record("neither confirmed nor unknown: \(name)")
      }
    }
    print(table.text(documents.count, soak.faults))
    #expect(documents.count == Self.documents)
    #expect(soak.kickCount <= soak.cashSales && kicks.count == soak.cashSales)
    let opened = kicks.count { $0["state"] == "confirmed" }
    #expect(opened <= soak.kickCount)

    try soak.settle()
    let after = try soak.jobs()
    let sheets = soak.papers()
    // Nothing breaks any more, so no COPY is unknown.
    for job in after where job["ordinal"] != nil { #expect(job["state"] == "confirmed") }
    for job in documents {
      let label = soak.label(job)
      #expect(
        (sheets[label]?.count ?? 0) + (sheets[label + "COPY"]?.count ?? 0) == 1, "\(label)")
    }
    #expect(soak.end().status == 0)
    #expect(try soak.shop.isWhole())
  }

  private struct Table {
    var states: [String: Int] = [:]
    var duplicated = 0
    var lost = 0
    var told = 0

    mutating func count(_ state: String, sheets: Int) {
      states[state, default: 0] += 1
      if sheets > 1 { duplicated += 1 }
      if state != "unknown", sheets == 0 { lost += 1 }
    }

    func text(_ documents: Int, _ faults: [String: Int]) -> String {
      let rows =
        [
          ("documents", documents), ("confirmed", states["confirmed"] ?? 0),
          ("unknown", states["unknown"] ?? 0), ("duplicated", duplicated), ("lost", lost),
          ("unknown, told at the counter", told),
        ] + faults.sorted { $0.key < $1.key }.map { ("  \($0.key)", $0.value) }
      return rows.map { "soak: \($0.0)  \($0.1)" }.joined(separator: "\n")
    }
  }
}
