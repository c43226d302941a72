import ArgumentParser
import TillCore
import TillCounter
import TillJournal

/// `till jobs`: what was printed, what waits, what is unknown.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Prints, newest first, with what became of them.",
    discussion: """
      States: queued, handing-over, handed-over (sent; "over" when nothing more will be known),
      confirmed, unknown (a person decides, at the counter: settle JOB printed|lost), failed (at \
      the counter: retry JOB), kept (as PDF).
      """)
  @OptionGroup var shop: ShopOptions
  @Option(help: "How many.") var limit = 50
  @Flag(help: "Only those that wait for a printer or for a person, oldest first.")
  var open = false
  @Option(help: "One job, step by step.") var job: Int64?
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more.") }
  }

  func run() throws {
    let (folder, setUp) = try shop.setUp()
    let journal = try OpenShop.reading(folder, setUp.settings)
    if let job {
      guard let task = try journal.printTask(job) else {
        throw Failure(.refused, "There is no print job \(job). To list them: till jobs")
      }
      try say(task, steps: journal.printHistory(job), Wording(setUp.settings))
      return
    }
    let tasks = try open ? journal.openPrints(limit: limit) : journal.prints(limit: limit)
    for task in tasks { say(task, Wording(setUp.settings)) }
  }

  private func say(_ task: PrintTask, _ wording: Wording) {
    Console.say(json ? object(task).line : wording.printRow(task))
  }

  private func say(_ task: PrintTask, steps: [PrintStep], _ wording: Wording) {
    guard json, case .object(var members) = object(task) else {
      say(task, wording)
      for step in steps { Console.say("      " + TerminalText.safe(step.description)) }
      return
    }
    members["steps"] = .array(steps.map(object))
    Console.say(JSON.object(members).line)
  }

  private func object(_ step: PrintStep) -> JSON {
    .flat([
      "at": .string(step.time), "state": .string(step.state),
      "person": step.person.map { .string($0) }, "queue": step.queue.map { .string($0) },
      "job": step.job.map { .int(Int64($0)) }, "note": step.note.map { .string($0) },
    ])
  }

  private func object(_ task: PrintTask) -> JSON {
    .flat([
      "id": .int(task.id), "number": .string(task.number), "kind": .string(task.kind),
      "copy": task.role.map { .string($0.rawValue) },
      "ordinal": task.copyOrdinal.map { .int(Int64($0)) },
      "state": .string(task.state.rawValue), "over": .bool(task.isOver),
      "queue": (task.queue ?? task.wantedQueue).map { .string($0) },
      "job": task.job.map { .int(Int64($0)) }, "uuid": task.jobUUID.map { .string($0) },
      "attempt": .int(Int64(task.attempt)), "note": task.note.map { .string($0) },
      "since": task.since.map { .string("\($0.localDate) \($0.localTime)") },
    ])
  }
}
