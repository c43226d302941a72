import Crypto
import Foundation
import Testing

@testable import TillJournal

@Suite struct KeyFileTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/key"
  }

  private func permit(_ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func refusal() -> JournalError? {
    #expect(throws: JournalError.self) { try KeyFile.load(orCreate: path) }
  }

  @Test func isMadeOnceAndKept() throws {
    #expect(throws: JournalError.self) { try KeyFile.load(path) }
    let made = try KeyFile.load(orCreate: path)
    #expect(made.key.bitCount == 256)
    #expect(try KeyFile.load(orCreate: path).key == made.key)
    #expect(try KeyFile.load(path).key == made.key)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
    #expect(made.description == "key of \(path)")
    let other = try KeyFile.load(orCreate: folder.path + "/other")
    #expect(other.key != made.key)
  }

  @Test(arguments: [0o644, 0o640, 0o660, 0o604, 0o610])
  func widerPermissionsAreRefused(mode: Int) throws {
    _ = try KeyFile.load(orCreate: path)
    try permit(mode)
    #expect(
      refusal()?.description
        == "The key file \(path) can be read or changed by others (0\(String(mode, radix: 8))). "
        + "Run: chmod 600 '\(path)'")
    try permit(0o400)
    _ = try KeyFile.load(path)
  }

  @Test(arguments: [0, 31, 33]) func otherLengthsAreRefused(count: Int) throws {
    _ = try folder.file("key", [UInt8](repeating: 1, count: count))
    try permit(0o600)
    #expect(
      refusal()?.description
        == "The key file \(path) is not a key of 32 bytes. Restore it from the backup.")
  }

  @Test func linksAndFoldersAreRefused() throws {
    let real = try KeyFile.load(orCreate: folder.path + "/real")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: real.path)
    #expect(refusal()?.code == .unreadableFile)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(refusal()?.context == "The key file \(path) is not an ordinary file")
  }
}
