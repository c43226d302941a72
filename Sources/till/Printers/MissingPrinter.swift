import TillCore
import TillCounter
import TillReceipt

/// A printer of printers.yaml that CUPS has no queue for: papers that go there wait in vain.
struct MissingPrinter {
  let queue: String
  let profile: String
  /// The printer's own address, where the file names it.
  let device: String?
  /// Nil where the profile can't be read.
  let target: Profile.Target?
  /// Papers in the shop's outbox that go there.
  let outbox: Int
  let prints: [String]
  let wording: Wording

  /// Makes the queue: ours for a receipt printer, by CUPS' own tool for any other.
  private var todo: String {
    let make =
      target == .pdf
      ? "lpadmin -p \(queue) -E -v URI -m everywhere"
      : "till printers add \(queue) \(device ?? "URI") --profile \(profile)"
    return wording.queueMissingTodo(make)
  }

  /// A line of what it is and one of the way on.
  var lines: [String] {
    let about = [
      wording.queueMissing, wording.queueWaits(cups: 0, outbox: outbox),
      wording.queuePrints(prints),
    ]
    return ["\(queue)  " + about.joined(separator: " · "), "  " + todo].map(TerminalText.safe)
  }

  /// The keys of `PrinterReport.json` that are known without CUPS.
  var json: JSON {
    .flat([
      "name": .string(queue), "state": .string("missing"), "reasons": .array([]),
      "accepting": .bool(false), "todo": .array([.string(todo)]),
      "waiting": .int(Int64(outbox)), "confirms": .bool(false),
      "prints": .array(prints.map { .string($0) }),
    ])
  }
}

extension PrinterReport.ShopView {
  /// The printers of the file that are none of these queues, in the order of the file.
  func missing(among queues: [String]) -> [MissingPrinter] {
    // CUPS doesn't tell capitals from small letters.
    let known = Set(queues.map { $0.lowercased() })
    return routing.printers.filter { !known.contains($0.queue.lowercased()) }.map { printer in
      MissingPrinter(
        queue: printer.queue, profile: printer.profile, device: printer.device,
        target: try? profiles.profile(named: printer.profile).target,
        outbox: waiting[printer.queue] ?? 0, prints: prints(on: printer.queue), wording: wording)
    }
  }
}
