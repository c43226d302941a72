import Foundation
import TestSupport
import Testing
import TillCore
import TillPreview

@testable import till

/// The built program, a real cupsd with the real backend, and a printer that answers.
@Suite("till printers: set-up, test, list", .serialized)
struct PrintersSetUpTests {
  /// 58 mm: 32 letters in a row.
  private static let narrow = PrinterShape(
    dotsAcross: 384, codePages: [0: "CP437"], chinese: .whenAsked)

  /// The program's clock is eight hours ahead of Greenwich in these tests.
  private static var today: CivilDate {
    Moment(
      utcMilliseconds: SystemClock.now().utcMilliseconds, offsetSeconds: 8 * 3_600
    ).localDate
  }

  private func answers(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

  @Test("a wrong profile is found by its page, and the file says what was answered")
  func setUp() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let printer = try SimulatedPrinter(shape: Self.narrow)
    defer { printer.stop() }
    let shop = try ProcessShop()
    let before = try String(contentsOfFile: shop.path + "/config/printers.yaml", encoding: .utf8)
    let outcome = try shop.run(
      ["printers", "set-up"],
      input: answers(
        printer.uri(), "a/b", "front", "generic-zh-8O", "generic-zh-80", "32", "generic-zh-58",
        "32", "yes", "yes", "no", "yes", "yes", "yes", "receipt slipp", "receipt kick"),
      environment: ["CUPS_SERVER": server.address])
    #expect(outcome.status == 0, "\(outcome.text)")
    let wanted = [
      "One question at a time; . gives up, and nothing is written.",
      "That is no answer here.", "That many columns has generic-zh-58.",
      "Which shall it be? generic-zh-58 prints the page again; no keeps it as it is",
      "It will do; bold is only for the eye.", "Printed; the printer confirmed it.",
      "Sent; this printer can't say whether it printed.",
      "config/printers.yaml is written; what stood there is in config/printers.yaml.bak.",
    ]
    for line in wanted { #expect(outcome.lines.contains(line), "\(line)\n\(outcome.text)") }
    #expect(outcome.lines.filter { $0 == "That is no answer here." }.count == 3)
    // This profile asks for no acknowledgement, so the printer may still be at work.
    let pages = { printer.documents.filter { $0.says("Profile") } }
    for _ in 0..<300 where printer.kickCount == 0 || pages().count < 2 {
      Thread.sleep(forTimeInterval: 0.1)
    }
    let documents = pages()
    #expect(
      documents.count == 2, "\(printer.documents.map(\.rows)) \(printer.documents.map(\.end))")
    #expect(printer.kickCount == 1)
    // The printer itself broke the row of numbers: 32 is the last that stands whole in the first.
    #expect(documents.first?.rows.first?.hasSuffix(".28..32") == true, "\(documents)")
    #expect(documents.last?.says("generic-zh-58") == true)
    let text = try String(contentsOfFile: shop.path + "/config/printers.yaml", encoding: .utf8)
    let entry = """
      printers:
        - queue: front
          profile: generic-zh-58
          prints: [receipt, kick]
          device: "\(printer.uri())"
          checked: {date: \(Self.today), columns: 32, chinese: yes, yen: yes, bold: no, \
      codes: yes, drawer: yes}
      """
    #expect(text == before.replacing("\nprinters: []", with: "\n" + entry))
    let old = try String(contentsOfFile: shop.path + "/config/printers.yaml.bak", encoding: .utf8)
    #expect(old == before)
    let check = try shop.run(["check"])
    #expect(check.status == 0, "\(check.text)")
    let list = try shop.run(["printers"], environment: ["CUPS_SERVER": server.address])
    #expect(
      list.lines.first?.hasSuffix(
        " · prints receipt, kick · tells only what was sent, not what was printed") == true,
      "\(list.text)")
  }

  @Test("given up, nothing is written", arguments: [".\n", "", "front\n."])
  func givenUp(input: String) throws {
    let shop = try ProcessShop()
    try shop.write(
      """
      printers:
        - {queue: front, profile: generic-zh-80, prints: [], device: "escpos://127.0.0.1:9"}

      """, to: "config/printers.yaml")
    let outcome = try shop.run(["printers", "set-up", "--direct"], input: input)
    #expect(outcome.status == 1 && outcome.err == "Given up; nothing was written.\n")
    #expect(!shop.exists("config/printers.yaml.bak"))
  }

  @Test(
    "given up, the queue this run made is gone again, and no other",
    arguments: ["%\nnew\n.\n", "%\nnew\n", "receipt\n.\n"])
  func givenUpQueue(input: String) throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let environment = ["CUPS_SERVER": server.address]
    let names = {
      try TillProgram.run(["printers", "--json"], environment: environment).objects
        .map { $0["name"]?.stringValue }
    }
    let before = try names()
    #expect(before.contains("receipt"))
    let shop = try ProcessShop()
    let outcome = try shop.run(
      ["printers", "set-up"], input: input.replacing("%", with: "escpos://127.0.0.1:9"),
      environment: environment)
    #expect(outcome.status == 1 && outcome.err == "Given up; nothing was written.\n")
    #expect(input.hasPrefix("receipt") || outcome.text.contains("Which type is it?"))
    #expect(try names() == before)
  }

  @Test("a printer of the file that CUPS doesn't have comes first, with the way on")
  func missing() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let shop = try ProcessShop()
    try shop.write(
      """
      printers:
        - {queue: Receipt, profile: generic-zh-80, prints: [slip]}
        - {queue: front, profile: generic-zh-80, prints: [receipt, kick], device: "escpos://h"}
        - {queue: bar, profile: plain, prints: []}
        - {queue: office, profile: a4, prints: [closing]}

      """, to: "config/printers.yaml")
    let environment = ["CUPS_SERVER": server.address]
    let lines = try shop.run(["printers"], environment: environment).lines
    let rest = "; or write in printers.yaml the name that lpstat -e lists"
    #expect(
      Array(lines.prefix(6)) == [
        "front  not in CUPS · nothing waits · prints receipt, kick",
        "  make it: till printers add front escpos://h --profile generic-zh-80" + rest,
        "bar  not in CUPS · nothing waits · printers.yaml sends it nothing",
        "  make it: till printers add bar URI --profile plain" + rest,
        "office  not in CUPS · nothing waits · prints closing",
        "  make it: lpadmin -p office -E -v URI -m everywhere" + rest,
      ])
    #expect(lines.dropFirst(6).first?.hasPrefix("receipt  ready") == true, "\(lines)")
    let objects = try shop.run(["printers", "--json"], environment: environment).objects
    #expect(objects.prefix(4).map { $0["state"] } == ["missing", "missing", "missing", "idle"])
    #expect(objects.first?["todo"]?.arrayValue?.count == 1 && objects.first?["waiting"] == 0)
    #expect(objects.first?["prints"] == ["receipt", "kick"])
  }

  @Test("past CUPS, a new printer follows the others; a paper of theirs is not taken from them")
  func direct() throws {
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    let shop = try ProcessShop()
    try shop.write(
      """
      # Ours.
      printers:
        - {queue: front, profile: generic-zh-80, prints: [slip]}   # old

        # The office.
        - {queue: a4, profile: a4, prints: [closing]}
      priorities: {slip: 60}

      """, to: "config/printers.yaml")
    let outcome = try shop.run(
      ["printers", "set-up", "--direct"],
      input: answers(
        printer.uri(), "back", "generic-zh-80", "48", "yes", "yes", "yes", "yes", "yes", "no",
        "slip", "none"))
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(
      outcome.lines.contains(
        "slip goes to front already; take it out of printers.yaml there, or leave it out here."))
    #expect(printer.kickCount == 0)
    let text = try String(contentsOfFile: shop.path + "/config/printers.yaml", encoding: .utf8)
    #expect(
      text == """
        # Ours.
        printers:
          - {queue: front, profile: generic-zh-80, prints: [slip]}   # old

          # The office.
          - {queue: a4, profile: a4, prints: [closing]}
          - queue: back
            profile: generic-zh-80
            prints: []
            device: "\(printer.uri())"
            checked: {date: \(Self.today), columns: 48, chinese: yes, yen: yes, \
        bold: yes, codes: yes, cut: yes}
        priorities: {slip: 60}

        """, "\(text)")
  }

  @Test("the test page and the drawer, on a queue and on the printer itself")
  func testPage() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    try server.addReceiptQueue(named: "front", uri: printer.uri())
    let environment = ["CUPS_SERVER": server.address]
    let queue = try TillProgram.run(
      ["printers", "test", "front", "--profile", "generic-zh-80"], input: "yes\n",
      environment: environment)
    let confirmed = "Printed; the printer confirmed it.\n"
    let asked = "Open the drawer now? yes or no\n"
    #expect(queue.text == "exit 0\n" + confirmed + asked + confirmed)
    #expect(printer.documents.filter { $0.says("Profile") }.count == 1)
    #expect(printer.kickCount == 1)
    let device = try TillProgram.run(
      ["printers", "test", "--device", printer.uri(), "--profile", "epson-tm-80"])
    #expect(device.text == "exit 0\n" + confirmed + asked)
    #expect(printer.documents.filter { $0.says("Profile") }.count == 2)
    #expect(printer.kickCount == 1)
    let mute = try TillProgram.run(
      ["printers", "test", "--device", printer.uri("ack=none"), "--profile", "plain"])
    #expect(mute.status == 0, "\(mute.text)")
    let unknown = try TillProgram.run(
      ["printers", "test", "nowhere", "--profile", "generic-zh-80"], environment: environment)
    #expect(unknown.status == 1 && unknown.err.contains("nowhere"), "\(unknown.text)")
  }

  @Test("past CUPS nothing is taken from a folder that somebody else laid in the way")
  func plantedFolder() throws {
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    let place = try TestFolder()
    // The program takes the shell's process over, and with it its number.
    let plant = """
      mkdir "$TMPDIR/till-test-$$" && echo kept >"$TMPDIR/till-test-$$/planted" && exec "$0" "$@"
      """
    let outcome = try TillProgram.run(
      ["printers", "test", "--device", printer.uri(), "--profile", "epson-tm-80"],
      through: ["/bin/sh", "-c", plant], environment: ["TMPDIR": place.path])
    #expect(outcome.status == 0, "\(outcome.text)")
    let left = try place.names().filter { $0 != "config" }
    #expect(left.count == 1)
    let planted = "\(place.path)/\(left.first ?? "")"
    #expect(try FileManager.default.contentsOfDirectory(atPath: planted) == ["planted"])
    #expect(printer.documents.count == 1)
    let nowhere = try TillProgram.run(
      ["printers", "test", "--device", printer.uri(), "--profile", "epson-tm-80"],
      environment: ["TMPDIR": "/nowhere"])
    #expect(
      nowhere.text == """
        exit 2
        No folder can be made in /nowhere: No such file or directory. \
        Name another: TMPDIR=DIR till …

        """)
  }

  @Test("a printer without paper is told, and after a while the page is taken back")
  func noPaper() throws {
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    printer.runOutOfPaper()
    let outcome = try TillProgram.run(
      ["printers", "test", "--device", printer.uri(), "--profile", "epson-tm-80", "--wait", "5"])
    #expect(
      outcome.text == """
        exit 1
        direct: out of paper — put paper in and close the cover
        Not printed: out of paper — put paper in and close the cover

        """)
    printer.loadPaper()
    #expect(printer.documents.isEmpty)
  }

  @Test("a type the queue can't be is told, and another is asked for")
  func wrongKind() throws {
    let server = try CupsServer.start()
    defer { server.stop() }
    let shop = try ProcessShop()
    let outcome = try shop.run(
      ["printers", "set-up"],
      input: answers("a4", "generic-zh-80", "a4", "yes", "yes", "yes", "yes", "slip"),
      environment: ["CUPS_SERVER": server.address])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(
      outcome.lines.filter { $0.hasPrefix("Which type is it?") }.count == 2, "\(outcome.text)")
    let text = try String(contentsOfFile: shop.path + "/config/printers.yaml", encoding: .utf8)
    #expect(text.contains("  - queue: a4\n    profile: a4\n    prints: [slip]\n    checked: {"))
    #expect(try server.waitForA4Documents(count: 1, timeoutSeconds: 20).count == 1)
  }

  @Test("a Chinese shop is asked in Chinese")
  func chinese() throws {
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    let folder = try TestFolder()
    let shop = folder.path + "/shop"
    try ShopInit.create(at: shop, language: "zh-Hans", share: TestFolder.share)
    let outcome = try TillProgram.run(
      ["printers", "set-up", "--direct", "--shop", shop],
      input: answers(
        printer.uri(), "前台", "generic-zh-80", "48", "是", "是", "是", "是", "是", "是", "是",
        "receipt、kick"))
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.lines.first == "一问一答；输入 . 放弃，不写任何东西。")
    #expect(printer.documents.first?.says("永安手机日用") == true && printer.kickCount == 1)
    let text = try folder.text(of: "shop/config/printers.yaml")
    #expect(text.contains("  - queue: \"前台\"\n    profile: generic-zh-80\n"))
    #expect(try TillProgram.run(["check", "--shop", shop]).status == 0)
  }

  @Test(
    "what is missing is named",
    arguments: [
      ([], 2, "Name a queue, or a printer's own address: --device URI."),
      (["front"], 2, "Which type of printer is it? --profile NAME; see config/profiles."),
      (
        ["--device", "socket://h"], 2, "--device is an address such as escpos://192.168.1.50:9100."
      ),
      (
        ["front", "--direct", "--profile", "plain"], 2,
        "printers.yaml names no device for front; write one: --device"
      ),
    ] as [([String], Int32, String)])
  func usage(arguments: [String], status: Int32, words: String) throws {
    let outcome = try TillProgram.run(["printers", "test"] + arguments)
    #expect(outcome.status == status && outcome.err.contains(words), "\(outcome.text)")
  }

  @Test("the list tells what is wrong, since when, and what to do")
  func list() throws {
    let server = try CupsServer.start(withA4: false)
    defer { server.stop() }
    let printer = try SimulatedPrinter()
    defer { printer.stop() }
    try server.addReceiptQueue(named: "front", uri: printer.uri())
    printer.runOutOfPaper()
    let environment = ["CUPS_SERVER": server.address]
    let page = FileManager.default.temporaryDirectory.path + "/till-page-\(UUID().uuidString)"
    try Data("R1\n".utf8).write(to: URL(fileURLWithPath: page))
    defer { try? FileManager.default.removeItem(atPath: page) }
    try server.run("lp", "-d", "front", "-o", "raw", page)
    try server.run("cupsdisable", "receipt")
    try server.run("cupsreject", "receipt")
    var lines: [String] = []
    for _ in 0..<300 {
      lines = try TillProgram.run(["printers"], environment: environment).lines
      if lines.contains("  out of paper — put paper in and close the cover") { break }
      Thread.sleep(forTimeInterval: 0.1)
    }
    let text = lines.joined(separator: "\n")
    #expect(lines.contains("  out of paper — put paper in and close the cover"), "\(text)")
    #expect(
      lines.contains {
        $0.hasPrefix("front  printing since ")
          && $0.hasSuffix(" · 1 waits (CUPS 1, till 0) · confirms what it printed")
      }, "\(text)")
    #expect(
      lines.contains("  its queue is stopped — start it again: cupsenable and the queue's name"))
    #expect(lines.contains("  it takes no new jobs — cupsaccept receipt"), "\(text)")
    let objects = try TillProgram.run(["printers", "--json"], environment: environment).objects
    let front = try #require(objects.first { $0["name"]?.stringValue == "front" })
    #expect(
      front.objectValue?.keys.sorted() == [
        "accepting", "confirms", "name", "prints", "raw", "reasons", "since", "state", "todo",
        "uri", "waiting",
      ])
    #expect(front["todo"]?.arrayValue?.first == "put paper in and close the cover")
    #expect(front["waiting"] == 1 && front["confirms"] == true && front["prints"] == [])
    printer.loadPaper()
  }
}
