import ArgumentParser
import Foundation
import Glibc
import TillSpool

/// Where CUPS keeps its backends.
struct BackendOptions: ParsableArguments {
  @Option(help: "CUPS' folder for backends; default: as cups-config says.") var folder: String?

  func file() -> BackendFile { BackendFile(folder: folder ?? BackendFile.usualFolder) }

  /// Only root may change what CUPS runs.
  func requireRoot(_ words: String) throws {
    guard geteuid() != 0 else { return }
    throw Failure(
      .refused,
      "Only root may change what CUPS runs. Type: sudo \(BackendFile.program) printers \(words)")
  }
}

/// `till printers install`: CUPS gets the backend that asks receipt printers for the truth.
struct PrintersInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Give CUPS the backend escpos, which asks receipt printers what they did.")
  @OptionGroup var backend: BackendOptions
  @Flag(help: "Leave CUPS' own settings alone.") var noSettings = false

  func run() throws {
    try backend.requireRoot("install")
    guard let bytes = BackendFile.beside(BackendFile.program) else {
      throw Failure(
        .setUp, "The backend escpos isn't beside \(BackendFile.program). Build it: ./till --version"
      )
    }
    let file = backend.file()
    let hash = BackendFile.hash(bytes)
    switch file.standing() {
    case .ours(hash):
      // Rights may have been lost in a copy or a restored backup.
      try file.put(bytes)
      Console.say("\(file.path) is there already, in this version (\(hash)).")
    case .foreign:
      throw Failure(
        .refused, "\(file.path) isn't Till's. Move it away, then type this again.")
    case .ours(let old):
      try file.put(bytes)
      Console.say("\(file.path) is new now (\(hash), was \(old)).")
    case .absent:
      try file.put(bytes)
      Console.say("\(file.path) is installed (\(hash)).")
    }
    if !noSettings { try CupsSettings.keepJobsAtOnce() }
    Console.say("Next: till printers set-up, or till printers add NAME URI --profile PROFILE.")
  }
}

/// `till printers uninstall`: takes away what install put there.
struct PrintersUninstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Take the backend escpos away from CUPS again.")
  @OptionGroup var backend: BackendOptions

  func run() throws {
    try backend.requireRoot("uninstall")
    let file = backend.file()
    switch file.standing() {
    case .absent:
      return Console.say("\(file.path) isn't there; nothing to do.")
    case .foreign:
      throw Failure(.refused, "\(file.path) isn't Till's; it stays where it is.")
    case .ours:
      try file.remove()
    }
    Console.say("\(file.path) is gone.")
    let queues = (try? Spool().queues()) ?? []
    for queue in queues where queue.uri?.hasPrefix(BackendFile.name + ":") == true {
      Console.say(
        "The queue \(queue.name) still uses it and prints nothing any more. "
          + "Take it away: till printers remove \(queue.name)")
    }
    Console.say(
      "CUPS' setting DirtyCleanInterval stays; its own was: cupsctl DirtyCleanInterval=30")
  }
}

/// What of cupsd's settings counts for a till.
enum CupsSettings {
  private static let key = "DirtyCleanInterval"

  /// Lets cupsd write a job down at once and not half a minute later: after a crash it knows its
  /// jobs still, and so do we. Without it a job is lost, and its number given to another.
  static func keepJobsAtOnce() throws {
    let now = SystemProgram.output(of: ["cupsctl"])?.split(separator: "\n")
      .first { $0.lowercased().hasPrefix(key.lowercased() + "=") }?
      .split(separator: "=").last
    guard now != "0" else {
      return Console.say("CUPS writes its jobs down at once already (\(key) 0).")
    }
    let (status, words) = SystemProgram.run(["cupsctl", "\(key)=0"])
    guard status == 0 else {
      let reason = words.split(separator: "\n").first.map { ": \($0)" } ?? ""
      throw Failure(
        .refused,
        "CUPS' setting \(key) can't be changed\(reason). Write \"\(key) 0\" into "
          + "/etc/cups/cupsd.conf and restart CUPS: after a crash it must not forget jobs.")
    }
    Console.say("CUPS writes its jobs down at once from now on (\(key) 0): a crash loses none.")
  }
}
