import CCups

/// What the server does with a job whose backend failed (printer-error-policy).
public enum ErrorPolicy: String, Sendable, CaseIterable {
  /// The same job again at once: for our backend, whose ledger keeps it from printing twice.
  case retryCurrentJob = "retry-current-job"
  /// The queue stops until a person enables it: for others, which might print twice.
  case stopPrinter = "stop-printer"
  /// The job is given up.
  case abortJob = "abort-job"
}

/// Something the server could make a queue of.
public struct Device: Sendable, Equatable {
  /// What to give `addRawQueue`.
  public let uri: String
  /// Its own name, for people; may be empty.
  public let name: String
  /// Maker and model; may be empty or `Unknown`.
  public let model: String
}

/// Setting up: each is refused in words where the person may not, or the queue isn't there.
extension Spool {
  /// RFC 8011's limit for a URI, which CUPS shares.
  private static let uriBytes = 1_023

  /// Makes a queue that passes bytes on as they are, takes jobs and is enabled.
  ///
  /// - Parameters:
  ///   - uri: where the printer is, such as `escpos://192.168.1.50:9100`.
  ///   - description: for people; may be empty.
  public func addRawQueue(
    _ name: String, uri: String, policy: ErrorPolicy = .retryCurrentJob, description: String = ""
  ) throws(SpoolError) {
    try Self.check(uri)
    guard try queue(named: name) == nil else { throw SpoolError(.queueExists, name) }
    let request = try administer(IPP_OP_CUPS_ADD_MODIFY_PRINTER, name)
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "ppd-name", nil, "raw")
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", nil, uri)
    ippAddString(
      request, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy", nil, policy.rawValue)
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-info", nil, description)
    let idle: Int32 = 3
    ippAddInteger(request, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", idle)
    ippAddBoolean(request, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1)
    try perform(request, on: name)
  }

  /// Gives a queue another device or policy; nil leaves it as it is.
  public func changeQueue(
    _ name: String, uri: String? = nil, policy: ErrorPolicy? = nil
  ) throws(SpoolError) {
    if let uri { try Self.check(uri) }
    guard try queue(named: name) != nil else { throw SpoolError(.queueUnknown, name) }
    let request = try administer(IPP_OP_CUPS_ADD_MODIFY_PRINTER, name)
    if let uri { ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", nil, uri) }
    if let policy {
      ippAddString(
        request, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy", nil, policy.rawValue)
    }
    try perform(request, on: name)
  }

  /// Takes a queue away with all its jobs.
  public func removeQueue(_ name: String) throws(SpoolError) {
    try perform(try administer(IPP_OP_CUPS_DELETE_PRINTER, name), on: name)
  }

  /// Lets a stopped queue print.
  public func enableQueue(_ name: String) throws(SpoolError) {
    try perform(try administer(IPP_OP_RESUME_PRINTER, name), on: name)
  }

  /// Stops a queue; it goes on taking jobs. A document on its way is begun anew when it is enabled.
  ///
  /// - Parameter reason: for people.
  public func disableQueue(_ name: String, reason: String = "") throws(SpoolError) {
    let request = try administer(IPP_OP_PAUSE_PRINTER, name)
    if !reason.isEmpty {
      ippAddString(
        request, IPP_TAG_OPERATION, IPP_TAG_TEXT, "printer-state-message", nil, reason)
    }
    try perform(request, on: name)
  }

  /// Lets a queue take jobs, or not.
  public func setAccepting(_ accepts: Bool, queue name: String) throws(SpoolError) {
    let operation = accepts ? IPP_OP_CUPS_ACCEPT_JOBS : IPP_OP_CUPS_REJECT_JOBS
    try perform(try administer(operation, name), on: name)
  }

  /// Makes a queue the one that is used where none is named.
  public func setDefaultQueue(_ name: String) throws(SpoolError) {
    try perform(try administer(IPP_OP_CUPS_SET_DEFAULT, name), on: name)
  }

  /// The queue that is used where none is named; nil when there is none.
  public func defaultQueue() throws(SpoolError) -> String? {
    let request = connection.request(IPP_OP_CUPS_GET_DEFAULT, attributes: ["printer-name"])
    do throws(SpoolError) {
      return try connection.ask(
        request, path: "/", for: IPP_TAG_PRINTER, about: connection.address.description
      ).first?.string("printer-name")
    } catch let error where error.code == .queueUnknown {
      return nil
    }
  }

  /// What the server's backends find, which takes them some seconds.
  ///
  /// - Parameters:
  ///   - schemes: only these backends, such as `usb`, `dnssd`, `escpos`; all when empty.
  ///   - timeoutSeconds: how long they may look.
  public func devices(schemes: [String] = [], timeoutSeconds: Int) throws(SpoolError) -> [Device] {
    let request = connection.request(
      IPP_OP_CUPS_GET_DEVICES, attributes: ["device-uri", "device-info", "device-make-and-model"])
    ippAddInteger(
      request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "timeout", Int32(clamping: timeoutSeconds))
    if !schemes.isEmpty {
      connection.addKeywords("include-schemes", schemes, to: request, IPP_TAG_NAME)
    }
    let groups = try connection.ask(
      request, path: "/", for: IPP_TAG_PRINTER, about: connection.address.description,
      patienceSeconds: timeoutSeconds)
    // A backend that only names its scheme has found nothing.
    return groups.compactMap { group in
      guard let uri = group.string("device-uri"), uri.contains(":") else { return nil }
      return Device(
        uri: uri, name: group.string("device-info") ?? "",
        model: group.string("device-make-and-model") ?? "")
    }
  }

  private func administer(_ operation: ipp_op_t, _ name: String) throws(SpoolError)
    -> OpaquePointer?
  {
    guard let home = QueueAddress(name) else { throw SpoolError(.queueUnknown, name) }
    return connection.request(operation, at: home)
  }

  private func perform(_ request: OpaquePointer?, on name: String) throws(SpoolError) {
    _ = try connection.ask(request, path: "/admin/", for: IPP_TAG_PRINTER, about: name)
  }

  /// CUPS writes it into its own files, a line each, and gives it to backends.
  private static func check(_ uri: String) throws(SpoolError) {
    let isPlain = uri.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    guard isPlain, uri.utf8.count <= uriBytes, let device = DeviceAddress(uri),
      !device.scheme.isEmpty, uri.hasPrefix(device.scheme + ":")
    else { throw SpoolError(.uriRefused, uri) }
  }
}
