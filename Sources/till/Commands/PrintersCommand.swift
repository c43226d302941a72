import ArgumentParser
import TillCore
import TillJournal
import TillSpool

/// `till jobs`: what was printed, what waits, what is unknown.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Prints, newest first, with what became of them.")
  @OptionGroup var shop: ShopOptions
  @Option(help: "How many.") var limit = 50
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let (folder, setUp) = try shop.setUp()
    for task in try OpenShop.reading(folder, setUp.settings).prints(limit: limit) {
      let object: JSON = .flat([
        "id": .int(task.id), "number": .string(task.number), "kind": .string(task.kind),
        "copy": task.role.map { .string($0.rawValue) },
        "ordinal": task.copyOrdinal.map { .int(Int64($0)) },
        "state": .string(task.state.rawValue), "queue": task.queue.map { .string($0) },
        "job": task.job.map { .int(Int64($0)) }, "note": task.note.map { .string($0) },
      ])
      let name = task.number.isEmpty ? task.kind : task.number
      let plain = [
        String(task.id), name, task.role?.rawValue ?? "", task.state.rawValue, task.queue ?? "",
        task.note ?? "",
      ]
      Console.say(json ? object.line : plain.filter { !$0.isEmpty }.joined(separator: "  "))
    }
  }
}

/// `till printers`: the queues CUPS offers and how they are.
struct PrintersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "printers", abstract: "CUPS queues and their state.")
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    do throws(SpoolError) {
      let queues = try Spool().queues()
      if queues.isEmpty, !json { Console.say("CUPS has no queues. Add one with lpadmin.") }
      for queue in queues {
        let object: JSON = .flat([
          "name": .string(queue.name), "state": .string(queue.state.rawValue),
          "reasons": .array(queue.reasons.map { .string($0) }),
          "accepting": .bool(queue.acceptsJobs), "raw": .bool(queue.isRaw),
          "uri": queue.uri.map { .string($0) },
        ])
        let plain = [queue.name, queue.state.rawValue] + queue.reasons + [queue.message]
        Console.say(json ? object.line : plain.filter { !$0.isEmpty }.joined(separator: "  "))
      }
    } catch {
      throw Failure(.refused, error.description)
    }
  }
}
