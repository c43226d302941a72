import ArgumentParser

/// `till printers`: how the shop's printers are, and all it takes to set them up.
struct PrintersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "printers", abstract: "The shop's printers: how they are, and setting them up.",
    subcommands: [
      PrintersList.self, PrintersSetUp.self, PrintersTest.self, PrintersFind.self,
      PrintersAdd.self, PrintersRemove.self, PrintersInstall.self, PrintersUninstall.self,
    ], defaultSubcommand: PrintersList.self)
}
