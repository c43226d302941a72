import ArgumentParser
import Glibc
import TillJournal

/// `till journal`: is it whole, give it out, make its rows again.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "The shop's sealed book of facts.",
    subcommands: [Verify.self, Export.self, Rebuild.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check every number and seal; exit 1 names the first bad entry.")
    @OptionGroup var shop: ShopOptions

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let journal = try OpenShop.reading(folder, setUp.settings)
      let all = try journal.entryCount()
      let bar = ProgressBar("verify")
      let result = try journal.verify { bar.show($0, of: all) }
      bar.end()
      switch result {
      case .whole(let entries, let seal):
        Console.say("\(entries) entries, unbroken; seal \(seal)")
      case .broken(let seq, let fault):
        throw Failure(.refused, "Entry \(seq) of the journal: \(fault).")
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every entry as a line of JSON.")
    @OptionGroup var shop: ShopOptions
    @Option(help: "Number of the first entry.") var from: Int64 = 1

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      try OpenShop.reading(folder, setUp.settings).export(from: from) { line in
        guard Console.write(line + [UInt8(ascii: "\n")], to: STDOUT_FILENO) else {
          throw Failure(.refused)
        }
      }
    }
  }

  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make every row of the read model again from the entries.")
    @OptionGroup var shop: ShopOptions

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let open = try OpenShop(folder, setUp)
      let all = try open.store.journal.entryCount()
      let bar = ProgressBar("rebuild")
      let count = try open.store.journal.rebuild { bar.show($0, of: all) }
      bar.end()
      Console.say("\(count) entries folded again.")
    }
  }
}
