import CCups

/// The two halves of handing a document over: make a job, then send what it prints.
extension Connection {
  /// Bytes per write: enough to be quick, little enough to notice a refusal early.
  private static let chunkBytes = 65_536

  /// Makes a job that waits for its document, and returns its number.
  ///
  /// `cupsCreateJob` would do the same, but first it asks for the queue over a connection of its
  /// own, to the default server and without our time limits: seen to hang for 60 s.
  func createJob(title: String, queue: String, media: String?) throws(SpoolError) -> Int32 {
    guard let home = QueueAddress(queue) else { throw SpoolError(.queueUnknown, queue) }
    let request = home.request(IPP_OP_CREATE_JOB, attributes: [])
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nil, title)
    if let media { ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nil, media) }
    let job = try ask(request, path: home.path, for: IPP_TAG_JOB, about: queue).first
    guard let id = job?.integer("job-id").flatMap(Int32.init(exactly:)), id > 0 else {
      throw SpoolError(.refused, queue)
    }
    return id
  }

  /// Sends a job's one document.
  ///
  /// Until the last byte is followed by the end mark the server has no document and prints
  /// nothing. From then on a lost answer leaves the fate open: it may have printed.
  ///
  /// The corresponding C functions are `cupsStartDocument`, `cupsWriteRequestData` and
  /// `cupsGetResponse`.
  func send(_ bytes: [UInt8], format: DocumentFormat, job: PrintJob) throws(SpoolError) {
    let isLastDocument: Int32 = 1
    let started = cupsStartDocument(
      http, job.queue, Int32(job.id), job.title, format.rawValue, isLastDocument)
    guard started == HTTP_STATUS_CONTINUE else { throw failure(about: job.queue) }
    guard write(bytes) else { throw failure(about: job.queue) }
    // Not `cupsFinishDocument`: 2.4.2 says "successful-ok" when the connection broke before the
    // answer (seen). Only an answer that came counts.
    let answer = cupsGetResponse(http, QueueAddress(job.queue)?.path)
    defer { ippDelete(answer) }
    guard let answer, Self.isSuccess(ippGetStatusCode(answer)) else {
      throw failure(about: job.queue, fate: .uncertain)
    }
  }

  /// What a job has been through, or nil when the server can't say.
  func trace(of job: PrintJob) -> JobTrace? {
    let request = QueueAddress(job.queue)?.request(
      IPP_OP_GET_JOB_ATTRIBUTES, attributes: JobTrace.attributeNames)
    guard let request else { return nil }
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", Int32(job.id))
    let groups = try? ask(request, path: "/", for: IPP_TAG_JOB, about: job.queue)
    return groups?.first.map(JobTrace.init)
  }

  private func write(_ bytes: [UInt8]) -> Bool {
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
