import ArgumentParser
import TillCore
import TillSpool

/// `till printers list`: the queues CUPS offers and how they are.
struct PrintersList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "CUPS queues, how they are and what to do.")
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
