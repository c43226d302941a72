/// The states of RFC 8011, section 5.3.7.
enum JobPhase: Int {
  /// Waiting its turn, or for a stopped queue.
  case pending = 3
  /// Waiting for its release.
  case held = 4
  /// On its way to the printer, or trying.
  case processing = 5
  /// Interrupted by the printer.
  case stopped = 6
  /// Taken back; part of it may be on paper.
  case cancelled = 7
  /// Given up by the server; part of it may be on paper.
  case aborted = 8
  /// Its backend ended. Only one that asks the printer makes this "printed".
  case completed = 9
}

/// What a CUPS job shows of its way, as far as it is evidence.
///
/// Our backend marks its way by `BackendProgress` and its end by a sheet counted, which alone
/// outlives a restart of the server.
/// CUPS' own states prove little: a backend that was killed makes a job `completed`.
struct JobEvidence {
  static let attributeNames = [
    "job-state", "job-state-reasons", "job-name", "job-uuid", "job-printer-uri",
    "time-at-processing", "job-media-progress", "job-media-sheets-completed", "till-ack",
  ]

  let phase: JobPhase
  private let reasons: [String]
  private let wasProcessed: Bool
  private let progress: Int
  private let sheets: Int
  private let acknowledgement: String?

  /// Nil when it holds no state we know.
  init?(_ attributes: Attributes) {
    guard let phase = attributes.integer("job-state").flatMap(JobPhase.init(rawValue:))
    else { return nil }
    self.phase = phase
    reasons = attributes.strings("job-state-reasons")
    wasProcessed = attributes.integer("time-at-processing") != nil
    progress = attributes.integer("job-media-progress") ?? 0
    sheets = attributes.integer("job-media-sheets-completed") ?? 0
    acknowledgement = attributes.string("till-ack")
  }

  /// Whether it waits for its release and was never let go.
  var isUntouched: Bool { phase == .held && !wasProcessed }

  /// Whether it was cancelled after it first ran: its backend may still be at work.
  ///
  /// CUPS 2.4 says the same of a job that wasn't running when it was cancelled, and for good
  /// (seen).
  var isPerhapsStopping: Bool {
    phase == .cancelled && wasProcessed && reasons.contains("processing-to-stop-point")
  }

  /// Where the job stands, on a queue of ours (its backend gives evidence) or another.
  ///
  /// - Parameters:
  ///   - queue: its queue; nil when the server has none of that name any more.
  ///   - isStopping: whether it was cancelled and its backend is still at work.
  func standing(on queue: Queue?, isStopping: Bool) -> JobStanding {
    guard let queue else { return .unknown("its printer was taken out of the server") }
    if isStopping, sheets == 0 { return .sending(reasons: queue.presentReasons) }
    return queue.isOurs ? onOurs(queue) : onAnother(queue)
  }

  private func onOurs(_ queue: Queue) -> JobStanding {
    if sheets > 0 { return .confirmed }
    let troubles = queue.presentReasons
    switch phase {
    case .held: return heldStanding
    // One that ran before and waits again shows no progress after a restart: it may be on paper.
    case .pending where wasProcessed && progress != BackendProgress.tookOver:
      return .sending(reasons: troubles)
    case .pending: return .waiting(reasons: troubles)
    case .processing, .stopped:
      if progress >= BackendProgress.beforeFirstByte { return .sending(reasons: troubles) }
      return progress >= BackendProgress.tookOver
        ? .starting(reasons: troubles) : .waiting(reasons: troubles)
    case .cancelled, .aborted, .completed: break
    }
    if !wasProcessed || progress == BackendProgress.tookOver, phase == .cancelled {
      return .cancelled
    }
    if !wasProcessed, phase == .aborted { return .neverSent }
    if progress == BackendProgress.tookOver { return .endedEarly }
    if phase == .completed, progress == BackendProgress.allSent,
      (acknowledgement ?? queue.acknowledgement) == "none"
    {
      return .sent
    }
    return .unacknowledged
  }

  private func onAnother(_ queue: Queue) -> JobStanding {
    let troubles = queue.presentReasons
    switch phase {
    case .held: return heldStanding
    case .pending where !wasProcessed: return .waiting(reasons: troubles)
    case .pending, .processing, .stopped: return .sending(reasons: troubles)
    case .completed: return .sent
    case .cancelled: return wasProcessed ? .cancelledWhilePrinting : .cancelled
    case .aborted: return wasProcessed ? .unknown("it was given up while it printed") : .neverSent
    }
  }

  private var heldStanding: JobStanding {
    wasProcessed ? .unknown("the printer did not acknowledge it, and it is held") : .held
  }
}
