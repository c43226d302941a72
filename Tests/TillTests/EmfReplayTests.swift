import Foundation
import Testing
import TillCore
import TillCounter

@testable import till

/// Two real days of a real till, typed again at our counter (shared/data/emf2024).
@Suite("Two real days", .serialized)
struct EmfReplayTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data/emf2024").path

  @Test("The replay ends at the old till's own books, sale by sale and band by band")
  func replay() throws {
    let path = NSTemporaryDirectory() + "till-emf-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let data = try EmfData(folder: Self.folder)
    let folder = try EmfShop.make(at: path, data)
    let open = try OpenShop(folder, try OpenShop.settings(of: folder))
    let clock = ReplayClock(try #require(data.transactions.first?.lines.first?.at))
    let conversation = Conversation(
      keeper: try open.keeper(desk: 1, clock: { clock.now() }),
      context: ConversationContext(destination: { _, number in number }))
    let replay = EmfReplay(data, conversation, clock)
    try replay.run { _, _ in }
    try judge(closes: replay.closes, open)

    let wanted = [
      ("1", "2024-05-29", "16.10", "421.55"), ("2", "2024-05-30", "434.00", "11162.39"),
    ]
    let books = try OtherWay(folder: Self.folder)
    for (session, date, cash, card) in wanted {
      let day = try #require(CivilDate(date))
      let report = try open.store.dayReport(desk: 1, from: nil, day: day, shift: nil)
      let tenders = report.json["tenders"]?.arrayValue ?? []
      #expect(tenders.map { $0["kind"]?.stringValue } == ["cash", "card"])
      #expect(tenders.map { $0["expected"]?.stringValue } == [cash, card])
      #expect(report.salesCount == books.salesCount[session])
      for row in report.taxRows {
        #expect(row.grossMinor == books.grossMinor[session]?[row.band.code])
        #expect(row.taxMinor == books.taxMinor[session]?[row.band.code])
      }
      #expect(report.taxRows.reduce(0) { $0 + $1.grossMinor } == report.netMinor)
      #expect(report.departments.reduce(0) { $0 + $1.amountMinor } == report.netMinor)
    }
    guard case .whole = try open.store.journal.verify() else {
      Issue.record("the journal is broken")
      return
    }
  }

  /// Each session's own close: short 0.10 and over 3.95, the card without a difference.
  private func judge(closes: [String: [String]], _ open: OpenShop) throws {
    #expect(closes["1"]?.contains("Cash: counted 16.00, expected 16.10: short 0.10") == true)
    #expect(closes["1"]?.contains("Card: 421.55, expected 421.55: agrees") == true)
    #expect(closes["2"]?.contains("Cash: counted 437.95, expected 434.00: over 3.95") == true)
    #expect(closes["2"]?.contains("Card: 11162.39, expected 11162.39: agrees") == true)
    let first = try #require(CivilDate("2024-05-29"))
    let days = try open.store.journal.closedDays(desk: 1, from: first, to: first.adding(days: 1))
    #expect(days.map(\.closing.number) == ["Z1-000001", "Z1-000002"])
    let differences = days.map { $0.closing.report["drawer"]?["difference"]?.stringValue }
    #expect(differences == ["-0.10", "3.95"])
    let grand = days.last?.closing.report["closing"]?["grand"]?["total"]?.stringValue
    #expect(grand == "12034.04")
  }
}

/// The same figures worked out another way: straight from the rows, in pence, without our types.
private struct OtherWay {
  var salesCount: [String: Int] = [:]
  var grossMinor: [String: [String: Int64]] = [:]
  var taxMinor: [String: [String: Int64]] = [:]

  init(folder: String) throws {
    let bands = Dictionary(
      try Self.rows(folder + "/catalogue.csv").map { row in (row[0], row[row.count - 2]) },
      uniquingKeysWith: { first, _ in first })
    var grossBySale: [String: [String: Int64]] = [:]
    var standing: [String: [String: Int]] = [:]
    for row in try Self.rows(folder + "/lines.csv") {
      let sale = row[0] + "/" + row[1]
      let band = bands[row[6]] ?? ""
      let pence = Self.pence(row[8]) - Self.pence(row[9])
      let quantity = Int64(row[7]) ?? 0
      grossBySale[sale, default: [:]][band, default: 0] += quantity * pence
      // A line and its void within the sale cancel out; a void of an earlier sale stands alone.
      standing[sale, default: [:]][row[6], default: 0] += Int(quantity)
    }
    for (sale, gross) in grossBySale {
      guard standing[sale]?.values.contains(where: { $0 != 0 }) ?? false else { continue }
      let session = String(sale.prefix { $0 != "/" })
      salesCount[session, default: 0] += 1
      for (band, pence) in gross {
        grossMinor[session, default: [:]][band, default: 0] += pence
        taxMinor[session, default: [:]][band, default: 0] += band == "A" ? Self.vat(pence) : 0
      }
    }
  }

  /// A sixth of the gross, halves away from nothing.
  private static func vat(_ pence: Int64) -> Int64 {
    pence < 0 ? -vat(-pence) : (pence * 2 + 6) / 12
  }

  private static func pence(_ text: String) -> Int64 {
    let parts = text.split(separator: ".")
    return (Int64(parts[0]) ?? 0) * 100 + (Int64(parts[1]) ?? 0)
  }

  private static func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
