/// A job of the direct carrier as its folder keeps it: a few lines of text.
struct DirectRecord: Equatable {
  enum State: Equatable {
    case held
    /// To be printed, or being printed.
    case released
    /// Taken back while its backend was at work, which may still be.
    case cancelled
    case ended(JobStanding)
  }

  let job: PrintJob
  let priority: Int
  /// As CUPS would give them to a backend: `job-uuid=urn:uuid:… till-ack=none`.
  let options: String
  var state = State.held
  /// The backend that was last started for it; it may outlive the program that started it.
  var process: Int32?

  private static let firstLine = "till-job 1"

  init(_ job: PrintJob, _ order: JobOrder) {
    self.job = job
    priority = order.priority
    let ordered = order.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    options = (["job-uuid=\(job.uuid)"] + ordered).joined(separator: " ")
  }

  /// No value can hold a line end: names and options are checked before they come here.
  var text: String {
    var lines = [
      Self.firstLine, "id \(job.id)", "uuid \(job.uuid)", "queue \(job.queue)", "name \(job.name)",
      "priority \(priority)", "options \(options)", "state \(stateText)",
    ]
    if let process { lines.append("process \(process)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Nil for what isn't a record, or not a whole one.
  init?(text: String) {
    let lines = text.split(separator: "\n")
    guard lines.first == Self.firstLine[...] else { return nil }
    var values: [Substring: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", maxSplits: 1)
      values[parts.first ?? ""] = parts.count == 2 ? String(parts[1]) : ""
    }
    guard let id = values["id"].flatMap({ Int($0) }), let uuid = values["uuid"],
      let queue = values["queue"], let name = values["name"], let options = values["options"],
      let priority = values["priority"].flatMap({ Int($0) }),
      let state = values["state"].flatMap(State.init(text:))
    else { return nil }
    job = PrintJob(id: id, uuid: uuid, queue: queue, name: name)
    self.priority = priority
    self.options = options
    self.state = state
    process = values["process"].flatMap { Int32($0) }
  }

  private var stateText: String {
    switch state {
    case .held: "held"
    case .released: "released"
    case .cancelled: "cancelled"
    case .ended(.confirmed): "confirmed"
    case .ended(.sent): "sent"
    case .ended(.cancelled): "taken-back"
    case .ended(.notPrinted(let why)): "not-printed \(why)"
    case .ended(.unknown(let why)): "unknown \(why)"
    case .ended: "unknown"
    }
  }
}

extension DirectRecord.State {
  init?(text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let why = parts.count == 2 ? parts[1] : ""
    switch parts.first {
    case "held": self = .held
    case "released": self = .released
    case "cancelled": self = .cancelled
    case "confirmed": self = .ended(.confirmed)
    case "sent": self = .ended(.sent)
    case "taken-back": self = .ended(.cancelled)
    case "not-printed": self = .ended(.notPrinted(why))
    case "unknown": self = .ended(.unknown(why))
    default: return nil
    }
  }
}
