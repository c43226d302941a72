import Foundation
import Testing
import TillCore

@testable import till

@Suite("till: usage, set-up and the smaller commands")
struct UsageTests {
  @Test(
    "every command explains itself",
    arguments: [
      [], ["counter"], ["demo"], ["init"], ["check"], ["catalogue"], ["catalogue", "import"],
      ["staff"], ["staff", "list"], ["staff", "pin"], ["report"], ["report", "day"], ["journal"],
      ["journal", "verify"], ["journal", "export"], ["journal", "rebuild"], ["document"],
      ["document", "list"], ["document", "show"], ["document", "print"], ["jobs"], ["printers"],
      ["render"], ["bench"], ["bench", "paper"],
    ])
  func help(_ command: [String]) throws {
    let outcome = try TillProgram.run(command + ["--help"])
    #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.text)")
    #expect(outcome.out.contains("USAGE: till \(command.joined(separator: " "))"))
  }

  @Test(
    "wrong usage ends with 2, and nothing on standard output",
    arguments: [
      ["counterr"], ["counter", "--desk", "0"], ["counter", "--desk", "x"], ["counter", "extra"],
      ["report", "day", "--day", "yesterday"], ["document", "show"], ["journal", "export", "-x"],
      ["document", "print", "R1-000001", "--copy", "green"], ["catalogue"],
      ["render", "x", "--to", "paper"], ["render", "/dev/null", "--columns", "7"],
      ["render", "/dev/null", "--profile", "dot-matrix"], ["init"],
    ])
  func wrongUsage(_ arguments: [String]) throws {
    let shop = try ProcessShop()
    let outcome = try shop.run(arguments)
    // A group without its verb shows its help.
    let expected: Int32 = arguments == ["catalogue"] ? 0 : 2
    #expect(outcome.status == expected, "\(arguments) \(outcome.text)")
    #expect(expected == 0 || outcome.out.isEmpty && !outcome.err.isEmpty)
  }

  @Test("no shop, a missing key, a wrong value: 2, with the file and its line")
  func setUp() throws {
    let nowhere = try TillProgram.run(["counter", "--shop", "/nonexistent/shop"])
    #expect(nowhere.status == 2 && nowhere.err.contains("till init"), "\(nowhere.text)")

    let shop = try ProcessShop()
    try shop.edit("config/shop.yaml", "currency: CNY", "currency: COWRIES")
    let wrong = try shop.run(["counter", "--json"])
    let text = try String(contentsOfFile: shop.path + "/config/shop.yaml", encoding: .utf8)
    let lines = text.components(separatedBy: "\n")
    let line = (lines.firstIndex(of: "currency: COWRIES") ?? -9) + 1
    #expect(wrong.status == 2 && wrong.out.isEmpty)
    #expect(wrong.err.contains("shop.yaml:\(line):"), "\(wrong.err)")

    try shop.edit("config/shop.yaml", "currency: COWRIES\n", "")
    let missing = try shop.run(["counter", "--json"])
    #expect(missing.status == 2, "\(missing.text)")
    #expect(missing.err.contains("shop.yaml:") && missing.err.contains("currency"))
    // `check` is asked whether all is well: no is its answer, not a wrong use of it.
    let check = try shop.run(["check"])
    #expect(check.status == 1 && check.err.contains("currency"))
  }

  @Test("a folder that can't be written to, and data that is no folder")
  func unwritable() throws {
    let shop = try ProcessShop()
    try FileManager.default.removeItem(atPath: shop.path + "/data")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: shop.path)
    if getuid() == 0 {
      let nobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
      let outcome = try shop.run(["counter", "--json"], through: nobody)
      #expect(outcome.status == 2 && outcome.out.isEmpty, "\(outcome.text)")
      #expect(outcome.err.contains("data") && !shop.exists("data"), "\(outcome.err)")
    } else {
      Issue.record("not root: nobody else can be tried without it")
    }
    try shop.write("", to: "data")
    let outcome = try shop.run(["counter", "--json"])
    #expect(outcome.status == 2 && outcome.err.contains("is no folder"), "\(outcome.text)")
  }

  @Test("a read-only disk is said in a line, exit 3, and reports still work")
  func readOnly() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    for line in ["CHG-20W", "cash 50", "yes"] { _ = counter.ask(line) }
    _ = counter.end()
    let bind = ["mount", "--bind", shop.path, shop.path]
    let readOnly = ["mount", "-o", "remount,ro,bind", shop.path]
    do {
      _ = try TillProgramTools.run(bind)
      defer { _ = try? TillProgramTools.run(["umount", shop.path]) }
      _ = try TillProgramTools.run(readOnly)
      let outcome = try shop.run(["counter", "--json"], input: "status\n")
      #expect(outcome.status == 3 || outcome.status == 2, "\(outcome.text)")
      #expect(outcome.out.isEmpty && outcome.err.split(separator: "\n").count == 1)
      let report = try shop.run(["report", "day", "--json"])
      #expect(report.objects.first?["sales"]?["net"] == "39.00", "\(report.text)")
      #expect(try shop.isWhole())
    } catch let error as TillProgramTools.Missing {
      Issue.record("a read-only disk can't be made here: \(error)")
    }
  }

  @Test("init: languages, currency, tax, empty, and never over a shop that is there")
  func newShop() throws {
    let folder = try TestFolder()
    let made = try TillProgram.run(
      [
        "init", "one", "--language", "zh-Hans", "--currency", "JPY", "--tax", "A=10,B=8", "--empty",
      ],
      directory: folder.path)
    #expect(made.status == 0, "\(made.text)")
    let shop = folder.path + "/one"
    #expect(try TillProgram.run(["check", "--shop", shop]).status == 0)
    #expect(!FileManager.default.fileExists(atPath: shop + "/data"))
    let again = try TillProgram.run(["init", "one"], directory: folder.path)
    #expect(again.status == 2, "\(again.text)")
    for wrong in [
      ["--language", "fr"], ["--currency", "yuan"], ["--tax", "A=lots"],
    ] {
      let outcome = try TillProgram.run(["init", "two"] + wrong, directory: folder.path)
      #expect(outcome.status == 2 && !outcome.err.isEmpty, "\(wrong): \(outcome.text)")
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/two"))
    }
  }

  @Test("a catalogue with bad rows: all are listed, exit 1, and the old one stays")
  func badCatalogue() throws {
    let shop = try ProcessShop()
    try shop.write(
      "code,name,tax,price\nA1,One,A,1.00\ncash,Two,A,1.00\nA3,Three,Q,x\nA1,Four,A,2.00\n",
      to: "bad.csv")
    let outcome = try shop.run(["catalogue", "import", "bad.csv"])
    #expect(outcome.status == 1 && outcome.out.isEmpty, "\(outcome.text)")
    for line in ["bad.csv:3:", "bad.csv:4:", "bad.csv:5:"] {
      #expect(outcome.err.contains(line), "\(line)\n\(outcome.err)")
    }
    #expect(!outcome.err.contains("bad.csv:2:"))
    let counter = try shop.signedOn("01")
    #expect(counter.ask("CHG-20W").isOK)
    #expect(!counter.ask("A1").isOK)
    _ = counter.end()
    #expect(try shop.run(["catalogue", "import", "nowhere.csv"]).status == 3)
  }

  @Test("a good import while a counter runs: the next line has the new price, and the fact is kept")
  func goodCatalogue() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("01")
    #expect(counter.ask("CHG-20W").say.joined().contains("39.00"))
    try shop.edit(
      "config/catalogue.csv", "white,pc,accessories,A,39.00", "white,pc,accessories,A,41.50")
    let imported = try shop.run(["catalogue", "import"])
    #expect(imported.status == 0 && imported.out.contains("1 changed"), "\(imported.text)")
    let answer = counter.ask("CHG-20W")
    #expect(answer.kinds == ["catalogue.changed.1", "sale.line-added.1"], "\(answer)")
    #expect(answer.say.joined().contains("41.50"))
    // What was scanned before keeps its price: the entry carries the article.
    #expect(counter.ask("status").say.joined().contains("39.00"))
    #expect(counter.ask("CBL-AC1").kinds == ["sale.line-added.1"])
    #expect(counter.end().status == 0)
  }

  @Test("staff: listed; a new PIN works, the old one doesn't, and it is never shown")
  func staff() throws {
    let shop = try ProcessShop()
    #expect(try shop.run(["staff", "list"]).lines.count == 4)
    let outcome = try shop.run(["staff", "pin", "01"], input: "246810\n")
    #expect(outcome.status == 0 && !outcome.text.contains("246810"), "\(outcome.text)")
    #expect(try shop.run(["staff", "pin", "77"], input: "1234\n").status == 1)
    #expect(try shop.run(["staff", "pin", "02"], input: "12\n").status == 1)
    let counter = try shop.counter()
    _ = counter.ask("sign-on 01")
    #expect(counter.ask("1111").refusal == "pin-wrong")
    _ = counter.ask("sign-on 02")
    #expect(counter.ask("2222").isOK)
    _ = counter.end()
    let second = try shop.counter()
    Thread.sleep(forTimeInterval: 1)
    _ = second.ask("sign-on 01")
    #expect(second.ask("246810").isOK)
    _ = second.end()
    let store = try TillProgramTools.run(["strings", shop.path + "/data/journal.sqlite"])
    #expect(!store.contains("246810"))
  }

  @Test("report and export: what the books say, by day and from a number on")
  func books() throws {
    let shop = try ProcessShop()
    let all = try shop.entries()
    #expect(try shop.run(["journal", "export", "--from", "3"]).objects == Array(all.dropFirst(2)))
    #expect(try shop.run(["journal", "export", "--from", "999"]).out.isEmpty)
    let report = try shop.run(["report", "day", "--day", "2001-01-01", "--json"])
    #expect(report.objects.first?["sales"]?["count"] == 0, "\(report.text)")
    #expect(report.objects.first?["day"] == "2001-01-01")
    let plain = try shop.run(["report", "day"])
    #expect(plain.status == 0 && !plain.out.contains("\u{1B}"))
    #expect(try shop.run(["report", "day", "--desk", "9"]).status == 0)
  }

  @Test("no journal yet: reports say so and make none")
  func noJournal() throws {
    let shop = try ProcessShop()
    try FileManager.default.removeItem(atPath: shop.path + "/data")
    for command in [["report", "day"], ["journal", "verify"], ["jobs"], ["document", "list"]] {
      let outcome = try shop.run(command)
      #expect(outcome.status == 3 && outcome.err.contains("till counter"), "\(outcome.text)")
    }
    #expect(!shop.exists("data"))
  }
}
