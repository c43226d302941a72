import Foundation
import Testing

@testable import TillSpool

/// The carrier that runs the backend itself, with small backends that keep the same rules.
@Suite(.timeLimit(.minutes(10))) struct DirectTests {
  let room: DirectRoom

  init() throws { room = try DirectRoom() }

  @Test func `the backend gets what CUPS would give it, and nothing else of ours`() throws {
    let carrier = try room.carrier(
      """
      printf '%s\\n' "$@" >"$OUT/arguments"
      env >"$OUT/environment"
      readlink /proc/$$/fd/* >"$OUT/files"
      cat "$6" >"$OUT/document"
      \(DirectRoom.acknowledge)
      """)
    let job = try carrier.hold(
      [0, 1, 2, 0xff],
      JobOrder(name: "till/R1-000040/a/1", format: .raw, options: ["till-ack": "gs-h"]),
      queue: "receipt")
    #expect(try carrier.standing(of: job) == .held)
    #expect(try carrier.find(name: job.name, queue: "receipt") == job)
    #expect(!room.exists("out/arguments"))
    try carrier.release(job)
    #expect(try ending(of: job, on: carrier) == .confirmed)
    let options = "job-uuid=\(job.uuid) till-ack=gs-h"
    #expect(
      room.text("out/arguments")
        == "1\ntill\ntill/R1-000040/a/1\n1\n\(options)\n\(room.path)/jobs/1.document\n")
    #expect(room.text("out/environment").contains("DEVICE_URI=escpos://127.0.0.1:9\n"))
    #expect(room.text("out/environment").contains("TILL_LEDGER=\(room.path)/ledger\n"))
    #expect(!room.text("out/environment").contains("HOME="))
    // The shell has the script and its own redirections open.
    let files = room.text("out/files").split(separator: "\n")
    #expect(files.filter { $0.hasPrefix("pipe:") }.count == 1)
    let others = files.filter { !$0.hasPrefix("pipe:") && !$0.hasPrefix(room.path) }
    #expect(Set(others) == ["/dev/null"])
    #expect(room.data("out/document") == Data([0, 1, 2, 0xff]))
    #expect(!room.exists("jobs/1.document"))
    try carrier.release(job)
    try carrier.cancel(job)
    #expect(try carrier.standing(of: job) == .confirmed)
  }

  @Test(arguments: [
    ("\(DirectRoom.progress(10)); exit 1", JobStanding.notPrinted(ended)),
    ("exit 1", .notPrinted(ended)),
    ("\(DirectRoom.progress(10)); exit 5", .notPrinted(ended)),
    ("\(DirectRoom.progress(10)); kill -9 $$", .notPrinted(ended)),
    ("\(DirectRoom.send); kill -9 $$", .unknown(silent)),
    ("\(DirectRoom.send); exit 3", .unknown(silent)),
    ("\(DirectRoom.send); exit 1", .unknown(silent)),
    ("\(DirectRoom.send); exit 0", .unknown(silent)),
    ("exit 3", .unknown(silent)),
    ("exit 0", .unknown(silent)),
    ("\(DirectRoom.send); \(DirectRoom.progress(90)); exit 0", .sent),
    ("\(DirectRoom.send); \(DirectRoom.progress(90)); exit 3", .unknown(silent)),
    ("\(DirectRoom.acknowledge); kill -9 $$", .confirmed),
  ])
  func `how a backend ends says what became of its job`(script: String, standing: JobStanding)
    throws
  {
    let carrier = try room.carrier(script)
    let job = try released("till/R1-000041/a/1", on: carrier)
    #expect(try ending(of: job, on: carrier) == standing)
    #expect(!room.exists("jobs/1.document"))
    // The same after the till was started anew.
    let again = try room.carrier(script)
    #expect(try again.standing(of: job) == standing)
    #expect(try again.find(name: job.name, queue: "receipt") == job)
  }

  @Test func `troubles are told while it waits, and taken back`() throws {
    let carrier = try room.carrier(
      """
      \(DirectRoom.progress(10)); echo 'STATE: +media-empty-error,offline-report' >&2
      while [ ! -e "$OUT/paper" ]; do sleep 0.01; done
      echo 'STATE: -media-empty-error' >&2; \(DirectRoom.send)
      while [ ! -e "$OUT/go" ]; do sleep 0.01; done
      \(DirectRoom.acknowledge)
      """)
    let job = try released("till/R1-000042/a/1", on: carrier)
    let next = try released("till/R1-000042/b/1", on: carrier)
    try wait(for: .starting(reasons: ["media-empty-error", "offline-report"]), job, carrier)
    #expect(try carrier.standing(of: next) == .waiting(reasons: []))
    room.make("out/paper")
    try wait(for: .sending(reasons: ["offline-report"]), job, carrier)
    room.make("out/go")
    #expect(try ending(of: job, on: carrier) == .confirmed)
    #expect(try ending(of: next, on: carrier) == .confirmed)
  }

  @Test func `what was begun goes first, then the urgent, then the old`() throws {
    let carrier = try room.carrier(
      """
      while [ ! -e "$OUT/go" ]; do sleep 0.01; done
      echo "$3" >>"$OUT/order"; \(DirectRoom.acknowledge)
      """)
    var jobs: [PrintJob] = []
    for (name, priority) in [("first", 50), ("old", 50), ("young", 50), ("urgent", 90)] {
      let order = JobOrder(name: name, format: .raw, priority: priority)
      jobs.append(try carrier.hold([1], order, queue: "receipt"))
      try carrier.release(jobs[jobs.count - 1])
    }
    room.make("out/go")
    for job in jobs { #expect(try ending(of: job, on: carrier) == .confirmed) }
    #expect(room.text("out/order") == "first\nurgent\nold\nyoung\n")
  }

  @Test func `taken back before its first byte it is surely not on paper`() throws {
    let carrier = try room.carrier(
      "\(DirectRoom.progress(10)); trap 'exit 5' TERM; while :; do sleep 0.01; done")
    let held = try carrier.hold([1], order("held"), queue: "receipt")
    try carrier.cancel(held)
    let running = try released("running", on: carrier)
    try wait(for: .starting(reasons: []), running, carrier)
    let waiting = try released("waiting", on: carrier)
    try carrier.cancel(waiting)
    for job in [held, waiting] {
      #expect(
        try carrier.standing(of: job) == .cancelled)
    }
    try carrier.cancel(running)
    #expect(try ending(of: running, on: carrier) == .cancelled)
  }

  @Test func `taken back after its first byte it comes to whatever it comes to`() throws {
    let carrier = try room.carrier(
      """
      trap '' TERM; \(DirectRoom.send)
      while [ ! -e "$OUT/go" ]; do sleep 0.01; done
      \(DirectRoom.acknowledge)
      """)
    let job = try released("till/R1-000043/a/1", on: carrier)
    try wait(for: .sending(reasons: []), job, carrier)
    try carrier.cancel(job)
    #expect(try carrier.standing(of: job) == .sending(reasons: []))
    room.make("out/go")
    #expect(try ending(of: job, on: carrier) == .confirmed)
  }

  @Test func `a device that can't be used is waited for`() throws {
    let carrier = try room.carrier("echo 'STATE: +offline-report' >&2; exit 4")
    let job = try released("till/R1-000044/a/1", on: carrier)
    try wait(for: .waiting(reasons: ["offline-report"]), job, carrier)
    try carrier.cancel(job)
    #expect(
      try carrier.standing(of: job) == .cancelled)
  }

  @Test func `a backend that outlived its till is waited for, and its ledger believed`() throws {
    let script = """
      [ -s "$LEDGER" ] && { \(DirectRoom.acknowledge); exit 0; }
      trap '' TERM; \(DirectRoom.send); echo "$$" >"$OUT/process"
      while [ ! -e "$OUT/go" ]; do sleep 0.01; done
      echo once >>"$OUT/printed"
      """
    let first = try room.carrier(script)
    let job = try released("till/R1-000045/a/1", on: first)
    let held = try first.hold([2], order("till/R1-000045/b/1"), queue: "receipt")
    try wait(for: .sending(reasons: []), job, first)
    first.stop()
    let second = try room.carrier(script)
    #expect(try second.standing(of: job) == .sending(reasons: []))
    #expect(try second.standing(of: held) == .held)
    #expect(try second.find(name: job.name, queue: "receipt") == job)
    room.make("out/go")
    #expect(try ending(of: job, on: second) == .confirmed)
    #expect(room.text("out/printed") == "once\n")
  }

  @Test func `what a break left half written is no job`() throws {
    let carrier = try room.carrier("exit 1")
    let job = try carrier.hold([1], order("till/R1-000046/a/1"), queue: "receipt")
    for name in ["7.document", "8.job.new", "9.document.new"] { room.make("jobs/" + name) }
    try Data("till-job 1\nid 10\n".utf8).write(to: URL(fileURLWithPath: room.path + "/jobs/10.job"))
    let again = try room.carrier("exit 1")
    #expect(try again.standing(of: job) == .held)
    let left = try FileManager.default.contentsOfDirectory(atPath: room.path + "/jobs").sorted()
    #expect(left == ["1.document", "1.job", "10.job"])
  }

  @Test func `what can't be held is refused`() throws {
    let carrier = try room.carrier("exit 1")
    let cases: [([UInt8], JobOrder, String, SpoolError.Code)] = [
      ([], order("a"), "receipt", .documentEmpty),
      ([1], order("a\n"), "receipt", .titleRefused),
      ([1], order("a"), "nowhere", .queueUnknown),
      ([1], JobOrder(name: "a", format: .pdf), "receipt", .formatRefused),
      ([1], JobOrder(name: "a", format: .raw, options: ["a b": "c"]), "receipt", .optionRefused),
      ([1], JobOrder(name: "a", format: .raw, options: ["a": "b c=d"]), "receipt", .optionRefused),
      ([1], JobOrder(name: "a", format: .raw, options: ["copies": "2"]), "receipt", .optionRefused),
      ([1], JobOrder(name: "a", format: .raw, media: "a b"), "receipt", .optionRefused),
    ]
    for (bytes, order, queue, code) in cases {
      let error = #expect(throws: SpoolError.self) { try carrier.hold(bytes, order, queue: queue) }
      #expect(error?.code == code)
    }
    let stranger = PrintJob(id: 1, uuid: "urn:uuid:x", queue: "receipt", name: "a")
    #expect(try carrier.standing(of: stranger) == .gone)
    try carrier.cancel(stranger)
    #expect(throws: SpoolError.self) { try carrier.release(stranger) }
    let folder = #expect(throws: SpoolError.self) { try DirectFolder("/proc/nowhere") }
    #expect(folder?.code == .folderUnusable)
  }

  @Test func `a backend that can't be started is told, and its job waits`() throws {
    let carrier = try room.carrier("exit 1", program: "/nowhere/escpos")
    let job = try carrier.hold([1], order("a"), queue: "receipt")
    let error = #expect(throws: SpoolError.self) { try carrier.release(job) }
    #expect(error?.code == .backendUnusable && error?.fate == .notPrinted)
    let mended = try room.carrier(DirectRoom.acknowledge)
    #expect(try mended.standing(of: job) == .held)
    try mended.release(job)
    #expect(try ending(of: job, on: mended) == .confirmed)
  }

  private static let ended = "it ended before its first byte was sent"
  private static let silent = "the printer did not acknowledge it"
}
