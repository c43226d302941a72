import CCups

/// The way to the shop's printers: CUPS, asked through libcups.
///
/// It holds no connection between calls, so making one never fails and a print server may be off,
/// start late, or restart. Every call answers or throws within seconds. Use it from one thread at
/// a time (it is not `Sendable`, so the compiler sees to that): libcups' errors belong to a thread.
///
/// ```swift
/// let spool = Spool()
/// let job = try spool.submit(bytes, format: .raw, title: "R1-000042", queue: "receipt")
/// try spool.state(ofJob: job.id, queue: job.queue).phase  // .completed, some 20 ms later
/// ```
public final class Spool {
  private let address: ServerAddress
  private let limits: TimeLimits

  /// - Parameter server: `host:port` or the path of a socket; else what libcups would choose:
  ///   `$CUPS_SERVER`, client.conf, the local server.
  public convenience init(server: String? = nil) {
    self.init(server: server, limits: TimeLimits())
  }

  init(server: String?, limits: TimeLimits) {
    address = ServerAddress(server)
    self.limits = limits
  }

  /// The queues the server has, in its order (by name).
  public func queues() throws(SpoolError) -> [Queue] {
    let connection = try Connection.open(to: address, within: limits)
    let request = ippNewRequest(IPP_OP_CUPS_GET_PRINTERS)
    addRequested(Queue.attributeNames, to: request)
    do throws(SpoolError) {
      let groups = try connection.ask(
        request, path: "/", for: IPP_TAG_PRINTER, about: address.description)
      return groups.compactMap(Queue.init)
    } catch let error where error.code == .queueUnknown {
      return []  // CUPS' way of saying that there are none.
    }
  }

  /// One queue as it stands now, or nil when the server has none of that name.
  public func queue(named name: String) throws(SpoolError) -> Queue? {
    try Connection.open(to: address, within: limits).queue(QueueAddress(name))
  }

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
    let connection = try Connection.open(to: address, within: limits)
    // CUPS says "completed" of raw bytes an IPP printer refused, and nothing is printed (seen).
    if format == .raw, let home = try connection.queue(QueueAddress(queue)), home.isDriverless {
      throw SpoolError(.formatRefused, queue)
    }
    let id = try connection.createJob(title: title, queue: queue, media: media)
    let job = PrintJob(id: Int(id), queue: queue, title: title)
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
    guard let number = Int32(exactly: id), let home = QueueAddress(queue) else {
      throw SpoolError(.jobUnknown, queue)
    }
    let connection = try Connection.open(to: address, within: limits)
    let request = home.request(IPP_OP_GET_JOB_ATTRIBUTES, attributes: JobState.attributeNames)
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", number)
    let groups: [Attributes]
    do throws(SpoolError) {
      groups = try connection.ask(request, path: "/", for: IPP_TAG_JOB, about: queue)
    } catch let error where error.code == .queueUnknown {
      throw SpoolError(.jobUnknown, queue, reason: error.reason)
    }
    guard let job = groups.first, let state = JobState(job),
      let found = job.string("job-printer-uri"), home.isHome(found)
    else { throw SpoolError(.jobUnknown, queue) }
    return state
  }

  /// Finds out, over a connection of its own, what a broken submit left behind.
  ///
  /// Nil: the server has the document after all, only its answer was lost. Else the job was taken
  /// back, and the error says whether any of it can be on paper: a job that was cancelled before
  /// it was ever processed never reached the printer. When the server can't be asked, CUPS drops
  /// a job without a document by itself after a while.
  private func settle(_ job: PrintJob, after error: SpoolError) -> SpoolError? {
    var fate = error.fate
    if let connection = try? Connection.open(to: address, within: limits) {
      if fate == .uncertain, let trace = connection.trace(of: job), trace.hasDocument { return nil }
      _ = cupsCancelJob2(connection.http, job.queue, Int32(job.id), 0)
      if let trace = connection.trace(of: job), trace.isFinal, !trace.wasProcessed {
        fate = .notPrinted
      }
    }
    return SpoolError(
      error.code, error.subject, reason: error.reason, fate: fate, jobID: job.id)
  }
}
