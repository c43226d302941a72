/// What is known of a job, told by evidence and never by hope.
public enum JobStanding: Sendable, Equatable {
  /// Never released, never processed.
  case held
  /// Released; the printer's turn hasn't come (busy, stopped): the queue's reasons.
  case waiting(reasons: [String])
  /// Under way with nothing sent yet (printer off, paper out): the queue's reasons.
  case starting(reasons: [String])
  /// Some of it may be on paper, and it is still under way: the queue's reasons.
  case sending(reasons: [String])
  /// The printer acknowledged it.
  case confirmed
  /// All handed on and nothing more to do; an acknowledgement is not to be had.
  case sent
  /// Somebody took it back before anything of it was sent: surely not on paper.
  case cancelled
  /// Surely not on paper, and nothing more will be done with it; why.
  case notPrinted(String)
  /// It may be on paper, and nothing will happen by itself; why.
  case unknown(String)
  /// There is no such job; a number that was given to another counts as none.
  case gone
}

/// What a CUPS job shows of its way, as far as it is evidence.
///
/// Our backend marks its way by `job-media-progress` (10: took it over, 50: before the first byte,
/// 90: all sent) and its end by a sheet counted, which alone outlives a restart of the server.
/// CUPS' own states prove little: a backend that was killed makes a job `completed`.
struct JobEvidence {
  static let attributeNames = [
    "job-state", "job-state-reasons", "job-name", "job-uuid", "job-printer-uri",
    "time-at-processing", "job-media-progress", "job-media-sheets-completed", "till-ack",
  ]

  private static let tookOver = 10
  private static let beforeFirstByte = 50
  private static let allSent = 90

  let phase: JobState.Phase
  private let reasons: [String]
  private let wasProcessed: Bool
  private let progress: Int
  private let sheets: Int
  private let acknowledgement: String?

  /// Nil when it holds no state we know.
  init?(_ attributes: Attributes) {
    guard let phase = attributes.integer("job-state").flatMap(JobState.Phase.init(rawValue:))
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
    case .pending where wasProcessed && progress != Self.tookOver:
      return .sending(reasons: troubles)
    case .pending: return .waiting(reasons: troubles)
    case .processing, .stopped:
      if progress >= Self.beforeFirstByte { return .sending(reasons: troubles) }
      return progress >= Self.tookOver ? .starting(reasons: troubles) : .waiting(reasons: troubles)
    case .cancelled, .aborted, .completed: break
    }
    if !wasProcessed || progress == Self.tookOver, phase == .cancelled { return .cancelled }
    if !wasProcessed, phase == .aborted { return .notPrinted(Self.neverRan) }
    if progress == Self.tookOver { return .notPrinted("it ended before its first byte was sent") }
    if phase == .completed, progress == Self.allSent,
      (acknowledgement ?? queue.acknowledgement) == "none"
    {
      return .sent
    }
    return .unknown("the printer did not acknowledge it")
  }

  private func onAnother(_ queue: Queue) -> JobStanding {
    let troubles = queue.presentReasons
    switch phase {
    case .held: return heldStanding
    case .pending where !wasProcessed: return .waiting(reasons: troubles)
    case .pending, .processing, .stopped: return .sending(reasons: troubles)
    case .completed: return .sent
    case .cancelled where !wasProcessed: return .cancelled
    case .cancelled, .aborted:
      return wasProcessed
        ? .unknown("it was \(phase == .cancelled ? "cancelled" : "given up") while it printed")
        : .notPrinted(Self.neverRan)
    }
  }

  private var heldStanding: JobStanding {
    wasProcessed ? .unknown("the printer did not acknowledge it, and it is held") : .held
  }

  private static let neverRan = "it was given up before it was sent"
}
