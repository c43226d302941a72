/// A CUPS queue as it stood when asked.
///
/// CUPS refreshes `reasons` only while a job runs: an idle queue may still show yesterday's.
public struct Queue: Sendable, Equatable {
  /// What the queue is doing.
  public enum State: String, Sendable {
    /// Ready, nothing to do.
    case idle
    /// Sending a document to the printer, or trying to.
    case processing
    /// Not printing until someone enables it; it may still take jobs.
    case stopped
  }

  /// The name jobs are sent to.
  public let name: String
  /// Where the printer is, without any password; nil when the server keeps it to itself.
  public let uri: String?
  /// What the queue is doing.
  public let state: State
  /// Why it is in that state, as IPP keywords such as `media-empty-error`; empty when all is well.
  public let reasons: [String]
  /// The same in words, where the printer or its backend said something.
  public let message: String
  /// Whether it takes new jobs.
  public let acceptsJobs: Bool
  /// Whether bytes reach the printer as they are, with no driver between.
  public let isRaw: Bool
  /// What the server does with a job whose backend failed; nil: in a way we never set.
  public let errorPolicy: ErrorPolicy?
  /// Since when it is in that state, in seconds since 1970; nil when the server doesn't say.
  public let stateSince: Int?
  /// How many of its jobs haven't ended.
  public let waitingJobs: Int
}

extension Queue {
  static let attributeNames = [
    "printer-name", "device-uri", "printer-state", "printer-state-reasons",
    "printer-state-message", "printer-is-accepting-jobs", "printer-make-and-model",
    "printer-state-change-time", "queued-job-count",
    "printer-error-policy",
  ]

  /// Whether our backend `escpos` drives it, which gives evidence of what became of a job.
  public var isOurs: Bool { scheme == "escpos" }

  /// The first part of its device's URI: `escpos`, `socket`, `ipp`, `usb` …; nil as the URI is.
  public var scheme: String? { uri.map { String($0.prefix { $0 != ":" }) } }

  /// The reasons that are true now.
  ///
  /// CUPS refreshes what the printer says only while a job runs. When none does, only what the
  /// server says by itself counts, such as `paused`; the rest is what the last job saw.
  public var presentReasons: [String] {
    state == .processing ? reasons : reasons.filter(Self.serverReasons.contains)
  }

  /// What cupsd 2.4 sets and takes away by itself (scheduler/printers.c).
  private static let serverReasons: Set = [
    "paused", "moving-to-paused", "hold-new-jobs", "shutdown", "spool-area-full",
    "cups-waiting-for-job-completed", "cups-insecure-filter-warning", "cups-missing-filter-warning",
    "cups-remote-stopped",
  ]

  /// The acknowledgement its URI asks our backend for: `gs-r` unless said otherwise.
  var acknowledgement: String {
    let query = uri?.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let wanted = query.split(separator: "&").first { $0.hasPrefix("ack=") }
    return wanted.map { String($0.dropFirst(4)) } ?? "gs-r"
  }

  /// Whether its printer speaks IPP: it takes the formats it declares, never raw bytes.
  public var isDriverless: Bool {
    guard !isRaw, let scheme else { return false }
    return ["ipp", "ipps", "dnssd"].contains(scheme)
  }

  /// CUPS marks a queue without a driver by this model name only.
  static let rawModel = "Local Raw Printer"

  /// Reads one printer group; nil when it has no name (a class of printers always has one).
  init?(_ attributes: Attributes) {
    guard let name = attributes.string("printer-name") else { return nil }
    self.name = name
    uri = attributes.string("device-uri")
    state =
      switch attributes.integer("printer-state") {
      case 3: .idle
      case 4: .processing
      default: .stopped
      }
    reasons = attributes.strings("printer-state-reasons").filter { $0 != "none" }
    message = attributes.string("printer-state-message") ?? ""
    acceptsJobs = attributes.boolean("printer-is-accepting-jobs") ?? false
    errorPolicy = attributes.string("printer-error-policy").flatMap(ErrorPolicy.init)
    stateSince = attributes.integer("printer-state-change-time")
    waitingJobs = attributes.integer("queued-job-count") ?? 0
    isRaw = attributes.string("printer-make-and-model") == Self.rawModel
  }
}
