import Foundation
import TestSupport
import Testing

/// A desk with a print server, a simulated printer and a queue between them.
final class Desk {
  let server: CupsServer
  let printer: SimulatedPrinter

  init(_ options: String = "timeout=2") throws {
    server = try CupsServer.start(withA4: false)
    printer = try SimulatedPrinter()
    try server.addReceiptQueue(named: "desk", uri: printer.uri(options))
  }

  deinit {
    server.stop()
    printer.stop()
  }

  /// A receipt of some lines that begins with its number and ends with a cut.
  static func receipt(_ number: String, lines: Int = 20) -> String {
    let body = (1...lines).map { "line \($0) of \(number)\n" }.joined()
    return "\u{1B}@\(number)\n" + body + "\u{1D}V\u{0}"
  }

  /// Prints a document; returns the job's number.
  func submit(_ text: String, _ options: String...) throws -> Int {
    let file = server.folder + "/document"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let words = try Self.run(
      ["lp", "-d", "desk", "-t", "till/R1-000001/1/1"] + options.flatMap { ["-o", $0] } + [file],
      server: server.address)
    let number = words.split(separator: " ").first { $0.hasPrefix("desk-") }?.dropFirst(5)
    return try #require(number.flatMap { Int($0) }, "\(words)")
  }

  /// A job's or the queue's attributes, as CUPS tells them.
  struct Attributes {
    let text: String
    /// One attribute's value, `none` where it isn't told.
    subscript(name: String) -> String {
      for line in text.split(separator: "\n") {
        let words = line.drop { $0 == " " }
        guard words.hasPrefix(name + " ("), let equals = words.range(of: " = ") else { continue }
        return String(words[equals.upperBound...])
      }
      return "none"
    }
  }

  func job(_ number: Int) throws -> Attributes {
    try ask(
      """
      OPERATION Get-Job-Attributes
      GROUP operation-attributes-tag
      ATTR charset attributes-charset utf-8
      ATTR language attributes-natural-language en
      ATTR uri printer-uri ipp://\(server.address)/printers/desk
      ATTR integer job-id \(number)
      ATTR keyword requested-attributes all
      """)
  }

  func queue() throws -> Attributes {
    try ask(
      """
      OPERATION Get-Printer-Attributes
      GROUP operation-attributes-tag
      ATTR charset attributes-charset utf-8
      ATTR language attributes-natural-language en
      ATTR uri printer-uri ipp://\(server.address)/printers/desk
      ATTR keyword requested-attributes printer-state-reasons,printer-state-message
      """)
  }

  private func ask(_ operation: String) throws -> Attributes {
    let file = server.folder + "/question-\(UUID().uuidString)"
    try Data("{\n\(operation)\n}\n".utf8).write(to: URL(fileURLWithPath: file))
    return Attributes(
      text: try Self.run(
        ["ipptool", "-tv", "ipp://\(server.address)/printers/desk", file], server: server.address))
  }

  /// How often CUPS has started our backend for a job.
  func runs(of number: Int) throws -> Int {
    try String(contentsOfFile: server.folder + "/log/error_log", encoding: .utf8)
      .split(separator: "\n").count { $0.contains("[Job \(number)] Started backend") }
  }

  /// Waits until a job says so.
  @discardableResult
  func wait(
    _ number: Int, _ name: String, _ value: String, seconds: Double = 20
  ) throws -> Attributes {
    try Self.wait(seconds: seconds, { try job(number) }, { $0[name] == value })
  }

  /// Waits until the queue shows a reason, or none of ours.
  func waitForReason(_ reason: String, seconds: Double = 20) throws {
    _ = try Self.wait(
      seconds: seconds, { try queue() },
      { $0["printer-state-reasons"].split(separator: ",").contains(Substring(reason)) })
  }

  private static func wait(
    seconds: Double, _ look: () throws -> Attributes, _ isDone: (Attributes) -> Bool
  ) throws -> Attributes {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      let seen = try look()
      if isDone(seen) { return seen }
      guard Date() < end else { throw CupsServerError("in vain; last seen:\n\(seen.text)") }
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  static func run(_ command: [String], server: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    var environment = ProcessInfo.processInfo.environment
    environment["CUPS_SERVER"] = server
    environment["LC_ALL"] = "C"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
