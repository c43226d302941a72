import ArgumentParser
import Foundation
import TillJournal

/// The program: options and wiring; the only place that makes real things.
struct Till: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "till",
    abstract: "A counter terminal for shops: one line in, one answer out.",
    discussion: """
      Without a command it opens the counter of the shop in the current folder.
      Exit codes: 0 done; 1 refused or not true; 2 wrong usage or set-up; 3 the store can't be \
      used; 4 another till has the shop.
      """,
    version: "0.1.0",
    subcommands: [
      CounterCommand.self, CloseCommand.self, DemoCommand.self, InitCommand.self, CheckCommand.self,
      CatalogueCommand.self, StaffCommand.self, ReportCommand.self, JournalCommand.self,
      DocumentCommand.self, JobsCommand.self, PrintersCommand.self, RenderCommand.self,
      BenchCommand.self, ExportCommand.self, TrainingCommand.self,
    ], defaultSubcommand: CounterCommand.self)

  /// Runs what was asked for and ends with the exit code that DESIGN fixes.
  static func start() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      Foundation.exit(0)
    } catch let failure as Failure {
      if !failure.message.isEmpty { Console.complain(failure.message) }
      Foundation.exit(failure.exitCode.rawValue)
    } catch let fault as SettingsFault {
      Console.complain(fault.description)
      Foundation.exit(Failure.Code.setUp.rawValue)
    } catch let faults as SettingsFaults {
      Console.complain(faults.description)
      Foundation.exit(Failure.Code.setUp.rawValue)
    } catch let error as JournalError {
      Console.complain(error.description)
      let code: Failure.Code = error.code == .locked ? .heldElsewhere : .store
      Foundation.exit(code.rawValue)
    } catch {
      let isAsked = Till.exitCode(for: error).isSuccess
      let text = Till.fullMessage(for: error)
      if isAsked { Console.say(text) } else { Console.complain(text) }
      Foundation.exit(isAsked ? 0 : Failure.Code.setUp.rawValue)
    }
  }
}

/// Why a command ended without having done what was asked.
struct Failure: Error {
  /// The exit codes (DESIGN, "For programs").
  enum Code: Int32 {
    case refused = 1
    case setUp = 2
    case store = 3
    case heldElsewhere = 4
  }

  let exitCode: Code
  /// One line that names the thing and the way on; empty when all was said.
  let message: String

  init(_ exitCode: Code, _ message: String = "") {
    self.exitCode = exitCode
    self.message = message
  }
}

/// Options every command about a shop has.
struct ShopOptions: ParsableArguments {
  @Option(name: .long, help: "The shop's folder. Default: $TILL_SHOP, else the current folder.")
  var shop: String?
  @Flag(help: "The books for learners, in data/training: every paper says TRAINING.")
  var training = false

  func folder() throws -> ShopFolder {
    let folder = try ShopFolder.find(
      option: shop, environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath)
    guard folder.isShop else {
      throw SettingsFault(
        folder.path, "no shop is in this folder", wayOn: "make one with: till init DIR")
    }
    return training ? folder.training : folder
  }

  /// Refuses the option where there is nothing to learn.
  func refuseTraining(_ why: String) throws {
    guard !training else { throw Failure(.setUp, "\(why); leave --training out.") }
  }

  /// The folder and its settings, every fault listed.
  func setUp() throws -> (folder: ShopFolder, setUp: ShopSetUp) {
    let folder = try folder()
    return (folder, try OpenShop.settings(of: folder))
  }
}
