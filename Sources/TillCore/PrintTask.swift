/// One print that is to be made (打印任务): an original, one part of it, a COPY, or a drawer kick.
///
/// A sale commits first; what becomes of its paper can neither undo nor repeat it.
public struct PrintTask: Hashable, Sendable {
  /// How far a print has got, as far as anybody can know (DESIGN "Printing").
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Waits in the shop's own outbox; no printer has heard of it.
    case queued
    /// A print server is being given it, held: nothing prints yet.
    case handingOver = "handing-over"
    /// The print server has it and may print it. Once over, it was sent, and the printer can't say
    /// more: sent, not confirmed.
    case handedOver = "handed-over"
    /// The printer acknowledged it, or a person saw it.
    case confirmed
    /// It may be on paper; nothing prints it again by itself, a person decides.
    case unknown
    /// It is not on paper, as far as printer or person know.
    case failed
    /// No printer: kept as a file under `data/paper/`.
    case kept
  }

  /// What a person found, looking for the paper.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case printed
    case lost
  }

  /// The kind of a print that opens the drawer and has no paper.
  public static let kick = "kick"

  /// The number `jobs` lists it under, and `settle` and `retry` take.
  public let id: Int64
  /// The document's number; empty for a drawer kick.
  public let number: String
  /// A `DocumentKind`, or `kick`.
  public let kind: String
  public let isStamped: Bool
  public let role: CopyRole?
  /// D4: which COPY this is, and why; nil for an original.
  public let copyOrdinal: Int?
  public let copyReason: String?
  public let desk: Int
  public let state: State
  /// The queue it was given to.
  public let queue: String?
  /// The queue somebody named for it; nil leaves it to printers.yaml.
  public let wantedQueue: String?
  /// The print server's number and lasting name for it.
  public let job: Int?
  public let jobUUID: String?
  /// The name it was given there, which no other print ever has.
  public let jobName: String?
  /// How often it was given to a print server, 0 before the first time.
  public let attempt: Int
  /// Nobody watches it any more: its state will not change by itself.
  public let isOver: Bool
  /// A person settled it, so only a COPY may follow it: somebody may have erred.
  public let mayBeOnPaper: Bool
  /// Why it stands so: a printer's trouble as an IPP keyword, or words.
  public let note: String?
  /// Since when it stands so; of a kick, when it was wanted.
  public let since: Moment?

  public init(
    id: Int64, number: String, kind: String, isStamped: Bool = false, role: CopyRole? = nil,
    copyOrdinal: Int? = nil, copyReason: String? = nil, desk: Int = 1, state: State,
    queue: String? = nil, wantedQueue: String? = nil, job: Int? = nil, jobUUID: String? = nil,
    jobName: String? = nil,
    attempt: Int = 0, isOver: Bool = false, mayBeOnPaper: Bool = false, note: String? = nil,
    since: Moment? = nil
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.isStamped = isStamped
    self.role = role
    self.copyOrdinal = copyOrdinal
    self.copyReason = copyReason
    self.desk = desk
    self.state = state
    self.queue = queue
    self.wantedQueue = wantedQueue
    self.job = job
    self.jobUUID = jobUUID
    self.jobName = jobName
    self.attempt = attempt
    self.isOver = isOver
    self.mayBeOnPaper = mayBeOnPaper
    self.note = note
    self.since = since
  }

  /// It opens the drawer.
  public var isKick: Bool { kind == Self.kick }

  /// A person may say what became of it: it is unknown, or failed and nobody said more.
  public var isUnsettled: Bool { state == .unknown || (state == .failed && !mayBeOnPaper) }

  /// A person must: a drawer's kick was told once and leaves no paper to look for.
  public var needsPerson: Bool { isUnsettled && !isKick }

  /// `S1-000128 finance`, `R1-000117 COPY 1`; empty for a kick.
  public var title: String {
    [number, role?.rawValue, copyOrdinal.map { "COPY \($0)" }].compactMap { $0 }
      .joined(separator: " ")
  }
}
