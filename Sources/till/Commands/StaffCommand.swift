import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillJournal

/// `till staff`: who works here, and their PINs.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "People, their PINs, and what they may do.",
    subcommands: [List.self, Pin.self, Unlock.self, Can.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the people of staff.yaml.")
    @OptionGroup var shop: ShopOptions

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      // Before the counter first opened nobody has a PIN.
      let isNew = !FileManager.default.fileExists(atPath: OpenShop.journalPath(folder))
      let journal = isNew ? nil : try OpenShop.reading(folder, setUp.settings)
      let lines = StaffTable.people(
        setUp.people, withPIN: try journal?.peopleWithPINs() ?? [],
        lockedOut: try journal?.peopleLockedOut() ?? [])
      for line in lines { Console.say(line) }
    }
  }

  /// A PIN is typed, never an argument: those stand in every process list.
  struct Pin: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a person a new PIN, read from the terminal or standard input.")
    @OptionGroup var shop: ShopOptions
    @Argument(help: "The person's number.") var id: String

    func run() throws {
      try shop.refuseTraining("Learners have the PINs of the shop")
      let (folder, setUp) = try shop.setUp()
      let person = try setUp.person(id)
      let open = try OpenShop(folder, setUp)
      if isatty(STDIN_FILENO) == 1 {
        Console.write("New PIN of \(person.id) \(person.name): ", to: STDERR_FILENO)
      }
      let pin = withoutEcho { readLine() } ?? ""
      guard PinVerifier.isPIN(pin) else {
        throw Failure(.refused, "A PIN is 4 to 12 digits. Nothing was changed.")
      }
      try open.store.setPIN(pin, person: person.id)
      // Wrong tries at the old one say nothing about the new one.
      _ = try open.keeper(desk: 1).unlockPIN(of: person)
      Console.say("\(person.id) \(person.name) has a new PIN.")
    }

    private func withoutEcho<Result>(_ work: () -> Result) -> Result {
      var before = termios()
      guard tcgetattr(STDIN_FILENO, &before) == 0 else { return work() }
      var silent = before
      silent.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
      defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
      return work()
    }
  }

  struct Unlock: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a person try again who is locked out by wrong PINs.")
    @OptionGroup var shop: ShopOptions
    @Argument(help: "The person's number.") var id: String

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let person = try setUp.person(id)
      let open = try OpenShop(folder, setUp)
      guard try open.keeper(desk: 1).unlockPIN(of: person) else {
        throw Failure(.refused, "\(id) \(person.name) typed no wrong PIN. Nothing was changed.")
      }
      Console.say("\(id) \(person.name) can try again.")
    }
  }

  struct Can: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what each role may do alone, and how far.")
    @OptionGroup var shop: ShopOptions
    @Argument(help: "A role or a person's number; everybody when left out.") var who: String?

    func run() throws {
      let setUp = try shop.setUp().setUp
      var roles = Role.allCases
      if let who { roles = [try Role(rawValue: who) ?? setUp.person(who).role] }
      for line in StaffTable(trust: setUp.settings.trust, currency: setUp.settings.currency)
        .lines(roles)
      { Console.say(line) }
    }
  }
}

extension ShopSetUp {
  /// Someone of staff.yaml by their number.
  fileprivate func person(_ id: String) throws -> Person {
    guard let person = people.first(where: { $0.id == id }) else {
      throw Failure(.refused, "Nobody has the number \(id). See: till staff list")
    }
    return person
  }
}
