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

  /// What it tells cupsd. Never plain failure (exit code 1): under `retry-current-job` cupsd 2.4.2
  /// then runs the job again at once and for ever, 230 times a second, and shows nobody why (seen).
  ///
  /// An address or device is the queue's fault: the queue stops, its jobs wait, and
  /// `printer-state-message` has our words until somebody mends it. A job's fault is its own: it is
  /// cancelled, with our words in `job-printer-state-message`, and the next is printed.
  var ending: Ending {
    switch self {
    case .uri, .device: .stop
    case .job: .cancel
    }
  }
}

/// How a run ends: CUPS' exit codes for backends (`cups/backend.h`).
enum Ending: Int32 {
  /// Acknowledged; or all is sent, where nothing acknowledges.
  case done = 0
  /// Called in another way than CUPS calls a backend. See `BackendError.ending`.
  case misused = 1
  /// It may be on paper and nobody knows: the job is held.
  case hold = 3
  /// The address or device can't be used at all; nothing was sent, and the queue stops.
  case stop = 4
  /// Cancelled before the first byte, by a person or because it can't be printed by us.
  case cancel = 5
}
