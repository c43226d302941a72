import Foundation
import TestSupport
import Testing

/// The built program without CUPS: what it says and how it ends.
@Suite(.timeLimit(.minutes(10))) final class ProgramTests {
  struct Outcome {
    let status: Int32
    let out: String
    let lines: [String]
  }

  let folder = FileManager.default.temporaryDirectory.path + "/till-escpos-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func start(
    _ arguments: [String], _ uri: String?, _ document: String?, _ more: [String: String] = [:]
  ) throws -> (process: Process, out: Pipe, err: Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(BuiltProgram.path("escpos")))
    var file: [String] = []
    if let document {
      file = [folder + "/document-\(UUID().uuidString)"]
      try Data(document.utf8).write(to: URL(fileURLWithPath: file[0]))
    }
    process.arguments = arguments + file
    var environment = ["TILL_LEDGER": folder + "/ledger", "LC_ALL": "C"]
    environment["DEVICE_URI"] = uri
    process.environment = environment.merging(more) { _, new in new }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, out, err)
  }

  private func end(_ run: (process: Process, out: Pipe, err: Pipe)) -> Outcome {
    let err = run.err.fileHandleForReading.readDataToEndOfFile()
    let out = run.out.fileHandleForReading.readDataToEndOfFile()
    run.process.waitUntilExit()
    return Outcome(
      status: run.process.terminationStatus, out: String(decoding: out, as: UTF8.self),
      lines: String(decoding: err, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  private func job(_ title: String, _ options: String = "") -> [String] {
    ["1", "till", title, "1", options]
  }

  @Test func `the way of a receipt, line by line; a second run says it and sends nothing`() throws {
    let printer = try SimulatedPrinter()
    let receipt = Desk.receipt("R1-000001")
    let first = end(try start(job("a"), printer.uri(), receipt))
    #expect(first.status == 0)
    let all = "media-empty-error,cover-open-error,cutter-failure-error,other-error,offline-report,"
    #expect(
      first.lines == [
        "ATTR: job-media-progress=10",
        "STATE: -\(all)connecting-to-device,media-low-warning", "ATTR: job-media-progress=50",
        "ATTR: job-media-progress=90", "PAGE: 1 1", "ATTR: job-media-progress=100",
        "INFO: Printed.",
      ])
    let second = end(try start(job("a"), printer.uri(), receipt))
    #expect(second.status == 0)
    #expect(second.lines == ["PAGE: 1 1", "ATTR: job-media-progress=100"])
    #expect(printer.documents.count == 1)
  }

  @Test func `without an acknowledgement to be had it is sent once, too`() throws {
    let printer = try SimulatedPrinter()
    printer.setMute(true)
    let options = "till-ack=none till-status=no"
    let first = end(try start(job("a", options), printer.uri(), Desk.receipt("R1-000001")))
    #expect(first.status == 0)
    #expect(
      first.lines.suffix(2) == [
        "ATTR: job-media-progress=90",
        "INFO: Sent. This printer doesn't say whether it printed.",
      ])
    let second = end(try start(job("a", options), printer.uri(), Desk.receipt("R1-000001")))
    #expect(second.status == 0 && second.lines == ["ATTR: job-media-progress=90"])
    try printer.waitForDocuments(count: 1)
    #expect(printer.documents.count == 1)
  }

  @Test func `silence after the document: held, in words; and held again`() throws {
    let printer = try SimulatedPrinter()
    printer.setMute(true)
    let first = end(
      try start(job("a"), printer.uri("status=no&timeout=1"), Desk.receipt("R1-000001")))
    #expect(first.status == 3)
    #expect(
      first.lines.last
        == "INFO: Nobody knows whether this was printed, for it stopped answering: "
        + "look at the printer.")
    let second = end(try start(job("a"), printer.uri("status=no"), Desk.receipt("R1-000001")))
    #expect(second.status == 3)
    #expect(
      second.lines == [
        "ATTR: job-media-progress=90",
        "INFO: This was sent before and nobody knows whether it was printed: look at the printer.",
      ])
  }

  @Test func `off, cancelled: ended at once, and nothing is left behind`() throws {
    let printer = try SimulatedPrinter()
    printer.cutPower()
    let run = try start(job("a"), printer.uri(), Desk.receipt("R1-000001"))
    Thread.sleep(forTimeInterval: 1)
    run.process.terminate()
    let outcome = end(run)
    #expect(outcome.status == 5)
    #expect(outcome.lines.contains("STATE: +offline-report,connecting-to-device"))
    #expect(
      outcome.lines.contains(
        "INFO: The printer can't be reached: is it switched on and connected? "
          + "(Connection refused)"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/ledger").isEmpty)
  }

  @Test func `a printer that hears nothing is named so`() throws {
    let printer = try SimulatedPrinter()
    printer.setBusy(true)
    let run = try start(job("a"), printer.uri("timeout=60"), Desk.receipt("R1-000001"))
    Thread.sleep(forTimeInterval: 3)
    run.process.terminate()
    #expect(
      end(run).lines.last
        == "INFO: The printer does not answer: it is busy, or hung, or can't say.")
  }

  @Test func `a full printer is waited for and spoken of`() throws {
    let printer = try SimulatedPrinter()
    printer.setBuffer(bytes: 1_000)
    printer.runOutOfPaper(afterLines: 5)
    let receipt = Desk.receipt("R1-000001", lines: 4_000)
    let run = try start(job("a"), printer.uri("timeout=1"), receipt)
    Thread.sleep(forTimeInterval: 5)
    #expect(run.process.isRunning)
    printer.loadPaper()
    let outcome = end(run)
    #expect(outcome.status == 0 && printer.documents.count == 1)
    let told = outcome.lines.drop { $0 != "ATTR: job-media-progress=50" }.filter {
      $0 != "ATTR: job-media-progress=90"
    }
    #expect(
      told.dropFirst().prefix(4) == [
        "STATE: +offline-report", "INFO: The printer takes no more data for now: look at it.",
        "STATE: -offline-report", "INFO: The printer takes data again.",
      ])
  }

  @Test func `one run at a time has a printer: the next waits, and can be cancelled`() throws {
    let printer = try SimulatedPrinter()
    printer.runOutOfPaper(afterLines: 5)
    let first = try start(job("a"), printer.uri(), Desk.receipt("R1-000001"))
    while printer.arrivals.isEmpty { Thread.sleep(forTimeInterval: 0.01) }
    let second = try start(job("b"), printer.uri(), Desk.receipt("R1-000002"))
    let third = try start(job("c"), printer.uri(), Desk.receipt("R1-000003"))
    Thread.sleep(forTimeInterval: 1)
    third.process.terminate()
    let cancelled = end(third)
    #expect(cancelled.status == 5)
    let words = "INFO: Another job is still at work on this printer; this one waits for it."
    #expect(Set(cancelled.lines) == ["ATTR: job-media-progress=10", words])
    printer.loadPaper()
    #expect(end(first).status == 0)
    let outcome = end(second)
    #expect(outcome.status == 0 && outcome.lines.contains(words))
    #expect(printer.documents.map { $0.rows[0] } == ["R1-000001", "R1-000002"])
    // Nothing is owed and nobody waits: only what was printed is kept.
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/ledger")
    #expect(kept.count == 2 && kept.allSatisfy { $0.hasPrefix("job-") })
  }

  /// Paper out, and a printer that can't say so: a document stays in it, unknown, and the next is
  /// sent behind it.
  private func sendBehindUnknown(
    _ printer: SimulatedPrinter, _ first: String = "a", _ second: String = "b"
  ) throws -> (process: Process, out: Pipe, err: Pipe) {
    let received = printer.receivedCount
    printer.runOutOfPaper()
    let uri = printer.uri("status=no&timeout=3")
    #expect(end(try start(job(first), uri, Desk.receipt("R1-000001"))).status == 3)
    let bytes = Desk.receipt("R1-000002").utf8.count
    let next = try start(job(second), uri, Desk.receipt("R1-000002"))
    // Two documents and three requests, of three bytes each.
    while printer.receivedCount < received + 2 * bytes + 9 { Thread.sleep(forTimeInterval: 0.01) }
    return next
  }

  @Test func `answers owed to documents before confirm nothing`() throws {
    let printer = try SimulatedPrinter()
    let next = try sendBehindUnknown(printer)
    // Enough for the first and not for the second.
    printer.runOutOfPaper(afterLines: 25)
    #expect(end(next).status == 3)
    #expect(printer.documents.map { $0.rows[0] } == ["R1-000001"])
  }

  @Test func `the last of the answers owed confirms; and when they were lost, it goes on`() throws {
    let printer = try SimulatedPrinter()
    let next = try sendBehindUnknown(printer)
    printer.loadPaper()
    #expect(end(next).status == 0)
    #expect(printer.documents.count == 2)
    // Once more, and what it holds is lost with its power.
    let lost = try sendBehindUnknown(printer, "c", "d")
    printer.cutPower()
    #expect(end(lost).status == 3)
    printer.loadPaper()
    printer.powerOn()
    let uri = printer.uri("timeout=1")
    for title in ["e", "f"] {
      #expect(end(try start(job(title), uri, Desk.receipt("R1-000003"))).status == 0)
    }
    #expect(printer.documents.count == 4)
  }

  @Test func `what can't be printed is refused in words, and nothing is sent`() throws {
    let cases: [([String], String?, String?, [String: String], Int32, String)] = [
      (job("a"), nil, "x", [:], 4, "The device URI can't be read: DEVICE_URI is not set"),
      (
        job("a"), "escpos://127.0.0.1:1/", "", [:], 5,
        "The job can't be printed: its document is empty"
      ),
      (
        job("a"), "escpos://127.0.0.1:1/", nil, [:], 5,
        "The job can't be printed: its document is empty"
      ),
      (
        job("a") + ["/nowhere"], "escpos://127.0.0.1:1/", nil, [:], 5,
        "The job can't be printed: its document can't be read: No such file or directory"
      ),
      (
        job("a"), "escpos://127.0.0.1:1/",
        String(repeating: "x", count: 16 * 1_024 * 1_024 + 1), [:], 5,
        "The job can't be printed: its document is over 16 MB, which is no receipt"
      ),
      (
        job("a"), "escpos:/dev", "x", [:], 4,
        "The device URI can't be read: a device is a path under /dev, as in escpos:/dev/usb/lp0"
      ),
      (job("a"), "escpos:/dev/shm", "x", [:], 4, "/dev/shm can't be opened: Is a directory"),
    ]
    for (arguments, uri, document, more, status, words) in cases {
      let outcome = end(try start(arguments, uri, document, more))
      #expect(outcome.status == status)
      #expect(outcome.lines == ["ATTR: job-media-progress=10", "ERROR: " + words])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/ledger").isEmpty)
    }
  }

  @Test func `without arguments it lists printers, with wrong ones it says how`() throws {
    let list = end(try start([], nil, nil))
    #expect(list.status == 0)
    #expect(
      list.out.hasSuffix("network escpos \"Unknown\" \"Receipt printer (ESC/POS)\" \"\" \"\"\n"))
    let wrong = end(try start(["--help"], nil, nil))
    #expect(
      wrong.status == 1 && wrong.lines[0] == "Usage: escpos JOB-ID USER TITLE COPIES OPTIONS [FILE]"
    )
  }
}
