import TillCore

/// One step of what became of a print.
public struct PrintStep: Hashable, Sendable, CustomStringConvertible {
  /// When it was known.
  public let at: Moment
  /// A `PrintTask.State`, as it was written down.
  public let state: String
  /// Who decided it; nil where nobody did.
  public let person: String?
  /// The queue it was given to; nil before it was.
  public let queue: String?
  /// The print server's number for it; nil before it had one.
  public let job: Int?
  /// Why; nil where there is nothing to say.
  public let note: String?

  /// `2026-11-22 09:01 handed-over receipt 7 media-empty-error`
  public var description: String {
    let words: [String?] = [time, state, person, queue, job.map(String.init), note]
    return words.compactMap { $0 }.joined(separator: " ")
  }

  /// Day and time on the shop's wall.
  public var time: String { "\(at.localDate) \(at.localTime)" }
}
