import CCups

/// Asking a printer itself, past the server.
extension Spool {
  /// A till waits for this on its way to a screen: a printer in the building answers at once.
  private static let deviceLimits = TimeLimits(connectMilliseconds: 500, answerSeconds: 1)

  /// What is the matter with a queue's printer now, as IPP keywords; empty when all is well.
  ///
  /// A queue that prints is told by the server; so is one that isn't driverless. An idle one's
  /// reasons are old, so its printer is asked itself, for a second and a half at most.
  ///
  /// - Returns: nil when the printer doesn't answer, or can't be asked (its address is a name that
  ///   the network must resolve first).
  public func reasonsNow(of queue: Queue) -> [String]? {
    guard queue.isDriverless, queue.state != .processing else { return queue.presentReasons }
    guard let uri = queue.uri, let device = DeviceAddress(uri),
      ["ipp", "ipps"].contains(device.scheme)
    else { return nil }
    let line = Connection(to: ServerAddress(device), within: Self.deviceLimits)
    let request = line.request(
      IPP_OP_GET_PRINTER_ATTRIBUTES, about: uri, attributes: ["printer-state-reasons"])
    let path = String(device.resource.prefix { $0 != "?" })
    let answer = try? line.ask(request, path: path, for: IPP_TAG_PRINTER, about: queue.name)
    guard let reasons = answer?.first?.strings("printer-state-reasons") else { return nil }
    return queue.presentReasons + reasons.filter { $0 != "none" }
  }
}
