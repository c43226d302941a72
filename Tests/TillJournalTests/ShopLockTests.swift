import Foundation
import Testing

@testable import TillJournal

@Suite struct ShopLockTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func oneAtATimeAndFreeAgain() throws {
    let data = folder.path + "/data"
    var lock: ShopLock? = try ShopLock.acquire(in: data)
    let error = #expect(throws: JournalError.self) { try ShopLock.acquire(in: data) }
    #expect(error?.code == .locked)
    #expect(error?.context == "\(data) is held by the till with pid \(getpid())")
    withExtendedLifetime(lock) {}
    lock = nil
    _ = try ShopLock.acquire(in: data)
    let mode = try FileManager.default.attributesOfItem(atPath: data)[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  /// Another process, so that it is the kernel's lock and not a note of ours.
  @Test func heldByAnotherProcess() throws {
    let path = try folder.file("lock", "")
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = """
      import fcntl, os, sys
      f = open(sys.argv[1], "w"); fcntl.flock(f, fcntl.LOCK_EX)
      f.write(str(os.getpid())); f.flush(); print("held", flush=True); sys.stdin.read()
      """
    holder.arguments = ["python3", "-c", script, path]
    let input = Pipe()
    let output = Pipe()
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    #expect(try output.fileHandleForReading.read(upToCount: 5) == Data("held\n".utf8))
    let error = #expect(throws: JournalError.self) { try ShopLock.acquire(in: folder.path) }
    #expect(
      error?.description
        == "\(folder.path) is held by the till with pid \(holder.processIdentifier). "
        + "Type it at that counter instead, or close that counter first.")
    // Not by a signal: a child inherits what the test's thread has blocked.
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    // The kernel freed it: nothing to clean up, and the file now names us.
    let lock = try ShopLock.acquire(in: folder.path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(getpid())\n")
    withExtendedLifetime(lock) {}
  }

  @Test func aChildDoesNotInheritIt() throws {
    let lock = try ShopLock.acquire(in: folder.path)
    let child = Process()
    let input = Pipe()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    child.arguments = ["cat"]
    child.standardInput = input
    try child.run()
    withExtendedLifetime(lock) {}
    let open = "/proc/\(child.processIdentifier)/fd"
    let places = try FileManager.default.contentsOfDirectory(atPath: open).compactMap { name in
      try? FileManager.default.destinationOfSymbolicLink(atPath: open + "/" + name)
    }
    #expect(!places.contains(folder.path + "/lock"))
    try input.fileHandleForWriting.close()
    child.waitUntilExit()
  }
}
