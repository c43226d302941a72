import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: backups")
struct JournalBackupTests {
  private func shop() throws -> JournalShop {
    let shop = try JournalShop()
    try shop.must(.signOn(.wei))
    _ = try shop.sellPenAndBook()
    return shop
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func fault(_ work: () throws -> Void) -> String {
    do {
      try work()
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test("one file, whole, for its owner only, that opens as the journal it was; never the key")
  func whole() throws {
    let shop = try shop()
    _ = try KeyFile.load(orCreate: shop.folder.path + "/key")
    let place = try TemporaryFolder()
    let backup = try shop.journal.backUp(to: place.path, named: "Z1-000042", keeping: 3)
    #expect(try names(place.path) == ["till-6ba7b810-Z1-000042.sqlite"])
    #expect(backup.path == place.path + "/till-6ba7b810-Z1-000042.sqlite")
    #expect(try backup.seq == shop.journal.entryCount())
    guard case .whole(backup.seq, backup.seal) = try shop.reader().verify() else {
      Issue.record("the journal ends otherwise than the backup says")
      return
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: backup.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.size] as? Int64 == backup.byteCount && backup.byteCount > 4_096)

    // It is read where nothing can be written beside it, and it can be sold on with.
    chmod(place.path, 0o500)
    let copy = try Journal.reading(path: backup.path, shop: JournalShop.id, key: shop.key)
    #expect(try copy.readModelDump() == shop.journal.readModelDump())
    chmod(place.path, 0o700)
    #expect(try names(place.path).count == 1)
    let restored = try Journal(path: backup.path, shop: JournalShop.id, key: shop.key)
    #expect(try restored.state(ofDesk: 1) == shop.journal.state(ofDesk: 1))
  }

  @Test("beside a counter, and while it sells on")
  func besideCounter() throws {
    let shop = try shop()
    let place = try TemporaryFolder()
    let reader = try shop.reader()
    let first = try reader.backUp(to: place.path, named: "first", keeping: 2)
    try shop.must(.journalScan(.pen), .cash(.exact))
    let second = try reader.backUp(to: place.path, named: "second", keeping: 2)
    #expect(try second.seq > first.seq && second.seq == shop.journal.entryCount())
    // What is sold while a copy is being checked does not make it wrong.
    #expect(try shop.journal.check(copy: first.path, from: first.seq).seq == first.seq)
  }

  @Test("the oldest go, the same name is replaced, and what isn't ours stays")
  func kept() throws {
    let shop = try shop()
    let place = try TemporaryFolder()
    let others = ["till-00000000-Z1-000001.sqlite", "letter.txt", "till-6ba7b810-note.txt"]
    for name in others { _ = try place.file(name, "x") }
    _ = try place.file("till-6ba7b810-Z1-000004.sqlite.part", "cut off by a power cut")
    for number in 1...4 {
      _ = try shop.journal.backUp(to: place.path, named: "Z1-00000\(number)", keeping: 2)
    }
    let kept = ["till-6ba7b810-Z1-000003.sqlite", "till-6ba7b810-Z1-000004.sqlite"]
    #expect(try names(place.path) == (others + kept).sorted())
    try shop.must(.journalScan(.pen))
    let again = try shop.journal.backUp(to: place.path, named: "Z1-000003", keeping: 2)
    #expect(try again.seq == shop.journal.entryCount())
    #expect(try names(place.path) == (others + kept).sorted())
    _ = try shop.journal.backUp(to: place.path, named: "Z1-000005", keeping: 0)
    #expect(try names(place.path) == (others + ["till-6ba7b810-Z1-000005.sqlite"]).sorted())
  }

  @Test("a folder that isn't there, isn't one, or a name that is none: one line each")
  func nowhere() throws {
    let shop = try shop()
    let place = try TemporaryFolder()
    let file = try place.file("file", "x")
    #expect(
      fault { _ = try shop.journal.backUp(to: place.path + "/no", named: "a", keeping: 1) }
        == "there is no folder \(place.path)/no to back up to. "
        + "Connect its disk, or name another folder; nothing was backed up.")
    #expect(
      fault { _ = try shop.journal.backUp(to: file, named: "a", keeping: 1) }
        == "nothing can be written to \(file): no backup was kept. "
        + "Check that it is a folder and who may write there, or name another one.")
    for name in ["", "../a", "a b", "é", "a.sqlite"] {
      #expect(
        fault { _ = try shop.journal.backUp(to: place.path, named: name, keeping: 1) }
          == "\"\(name)\" can't name a backup. Use letters, digits and -.")
    }
    #expect(try names(place.path) == ["file"])
  }

  @Test(
    "a disk that is full, or can't be written: nothing is left of it, older ones stay",
    .enabled(if: SmallDisk.isPossible, "only root can mount"))
  func disks() throws {
    let shop = try shop()
    for _ in 0..<20 { _ = try shop.sellPenAndBook() }
    let place = try TemporaryFolder()
    let disk = try #require(SmallDisk(at: place.path, bytes: 800_000))
    defer { disk.remove() }
    var outcome = "none"
    var made = 0
    while outcome == "none", made < 20 {
      outcome = fault {
        _ = try shop.journal.backUp(to: place.path, named: "n\(made)", keeping: 20)
      }
      made += outcome == "none" ? 1 : 0
    }
    #expect(
      outcome == "the disk of \(place.path) is full: no backup was kept. "
        + "Free some space there, or name another folder, and try again.")
    #expect(try names(place.path) == (0..<made).map { "till-6ba7b810-n\($0).sqlite" })
    try shop.must(.journalScan(.pen), .cash(.exact))
    disk.makeReadOnly()
    #expect(
      fault { _ = try shop.journal.backUp(to: place.path, named: "late", keeping: 1) }
        == "nothing can be written to \(place.path): no backup was kept. "
        + "Check that it is a folder and who may write there, or name another one.")
  }

  @Test("a copy that isn't the journal is found, whatever is wrong with it")
  func wrongCopy() throws {
    let shop = try shop()
    let place = try TemporaryFolder()
    let backup = try shop.journal.backUp(to: place.path, named: "a", keeping: 9)
    let good = try Data(contentsOf: URL(fileURLWithPath: backup.path))
    func finds(_ bytes: Data) throws -> String {
      try bytes.write(to: URL(fileURLWithPath: backup.path))
      return fault { _ = try shop.journal.check(copy: backup.path, from: backup.seq) }
    }
    #expect(try finds(good) == "none")
    // One letter of an article's name: no page is wrong, only the seal.
    let name = try #require(good.range(of: Data("\"name\":\"Pen\"".utf8)))
    var bytes = good
    bytes[name.upperBound - 2] = UInt8(ascii: "t")
    #expect(
      try finds(bytes).hasPrefix(
        "the copy that was read back is not the journal: entry 3: it is not as it was sealed"))
    #expect(try finds(good.prefix(good.count / 2)) != "none")
    #expect(try finds(Data()) != "none")
    bytes = good
    for index in stride(from: 4_100, to: good.count, by: 97) { bytes[index] ^= 0x5A }
    #expect(try finds(bytes) != "none")
    // An older copy in its place is whole, but it is not the journal any more.
    try good.write(to: URL(fileURLWithPath: backup.path))
    try shop.must(.journalScan(.pen))
    let now = try shop.journal.entryCount()
    #expect(
      fault { _ = try shop.journal.check(copy: backup.path, from: now) }
        == "the copy that was read back is not the journal: it ends at entry \(backup.seq). ")
  }

  @Test("a journal that is broken itself is told, and no good backup goes for its copy")
  func brokenJournal() throws {
    let shop = try shop()
    let place = try TemporaryFolder()
    _ = try shop.journal.backUp(to: place.path, named: "good", keeping: 1)
    try shop.tamper("UPDATE entry SET person = '02' WHERE seq = 2")
    #expect(
      fault { _ = try shop.journal.backUp(to: place.path, named: "bad", keeping: 1) }
        == "the journal itself is not as it was sealed, at entry 2: "
        + "it is not as it was sealed (sale.opened.1). "
        + "Don't sell on; run: till journal verify")
    #expect(try names(place.path) == ["till-6ba7b810-good.sqlite"])
  }
}

/// A disk in memory, small enough to be filled.
private struct SmallDisk {
  let path: String

  /// Whether this user, on this machine, may mount one.
  static let isPossible: Bool = {
    guard let folder = try? TemporaryFolder(), let disk = SmallDisk(at: folder.path, bytes: 4_096)
    else { return false }
    disk.remove()
    return true
  }()

  init?(at path: String, bytes: Int) {
    self.path = path
    let outside = SystemFile.stamp(path)?.device
    let arguments = ["-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", path]
    guard (try? RealTool.output(of: "mount", arguments)) != nil,
      SystemFile.stamp(path)?.device != outside
    else { return nil }
  }

  func makeReadOnly() { _ = try? RealTool.output(of: "mount", ["-o", "remount,ro", path]) }
  func remove() { _ = try? RealTool.output(of: "umount", [path]) }
}
