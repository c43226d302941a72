import ArgumentParser
import Foundation
import Glibc
import TillCounter
import TillSpool

/// `till printers find`: where there are printers, each with the address to use.
struct PrintersFind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Look for printers; one line each, with the address to use.",
    discussion: """
      --network calls every address and asks how it is; an office printer that is asked so may \
      put out an empty page.
      """)
  @Flag(help: "Look at the port of receipt printers on the local network, too.") var network = false
  @Option(help: "Look there instead of this machine's own networks, such as 192.168.1.0/24.")
  var range: String?
  @Option(help: "The port of receipt printers.") var port = NetworkSearch.port

  /// CUPS' own backends need some seconds to hear from the network.
  private static let cupsSeconds = 10

  func validate() throws {
    if let range, NetworkRange(range) == nil {
      throw ValidationError("--range is a network such as 192.168.1.0/24, /22 to /32.")
    }
  }

  func run() throws {
    var lines: [String] = []
    if isatty(STDERR_FILENO) == 1 { Console.complain("Asking CUPS, some seconds…") }
    do throws(SpoolError) {
      for device in try Spool().devices(timeoutSeconds: Self.cupsSeconds) {
        lines.append("\(device.uri)  \(device.name.isEmpty ? device.model : device.name)")
      }
    } catch {
      Console.complain(error.description)
    }
    lines.forEach { Console.say(TerminalText.safe($0)) }
    let hosts = range.flatMap { NetworkRange($0)?.hosts.map(NetworkRange.text) }
    if network || hosts != nil || asks() {
      lines += search(hosts ?? NetworkSearch.localAddresses())
    }
    guard !lines.isEmpty else { throw Failure(.refused, "No printer was found.") }
  }

  /// Tells each printer when its part of the network is done.
  private func search(_ hosts: [String]) -> [String] {
    let bar = ProgressBar("port \(port)")
    defer { bar.end() }
    let search = NetworkSearch(port: port)
    var lines: [String] = []
    for start in stride(from: 0, to: hosts.count, by: Self.part) {
      let part = hosts[start..<min(start + Self.part, hosts.count)]
      for printer in search.printers(among: Array(part)) {
        let suffix = port == NetworkSearch.port ? "" : ":\(port)"
        let kind = printer.answersStatus ? "a receipt printer" : "some printer"
        lines.append("escpos://\(printer.host)\(suffix)  \(kind) on port \(port)")
      }
      bar.show(Int64(part.endIndex), of: Int64(hosts.count))
    }
    lines.forEach { Console.say($0) }
    return lines
  }

  /// A quarter of a usual network: often enough for a person who watches.
  private static let part = 64

  private func asks() -> Bool {
    guard Console.isTerminal else { return false }
    let talk = SetUpTalk(Wording(.english))
    return (try? talk.askYes("Look on port \(port) of the local network, too? yes or no")) == true
  }
}

/// `till printers add`: a queue for a receipt printer.
struct PrintersAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a raw queue for a receipt printer, driven by escpos.")
  @OptionGroup var shop: ShopOptions
  @Argument(help: "The queue's name, such as receipt.") var name: String
  @Argument(help: "The printer's address, such as escpos://192.168.1.50:9100.") var uri: String
  @Option(help: "What the printer understands; see config/profiles.") var profile: String

  func validate() throws {
    guard PrintersFile.isQueue(name) else {
      throw ValidationError("NAME has no blanks, and neither / nor #.")
    }
    guard PrintersFile.isDevice(uri) else {
      throw ValidationError("URI is an address such as escpos://192.168.1.50:9100.")
    }
  }

  func run() throws {
    let folder = try shop.atHand()?.folder
    do throws(SettingsFaults) {
      let known = try ProfileFolder(shop: folder).profile(named: profile)
      guard known.target == .escpos else {
        throw SettingsFaults(all: [
          SettingsFault(
            "--profile", "\(profile) is no receipt printer",
            wayOn: "set an office printer up with CUPS' own tools: lpadmin -m everywhere")
        ])
      }
    } catch {
      throw Failure(.setUp, error.description)
    }
    do throws(SpoolError) {
      try Spool().addRawQueue(name, uri: uri)
    } catch {
      throw Failure(.refused, error.description)
    }
    Console.say(
      "The queue \(name) prints to \(uri). Try it: till printers test \(name) --profile \(profile)")
    Console.say("For printers.yaml:\n  - queue: \(name)\n    profile: \(profile)\n    prints: []")
  }
}

/// `till printers remove`: takes a queue away.
struct PrintersRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a queue away from CUPS, with what waits in it.")
  @Argument(help: "The queue's name.") var name: String

  func run() throws {
    let spool = Spool()
    do {
      guard let queue = try spool.queue(named: name) else {
        throw Failure(.refused, "CUPS has no queue \(SettingsNames.shown(name)).")
      }
      if queue.waitingJobs > 0 { Console.complain("\(queue.waitingJobs) jobs go with it.") }
      try spool.removeQueue(name)
    } catch let error as SpoolError {
      throw Failure(.refused, error.description)
    }
    Console.say("The queue \(name) is gone. Take it out of printers.yaml, too.")
  }
}
