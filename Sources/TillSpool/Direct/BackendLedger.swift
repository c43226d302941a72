import Glibc

/// What the backend noted of its jobs, as who runs it reads it. The backend's own is `Ledger`.
struct BackendLedger {
  /// Where it lies, a file a job, named by the job's uuid.
  let path: String

  /// How far a document went, on disk before it went so far.
  enum Entry: String {
    case sending, sent, printed
  }

  /// What was noted last of a job; nil: it surely never sent a byte of it.
  ///
  /// The file is there before a byte is sent, and empty; words are added, a line each.
  func entry(of job: PrintJob) -> Entry? {
    let key = job.uuid.split(separator: ":").last ?? ""
    guard let text = DirectFolder.read("\(path)/\(key)") else {
      // Unreadable: it can't be ruled out that it was sent.
      return errno == ENOENT ? nil : .sending
    }
    return text.split(separator: "\n").last.map { Entry(rawValue: String($0)) ?? .sending }
  }
}

extension DirectRecord {
  /// Where a job stands by the ledger alone, when nothing more will be done with it.
  ///
  /// - Parameter unsure: what is told of one of which some, but not surely all, was printed.
  func standing(by entry: BackendLedger.Entry, unsure: JobStanding) -> JobStanding {
    switch entry {
    case .printed: .confirmed
    case .sent where options.split(separator: " ").contains("till-ack=none"): .sent
    case .sent, .sending: unsure
    }
  }
}
