import CCups
import Glibc

/// How long to wait for a print server before calling it unreachable.
struct TimeLimits {
  /// A server in the same building answers in milliseconds.
  var connectMilliseconds: Int32 = 3_000
  /// Each read and write; a busy server may need a moment to store a big document.
  var answerSeconds = 10.0
}

/// The line to a CUPS server, kept from act to act.
///
/// A server closes idle lines and may be restarted, so a line is looked at before each act and
/// made anew when the other end has hung up; after a fault it is dropped, for nobody knows how far
/// it got.
final class Connection {
  let address: ServerAddress
  private let account: Account?
  private let limits: TimeLimits
  private var kept: OpaquePointer?
  private var password: PasswordAnswer?

  init(to address: ServerAddress, as account: Account? = nil, within limits: TimeLimits) {
    self.address = address
    self.account = account
    self.limits = limits
  }

  deinit { httpClose(kept) }

  /// Tells libcups who asks and what to do when the server wants a password.
  ///
  /// Both belong to the thread, on which another spool may have been at work. Unset, libcups would
  /// ask for the password on the terminal and wait for ever.
  func identify() {
    cupsSetUser(account?.user)
    guard let account, account.password != nil else {
      password = nil
      return cupsSetPasswordCB2({ _, _, _, _, _ in nil }, nil)
    }
    let answer = PasswordAnswer(account)
    password = answer
    cupsSetPasswordCB2(
      { _, _, _, _, context in
        context.flatMap { Unmanaged<PasswordAnswer>.fromOpaque($0).takeUnretainedValue().next() }
      }, Unmanaged.passUnretained(answer).toOpaque())
  }

  /// The line, open.
  ///
  /// The corresponding C function is `httpConnect2`.
  func line() throws(SpoolError) -> OpaquePointer {
    identify()
    if let kept, Self.isQuiet(kept) { return kept }
    drop()
    let http = httpConnect2(
      address.host, address.port, nil, AF_UNSPEC, address.encryption, 1,
      limits.connectMilliseconds, nil)
    guard let http else {
      throw SpoolError(.serverUnreachable, address.description, reason: Self.lastReason)
    }
    httpSetTimeout(http, limits.answerSeconds, { _, _ in 0 }, nil)
    kept = http
    return http
  }

  /// Closes the line; the next act opens another.
  func drop() {
    httpClose(kept)
    kept = nil
  }

  /// Sends a request (and takes it over) and returns the groups of one kind in the answer.
  ///
  /// The corresponding C function is `cupsDoRequest`.
  ///
  /// - Parameter patienceSeconds: how much longer than usual the server may take.
  func ask(
    _ request: OpaquePointer?, path: String, for tag: ipp_tag_t, about subject: String,
    patienceSeconds: Int = 0
  ) throws(SpoolError) -> [Attributes] {
    let http: OpaquePointer
    do throws(SpoolError) {
      http = try line()
    } catch {
      ippDelete(request)
      throw error
    }
    let limit = limits.answerSeconds
    if patienceSeconds > 0 {
      httpSetTimeout(http, limit + Double(patienceSeconds), { _, _ in 0 }, nil)
    }
    let response = cupsDoRequest(http, request, path)
    if patienceSeconds > 0 { httpSetTimeout(http, limit, { _, _ in 0 }, nil) }
    defer { ippDelete(response) }
    guard let response, Self.isSuccess(cupsLastError()) else { throw failure(about: subject) }
    return Attributes.groups(in: response, tag: tag)
  }

  /// One queue, or nil when there is none at that address (or the name made no address).
  func queue(_ home: QueueAddress?) throws(SpoolError) -> Queue? {
    guard let home else { return nil }
    let request = request(
      IPP_OP_GET_PRINTER_ATTRIBUTES, at: home, attributes: Queue.attributeNames)
    do throws(SpoolError) {
      return try ask(request, path: "/", for: IPP_TAG_PRINTER, about: home.name)
        .lazy.compactMap(Queue.init).first
    } catch let error where error.code == .queueUnknown {
      return nil
    }
  }

  /// What libcups last complained of on this thread, as an error of ours; a broken line is dropped.
  func failure(about subject: String) -> SpoolError {
    let status = cupsLastError()
    let reason = Self.lastReason
    let isBroken = kept.map { httpError($0) != 0 } ?? true
    // libcups 2.4.2 leaves the last success standing when a connection breaks without a word.
    if Self.isSuccess(status) {
      drop()
      return SpoolError(
        .serverUnreachable, address.description, reason: "the connection broke")
    }
    switch status {
    case IPP_STATUS_ERROR_NOT_FOUND, IPP_STATUS_ERROR_GONE:
      return SpoolError(.queueUnknown, subject, reason: reason)
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
      return SpoolError(.queueNotAccepting, subject, reason: reason)
    case IPP_STATUS_ERROR_NOT_POSSIBLE:
      return SpoolError(.notPossible, subject, reason: reason)
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
      return SpoolError(.formatRefused, subject, reason: reason)
    case IPP_STATUS_ERROR_FORBIDDEN, IPP_STATUS_ERROR_NOT_AUTHENTICATED,
      IPP_STATUS_ERROR_NOT_AUTHORIZED, IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED:
      drop()
      return SpoolError(.notAllowed, subject, reason: reason)
    case _ where status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE || isBroken:
      drop()
      return SpoolError(.serverUnreachable, address.description, reason: reason)
    default:
      return SpoolError(.refused, subject, reason: reason)
    }
  }

  /// IPP keeps 0x0000 to 0x00ff for success in its shades (RFC 8011, appendix B).
  static func isSuccess(_ status: ipp_status_t) -> Bool {
    (0...0xff).contains(Int(status.rawValue))
  }

  /// Whether the other end still listens: between acts it has nothing to say but that it hung up.
  private static func isQuiet(_ http: OpaquePointer) -> Bool {
    var end = pollfd(fd: httpGetFd(http), events: Int16(POLLIN), revents: 0)
    return end.fd >= 0 && poll(&end, 1, 0) == 0
  }

  private static var lastReason: String { text(cupsLastErrorString()) ?? "" }
}
