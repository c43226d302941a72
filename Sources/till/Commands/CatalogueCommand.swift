import ArgumentParser
import TillJournal

/// `till catalogue import FILE`: new articles and prices, while the counter sells.
struct CatalogueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "The shop's articles.", subcommands: [Import.self])

  /// Needs no lock: a new file is built beside the old one and renamed.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Replace the articles by those of a CSV file; with a bad row nothing changes.")

    @OptionGroup var shop: ShopOptions
    @Argument(help: "The CSV file; default: the shop's config/catalogue.csv.")
    var file: String?

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      try folder.real.makeData()
      let path = file ?? folder.catalogue
      let bar = ProgressBar("catalogue")
      let outcome = try CatalogueImport(
        settings: setUp.settings, reservedWords: OpenShop.reservedWords,
        language: setUp.settings.language
      ).run(path, into: folder.shared, progress: bar.show)
      bar.end()
      switch outcome {
      case .refused(let refusal):
        for text in refusal.texts(in: path) { Console.complain(text) }
        throw Failure(
          .refused, "\(refusal.faultCount) bad rows; the catalogue stays as it was.")
      case .replaced(let summary):
        Console.say(
          "\(summary.articleCount) articles: \(summary.added) added, \(summary.changed) changed, "
            + "\(summary.removed) removed (\(summary.encoding.rawValue)).")
      }
    }
  }
}
