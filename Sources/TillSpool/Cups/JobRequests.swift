import CCups

/// The requests a job goes through: made, sent, let go, taken back, asked after.
extension Connection {
  /// Bytes per write: enough to be quick, little enough to notice a refusal early.
  private static let chunkBytes = 65_536

  /// Makes a job that waits for its document, and returns its number.
  ///
  /// `cupsCreateJob` would do the same, but first it asks for the queue over a connection of its
  /// own, to the default server and without our time limits: seen to hang for 60 s.
  ///
  /// - Parameter isHeld: whether it waits, with its document, for `release` too.
  func createJob(_ order: JobOrder, queue: String, isHeld: Bool = true) throws(SpoolError) -> Int {
    guard let home = QueueAddress(queue) else { throw SpoolError(.queueUnknown, queue) }
    let request = request(IPP_OP_CREATE_JOB, at: home)
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nil, order.name)
    ippAddInteger(
      request, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-priority",
      Int32(min(max(order.priority, 1), 100)))
    ippAddInteger(
      request, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-cancel-after",
      Int32(clamping: max(order.patienceSeconds, 1)))
    if isHeld {
      ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-hold-until", nil, "indefinite")
    }
    if let media = order.media {
      ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nil, media)
    }
    for (name, value) in order.options.sorted(by: { $0.key < $1.key }) {
      cupsEncodeOption(request, IPP_TAG_JOB, name, value)
    }
    let job = try ask(request, path: home.path, for: IPP_TAG_JOB, about: queue).first
    guard let id = job?.integer("job-id"), id > 0 else { throw SpoolError(.refused, queue) }
    return id
  }

  /// Sends a job's one document.
  ///
  /// The corresponding C functions are `cupsStartDocument`, `cupsWriteRequestData` and
  /// `cupsGetResponse`.
  func send(_ bytes: [UInt8], format: DocumentFormat, job: PrintJob) throws(SpoolError) {
    let http = try line()
    let isLastDocument: Int32 = 1
    let started = cupsStartDocument(
      http, job.queue, Int32(clamping: job.id), job.name, format.rawValue, isLastDocument)
    guard started == HTTP_STATUS_CONTINUE, write(bytes, to: http) else {
      let failure = failure(about: job.queue)
      drop()
      throw failure
    }
    // Not `cupsFinishDocument`: 2.4.2 says "successful-ok" when the connection broke before the
    // answer (seen). Only an answer that came counts.
    let answer = cupsGetResponse(http, QueueAddress(job.queue)?.path)
    defer { ippDelete(answer) }
    guard let answer, Self.isSuccess(ippGetStatusCode(answer)) else {
      let failure = failure(about: job.queue)
      drop()
      throw failure
    }
  }

  /// What a job's number stands for now; nil when for nothing.
  func job(
    _ id: Int, at home: QueueAddress, attributes: [String]
  ) throws(SpoolError) -> Attributes? {
    guard let number = Int32(exactly: id), number > 0 else { return nil }
    let request = request(
      IPP_OP_GET_JOB_ATTRIBUTES, at: home, attributes: attributes, job: number)
    do throws(SpoolError) {
      return try ask(request, path: "/", for: IPP_TAG_JOB, about: home.name).first
    } catch let error where error.code == .queueUnknown {
      return nil
    }
  }

  /// A queue's jobs, `completed` (ended in any way) or `not-completed`, with what names them.
  func jobs(_ kind: String, at home: QueueAddress) throws(SpoolError) -> [Attributes] {
    let request = request(
      IPP_OP_GET_JOBS, at: home, attributes: ["job-id", "job-uuid", "job-name", "job-state"])
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nil, kind)
    return try ask(request, path: "/", for: IPP_TAG_JOB, about: home.name)
  }

  /// Performs Release-Job or Cancel-Job; a job in the wrong state for it stays as it is.
  func change(_ job: PrintJob, by operation: ipp_op_t) throws(SpoolError) {
    guard let home = QueueAddress(job.queue), let number = Int32(exactly: job.id), number > 0 else {
      throw SpoolError(.jobUnknown, job.queue)
    }
    let request = request(operation, at: home, job: number)
    do throws(SpoolError) {
      _ = try ask(request, path: "/jobs", for: IPP_TAG_JOB, about: job.queue)
    } catch let error where error.code == .notPossible {
      return
    } catch let error where error.code == .queueUnknown {
      throw SpoolError(.jobUnknown, job.queue, reason: error.reason)
    }
  }

  private func write(_ bytes: [UInt8], to http: OpaquePointer) -> Bool {
    bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count, by: Self.chunkBytes).allSatisfy { start in
        let chunk = buffer[start..<min(start + Self.chunkBytes, buffer.count)]
        return UnsafeRawBufferPointer(rebasing: chunk).withMemoryRebound(to: CChar.self) {
          cupsWriteRequestData(http, $0.baseAddress, $0.count) == HTTP_STATUS_CONTINUE
        }
      }
    }
  }
}
