/// What is known of a job, told by evidence and never by hope.
public enum JobStanding: Sendable, Equatable {
  /// Waits for its release; or for another one, where a restart lost the first.
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

/// What carriers say alike of jobs that went wrong.
extension JobStanding {
  static let neverSent = JobStanding.notPrinted("it was given up before it was sent")
  static let unnamed = JobStanding.notPrinted("its printer is no longer named")
  static let endedEarly = JobStanding.notPrinted("it ended before its first byte was sent")
  static let unacknowledged = JobStanding.unknown("the printer did not acknowledge it")
  static let cancelledWhilePrinting = JobStanding.unknown("it was cancelled while it printed")
}

/// How our backend `escpos` marks its way, by CUPS' `job-media-progress`.
enum BackendProgress {
  /// It has the job; nothing has left.
  static let tookOver = 10
  /// From here on some of it may be on paper.
  static let beforeFirstByte = 50
  /// All bytes are written.
  static let allSent = 90
}
