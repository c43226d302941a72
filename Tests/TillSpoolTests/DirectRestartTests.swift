import Foundation
import Testing

@testable import TillSpool

/// What the direct carrier makes of the jobs an earlier one left, and of what it lost sight of.
@Suite(.timeLimit(.minutes(10))) struct DirectRestartTests {
  private static let unnamed = JobStanding.notPrinted("its printer is no longer named")
  private static let silent = JobStanding.unknown("the printer did not acknowledge it")
  /// Waits for its printer, and gives up when it is told to.
  private static let patient =
    "\(DirectRoom.progress(10)); trap 'exit 5' TERM; while :; do sleep 0.01; done"

  let room: DirectRoom

  init() throws { room = try DirectRoom() }

  @Test func `a released job is held by the next carrier until it is released again`() throws {
    let job = try left(from: Self.patient)
    let script = "echo \"$3\" >>\"$OUT/run\"; \(DirectRoom.acknowledge)"
    let carrier = try room.carrier(script)
    // Another job's turn is none of its own.
    let next = try released("next", on: carrier)
    #expect(try ending(of: next, on: carrier) == .confirmed)
    #expect(try carrier.standing(of: job) == .held)
    #expect(try room.carrier(script).standing(of: job) == .held)
    #expect(room.text("out/run") == "next\n")
    try carrier.release(job)
    #expect(try ending(of: job, on: carrier) == .confirmed)
    #expect(room.text("out/run") == "next\n\(job.name)\n")
  }

  @Test func `a released job that is too late after a restart is taken back unprinted`() throws {
    let job = try left(from: Self.patient)
    let carrier = try room.carrier("touch \"$OUT/run\"; \(DirectRoom.acknowledge)")
    try carrier.cancel(job)
    #expect(try carrier.standing(of: job) == .cancelled)
    #expect(!room.exists("out/run"))
  }

  @Test func `one whose backend outlived its till is held when that gives up unsent`() throws {
    let first = try room.carrier(
      """
      trap '' TERM; \(DirectRoom.progress(10))
      while [ ! -e "$OUT/end" ]; do sleep 0.01; done
      exit 1
      """)
    let job = try released("till/R1-000047/a/1", on: first)
    try wait(for: .starting(reasons: []), job, first)
    first.stop()
    let second = try room.carrier("touch \"$OUT/run\"; \(DirectRoom.acknowledge)")
    #expect(try second.standing(of: job) == .starting(reasons: []))
    room.make("out/end")
    try wait(for: .held, job, second)
    #expect(!room.exists("out/run"))
  }

  @Test func `a job whose printer isn't named any more ends, and never runs by itself`() throws {
    let job = try left(from: Self.patient)
    let first = try room.carrier("exit 1")
    let held = try first.hold([1], order("held"), queue: "receipt")
    let other = ["other": "escpos://127.0.0.1:9"]
    let second = try room.carrier("touch \"$OUT/run\"", devices: other)
    #expect(try second.standing(of: job) == Self.unnamed)
    #expect(try second.standing(of: held) == Self.unnamed)
    let third = try room.carrier("touch \"$OUT/run\"")
    for ended in [job, held] {
      try third.release(ended)
      #expect(try third.standing(of: ended) == Self.unnamed)
    }
    #expect(!room.exists("out/run") && !room.exists("jobs/1.document"))
  }

  @Test(arguments: [
    ("printed", [:], JobStanding.confirmed),
    ("sent", ["till-ack": "none"], .sent),
    ("sent", ["till-ack": "gs-r"], silent),
    ("sending", ["till-ack": "none"], silent),
  ])
  func `where its printer isn't named any more, the ledger says what became of it`(
    entry: String, options: [String: String], standing: JobStanding
  ) throws {
    let job = try left(from: "echo \(entry) >>\"$LEDGER\"; " + Self.patient, options)
    #expect(try room.carrier("exit 1", devices: [:]).standing(of: job) == standing)
    #expect(try room.carrier("exit 1").standing(of: job) == standing)
  }

  @Test func `a ledger that can't be read doesn't say that nothing was sent`() throws {
    let job = try left(from: Self.patient)
    let key = try #require(job.uuid.split(separator: ":").last)
    // A link is not read.
    let note = "\(room.path)/ledger/\(key)"
    try FileManager.default.removeItem(atPath: note)
    try FileManager.default.createSymbolicLink(atPath: note, withDestinationPath: "/dev/null")
    #expect(try room.carrier("exit 1", devices: [:]).standing(of: job) == Self.silent)
  }

  @Test func `a backend that outlived its till is asked for though its printer isn't named`() throws
  {
    let first = try room.carrier(
      """
      trap '' TERM; \(DirectRoom.send)
      while [ ! -e "$OUT/go" ]; do sleep 0.01; done
      \(DirectRoom.acknowledge)
      """)
    let job = try released("till/R1-000048/a/1", on: first)
    try wait(for: .sending(reasons: []), job, first)
    first.stop()
    let second = try room.carrier("exit 1", devices: [:])
    #expect(try second.standing(of: job) == .sending(reasons: []))
    room.make("out/go")
    #expect(try ending(of: job, on: second) == .confirmed)
  }

  @Test(arguments: [
    (DirectRoom.progress(10), JobStanding.notPrinted("it ended before its first byte was sent")),
    (":", silent),
    (DirectRoom.send, silent),
    ("\(DirectRoom.send); echo printed >>\"$LEDGER\"", .confirmed),
    ("\(DirectRoom.acknowledge)", .confirmed),
  ])
  func `a backend whose end nobody can learn has ended all the same`(
    script: String, standing: JobStanding
  ) throws {
    let carrier = try room.carrier("\(script); echo $$ >\"$OUT/new\"; mv \"$OUT/new\" \"$OUT/id\"")
    let job = try released("till/R1-000049/a/1", on: carrier)
    let end = Date(timeIntervalSinceNow: 20)
    while !room.exists("out/id"), Date() < end { usleep(2_000) }
    // As where the till was started with SIGCHLD ignored: its end is taken from us.
    let process = try #require(Int32(room.text("out/id").dropLast()))
    #expect(waitpid(process, nil, 0) == process)
    #expect(try ending(of: job, on: carrier, timeoutSeconds: 5) == standing)
    // Its device is free for the next.
    unlink(room.path + "/out/id")
    _ = try released("next", on: carrier)
    while !room.exists("out/id"), Date() < end { usleep(2_000) }
    #expect(room.exists("out/id"))
  }

  @Test func `a folder that is a link, or another's, is refused`() throws {
    let real = room.path + "/real"
    let link = room.path + "/link"
    try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
    _ = try DirectFolder(real)
    let linked = #expect(throws: SpoolError.self) { try DirectFolder(link) }
    #expect(
      linked?.description
        == "The folder \(link) can't be used (it is a link). "
        + "Make room on the disk, or give it to who runs the till")
    // Root may do everything, so only root can make one here that isn't its own.
    let foreign = geteuid() == 0 ? real : "/"
    if geteuid() == 0 { chown(real, 12_345, 12_345) }
    let another = #expect(throws: SpoolError.self) { try DirectFolder(foreign) }
    #expect(another?.reason == "it belongs to somebody else")
  }

  /// A job that a carrier released, began and left, as a till does that is closed.
  private func left(
    from script: String, _ options: [String: String] = [:]
  ) throws -> PrintJob {
    let carrier = try room.carrier(script)
    let order = JobOrder(name: "till/R1-000050/a/1", format: .raw, options: options)
    let job = try carrier.hold([1], order, queue: "receipt")
    try carrier.release(job)
    try wait(for: .starting(reasons: []), job, carrier)
    carrier.stop()
    let record = try DirectFolder(room.path + "/jobs").load().first { $0.job == job }
    let process = try #require(record?.process)
    #expect(waitpid(process, nil, 0) == process)
    return job
  }
}
