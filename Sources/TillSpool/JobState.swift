/// What a document's bytes are. It is always named: CUPS' own guess once took ESC/POS for text.
public enum DocumentFormat: String, Sendable {
  /// Printer commands, passed on byte for byte.
  case raw = "application/vnd.cups-raw"
  /// A page description; the queue's driver makes of it what its printer understands.
  case pdf = "application/pdf"
}

/// What the server says became of a job.
public struct JobState: Sendable, Equatable {
  /// The states of RFC 8011, section 5.3.7.
  public enum Phase: Int, Sendable {
    /// Waiting its turn, or for a stopped queue.
    case pending = 3
    /// Waiting for a person, or for its document.
    case held = 4
    /// On its way to the printer, or trying.
    case processing = 5
    /// Interrupted by the printer.
    case stopped = 6
    /// Taken back; part of it may be on paper.
    case cancelled = 7
    /// Given up by the server; part of it may be on paper.
    case aborted = 8
    /// The backend sent everything. Only a backend that asks the printer makes this "printed".
    case completed = 9

    /// Whether the server will do nothing more with the job.
    public var isFinal: Bool { rawValue >= Phase.cancelled.rawValue }
  }

  /// Where the job stands.
  public let phase: Phase
  /// Why, as IPP keywords; often empty: why a job waits stands with its queue.
  public let reasons: [String]
  /// What the printer or its backend said, in words; may be empty.
  public let message: String
  /// The job's title as the server kept it: tells a number given twice apart.
  public let title: String
}

extension JobState {
  static let attributeNames = [
    "job-state", "job-state-reasons", "job-printer-state-message", "job-name", "job-printer-uri",
  ]

  /// Reads one job group; nil when it holds no state we know.
  init?(_ attributes: Attributes) {
    guard let phase = attributes.integer("job-state").flatMap(Phase.init(rawValue:)) else {
      return nil
    }
    self.phase = phase
    reasons = attributes.strings("job-state-reasons").filter { $0 != "none" }
    message = attributes.string("job-printer-state-message") ?? ""
    title = attributes.string("job-name") ?? ""
  }
}
