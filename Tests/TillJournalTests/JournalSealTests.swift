import Crypto
import Foundation
import GRDB
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: the seal")
struct JournalSealTests {
  /// A journal of one sale; entry 5 is one of its own.
  private func shop() throws -> JournalShop {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang))
    _ = try shop.sellPenAndBook()
    return shop
  }

  private func brokenAt(_ shop: JournalShop) throws -> Int64? {
    guard case .broken(let seq, _) = try shop.reader().verify() else { return nil }
    return seq
  }

  @Test("a whole journal names how many entries and the last seal")
  func whole() throws {
    let shop = try shop()
    let count = try shop.journal.entryCount()
    let seal = try shop.journal.queue.read {
      try Data.fetchOne($0, sql: "SELECT seal FROM entry ORDER BY seq DESC LIMIT 1")
    }
    #expect(
      try shop.journal.verify()
        == .whole(entries: count, seal: Seal.hexadecimal(try #require(seal))))
    #expect(
      try JournalShop().journal.verify() == .whole(entries: 0, seal: Seal.hexadecimal(Seal.origin)))
  }

  @Test(
    "any field that was changed names its entry",
    arguments: [
      "body = CAST(replace(CAST(body AS TEXT), ':', ': ') AS BLOB)",
      "day = '2026-11-21'", "utc_ms = utc_ms + 1", "offset_s = 0", "desk = 2", "person = '90'",
      "person = NULL", "command_id = 'x'", "kind = kind || 'x'", "stream_id = 'x'",
      "shop = 'x'", "version = 99", "seal = x'00'", "stream = 'order'",
    ])
  func changedField(_ change: String) throws {
    let shop = try shop()
    try shop.tamper("UPDATE entry SET \(change) WHERE seq = 5")
    #expect(try brokenAt(shop) == 5)
  }

  @Test("an entry of nobody is not an entry of somebody without a number")
  func nobody() throws {
    let shop = try JournalShop()
    _ = try shop.journal.append([Fact(.shift(desk: 1), .sellerNamed(.na))], shop.stamp())
    #expect(try shop.entries().first?.person == nil)
    try shop.tamper("UPDATE entry SET person = ''")
    #expect(try brokenAt(shop) == 1)
  }

  @Test("one byte of an amount, deep in a body")
  func changedByte() throws {
    let shop = try shop()
    let paid = try #require(try shop.entries().first { $0.kind == "sale.paid.1" })
    var body = paid.body
    let digit = try #require(body.lastIndex { (49...56).contains($0) })
    body[digit] += 1
    let hex = Seal.hexadecimal(body)
    try shop.tamper("UPDATE entry SET body = x'\(hex)' WHERE seq = \(paid.seq)")
    #expect(try brokenAt(shop) == paid.seq)
  }

  @Test("a removed entry is missed under its number")
  func removed() throws {
    let shop = try shop()
    try shop.tamper("DELETE FROM entry WHERE seq = 4")
    #expect(try brokenAt(shop) == 4)
  }

  @Test("entries in each other's place")
  func swapped() throws {
    let shop = try shop()
    try shop.tamper(
      "UPDATE entry SET seq = 1000 WHERE seq = 3", "UPDATE entry SET seq = 3 WHERE seq = 4",
      "UPDATE entry SET seq = 4 WHERE seq = 1000")
    #expect(try brokenAt(shop) == 3)
  }

  @Test("an end chained anew with another key")
  func rechained() throws {
    let shop = try shop()
    let forger = Seal(key: SymmetricKey(size: .bits256))
    let entries = try shop.entries()
    var previous = try #require(
      try shop.journal.queue.read {
        try Data.fetchOne($0, sql: "SELECT seal FROM entry WHERE seq = 5")
      }
    ).map { $0 }
    for entry in entries.dropFirst(5) {
      previous = forger.seal(of: entry, after: previous)
      let hex = Seal.hexadecimal(previous)
      try shop.tamper("UPDATE entry SET seal = x'\(hex)' WHERE seq = \(entry.seq)")
    }
    #expect(try brokenAt(shop) == 6)
  }

  @Test("an end cut off is whole, and contradicts the seal that was printed")
  func cutOff() throws {
    let shop = try shop()
    let printed = try shop.journal.verify()
    try shop.tamper("DELETE FROM entry WHERE seq > 5")
    guard case .whole(5, let seal) = try shop.reader().verify() else {
      Issue.record("a shorter journal is a whole one")
      return
    }
    #expect(printed != .whole(entries: 5, seal: seal))
  }

  @Test("with another key nothing is right from the first entry on")
  func otherKey() throws {
    let shop = try shop()
    let other = try Journal.reading(
      path: shop.path, shop: JournalShop.id, key: SymmetricKey(size: .bits256))
    guard case .broken(1, _) = try other.verify() else {
      Issue.record("sealed with another key, and believed")
      return
    }
  }

  @Test("export: every line is JSON and holds the body's bytes as they are stored")
  func export() throws {
    let shop = try shop()
    try shop.must(.journalScan(.pen), .note(line: 1, "tab\\slash \"quote\" 书\u{1F600}"))
    let entries = try shop.entries()
    var lines: [[UInt8]] = []
    try shop.reader().export(from: 3) { lines.append($0) }
    #expect(lines.count == entries.count - 2)
    for (line, entry) in zip(lines, entries.dropFirst(2)) {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(object["seq"] as? Int64 == entry.seq)
      #expect(object["kind"] as? String == entry.kind)
      #expect(line.starts(with: Array("{\"body\":".utf8) + entry.body + [UInt8(ascii: ",")]))
      #expect(
        Set(object.keys) == [
          "at", "body", "command", "date", "desk", "kind", "offset", "person", "seal", "seq",
          "shop", "stream", "stream_id", "version",
        ])
      #expect(!line.contains(10) && !line.contains(13))
    }
  }
}
