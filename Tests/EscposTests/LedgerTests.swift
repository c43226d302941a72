import Foundation
import Testing

@testable import EscposBackend

struct LedgerTests {
  let folder = FileManager.default.temporaryDirectory.path + "/till-ledger-\(UUID().uuidString)"

  @Test func `entries are kept in order, and the last one counts`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ledger = try Ledger(folder: folder, key: "job-1")
    #expect(try ledger.takeLock() && ledger.entry == nil)
    try ledger.write(.sending)
    #expect(ledger.entry == .sending)
    try ledger.write(.sent)
    try ledger.write(.printed)
    #expect(ledger.entry == .printed)
    #expect(try Ledger(folder: folder, key: "job-1").entry == .printed)
    #expect(try Ledger(folder: folder, key: "job-2").entry == nil)
  }

  @Test(arguments: [("sending\nsen", Ledger.Entry.sending), ("nonsense\n", .sending)])
  func `half an entry doesn't count, a strange one as sent`(text: String, entry: Ledger.Entry)
    throws
  {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try Ledger(folder: folder, key: "job-1")
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/job-1"))
    #expect(try Ledger(folder: folder, key: "job-1").entry == entry)
  }

  @Test func `one at a time has the lock, and a file that was removed is made anew`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var first: Ledger? = try Ledger(folder: folder, key: "job-1")
    let second = try Ledger(folder: folder, key: "job-1")
    #expect(try first?.takeLock() == true)
    #expect(try !second.takeLock())
    first?.forget()
    first = nil
    #expect(try second.takeLock())
    try second.write(.sending)
    #expect(try Ledger(folder: folder, key: "job-1").entry == .sending)
  }

  @Test func `a job's file is named by its UUID, else by what tells it apart`() {
    let uuid = "urn:uuid:0C3E1A2B-0000-3000-8000-00000000000f"
    #expect(
      Ledger.key(uuid: uuid, title: "a", user: "b") == "0c3e1a2b-0000-3000-8000-00000000000f")
    for odd in [nil, "", "urn:uuid:../../etc/passwd", "urn:uuid:0"] {
      #expect(Ledger.key(uuid: odd, title: "a", user: "b") == "job-e5d29919042666b2")
    }
    #expect(Ledger.key(uuid: nil, title: "ab", user: "") != "job-e5d29919042666b2")
  }

  @Test func `old files go, young ones stay`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ledger = try Ledger(folder: folder, key: "young")
    for name in ["old", "other"] { _ = try Ledger(folder: folder, key: name) }
    let day: TimeInterval = 24 * 3_600
    for (name, age) in [("old", 31 * day), ("other", 29 * day)] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: "\(folder)/\(name)")
    }
    ledger.clean()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["other", "young"])
  }

  @Test func `a ledger that can't be written stops the queue`() {
    let error = #expect(throws: BackendError.self) {
      try Ledger(folder: "/proc/nowhere", key: "job-1")
    }
    #expect(
      error?.words
        == "The ledger in /proc/nowhere can't be written: No such file or directory")
    #expect(error?.ending == .stop)
  }
}
