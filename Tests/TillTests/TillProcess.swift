import Foundation
import Glibc
import TillCore

@testable import till

/// The built program, run as an administrator or a script would: arguments, lines, exit code.
enum TillProgram {
  /// `till` lies beside the test bundle; nothing is ever built here.
  static let path: String = {
    // The children's ends are part of these tests: writing to one that is gone is no end of ours.
    signal(SIGPIPE, SIG_IGN)
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let candidates =
      [bundle.deletingLastPathComponent().path]
      + CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
      + [TestFolder.share + "/.build/debug"]
    return candidates.map { $0 + "/till" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    } ?? "/till-is-not-built"
  }()

  static func environment(_ more: [String: String]) -> [String: String] {
    [
      "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai",
      "TILL_SHARE": TestFolder.share, "SWIFT_BACKTRACE": "enable=no", "HOME": "/nonexistent",
      // Nobody listens there: no test may reach this machine's printers.
      "CUPS_SERVER": "127.0.0.1:1",
    ].merging(more) { _, new in new }
  }

  /// What a run came to.
  struct Outcome {
    let status: Int32
    let wasKilled: Bool
    let out: String
    let err: String

    var lines: [String] { out.split(separator: "\n").map(String.init) }
    var objects: [JSON] { lines.compactMap { try? JSON(reading: $0) } }
    /// Everything, for the comment of an expectation.
    var text: String { "exit \(status)\n\(out)\(err)" }
  }

  /// Runs the program to its end.
  ///
  /// - Parameter through: a program that runs it, such as strace with its options.
  static func run(
    _ arguments: [String], input: String = "", through: [String] = [],
    environment: [String: String] = [:], directory: String = "/tmp"
  ) throws -> Outcome {
    let process = try TillProcess(
      arguments, through: through, environment: environment, directory: directory)
    process.write(input)
    return process.end()
  }
}

/// One run of the program that a test talks to.
final class TillProcess: @unchecked Sendable {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = FileManager.default.temporaryDirectory.path + "/till-err-\(UUID())"
  private var unread: [UInt8] = []
  private var isClosed = false

  init(
    _ arguments: [String], through: [String] = [], environment: [String: String] = [:],
    directory: String = "/tmp"
  ) throws {
    let words = through + [TillProgram.path] + arguments
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = TillProgram.environment(environment)
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    try Data().write(to: URL(fileURLWithPath: errors))
    process.standardError = FileHandle(forWritingAtPath: errors)
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForReading.close()
    try output.fileHandleForWriting.close()
  }

  deinit {
    if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(atPath: errors)
  }

  var isRunning: Bool { process.isRunning }

  var pid: Int32 { process.processIdentifier }

  /// Writes bytes, or fewer when the program is gone.
  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    let descriptor = input.fileHandleForWriting.fileDescriptor
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends a line and reads its one answer; null when the program ended instead.
  func ask(_ line: String) -> JSON {
    write(line + "\n")
    return answer() ?? .null
  }

  func answer() -> JSON? {
    readLine().flatMap { try? JSON(reading: $0) }
  }

  /// The next line of output; nil at its end, or after a minute in which nothing came.
  func readLine() -> String? {
    let descriptor = output.fileHandleForReading.fileDescriptor
    while true {
      if let end = unread.firstIndex(of: 10) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeSubrange(...end)
        return line
      }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 60_000) > 0 else { return nil }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return nil }
      unread += chunk[..<count]
    }
  }

  /// Nobody reads the answers any more.
  func closeOutput() {
    isClosed = true
    try? output.fileHandleForReading.close()
  }

  func send(_ signal: Int32) { Glibc.kill(pid, signal) }

  /// Ends the input and waits for the program's own end.
  func end() -> TillProgram.Outcome {
    try? input.fileHandleForWriting.close()
    var rest: [String] = []
    if !isClosed { while let line = readLine() { rest.append(line + "\n") } }
    process.waitUntilExit()
    let err = FileManager.default.contents(atPath: errors) ?? Data()
    return TillProgram.Outcome(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      out: rest.joined(), err: String(decoding: err, as: UTF8.self))
  }
}

extension JSON {
  var isOK: Bool { self["ok"]?.boolValue ?? false }
  var stage: String { self["stage"]?.stringValue ?? "" }
  var ask: String? { self["ask"]?.stringValue }
  var refusal: String? { self["refusal"]?["code"]?.stringValue }
  var say: [String] { self["say"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
  var seqs: [Int64] { self["events"]?.arrayValue?.compactMap { $0["seq"]?.intValue } ?? [] }
  var kinds: [String] {
    self["events"]?.arrayValue?.compactMap { $0["kind"]?.stringValue } ?? []
  }
}
