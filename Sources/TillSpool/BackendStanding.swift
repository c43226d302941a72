/// A backend's exit codes (cups backend(7)), as far as they differ here.
enum BackendExit {
  static let ok: Int32 = 0
  /// It may be on paper, and nobody knows.
  static let hold: Int32 = 3
  /// Nothing was sent: the device can't be used for now.
  static let stop: Int32 = 4
}

extension BackendWords {
  /// Where its job stands while the backend is at work.
  var standing: JobStanding {
    switch progress {
    case 50...: .sending(reasons: reasons)
    case 10...: .starting(reasons: reasons)
    default: .waiting(reasons: reasons)
    }
  }

  /// Where its job stands when the backend has ended without an acknowledgement.
  ///
  /// - Parameter hasNote: whether its ledger knows the job, so that some of it left, now or before.
  func standing(after end: BackendRun.End, hasNote: Bool) -> JobStanding {
    // A whole document without an acknowledgement ends well only where none was ordered.
    if end == .exit(BackendExit.ok), progress == 90 { return .sent }
    if !hasNote, progress <= 10, ![.exit(BackendExit.ok), .exit(BackendExit.hold)].contains(end) {
      return .notPrinted("it ended before its first byte was sent")
    }
    return .unknown("the printer did not acknowledge it")
  }
}
