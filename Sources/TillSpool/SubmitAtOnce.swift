import CCups

/// Handing over in one step, and CUPS' own states: what holding and releasing is measured against.
extension Spool {
  /// Hands a document over. When this returns, the server has all of it.
  ///
  /// When the connection breaks, the server is asked what it has: a job whose document did not
  /// arrive is cancelled before the error is thrown. The error's `fate` says whether the document
  /// may be sent again.
  ///
  /// - Parameters:
  ///   - title: what people see in the queue; control characters are dropped, 255 bytes are kept.
  ///   - media: a PWG size name such as `iso_a4_210x297mm`; nil for the queue's own.
  public func submit(
    _ bytes: [UInt8], format: DocumentFormat, title: String, queue: String, media: String? = nil
  ) throws(SpoolError) -> PrintJob {
    guard let title = JobTitle(title)?.text else { throw SpoolError(.titleRefused, queue) }
    guard !bytes.isEmpty else { throw SpoolError(.documentEmpty, queue) }
    // CUPS says "completed" of raw bytes an IPP printer refused, and nothing is printed (seen).
    if format == .raw, let home = try self.queue(named: queue), home.isDriverless {
      throw SpoolError(.formatRefused, queue)
    }
    let order = JobOrder(name: title, format: format, media: media)
    let id = try connection.createJob(order, queue: queue, isHeld: false)
    let job = PrintJob(id: id, uuid: "", queue: queue, name: title)
    do throws(SpoolError) {
      try connection.send(bytes, format: format, job: job)
    } catch {
      if let error = settle(job, after: error) { throw error }
    }
    return job
  }

  /// Where a job stands.
  ///
  /// Throws `jobUnknown` when the server has forgotten it, or the number belongs to another queue.
  public func state(ofJob id: Int, queue: String) throws(SpoolError) -> JobState {
    guard let home = QueueAddress(queue),
      let job = try connection.job(id, at: home, attributes: JobState.attributeNames),
      let state = JobState(job), let found = job.string("job-printer-uri"), home.isHome(found)
    else { throw SpoolError(.jobUnknown, queue) }
    return state
  }

  /// Finds out what a broken submit left behind.
  ///
  /// Nil: the server has the document after all, only its answer was lost. Else the job was taken
  /// back, and the error says whether any of it can be on paper: a job that was cancelled before
  /// it was ever processed never reached the printer. When the server can't be asked, CUPS drops
  /// a job without a document by itself after a while.
  private func settle(_ job: PrintJob, after error: SpoolError) -> SpoolError? {
    var fate = error.fate
    if fate == .uncertain, let trace = connection.trace(of: job), trace.hasDocument { return nil }
    try? connection.change(job, by: IPP_OP_CANCEL_JOB)
    if let trace = connection.trace(of: job), trace.isFinal, !trace.wasProcessed {
      fate = .notPrinted
    }
    return SpoolError(
      error.code, error.subject, reason: error.reason, fate: fate, jobID: job.id)
  }
}

/// The marks by which a job shows how far it got.
struct JobTrace {
  static let attributeNames = ["job-state", "number-of-documents", "time-at-processing"]

  /// Whether the printer may have got any of it. Unset until the job first ran.
  let wasProcessed: Bool
  /// Whether the server has, or had, the whole document: CUPS counts it only when it is complete,
  /// and forgets it when it was printed.
  let hasDocument: Bool
  /// Whether the server will do nothing more with it.
  let isFinal: Bool

  init(_ attributes: Attributes) {
    wasProcessed = attributes.integer("time-at-processing") != nil
    hasDocument = wasProcessed || (attributes.integer("number-of-documents") ?? 0) > 0
    isFinal =
      attributes.integer("job-state").flatMap(JobState.Phase.init(rawValue:))?.isFinal ?? false
  }
}

extension Connection {
  /// What a job has been through, or nil when the server can't say.
  func trace(of job: PrintJob) -> JobTrace? {
    guard let home = QueueAddress(job.queue) else { return nil }
    let found = try? self.job(job.id, at: home, attributes: JobTrace.attributeNames)
    return found.map(JobTrace.init)
  }
}
