import Glibc

/// Printing without CUPS: the backend is run by the till itself.
///
/// It keeps to CUPS' ways: one backend a device, a document in a file, the same arguments, and what
/// the backend says on its standard error. The backend's ledger makes it safe to run a job again
/// after a break: one that sent anything is run at once, to learn its end. One that sent nothing is
/// held until it is released anew, for its time may be over: nobody wants yesterday's drawer kick.
///
/// A job whose printer is not among the devices any more ends by what the ledger says of it.
///
/// Nothing happens by itself between calls; whoever waits for a job asks `standing(of:)` now and
/// then, which sees to all of them. Use it from one thread at a time.
public final class DirectCarrier: PrintCarrier {
  /// Jobs that ended are known for as long as CUPS knows them by default (MaxJobs).
  static let endedJobs = 500
  /// A device that can't be used (unplugged) is tried again after this.
  private static let retrySeconds = 10

  private let program: String
  private let folder: DirectFolder
  private let ledger: BackendLedger
  private let devices: [String: String]
  private let user: String
  private let makeUUID: () -> String
  private var records: [DirectRecord]
  private var runs: [BackendRun] = []
  /// Jobs by their numbers that were released here and not by an earlier carrier alone.
  private var releasedHere: Set<Int> = []
  private var retries: [String: (time: ContinuousClock.Instant, reasons: [String])] = [:]

  /// - Parameters:
  ///   - backend: the path of the program `escpos`.
  ///   - folder: where jobs are kept; made when it isn't there. One carrier may use it at a time.
  ///   - ledger: where the backend notes what it sent; made when it isn't there.
  ///   - devices: by queue's name, the device's URI, such as `escpos://192.168.1.50:9100`.
  ///   - user: whom jobs belong to.
  ///   - makeUUID: a random UUID each time, as text.
  public init(
    backend: String, folder: String, ledger: String, devices: [String: String], user: String,
    makeUUID: @escaping () -> String
  ) throws(SpoolError) {
    program = backend
    self.folder = try DirectFolder(folder)
    self.ledger = BackendLedger(path: try DirectFolder(ledger).path)
    self.devices = devices
    self.user = user
    self.makeUUID = makeUUID
    records = try self.folder.load()
  }

  deinit { stop() }

  /// Ends backends that haven't sent anything; they go on with a carrier made later.
  public func stop() {
    for run in runs { run.cancel() }
    runs = []
  }

  public func hold(
    _ bytes: [UInt8], _ order: JobOrder, queue: String
  ) throws(SpoolError) -> PrintJob {
    try order.check(for: queue)
    guard !bytes.isEmpty else { throw SpoolError(.documentEmpty, queue) }
    guard order.format == .raw else { throw SpoolError(.formatRefused, queue) }
    guard devices[queue] != nil else { throw SpoolError(.queueUnknown, queue) }
    let id = (records.last?.job.id ?? 0) + 1
    let job = PrintJob(
      id: id, uuid: "urn:uuid:\(makeUUID())", queue: queue, name: order.name)
    let record = DirectRecord(job, order)
    try folder.keep(bytes, id: id)
    try folder.keep(record)
    records.append(record)
    forgetOldest()
    return job
  }

  public func release(_ job: PrintJob) throws(SpoolError) {
    guard let index = index(of: job) else { throw SpoolError(.jobUnknown, job.queue) }
    if records[index].state == .held { try move(index, to: .released) }
    releasedHere.insert(job.id)
    try attend()
  }

  public func cancel(_ job: PrintJob) throws(SpoolError) {
    try attend()
    guard let index = index(of: job) else { return }
    switch records[index].state {
    case .ended, .cancelled: return
    case .held, .released:
      try move(index, to: .cancelled)
      runs.first { $0.jobID == job.id }?.cancel()
      if let orphan = orphan(of: records[index]) { kill(orphan, SIGTERM) }
    }
    try attend()
  }

  public func find(name: String, queue: String) throws(SpoolError) -> PrintJob? {
    records.last { $0.job.name == name && $0.job.queue == queue }?.job
  }

  public func standing(of job: PrintJob) throws(SpoolError) -> JobStanding {
    try attend()
    guard let index = index(of: job) else { return .gone }
    let record = records[index]
    switch record.state {
    case .held: return .held
    case .ended(let standing): return standing
    case .released, .cancelled: break
    }
    if let words = runs.first(where: { $0.jobID == job.id })?.words { return words.standing }
    if orphan(of: record) != nil {
      return ledger.entry(of: job) == nil ? .starting(reasons: []) : .sending(reasons: [])
    }
    return .waiting(reasons: devices[job.queue].flatMap { retries[$0]?.reasons } ?? [])
  }

  // MARK: - What happens between

  /// Takes in how backends fared, settles what ended and starts what can start.
  private func attend() throws(SpoolError) {
    for run in runs {
      let end = run.look()
      if end != nil { runs.removeAll { $0 === run } }
      guard let index = records.firstIndex(where: { $0.job.id == run.jobID }) else { continue }
      if case .ended = records[index].state { continue }
      if run.words.sheets > 0 {
        try move(index, to: .ended(.confirmed))
      } else if let end {
        try settle(index, run.words, end)
      }
    }
    for index in records.indices where !isAtWork(records[index]) { try settle(index) }
    for device in Set(devices.values) { try start(on: device) }
  }

  /// Sees to a job that no backend has: what will never run ends, what may be too late is held.
  private func settle(_ index: Int) throws(SpoolError) {
    let record = records[index]
    switch record.state {
    case .ended: return
    case .cancelled: try end(index, absent: .cancelled, unsure: .cancelledWhilePrinting)
    case .held, .released:
      if devices[record.job.queue] == nil {
        try end(index, absent: .unnamed, unsure: .unacknowledged)
      } else if record.state == .released, !releasedHere.contains(record.job.id),
        ledger.entry(of: record.job) == nil
      {
        try move(index, to: .held)
      }
    }
  }

  /// Ends a job by the ledger alone; `absent` where it knows nothing of it.
  private func end(
    _ index: Int, absent: JobStanding, unsure: JobStanding
  ) throws(SpoolError) {
    let record = records[index]
    let entry = ledger.entry(of: record.job)
    try move(index, to: .ended(entry.map { record.standing(by: $0, unsure: unsure) } ?? absent))
  }

  private func settle(
    _ index: Int, _ words: BackendWords, _ end: BackendRun.End
  ) throws(SpoolError) {
    let record = records[index]
    let entry = ledger.entry(of: record.job)
    if end == .exit(BackendExit.stop), entry == nil, record.state == .released {
      guard let device = devices[record.job.queue] else { return }
      let reasons = words.reasons.isEmpty ? ["offline-report"] : words.reasons
      retries[device] = (.now + .seconds(Self.retrySeconds), reasons)
      return
    }
    var standing = words.standing(after: end, hasNote: entry != nil)
    if standing == .unacknowledged, let entry {
      standing = record.standing(by: entry, unsure: standing)
    }
    if record.state == .cancelled, case .notPrinted = standing { standing = .cancelled }
    try move(index, to: .ended(standing))
  }

  private func start(on device: String) throws(SpoolError) {
    if let retry = retries[device], retry.time > .now { return }
    let rivals = records.indices.filter { devices[records[$0].job.queue] == device }
    let isBusy = rivals.contains { isAtWork(records[$0]) }
    let next = rivals.filter { records[$0].state == .released }
      .min { order(records[$0]) < order(records[$1]) }
    guard !isBusy, let next else { return }
    let record = records[next]
    retries[device] = nil
    let run = try BackendRun(
      jobID: record.job.id, program: program,
      arguments: [
        program, String(record.job.id), user, record.job.name, "1", record.options,
        folder.document(record.job.id),
      ],
      environment: ["DEVICE_URI=\(device)", "TILL_LEDGER=\(ledger.path)", "PATH=/usr/bin:/bin"])
    runs.append(run)
    records[next].process = run.process
    try folder.keep(records[next])
  }

  /// What was begun goes first, then what is urgent, then what is old.
  private func order(_ record: DirectRecord) -> (Int, Int, Int) {
    (record.process == nil ? 1 : 0, -record.priority, record.job.id)
  }

  private func move(_ index: Int, to state: DirectRecord.State) throws(SpoolError) {
    var record = records[index]
    record.state = state
    try folder.keep(record)
    records[index] = record
  }

  private func forgetOldest() {
    let ended = records.filter { if case .ended = $0.state { true } else { false } }
    let old = Set(ended.dropLast(Self.endedJobs).map(\.job.id))
    for id in old { folder.remove(id) }
    records.removeAll { old.contains($0.job.id) }
  }

  private func index(of job: PrintJob) -> Int? { records.firstIndex { $0.job == job } }

  /// Whether a backend has it, ours or an earlier carrier's.
  private func isAtWork(_ record: DirectRecord) -> Bool {
    runs.contains { $0.jobID == record.job.id } || orphan(of: record) != nil
  }

  /// A job's backend that an earlier carrier started and that still runs.
  ///
  /// Process numbers are given again, so it must carry the job's uuid among its arguments.
  private func orphan(of record: DirectRecord) -> Int32? {
    guard let process = record.process, !runs.contains(where: { $0.process == process }),
      let line = DirectFolder.read("/proc/\(process)/cmdline"), line.contains(record.job.uuid)
    else { return nil }
    return process
  }
}
