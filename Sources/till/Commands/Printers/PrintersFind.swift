import ArgumentParser
import Foundation
import Glibc
import TillCounter
import TillSpool

/// `till printers find`: where there are printers, each with the address to use.
struct PrintersFind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Look for printers; one line each, with the address to use.")
  @Flag(help: "Look at the port of receipt printers on the local network, too.") var network = false
  @Option(help: "Look there instead of this machine's own networks, such as 192.168.1.0/24.")
  var range: String?
  @Option(help: "The port of receipt printers.") var port = NetworkSearch.usualPort

  func validate() throws {
    if let range, NetworkRange(range) == nil {
      throw ValidationError("--range is a network such as 192.168.1.0/24, /22 to /32.")
    }
  }

  func run() throws {
    var isAnyFound = false
    do throws(Failure) {
      for line in try CupsDevices.lines() {
        isAnyFound = true
        Console.say(line)
      }
    } catch {
      Console.complain(error.message)
    }
    let ranges = range.flatMap { NetworkRange($0) }.map { [$0] } ?? NetworkRange.own
    if network || range != nil || asks(ranges) {
      let bar = ProgressBar("port \(port)")
      let hosts = NetworkSearch(ranges: ranges, port: port).hosts(progress: bar.show)
      bar.end()
      for host in hosts {
        isAnyFound = true
        let suffix = port == NetworkSearch.usualPort ? "" : ":\(port)"
        Console.say(
          "escpos://\(host)\(suffix)  answers on port \(port); an office printer may do so, too")
      }
    }
    guard isAnyFound else { throw Failure(.refused, "No printer was found.") }
  }

  private func asks(_ ranges: [NetworkRange]) -> Bool {
    guard Console.isTerminal, !ranges.isEmpty else { return false }
    let places = SettingsNames.list(ranges.map(\.description), last: "and")
    let talk = SetUpTalk(Wording(.english))
    return (try? talk.askYes("Look on port \(port) of \(places), too? yes or no")) == true
  }
}

/// What CUPS' own backends find.
enum CupsDevices {
  static func lines() throws(Failure) -> [String] {
    let (status, text) = SystemProgram.run(["lpinfo", "-v"])
    guard status == 0 else {
      throw Failure(
        .refused, "CUPS can't be asked for devices: \(text.split(separator: "\n").first ?? "")")
    }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ", maxSplits: 1)
      // A bare scheme is a kind of address, not a printer.
      guard words.count == 2, words[1].contains(":") else { return nil }
      return "\(words[1])  \(words[0])"
    }
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
    try ReceiptQueue.add(name, uri)
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
    let queue: Queue?
    do throws(SpoolError) {
      queue = try Spool().queue(named: name)
    } catch {
      throw Failure(.refused, error.description)
    }
    guard let queue else {
      throw Failure(.refused, "CUPS has no queue \(SettingsNames.shown(name)).")
    }
    if queue.waitingJobs > 0 { Console.complain("\(queue.waitingJobs) jobs go with it.") }
    try ReceiptQueue.remove(name)
    Console.say("The queue \(name) is gone. Take it out of printers.yaml, too.")
  }
}
