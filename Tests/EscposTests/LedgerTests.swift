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

  private func makeOld(_ name: String, days: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -days * 24 * 3_600)],
      ofItemAtPath: "\(folder)/\(name)")
  }

  @Test func `old files go; young ones stay, and those somebody works with`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ledger = try Ledger(folder: folder, key: "young")
    for name in ["old", "other"] { _ = try Ledger(folder: folder, key: name) }
    let waiting = try Ledger(folder: folder, key: "waiting")
    #expect(try waiting.takeLock())
    for (name, days) in [("old", 31.0), ("other", 29), ("waiting", 31)] {
      try makeOld(name, days: days)
    }
    ledger.folder.clean()
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["other", "waiting", "young"])
  }

  @Test func `who takes a file up keeps it young`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = DeviceAddress.Place.network(host: "a", port: 1)
    var ledger: Ledger? = try Ledger(folder: folder, key: "job")
    try ledger?.write(.sending)
    let other = try LedgerFolder(folder)
    try DeviceLock(other, place).note(owedCount: 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    for name in names { try makeOld(name, days: 31) }
    #expect(try ledger?.takeLock() == true && DeviceLock(other, place).take())
    ledger = nil
    other.clean()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == names.count)
    #expect(try Ledger(folder: folder, key: "job").entry == .sending)
    #expect(try DeviceLock(other, place).owedCount == 2)
  }

  @Test func `one at a time has a printer, whatever its line's settings; what it owes is kept`()
    throws
  {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let ledger = try LedgerFolder(folder)
    var fast = ["baud": "38400"]
    var slow = ["baud": "9600"]
    let place = DeviceAddress.Place.file(path: "/dev/ttyS9", line: try SerialLine(&fast))
    var first: DeviceLock? = try DeviceLock(ledger, place)
    let second = try DeviceLock(
      ledger, .file(path: "/dev/ttyS9", line: try SerialLine(&slow)))
    let third = try DeviceLock(ledger, .network(host: "a", port: 9_100))
    #expect(try first?.take() == true && third.take())
    #expect(try !second.take())
    #expect(second.owedCount == 0)
    try first?.note(owedCount: 12)
    try first?.note(owedCount: 3)
    first?.tidy()
    first = nil
    #expect(try second.take() && second.owedCount == 3)
    try second.note(owedCount: 0)
    second.tidy()
    third.tidy()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `no link is followed out of the folder`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = FileManager.default
    let (target, away) = (folder + "/target", folder + "/away")
    try files.createDirectory(atPath: folder + "/ledger", withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: target))
    try files.createSymbolicLink(atPath: away, withDestinationPath: folder + "/ledger")
    #expect(throws: BackendError.self) { try LedgerFolder(away) }
    let ledger = try LedgerFolder(folder + "/ledger")
    let place = DeviceAddress.Place.network(host: "a", port: 1)
    try DeviceLock(ledger, place).note(owedCount: 1)
    for name in try files.contentsOfDirectory(atPath: ledger.path) + ["job"] {
      try? files.removeItem(atPath: ledger.path + "/" + name)
      try files.createSymbolicLink(
        atPath: ledger.path + "/" + name, withDestinationPath: target)
    }
    let error = #expect(throws: BackendError.self) {
      try Ledger(folder: ledger.path, key: "job")
    }
    #expect(
      error?.words
        == "The ledger in \(ledger.path) can't be written: Too many levels of symbolic links")
    #expect(throws: BackendError.self) { try DeviceLock(ledger, place) }
    try makeOld("target", days: 31)
    ledger.clean()
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine")
    mkfifo(ledger.path + "/pipe", 0o600)
    #expect(throws: BackendError.self) { try Ledger(folder: ledger.path, key: "pipe") }
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
