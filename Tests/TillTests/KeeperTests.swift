import Foundation
import Testing
import TillCore

@testable import till

@Suite("till: one keeper, many readers, and how it ends")
struct KeeperTests {
  @Test("a second till is refused with the first's pid, and the first sells on undisturbed")
  func secondTill() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    #expect(counter.ask("CHG-20W").isOK)
    for command in [
      ["counter", "--json"], ["staff", "pin", "01"], ["journal", "rebuild"],
      ["document", "print", "R1-000001"],
    ] {
      let second = try shop.run(command, input: "sign-on 01\n")
      #expect(second.status == 4, "\(command): \(second.text)")
      #expect(second.err.contains("pid \(counter.pid)"), "\(second.err)")
      #expect(second.out.isEmpty)
    }
    #expect(counter.ask("cash 50").ask == "yes")
    #expect(counter.ask("yes").stage == "paid")
    // Readers need no lock, and see what was just acknowledged.
    let report = try shop.run(["report", "day", "--json"])
    #expect(report.objects.first?["sales"]?["net"] == "39.00", "\(report.text)")
    #expect(try shop.isWhole())
    #expect(try shop.run(["jobs", "--json"]).objects.count >= 5)
    let papers = try shop.run(["document", "list", "--json"]).objects
    #expect(papers.map { $0["number"] } == ["R1-000001", "S1-000001"])
    #expect(try shop.run(["document", "show", "R1-000001"]).out.contains("39.00"))
    #expect(try shop.run(["check"]).status == 0)
    #expect(counter.ask("CBL-AC1").isOK)
    #expect(counter.end().status == 0)
    #expect(try shop.run(["counter", "--json"]).status == 0)
  }

  @Test(
    "the terminal hung up, or the program told to end: the journal is whole",
    arguments: [SIGTERM, SIGHUP, SIGINT])
  func signalled(_ signal: Int32) throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    #expect(counter.ask("CHG-20W").isOK)
    counter.send(signal)
    _ = counter.end()
    #expect(try shop.isWhole())
    let next = try shop.signedOn("01")
    #expect(next.ask("status").say.contains { $0.contains("39.00") })
    #expect(next.end().status == 0)
  }

  @Test("nobody reads the answers any more: it ends by itself, and what it wrote is whole")
  func closedOutput() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    #expect(counter.ask("CHG-20W").isOK)
    counter.closeOutput()
    counter.write("CBL-AC1\nCBL-AC1\nCBL-AC1\n")
    let outcome = counter.end()
    #expect(!outcome.wasKilled)
    #expect(try shop.isWhole())
  }

  @Test("a line of 100 MB is refused in bounded memory, and the next one is read")
  func longLine() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    let part = [UInt8](repeating: UInt8(ascii: "9"), count: 1_000_000)
    for _ in 0..<100 { counter.write(part) }
    counter.write("\n")
    let answer = counter.answer() ?? .null
    #expect(!answer.isOK && answer.refusal != nil, "\(answer)")
    let status = try String(contentsOfFile: "/proc/\(counter.pid)/status", encoding: .utf8)
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    let kilobytes = Int(peak.filter(\.isNumber)) ?? .max
    // A debug build with Pango and Cairo linked in is larger than the line may make it.
    #expect(kilobytes < 120_000, "\(peak)")
    #expect(counter.ask("CHG-20W").isOK)
    #expect(counter.end().status == 0)
  }

  @Test("bytes that are no line: NUL, ESC, bytes that are not UTF-8, half a line at the end")
  func oddBytes() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    for bytes: [UInt8] in [
      [0x43, 0, 0x0A], [0x1B, 0x5B, 0x41, 0x0A], [0xFF, 0xFE, 0x0A], [0xC3, 0x28, 0x0A],
    ] {
      counter.write(bytes)
      #expect(counter.answer()?.refusal != nil, "\(bytes)")
    }
    counter.write("CHG-20W")
    let outcome = counter.end()
    #expect(outcome.status == 0)
    #expect(outcome.objects.first?.kinds.contains("sale.line-added.1") == true)
    #expect(try shop.isWhole())
  }

  @Test("a lost key is not replaced: what it sealed could never be verified again")
  func lostKey() throws {
    let shop = try ProcessShop()
    try FileManager.default.removeItem(atPath: shop.path + "/data/key")
    for command in [["counter", "--json"], ["journal", "verify"]] {
      let outcome = try shop.run(command, input: "status\n")
      #expect(outcome.status == 3 && outcome.out.isEmpty, "\(outcome.text)")
      #expect(outcome.err.contains("key"), "\(outcome.err)")
    }
    #expect(!shop.exists("data/key"))
  }

  @Test("rebuild makes the same rows, so the same figures")
  func rebuild() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    for line in ["CHG-20W", "cash 50", "yes", "CBL-AC1"] { _ = counter.ask(line) }
    _ = counter.end()
    let before = try shop.run(["report", "day", "--json"]).out
    let outcome = try shop.run(["journal", "rebuild"])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try shop.run(["report", "day", "--json"]).out == before)
    #expect(try shop.isWhole())
  }

  @Test("a changed amount is found by verify, which names the entry")
  func tampered() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    _ = counter.ask("CHG-20W")
    _ = counter.end()
    let changed = try TillProgramTools.run([
      "sqlite3", shop.path + "/data/journal.sqlite",
      """
      DROP TRIGGER entry_is_never_changed;
      UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '3900', '2900') AS BLOB)
        WHERE kind = 'sale.line-added.1';
      SELECT seq FROM entry WHERE kind = 'sale.line-added.1';
      """,
    ])
    let outcome = try shop.run(["journal", "verify"])
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("Entry \(changed.trimmingCharacters(in: .newlines)) "))
  }
}

/// Tools of the system that the tests need.
enum TillProgramTools {
  struct Missing: Error, CustomStringConvertible { let description: String }

  /// Runs a command and returns what it printed.
  static func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = String(decoding: bytes, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw Missing(description: "\(command.joined(separator: " ")): \(words)")
    }
    return words
  }
}
