import Crypto
import Foundation
import GRDB
import TestSupport
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: appending")
struct JournalAppendTests {
  @Test("entries are numbered without gaps, each stream too, and carry who, when and why")
  func numbers() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang))
    let sale = try shop.sellPenAndBook()
    let entries = try shop.entries()
    #expect(entries.map(\.seq) == Array(1...Int64(entries.count)))
    for (_, stream) in Dictionary(grouping: entries, by: { $0.stream + $0.streamID }) {
      #expect(stream.map(\.version) == Array(1...stream.count))
    }
    #expect(entries.allSatisfy { $0.shop == JournalShop.id && $0.desk == 1 && $0.person == "01" })
    #expect(entries.allSatisfy { $0.day == "2026-11-22" && $0.at == shop.now })
    #expect(entries.map(\.kind).contains("sale.paid.1"))
    #expect(sale.slip == "S1-000001" && sale.receipt == "R1-000001")
    #expect(try shop.journal.entryCount() == Int64(entries.count))
  }

  @Test("what is answered is on disk: write-ahead log and synchronous FULL, read back")
  func durable() throws {
    let shop = try JournalShop()
    let pragmas = try ["synchronous", "journal_mode", "locking_mode"].map { name in
      try shop.journal.queue.writeWithoutTransaction { database in
        try String.fetchOne(database, sql: "PRAGMA \(name)")
      }
    }
    #expect(pragmas == ["2", "wal", "normal"])
  }

  @Test(
    "an entry is never changed and never removed",
    arguments: [
      "UPDATE entry SET day = '2020-01-01'", "UPDATE entry SET body = x'7b7d' WHERE seq = 1",
      "DELETE FROM entry", "DELETE FROM entry WHERE seq = 2",
    ])
  func refused(_ statement: String) throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang), .journalScan(.pen))
    #expect(throws: DatabaseError.self) {
      try shop.journal.queue.write { try $0.execute(sql: statement) }
    }
    #expect(try shop.journal.verify() == shop.reader().verify())
  }

  @Test("one transaction per command: where one row fails, none of it is there")
  func oneTransaction() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang), .journalScan(.pen))
    // The number the sale will want is taken already: its last row can't be written.
    try shop.journal.queue.write {
      try $0.execute(sql: "INSERT INTO paper VALUES ('R1-000001', 'receipt', 'other', 0)")
    }
    let before = (try shop.entries(), try shop.journal.readModelDump())
    let state = shop.state()
    let prints = try shop.journal.prints(limit: 99)
    #expect(throws: JournalError.self) { try shop.send(.cash(.exact)) }
    #expect(try shop.entries() == before.0)
    #expect(try shop.journal.readModelDump() == before.1)
    #expect(try shop.journal.prints(limit: 99) == prints)
    #expect(shop.state() == state)
    try shop.journal.queue.write { try $0.execute(sql: "DELETE FROM paper") }
    try shop.must(.cash(.exact))
    #expect(shop.state().sale?.receipt == "R1-000001")
  }

  @Test("a new customer is stored with the facts or not at all")
  func contactInTransaction() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang))
    let contact = Contact(id: 1, name: "A", phone: "1", address: "")
    _ = try shop.journal.append(
      [Fact(.shift(desk: 1), .sellerNamed(.na))], shop.stamp(contact: contact))
    #expect(try shop.journal.contact(id: 1) == contact)
    let count = try shop.journal.entryCount()
    #expect(throws: JournalError.self) {
      try shop.journal.append(
        [Fact(.shift(desk: 1), .sellerNamed(.na))], shop.stamp(contact: contact))
    }
    #expect(try shop.journal.entryCount() == count)
  }

  @Test("a customer's number is never given to another, even after the last one was erased")
  func contactNumbers() throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang))
    for name in ["A", "B"] {
      let bare = Contact(name: name, phone: "1", address: "")
      let id = try shop.journal.reference(for: bare).id
      _ = try shop.journal.append(
        [Fact(.shift(desk: 1), .sellerNamed(.na))],
        shop.stamp(contact: Contact(id: id, name: name, phone: "1", address: "")))
    }
    try shop.journal.queue.write { try $0.execute(sql: "DELETE FROM contact WHERE id = 2") }
    let next = try shop.journal.reference(for: Contact(name: "C", phone: "1", address: ""))
    #expect(next.id == 3)
  }

  @Test("a command's id is known with the entries it made and what its line said")
  func commandIDs() throws {
    let shop = try JournalShop()
    #expect(try shop.journal.entries(ofCommand: "x-1") == nil)
    let stamp = Stamp(
      at: shop.now, day: try #require(CivilDate("2026-11-22")), desk: 1, person: "01",
      commandID: "x-1", contentDigest: "abc")
    let facts = [Person.fang, .na].map { Fact(.shift(desk: 1), .sellerNamed($0)) }
    _ = try shop.journal.append(facts, stamp)
    let done = try #require(try shop.journal.entries(ofCommand: "x-1"))
    #expect(done == DoneCommand(first: 1, last: 2, contentDigest: "abc"))
    // A command may come in two parts (a catalogue noticed first): both are its own.
    _ = try shop.journal.append([facts[0]], stamp)
    #expect(try shop.journal.entries(ofCommand: "x-1")?.last == 3)
    _ = try shop.journal.append([], shop.stamp(id: "x-2"))
    #expect(try shop.journal.entries(ofCommand: "x-2") == nil)
  }

  @Test("a writer from outside that is soon done does not break the sale")
  func briefWriter() async throws {
    let shop = try JournalShop()
    try shop.must(.signOn(.fang))
    let other = try DatabaseQueue(path: shop.path)
    let (isHeld, held) = AsyncStream.makeStream(of: Void.self)
    let holder = Task.detached {
      try other.writeWithoutTransaction { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        held.yield()
        Thread.sleep(forTimeInterval: 0.1)
        try database.execute(sql: "COMMIT")
      }
    }
    for await _ in isHeld { break }
    try shop.must(.journalScan(.pen))
    try await holder.value
    #expect(try shop.entries().last?.kind == "sale.line-added.1")
  }
}
