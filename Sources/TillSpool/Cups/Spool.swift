import CCups

/// The way to the shop's printers: CUPS, asked through libcups.
///
/// Making one never fails: a print server may be off, start late, or restart, and is found again by
/// the next call. Every call answers or throws within seconds. Use it from one thread at a time (it
/// is not `Sendable`, so the compiler sees to that): libcups' errors belong to a thread.
///
/// ```swift
/// let spool = Spool()
/// let order = JobOrder(name: "till/R1-000042/7f3a/1", format: .raw)
/// let job = try spool.hold(bytes, order, queue: "receipt")
/// // … write down that the job is there …
/// try spool.release(job)
/// try spool.standing(of: job)  // .confirmed, .sent, .starting(reasons: ["media-empty-error"]) …
/// ```
public final class Spool {
  let connection: Connection

  /// - Parameters:
  ///   - server: `host:port` or the path of a socket; else what libcups would choose:
  ///   `$CUPS_SERVER`, client.conf, the local server.
  ///   `ipps://` before it asks for TLS from the first byte on.
  ///   - account: whom to be; nil: who runs the program, without a password.
  public convenience init(server: String? = nil, account: Account? = nil) {
    self.init(server: server, account: account, limits: TimeLimits())
  }

  init(server: String?, account: Account? = nil, limits: TimeLimits) {
    connection = Connection(to: ServerAddress(server), as: account, within: limits)
  }

  /// The queues the server has, in its order (by name).
  public func queues() throws(SpoolError) -> [Queue] {
    let request = connection.request(
      IPP_OP_CUPS_GET_PRINTERS, attributes: Queue.attributeNames)
    do throws(SpoolError) {
      let groups = try connection.ask(
        request, path: "/", for: IPP_TAG_PRINTER, about: connection.address.description)
      return groups.compactMap(Queue.init)
    } catch let error where error.code == .queueUnknown {
      return []  // CUPS' way of saying that there are none.
    }
  }

  /// One queue, or nil when there is none of that name.
  public func queue(named name: String) throws(SpoolError) -> Queue? {
    try connection.queue(QueueAddress(name))
  }
}
