import Glibc

/// One run: `escpos job user title copies options [file]`, with `DEVICE_URI` in the environment;
/// without arguments, a list of printers.
public enum Backend {
  /// Larger than any receipt (a metre of raster is 0.6 MB); beyond, somebody printed to the wrong
  /// queue.
  static let documentLimitBytes = 16 * 1_024 * 1_024

  static let usage = """
    Usage: escpos JOB-ID USER TITLE COPIES OPTIONS [FILE]
    CUPS runs this for each job, with the printer in DEVICE_URI:
      escpos://HOST[:PORT]/            network, port 9100
      escpos:/dev/usb/lp0              USB
      escpos:/dev/ttyUSB0?baud=38400   serial; flow=rtscts, xonxoff or none
    Options: ack=gs-r, gs-h or none; status=yes or no; timeout=SECONDS.
    Without arguments it lists the printers it finds.

    """

  /// Does what the arguments say, and returns the exit code for cupsd.
  public static func run(_ arguments: [String]) -> Int32 {
    System.holdSignals()
    guard arguments.count > 1 else {
      System.write(Discovery.lines().joined(), to: STDOUT_FILENO)
      return Ending.done.rawValue
    }
    guard (6...7).contains(arguments.count) else {
      System.write(usage, to: STDERR_FILENO)
      return Ending.misused.rawValue
    }
    let report = Report()
    do throws(BackendError) {
      return try carryOut(arguments, report).rawValue
    } catch {
      report.fail(error)
      return error.ending.rawValue
    }
  }

  private static func carryOut(
    _ arguments: [String], _ report: Report
  ) throws(BackendError) -> Ending {
    let options = JobOptions(arguments[5])
    let uuid = options["job-uuid"]
    let ledger = try Ledger(
      folder: try ledgerFolder(),
      key: Ledger.key(uuid: uuid, title: arguments[3], user: arguments[2]))
    defer { ledger.folder.clean() }
    guard try waitForTurn(ledger, report) else { return .cancel }
    if let entry = ledger.entry {
      // An address that was spoiled since leaves nothing the less on paper.
      return settle(entry, (try? printer(options))?.habits.acknowledgement, report)
    }
    // Before anything can fail: the till must not take a failure for a paper nobody knows of.
    report.progress(.taken)
    do throws(BackendError) {
      let (address, habits) = try printer(options)
      let run = "\(uuid ?? arguments[3]) \(getpid()) \(System.milliseconds())"
      return try Delivery(
        address, habits, document: try document(arguments), ledger: ledger,
        device: try DeviceLock(ledger.folder, address.place), report: report,
        processID: Acknowledgement.processID(of: run), lateAfterSeconds: lateAfter(options)
      ).run()
    } catch {
      ledger.forget()
      throw error
    }
  }

  /// A drawer's pulse says `till-within=SECONDS`: later than that after its making, nobody stands
  /// before the drawer any more.
  private static func lateAfter(_ options: JobOptions) -> Int? {
    guard let within = options["till-within"].flatMap({ Int($0) }) else { return nil }
    return (options["time-at-creation"].flatMap { Int($0) } ?? time(nil)) + within
  }

  /// Where the printer is and how it answers, by its URI and the job.
  private static func printer(
    _ options: JobOptions
  ) throws(BackendError) -> (address: DeviceAddress, habits: PrinterHabits) {
    guard let uri = System.environment("DEVICE_URI") else {
      throw .uri("DEVICE_URI is not set")
    }
    let address = try DeviceAddress(uri)
    var habits = address.habits
    try habits.take(options)
    return (address, habits)
  }

  /// Waits for an earlier run of the job that lives on without its cupsd; false when cancelled.
  private static func waitForTurn(_ ledger: Ledger, _ report: Report) throws(BackendError) -> Bool {
    while !(try ledger.takeLock()) {
      if System.isCancelled { return false }
      if ledger.entry != nil { report.progress(.sending) }
      report.tell("An earlier run of this job is still at work; this one waits for it.")
      System.sleep(milliseconds: 100)
    }
    return true
  }

  /// A job that was sent before: CUPS runs it again after a crash, and it is never sent again.
  private static func settle(
    _ entry: Ledger.Entry, _ acknowledgement: PrinterHabits.Acknowledgement?, _ report: Report
  ) -> Ending {
    switch entry {
    case .printed:
      report.progress(.printed)
      return .done
    case .sent where acknowledgement == PrinterHabits.Acknowledgement.none:
      report.progress(.sent)
      return .done
    case .sending, .sent:
      report.progress(entry == .sent ? .sent : .sending)
      report.tell(
        "This was sent before and nobody knows whether it was printed: look at the printer.")
      return .hold
    }
  }

  private static func ledgerFolder() throws(BackendError) -> String {
    if let folder = System.environment("TILL_LEDGER") { return folder }
    guard let cache = System.environment("CUPS_CACHEDIR") else {
      throw .device("Neither CUPS_CACHEDIR nor TILL_LEDGER says where the ledger is.")
    }
    return cache + "/till-escpos"
  }

  /// The whole document, so that CUPS' file may go while we wait.
  ///
  /// The number of copies is not heeded: a document printed twice by anybody but the till would
  /// be two originals.
  private static func document(_ arguments: [String]) throws(BackendError) -> [UInt8] {
    let hasFile = arguments.count > 6
    let file = hasFile ? open(arguments[6], O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    defer { if hasFile { close(file) } }
    guard file >= 0, let bytes = System.readAll(file, limit: documentLimitBytes) else {
      throw .job("its document can't be read: \(System.words(errno))")
    }
    guard !bytes.isEmpty else { throw .job("its document is empty") }
    guard bytes.count <= documentLimitBytes else {
      throw .job("its document is over 16 MB, which is no receipt")
    }
    return bytes
  }
}
