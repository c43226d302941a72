import Testing

@testable import TillSpool

/// The rules by which a job's marks become its standing, each with what it must not be taken for.
@Suite struct StandingTests {
  struct Marks: Sendable {
    var state: Int
    var progress = 0
    var sheets = 0
    var wasProcessed = true
    var acknowledgement: String?
    var isStopping = false
  }

  private static let troubles = ["media-empty-error"]
  private static let silent = "the printer did not acknowledge it"
  private static let early = "it ended before its first byte was sent"

  @Test(arguments: [
    (Marks(state: 3, wasProcessed: false), JobStanding.waiting(reasons: troubles)),
    (Marks(state: 3), .sending(reasons: troubles)),
    (Marks(state: 3, progress: 10), .waiting(reasons: troubles)),
    (Marks(state: 4, wasProcessed: false), .held),
    (Marks(state: 4, progress: 10), .unknown(silent + ", and it is held")),
    (Marks(state: 5), .waiting(reasons: troubles)),
    (Marks(state: 5, progress: 10), .starting(reasons: troubles)),
    (Marks(state: 5, progress: 50), .sending(reasons: troubles)),
    (Marks(state: 5, progress: 90), .sending(reasons: troubles)),
    (Marks(state: 5, progress: 100, sheets: 1), .confirmed),
    (Marks(state: 7, progress: 100, sheets: 1, isStopping: true), .confirmed),
    (Marks(state: 7, progress: 10, isStopping: true), .sending(reasons: troubles)),
    (Marks(state: 7, progress: 10), .cancelled),
    (Marks(state: 7, wasProcessed: false), .cancelled),
    (Marks(state: 7), .unknown(silent)),
    (Marks(state: 7, progress: 50), .unknown(silent)),
    (Marks(state: 8, wasProcessed: false), .notPrinted("it was given up before it was sent")),
    (Marks(state: 8, progress: 10), .notPrinted(early)),
    (Marks(state: 8, progress: 50), .unknown(silent)),
    (Marks(state: 9), .unknown(silent)),
    (Marks(state: 9, wasProcessed: false), .unknown(silent)),
    (Marks(state: 9, progress: 10), .notPrinted(early)),
    (Marks(state: 9, progress: 50), .unknown(silent)),
    (Marks(state: 9, progress: 50, acknowledgement: "none"), .unknown(silent)),
    (Marks(state: 9, progress: 90), .unknown(silent)),
    (Marks(state: 9, progress: 90, acknowledgement: "none"), .sent),
    (Marks(state: 9, sheets: 1), .confirmed),
  ])
  func `on a queue of ours the backend's marks decide`(marks: Marks, standing: JobStanding) throws {
    #expect(try self.standing(marks, uri: "escpos://127.0.0.1:9100/") == standing)
  }

  @Test(arguments: [
    (Marks(state: 3, wasProcessed: false), JobStanding.waiting(reasons: troubles)),
    (Marks(state: 3), .sending(reasons: troubles)),
    (Marks(state: 4, wasProcessed: false), .held),
    (Marks(state: 4), .unknown(silent + ", and it is held")),
    (Marks(state: 5), .sending(reasons: troubles)),
    (Marks(state: 6), .sending(reasons: troubles)),
    (Marks(state: 7, isStopping: true), .sending(reasons: troubles)),
    (Marks(state: 7, wasProcessed: false), .cancelled),
    (Marks(state: 7), .unknown("it was cancelled while it printed")),
    (Marks(state: 8), .unknown("it was given up while it printed")),
    (Marks(state: 8, wasProcessed: false), .notPrinted("it was given up before it was sent")),
    (Marks(state: 9, sheets: 1), .sent),
  ])
  func `elsewhere CUPS' states prove what little they prove`(
    marks: Marks, standing: JobStanding
  ) throws {
    #expect(try self.standing(marks, uri: "socket://127.0.0.1:9100/") == standing)
  }

  @Test func `the queue's own ack counts where none was ordered, and a lost queue is no proof`()
    throws
  {
    let sent = Marks(state: 9, progress: 90)
    #expect(try standing(sent, uri: "escpos://127.0.0.1:9100/?status=no&ack=none") == .sent)
    var ordered = sent
    ordered.acknowledgement = "gs-r"
    #expect(
      try standing(ordered, uri: "escpos://127.0.0.1:9100/?ack=none") == .unknown(Self.silent))
    #expect(
      try standing(sent, uri: nil) == .unknown("its printer was taken out of the server"))
  }

  private func standing(_ marks: Marks, uri: String?) throws -> JobStanding {
    var job = Attributes()
    job.set("job-state", marks.state)
    job.set("job-media-progress", marks.progress)
    job.set("job-media-sheets-completed", marks.sheets)
    if marks.wasProcessed { job.set("time-at-processing", 1_700_000_000) }
    if let acknowledgement = marks.acknowledgement { job.set("till-ack", [acknowledgement]) }
    var printer = Attributes()
    printer.set("printer-name", ["desk"])
    printer.set("printer-state", 4)
    printer.set("printer-state-reasons", Self.troubles)
    if let uri { printer.set("device-uri", [uri]) }
    let queue = try uri.map { _ in try #require(Queue(printer)) }
    let evidence = try #require(JobEvidence(job))
    return evidence.standing(on: queue, isStopping: marks.isStopping)
  }
}
