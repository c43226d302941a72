import Foundation

/// A real cupsd of one's own: free ports on loopback, a folder under /tmp, gone when stopped.
///
/// It has a raw queue `receipt` whose printer is a socket that keeps what it is sent, and, with
/// `withA4`, a driverless queue `a4` whose printer is `ippeveprinter`. Needs root (cupsd does)
/// and the packages `./test` installs; throws in words when something is missing.
///
/// ```swift
/// let server = try CupsServer.start()
/// let spool = Spool(server: server.address)
/// …
/// let documents = try server.waitForDocuments(count: 1, timeoutSeconds: 5)
/// ```
public final class CupsServer: Sendable {
  /// Where it listens, as `CUPS_SERVER` wants it.
  public let address: String
  /// Its folder: `log/error_log` says what it did.
  public let folder: String

  private let printer: SocketPrinter
  private let household: Household

  /// Starts it and waits until its queues are there. Takes 0.3 s, with the A4 printer under 2 s.
  ///
  /// - Parameter isForgetful: it writes its jobs down only when it ends in order. Ours does so at
  ///   once; cupsd by itself within 30 s, and a crash takes back what it hasn't written.
  public static func start(withA4: Bool = true, isForgetful: Bool = false) throws -> CupsServer {
    try requireParts()
    // A port found free may be taken before cupsd binds it: then the next one.
    for _ in 0..<3 {
      let server = try CupsServer(isForgetful: isForgetful)
      if try server.isUp(withA4: withA4) { return server }
      server.stop()
    }
    throw CupsServerError("cupsd did not come up in three tries")
  }

  private init(isForgetful: Bool) throws {
    printer = try SocketPrinter()
    let port = try SocketPrinter.freePort()
    let ippPort = try SocketPrinter.freePort()
    address = "127.0.0.1:\(port)"
    folder = "/tmp/till-cups-\(getpid())-\(port)"
    household = try Household(
      folder: folder, port: port, ippPort: ippPort, isForgetful: isForgetful)
  }

  deinit { stop() }

  /// Stops every part, by pid, and removes the folder. Doing it twice does nothing more.
  public func stop() {
    household.stop()
    printer.stop()
  }

  /// Stops cupsd only, as a crash would (SIGKILL): `address` answers no more.
  public func killServer() { household.endServer(by: SIGKILL) }

  /// Ends cupsd in order, which writes everything down, and starts it anew.
  public func saveServer() throws {
    household.endServer(by: SIGTERM)
    try restartServer()
  }

  /// Starts cupsd anew after `killServer`, on the same port and folder: its jobs are still there.
  public func restartServer() throws { try household.restartServer() }

  /// The process ids of the backends of one name at work for this server, orphans too.
  public func backends(named name: String = "escpos") -> [Int32] {
    let program = folder + "/bin/backend/" + name
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { Int32($0) }.filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/exe")) == program
    }
  }

  /// Adds a raw queue printed to by our own backend, as `till printers install` sets it up.
  ///
  /// - Parameter uri: `escpos://127.0.0.1:9100/?timeout=3`; cupsd wants the slash before the `?`.
  /// - Throws: where the backend isn't built, or in lpadmin's words.
  public func addReceiptQueue(named name: String, uri: String) throws {
    guard BuiltProgram.path("escpos") != nil else {
      throw CupsServerError("escpos is not built; type: swift build --build-tests")
    }
    try run(
      "lpadmin", "-p", name, "-E", "-o", "printer-error-policy=retry-current-job", "-m", "raw",
      "-v", uri)
  }

  /// What reached the receipt printer so far, one element per connection, in order.
  public func receivedDocuments() -> [[UInt8]] { printer.documents() }

  /// The PDFs that reached the A4 printer so far, in order.
  public func a4Documents() -> [[UInt8]] {
    let output = folder + "/out"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
    return names.filter { $0.hasSuffix(".pdf") }.sorted()
      .compactMap { FileManager.default.contents(atPath: output + "/" + $0).map([UInt8].init) }
  }

  /// What the A4 printer was asked for with each of these documents, by `IPP_` and the attribute's
  /// name in capitals: `["IPP_MEDIA_COL": "{media-size={…} …}", …]`; the printer's own, too.
  public func a4Requests() -> [[String: String]] {
    let output = folder + "/out"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
    return names.filter { $0.hasSuffix(".pdf") }.sorted().map { name in
      let path = "\(output)/\(name.dropLast(4)).env"
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let pairs = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
      return Dictionary(
        pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) },
        uniquingKeysWith: { $1 })
    }
  }

  /// Waits until the receipt printer has that many documents, and returns all it has.
  public func waitForDocuments(count: Int, timeoutSeconds: Double) throws -> [[UInt8]] {
    try wait(for: count, timeoutSeconds: timeoutSeconds, receivedDocuments)
  }

  /// Waits until the A4 printer has that many documents, and returns all it has.
  public func waitForA4Documents(count: Int, timeoutSeconds: Double) throws -> [[UInt8]] {
    try wait(for: count, timeoutSeconds: timeoutSeconds, a4Documents)
  }

  /// Runs one of CUPS' own commands against this server: `run("cupsdisable", "receipt")`.
  @discardableResult
  public func run(_ tool: String, _ arguments: String...) throws -> String {
    try Household.run([tool] + arguments, environment: ["CUPS_SERVER": address, "LC_ALL": "C"])
  }

  private func wait(
    for count: Int, timeoutSeconds: Double, _ look: () -> [[UInt8]]
  ) throws -> [[UInt8]] {
    let end = Date(timeIntervalSinceNow: timeoutSeconds)
    while true {
      let documents = look()
      if documents.count >= count { return documents }
      guard Date() < end else {
        throw CupsServerError(
          "\(documents.count) of \(count) documents after \(timeoutSeconds) s; see \(folder)/log")
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
  }

  private func isUp(withA4: Bool) throws -> Bool {
    let ports = withA4 ? [household.port, household.ippPort] : [household.port]
    guard ports.allSatisfy({ SocketPrinter.answers(port: $0, timeoutSeconds: 5) }) else {
      return false
    }
    try run(
      "lpadmin", "-p", "receipt", "-E", "-o", "printer-error-policy=stop-printer", "-m", "raw",
      "-v", "socket://127.0.0.1:\(printer.port)/?waiteof=false&snmp=false&contimeout=10")
    guard withA4 else { return true }
    try run(
      "lpadmin", "-p", "a4", "-E", "-m", "everywhere",
      "-v", "ipp://localhost:\(household.ippPort)/ipp/print")
    // lpadmin returns before the driver it asked for is written.
    let driver = folder + "/etc/ppd/a4.ppd"
    for _ in 0..<400 where !FileManager.default.fileExists(atPath: driver) {
      Thread.sleep(forTimeInterval: 0.01)
    }
    return FileManager.default.fileExists(atPath: driver)
  }

  private static func requireParts() throws {
    guard getuid() == 0 else { throw CupsServerError("cupsd needs root to run these tests") }
    for part in ["cupsd", "ippeveprinter", "lpadmin", "dbus-daemon"] {
      let places = ["/usr/sbin/", "/usr/bin/"].map { $0 + part }
      guard places.contains(where: FileManager.default.isExecutableFile(atPath:)) else {
        throw CupsServerError(
          "\(part) is missing; type: apt-get install cups cups-client cups-ipp-utils dbus-daemon")
      }
    }
  }
}

/// Why the test server can't be had.
public struct CupsServerError: Error, CustomStringConvertible {
  /// What is missing or went wrong, on one line.
  public let description: String

  /// Makes one out of its words.
  public init(_ description: String) { self.description = description }
}
