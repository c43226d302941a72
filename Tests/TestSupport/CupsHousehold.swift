import Foundation

/// The processes of a `CupsServer`: cupsd, a message bus, and an IPP printer, under one shell.
///
/// The shell reads a pipe we hold. When it closes (we stopped, or the test program died in any
/// way) it ends its children by pid and removes the folder: nothing is ever left running.
final class Household: @unchecked Sendable {
  let port: UInt16
  let ippPort: UInt16
  private let folder: String
  private let shell = Process()
  private let lifeline = Pipe()
  private let lock = NSLock()

  init(folder: String, port: UInt16, ippPort: UInt16, isForgetful: Bool) throws {
    self.folder = folder
    self.port = port
    self.ippPort = ippPort
    try Self.writeFile(folder + "/etc/cups-files.conf", CupsFiles.paths(folder: folder))
    try Self.writeFile(
      folder + "/etc/cupsd.conf",
      CupsFiles.server(folder: folder, port: port, isForgetful: isForgetful))
    try Self.writeFile(folder + "/keep.sh", CupsFiles.keepDocument(folder: folder))
    try Self.run(["chmod", "755", folder, folder + "/keep.sh"])
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", CupsFiles.household, "sh", folder, String(ippPort), BuiltProgram.path("escpos") ?? "",
    ]
    shell.standardInput = lifeline
    try shell.run()
    try lifeline.fileHandleForReading.close()
  }

  func stop() {
    lock.lock()
    defer { lock.unlock() }
    try? lifeline.fileHandleForWriting.close()
    shell.waitUntilExit()
  }

  /// cupsd's process id; nil before it was started.
  var serverPid: Int32? {
    (try? String(contentsOfFile: folder + "/cupsd.pid", encoding: .utf8))
      .flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// Starts cupsd anew with the folder it had, and waits until it answers.
  func restartServer() throws {
    try lifeline.fileHandleForWriting.write(contentsOf: Data("again\n".utf8))
    guard SocketPrinter.answers(port: port, timeoutSeconds: 10) else {
      throw CupsServerError("cupsd did not come up again; see \(folder)/log")
    }
  }

  /// Ends cupsd: SIGKILL as a crash does, SIGTERM in order.
  func endServer(by signal: Int32) {
    guard let pid = serverPid else { return }
    kill(pid, signal)
    while SocketPrinter.answers(port: port, timeoutSeconds: 0) {
      Thread.sleep(forTimeInterval: 0.005)
    }
  }

  /// Runs a command found on the PATH and returns its output; throws with its words on failure.
  @discardableResult
  static func run(_ command: [String], environment: [String: String] = [:]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    var surroundings = ProcessInfo.processInfo.environment
    surroundings["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin"
    process.environment = surroundings.merging(environment) { _, new in new }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = String(decoding: bytes, as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw CupsServerError("\(command.joined(separator: " ")): \(words)")
    }
    return words
  }

  private static func writeFile(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: false, encoding: .utf8)
  }
}
