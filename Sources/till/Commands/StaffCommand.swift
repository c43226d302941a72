import ArgumentParser
import Foundation
import Glibc
import TillJournal

/// `till staff`: who works here, and their PINs.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "People and their PINs.", subcommands: [List.self, Pin.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the people of staff.yaml.")
    @OptionGroup var shop: ShopOptions

    func run() throws {
      for person in try shop.setUp().setUp.people {
        Console.say("\(person.id)  \(person.role.rawValue)  \(person.name)")
      }
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
      guard let person = setUp.people.first(where: { $0.id == id }) else {
        throw Failure(.refused, "Nobody has the number \(id). See: till staff list")
      }
      let open = try OpenShop(folder, setUp)
      if isatty(STDIN_FILENO) == 1 {
        Console.write("New PIN of \(person.id) \(person.name): ", to: STDERR_FILENO)
      }
      let pin = withoutEcho { readLine() } ?? ""
      guard PinVerifier.isPIN(pin) else {
        throw Failure(.refused, "A PIN is 4 to 12 digits. Nothing was changed.")
      }
      try open.store.setPIN(pin, person: person.id)
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
}
