/// Why nothing was sent, and nothing will be.
enum BackendError: Error, Equatable {
  /// The device URI can't be read.
  case uri(String)
  /// The job can't be printed by us.
  case job(String)
  /// The device can't be used, and waiting won't mend it.
  case device(String)

  /// On one line, for CUPS' log and a person.
  var words: String {
    switch self {
    case .uri(let reason): "The device URI can't be read: \(reason)"
    case .job(let reason): "The job can't be printed: \(reason)"
    case .device(let reason): reason
    }
  }

  /// What it tells cupsd.
  var ending: Ending {
    switch self {
    case .uri, .job: .failed
    case .device: .stop
    }
  }
}

/// How a run ends: CUPS' exit codes for backends (`cups/backend.h`).
enum Ending: Int32 {
  /// Acknowledged; or all is sent, where nothing acknowledges.
  case done = 0
  /// The job or the URI can't be used; nothing was sent.
  case failed = 1
  /// It may be on paper and nobody knows: the job is held.
  case hold = 3
  /// The device can't be used at all; nothing was sent, and the queue stops.
  case stop = 4
  /// Cancelled before the first byte.
  case cancel = 5
}
