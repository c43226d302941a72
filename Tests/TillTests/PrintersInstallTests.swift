import Foundation
import TestSupport
import Testing

@testable import till

/// `till printers install` and `uninstall`, with a folder of the test's own for CUPS' backends.
@Suite("till printers install", .serialized)
struct PrintersInstallTests {
  private static let next =
    "Next: till printers set-up, or till printers add NAME URI --profile PROFILE.\n"

  private func install(
    _ folder: TestFolder, _ more: [String] = ["--no-settings"], server: CupsServer? = nil
  ) throws -> TillProgram.Outcome {
    try TillProgram.run(
      ["printers", "install", "--folder", folder.path] + more,
      environment: server.map { ["CUPS_SERVER": $0.address] } ?? [:])
  }

  private func hash() throws -> String {
    BackendFile.hash(try #require(BackendFile.beside(TillProgram.path)))
  }

  @Test("it lies there as CUPS wants it, and a second time it says so")
  func installed() throws {
    let folder = try TestFolder()
    let hash = try hash()
    let path = folder.path + "/escpos"
    let first = try install(folder)
    #expect(first.text == "exit 0\n\(path) is installed (\(hash)).\n" + Self.next)
    #expect(try folder.names() == ["config", "escpos"])
    let rights = try FileManager.default.attributesOfItem(atPath: path)
    #expect(rights[.posixPermissions] as? Int == 0o755)
    #expect(rights[.ownerAccountID] as? Int == 0 && rights[.groupOwnerAccountID] as? Int == 0)
    chmod(path, 0o777)
    let again = try install(folder)
    #expect(
      again.text == "exit 0\n\(path) is there already, in this version (\(hash)).\n" + Self.next)
    let mended = try FileManager.default.attributesOfItem(atPath: path)
    #expect(mended[.posixPermissions] as? Int == 0o755)
  }

  @Test("another version of it is replaced; what isn't ours is left alone")
  func replaced() throws {
    let folder = try TestFolder()
    let path = folder.path + "/escpos"
    let old = "#!/bin/sh\necho The device URI can't be read: \n"
    try folder.write(old, to: "escpos")
    let outcome = try install(folder)
    let was = BackendFile.hash(Array(old.utf8))
    #expect(outcome.text == "exit 0\n\(path) is new now (\(try hash()), was \(was)).\n" + Self.next)
    try folder.write("#!/bin/sh\n", to: "escpos")
    let foreign = try install(folder)
    #expect(
      foreign.text == "exit 1\n\(path) isn't Till's. Move it away, then type this again.\n")
    #expect(try folder.text(of: "escpos") == "#!/bin/sh\n")
    let gone = try TillProgram.run(["printers", "uninstall", "--folder", folder.path])
    #expect(gone.text == "exit 1\n\(path) isn't Till's; it stays where it is.\n")
  }

  @Test("a folder that isn't there is named")
  func noFolder() throws {
    let folder = try TestFolder()
    let outcome = try TillProgram.run(
      ["printers", "install", "--no-settings", "--folder", folder.path + "/x"])
    #expect(
      outcome.text
        == "exit 2\n\(folder.path)/x/escpos: can't be written (No such file or directory) — name "
        + "CUPS' own folder for backends: --folder DIR\n")
  }

  @Test("only root may: others are told what to type")
  func notRoot() throws {
    let folder = try TestFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
    for word in ["install", "uninstall"] {
      let outcome = try TillProgram.run(
        ["printers", word, "--folder", folder.path],
        through: ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
      #expect(outcome.status == 1 && outcome.out.isEmpty)
      #expect(
        outcome.err == "Only root may change what CUPS runs. Type: sudo "
          + "\(TillProgram.path) printers \(word)\n", "\(outcome.text)")
    }
    #expect(try folder.names() == ["config"])
  }

  @Test("CUPS writes its jobs down at once from then on, and what still uses the backend is named")
  func withServer() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let folder = try TestFolder()
    try server.run("cupsctl", "DirtyCleanInterval=30")
    let first = try install(folder, [], server: server)
    #expect(
      first.out.contains(
        "CUPS writes its jobs down at once from now on (DirtyCleanInterval 0): a crash loses "
          + "none.\n"), "\(first.text)")
    #expect(try server.run("cupsctl").contains("DirtyCleanInterval=0\n"))
    let again = try install(folder, [], server: server)
    #expect(
      again.out.contains("CUPS writes its jobs down at once already (DirtyCleanInterval 0).\n"),
      "\(again.text)")
    try server.addReceiptQueue(named: "front", uri: "escpos://127.0.0.1:9")
    let environment = ["CUPS_SERVER": server.address]
    let gone = try TillProgram.run(
      ["printers", "uninstall", "--folder", folder.path], environment: environment)
    #expect(
      gone.text == """
        exit 0
        \(folder.path)/escpos is gone.
        The queue front still uses it and prints nothing any more. Take it away: till printers \
        remove front
        CUPS' setting DirtyCleanInterval stays; its own was: cupsctl DirtyCleanInterval=30

        """)
    let nothing = try TillProgram.run(["printers", "uninstall", "--folder", folder.path])
    #expect(nothing.text == "exit 0\n\(folder.path)/escpos isn't there; nothing to do.\n")
  }

  @Test("where CUPS can't be asked, what to write by hand is said, and the exit code is 1")
  func noServer() throws {
    let folder = try TestFolder()
    let outcome = try install(folder, [])
    #expect(outcome.status == 1, "\(outcome.text)")
    #expect(
      outcome.err.hasPrefix("CUPS' setting DirtyCleanInterval can't be changed: ")
        && outcome.err.hasSuffix(
          ". Write \"DirtyCleanInterval 0\" into /etc/cups/cupsd.conf and restart CUPS: after a "
            + "crash it must not forget jobs.\n"),
      "\(outcome.err)")
  }
}
