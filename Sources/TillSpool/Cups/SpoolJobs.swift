import CCups

/// Jobs in two steps, over CUPS.
extension Spool: PrintCarrier {
  public func hold(
    _ bytes: [UInt8], _ order: JobOrder, queue: String
  ) throws(SpoolError) -> PrintJob {
    try order.check(for: queue)
    guard !bytes.isEmpty else { throw SpoolError(.documentEmpty, queue) }
    try check(order, against: try self.queue(named: queue), named: queue)
    do throws(SpoolError) {
      let id = try connection.createJob(order, queue: queue)
      let draft = PrintJob(id: id, uuid: "", queue: queue, name: order.name)
      try connection.send(bytes, format: order.format, job: draft)
      guard let job = try identified(draft) else { throw SpoolError(.jobUnknown, queue) }
      return job
    } catch {
      takeBack(order.name, queue: queue)
      throw error
    }
  }

  public func release(_ job: PrintJob) throws(SpoolError) {
    guard let evidence = try evidence(of: job) else { throw SpoolError(.jobUnknown, job.queue) }
    // One its backend put on hold may be on paper already: letting that go would print it twice.
    guard evidence.isUntouched else { return }
    do throws(SpoolError) {
      try connection.change(job, by: IPP_OP_RELEASE_JOB)
    } catch {
      let fate: SpoolError.Fate = error.code == .serverUnreachable ? .uncertain : .notPrinted
      throw SpoolError(error.code, error.subject, reason: error.reason, fate: fate)
    }
  }

  public func cancel(_ job: PrintJob) throws(SpoolError) {
    guard try evidence(of: job) != nil else { return }
    try connection.change(job, by: IPP_OP_CANCEL_JOB)
  }

  public func find(name: String, queue: String) throws(SpoolError) -> PrintJob? {
    try jobs(named: name, queue: queue).last
  }

  public func standing(of job: PrintJob) throws(SpoolError) -> JobStanding {
    guard let evidence = try evidence(of: job) else { return .gone }
    let queue = try queue(named: job.queue)
    var isStopping = evidence.isPerhapsStopping && queue?.state == .processing
    if isStopping { isStopping = try !isProcessingAnother(job.queue) }
    return evidence.standing(on: queue, isStopping: isStopping)
  }

  /// Hands a document over in one step, to measure the two against (`till bench paper`).
  ///
  /// No paper that matters goes this way: where it breaks, nobody knows what the server has.
  public func submit(
    _ bytes: [UInt8], _ order: JobOrder, queue: String
  ) throws(SpoolError) -> PrintJob {
    try order.check(for: queue)
    let id = try connection.createJob(order, queue: queue, isHeld: false)
    let draft = PrintJob(id: id, uuid: "", queue: queue, name: order.name)
    try connection.send(bytes, format: order.format, job: draft)
    guard let job = try identified(draft) else { throw SpoolError(.jobUnknown, queue) }
    return job
  }

  /// Whether a queue works on a job that isn't cancelled. It works on one at a time.
  private func isProcessingAnother(_ queue: String) throws(SpoolError) -> Bool {
    guard let home = QueueAddress(queue) else { return false }
    return try connection.jobs("not-completed", at: home)
      .contains { $0.integer("job-state") == JobPhase.processing.rawValue }
  }

  /// What the server shows of a job; nil when its number stands for none or for another's, or
  /// somebody moved it to another queue, whose marks are to be read by other rules.
  private func evidence(of job: PrintJob) throws(SpoolError) -> JobEvidence? {
    guard let home = QueueAddress(job.queue),
      let found = try connection.job(job.id, at: home, attributes: JobEvidence.attributeNames),
      found.string("job-uuid") == job.uuid, found.string("job-name") == job.name,
      found.string("job-printer-uri").map(home.isHome) == true
    else { return nil }
    return JobEvidence(found)
  }

  /// A new job with the uuid the server gave it; its answer to Create-Job doesn't tell it.
  private func identified(_ job: PrintJob) throws(SpoolError) -> PrintJob? {
    guard let home = QueueAddress(job.queue),
      let found = try connection.job(job.id, at: home, attributes: ["job-uuid"]),
      let uuid = found.string("job-uuid")
    else { return nil }
    return PrintJob(id: job.id, uuid: uuid, queue: job.queue, name: job.name)
  }

  /// Every job of a queue with that name, oldest first.
  private func jobs(named name: String, queue: String) throws(SpoolError) -> [PrintJob] {
    guard let home = QueueAddress(queue) else { return [] }
    do throws(SpoolError) {
      let all =
        try connection.jobs("completed", at: home) + connection.jobs("not-completed", at: home)
      let named = all.compactMap { found -> PrintJob? in
        guard found.string("job-name") == name, let id = found.integer("job-id"),
          let uuid = found.string("job-uuid")
        else { return nil }
        return PrintJob(id: id, uuid: uuid, queue: queue, name: name)
      }
      return named.sorted { $0.id < $1.id }
    } catch let error where error.code == .queueUnknown {
      return []
    }
  }

  /// Cancels what a broken `hold` left. Where that fails too, it stays held and prints nothing.
  private func takeBack(_ name: String, queue: String) {
    for job in (try? jobs(named: name, queue: queue)) ?? [] { try? cancel(job) }
  }

  /// CUPS says "completed" of raw bytes an IPP printer refused, and nothing is printed; and of a
  /// page for paper the printer doesn't have, which comes out on what it has. Sides it can't print
  /// make the printer refuse a document that is already sent (all seen).
  private func check(
    _ order: JobOrder, against queue: Queue?, named name: String
  ) throws(SpoolError) {
    guard let queue else { throw SpoolError(.queueUnknown, name) }
    // The printer of a raw queue would print a page's inside as rubbish, and acknowledge it.
    let isPageForRaw = order.format == .pdf && queue.isRaw
    if isPageForRaw || (order.format == .raw && queue.isDriverless) {
      throw SpoolError(.formatRefused, name)
    }
    let sides = order.options["sides"]
    guard !queue.isRaw, order.media != nil || sides != nil else { return }
    let able = try capabilities(of: name)
    if let media = order.media, !able.media.isEmpty, !able.takes(media: media) {
      throw SpoolError(.mediaRefused, name, reason: media)
    }
    if let sides, !able.sides.contains(sides) {
      throw SpoolError(.optionRefused, "sides=\(sides)")
    }
  }
}
