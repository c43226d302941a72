import Foundation
import TestSupport
import Testing
import TillReceipt

@testable import till

/// How a printer is put into printers.yaml, and the parts of looking for one.
@Suite("till printers: the file, the ruler, the search")
struct PrinterFileTests {
  private var entry: PrinterEntry {
    PrinterEntry(
      printer: PrinterRouting.Printer(queue: "front", profile: "generic-zh-80"), prints: ["slip"])
  }
  private static let mine = "  - queue: front\n    profile: generic-zh-80\n    prints: [slip]\n"

  @Test("it replaces its own lines or follows the last; everything else stays")
  func inserted() {
    let cases = [
      ("# a\nprinters: []\n", "# a\nprinters:\n\(Self.mine)"),
      ("printers: []  # none\n", "printers:  # none\n\(Self.mine)"),
      ("printers:\n", "printers:\n\(Self.mine)"),
      ("printers: []", "printers:\n" + Self.mine.dropLast()),
      (
        "printers:\n  - {queue: a, profile: a4, prints: []}\n\n# end\n",
        "printers:\n  - {queue: a, profile: a4, prints: []}\n\(Self.mine)\n# end\n"
      ),
      (
        "printers:\n  - queue: front\n    profile: a4\n    # why\n    prints: []\n  - queue: b\n"
          + "    profile: a4\n    prints: []\n",
        "printers:\n\(Self.mine)  - queue: b\n    profile: a4\n    prints: []\n"
      ),
      (
        "printers:\n- queue: a\n  profile: a4\n  prints: []\n",
        "printers:\n- queue: a\n  profile: a4\n  prints: []\n- queue: front\n"
          + "  profile: generic-zh-80\n  prints: [slip]\n"
      ),
    ]
    for (before, after) in cases { #expect(entry.inserted(into: before) == after, "\(before)") }
  }

  @Test(
    "a file laid out otherwise is left alone",
    arguments: ["printers: [{queue: a, profile: a4, prints: []}]\n", "other: 1\n", "a: [\n", ""])
  func refused(text: String) {
    #expect(entry.inserted(into: text) == nil)
  }

  @Test("what can't be added to line by line stays as it is, and is shown to be written by hand")
  func byHand() throws {
    let folder = try TestFolder()
    let text = "printers: [{queue: a, profile: a4, prints: [slip]}]\n"
    try folder.writeShop(printers: text)
    let writer = PrintersFileWriter(
      folder: folder.shop, profiles: ProfileFolder(shop: nil, share: TestFolder.share))
    let error = #expect(throws: SettingsFault.self) { try writer.write(entry) }
    #expect(
      error?.description
        == "config/printers.yaml: can't be added to line by line — write each printer on lines of "
        + "its own, as in the sample shop; this one is:\n" + Self.mine.dropLast())
    // The paper goes to another already: the result would be wrong.
    try folder.writeShop(printers: "printers:\n  - {queue: a, profile: a4, prints: [slip]}\n")
    let faults = #expect(throws: SettingsFaults.self) { try writer.write(entry) }
    #expect(faults?.description.contains("names slip, which goes to a printer already") == true)
    #expect(try folder.names(in: "config") == ["printers.yaml", "shop.yaml", "staff.yaml"])
    #expect(
      try folder.text(of: "config/printers.yaml")
        == "printers:\n  - {queue: a, profile: a4, prints: [slip]}\n")
  }

  @Test("names that YAML would read otherwise are quoted")
  func quoted() throws {
    for queue in ["01", "yes", "a:b", "前台", "a\"b"] {
      let odd = PrinterEntry(
        printer: PrinterRouting.Printer(queue: queue, profile: "a4"), prints: [])
      let folder = try TestFolder()
      try folder.writeShop(printers: try #require(odd.inserted(into: "printers: []\n")))
      let read = try SettingsFile.load(shop: folder.shop).get().printers.printers
      #expect(read.map(\.queue) == [queue])
    }
  }

  @Test("each number of the ruler ends in its own column")
  func ruler() {
    let row = SelfTestPage.ruler(.b)
    #expect(row.count == 96 && row.hasPrefix("B..."))
    for mark in SelfTestPage.marks {
      #expect(row.prefix(mark).hasSuffix(String(mark)))
    }
    for columns in [24, 32, 42, 48, 64] { #expect(SelfTestPage.marks.contains(columns)) }
    // No two numbers touch, so each can be read.
    for (one, next) in zip(SelfTestPage.marks, SelfTestPage.marks.dropFirst()) {
      #expect(next - one > String(next).count)
    }
    #expect([20, 32, 33, 47, 200].map(SelfTestPage.mark) == [24, 32, 32, 45, 96])
  }

  @Test("a range has its hosts, and no more than a building's")
  func ranges() {
    #expect(
      NetworkRange("192.168.1.77/30")?.hosts.map(NetworkRange.text) == [
        "192.168.1.77", "192.168.1.78",
      ])
    #expect(NetworkRange("10.0.0.9/22")?.hosts.count == 1_022)
    #expect(NetworkRange("10.0.0.9/22")?.description == "10.0.0.0/22")
    #expect(NetworkRange("127.0.0.1/32")?.hosts.map(NetworkRange.text) == ["127.0.0.1"])
    for text in ["10.0.0.0/21", "10.0.0.0", "10.0.0/24", "256.0.0.1/24", "", "a/24"] {
      #expect(NetworkRange(text) == nil, "\(text)")
    }
  }

  @Test("what answers is told with the address to use, and whether it is a receipt printer")
  func found() throws {
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    let outcome = try TillProgram.run(
      ["printers", "find", "--range", "127.0.0.1/32", "--port", String(printer.port)])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(
      outcome.lines == [
        "escpos://127.0.0.1:\(printer.port)  a receipt printer on port \(printer.port)"
      ])
    #expect(printer.documents.isEmpty)
    let (other, free) = try SocketPrinter.listen()
    close(other)
    let none = try TillProgram.run(
      ["printers", "find", "--range", "127.0.0.1/32", "--port", String(free)])
    #expect(none.status == 1 && none.err.hasSuffix("No printer was found.\n"), "\(none.text)")
    let wrong = try TillProgram.run(["printers", "find", "--range", "10.0.0.0/8"])
    #expect(
      wrong.status == 2
        && wrong.err.contains("--range is a network such as 192.168.1.0/24, /22 to /32."))
  }

  @Test("a queue is made with our backend, and taken away again")
  func addAndRemove() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let environment = ["CUPS_SERVER": server.address]
    let add = ["printers", "add", "front", "escpos://127.0.0.1:9", "--profile"]
    let made = try TillProgram.run(add + ["generic-zh-80"], environment: environment)
    #expect(
      made.text == """
        exit 0
        The queue front prints to escpos://127.0.0.1:9. Try it: till printers test front \
        --profile generic-zh-80
        For printers.yaml:
          - queue: front
            profile: generic-zh-80
            prints: []

        """)
    let objects = try TillProgram.run(["printers", "--json"], environment: environment).objects
    let front = try #require(objects.first { $0["name"]?.stringValue == "front" })
    #expect(front["raw"] == true && front["accepting"] == true && front["confirms"] == true)
    let file = try String(contentsOfFile: server.folder + "/etc/printers.conf", encoding: .utf8)
    #expect(file.contains("ErrorPolicy retry-current-job"))
    let wrong = try TillProgram.run(add + ["a4"], environment: environment)
    #expect(
      wrong.text == "exit 2\n--profile: a4 is no receipt printer — set an office printer up with "
        + "CUPS' own tools: lpadmin -m everywhere\n")
    let gone = try TillProgram.run(["printers", "remove", "front"], environment: environment)
    #expect(gone.text == "exit 0\nThe queue front is gone. Take it out of printers.yaml, too.\n")
    let again = try TillProgram.run(["printers", "remove", "front"], environment: environment)
    #expect(again.text == "exit 1\nCUPS has no queue front.\n")
    let refused = try TillProgram.run(add + ["generic-zh-80"])
    #expect(refused.status == 1 && refused.err.contains("127.0.0.1:1"), "\(refused.text)")
  }
}
