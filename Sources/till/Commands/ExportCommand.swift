import ArgumentParser
import Foundation
import Glibc
import TillCore
import TillJournal

/// `till export hledger|beancount|csv`: closed days for the bookkeeper, also while a counter runs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Closed days for the bookkeeper.",
    discussion: """
      hledger and beancount get one transaction a closing, into the accounts of \
      config/accounts.yaml; csv a table with a row for each figure. A day that isn't closed is \
      named and left out.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case hledger, beancount, csv
  }

  @OptionGroup var shop: ShopOptions
  @Argument(help: "hledger, beancount or csv.") var format: Format
  @Option(help: "First day, YYYY-MM-DD; default: the first there is.") var from: String?
  @Option(help: "Last day; default: the last there is.") var to: String?
  @Option(help: "Number of one desk; default: all.") var desk: Int?
  @Flag(help: "Declare accounts and currency too, for a book that has none yet.")
  var declare = false
  @Flag(help: "Begin csv with a byte order mark, for Excel.") var bom = false
  @Option(name: [.short, .customLong("output")], help: "Where to write; default: standard output.")
  var output: String?

  /// 9999-12-31: no clock decides which days are whole.
  private static let endOfTime = CivilDate(daysSince1970: 2_932_896)

  func validate() throws {
    guard !declare || format != .csv else {
      throw ValidationError("--declare is for hledger and beancount.")
    }
    guard !bom || format == .csv else { throw ValidationError("--bom is for csv.") }
  }

  func run() throws {
    try shop.refuseTraining("What learners did is in no books")
    let (folder, setUp) = try shop.setUp()
    let first = try date(from) ?? CivilDate(daysSince1970: 0)
    let last = try date(to) ?? Self.endOfTime
    guard first <= last else { throw Failure(.setUp, "--from \(first) is after --to \(last).") }
    let books = ClosedBooks(try OpenShop.reading(folder, setUp.settings))
    do {
      let days = try books.days(from: first, to: last, desk: desk)
      for missing in days.missing { Console.complain(missing) }
      guard !days.closed.isEmpty else { throw Failure(.refused, "No day is closed there.") }
      try write(text(of: days.closed, folder, setUp.settings))
    } catch let fault as ClosedDayFault {
      throw Failure(.refused, "\(fault) — nothing was written")
    }
  }

  private func date(_ text: String?) throws -> CivilDate? {
    guard let text else { return nil }
    guard let date = CivilDate(text) else {
      throw Failure(.setUp, "\(SettingsNames.shown(text)) is no day: YYYY-MM-DD.")
    }
    return date
  }

  private func text(
    of days: [ClosedBooks.Day], _ folder: ShopFolder, _ settings: ShopSettings
  ) throws -> String {
    guard let ledger = LedgerText.Format(rawValue: format.rawValue) else {
      return (bom ? CSVWriter.byteOrderMark : "") + ClosedDayTable.head
        + days.map { ClosedDayTable.rows($0.figures) }.joined()
    }
    let accounts = try AccountsFile.load(
      shop: folder, settings, forBeancount: ledger == .beancount
    ).get()
    let entries = try days.map {
      try BookEntry($0.figures, accounts, previousLeftMinor: $0.previousLeftMinor)
    }
    let text = LedgerText(ledger, language: settings.language, shopName: settings.name)
    return text.head(of: entries, declares: declare) + entries.map(text.text).joined()
  }

  /// A file is there whole or not at all.
  private func write(_ text: String) throws {
    guard let output else {
      guard Console.write(text, to: STDOUT_FILENO) else {
        throw Failure(.refused, "Not all was written: nobody reads standard output.")
      }
      return
    }
    let place = URL(fileURLWithPath: output)
    do throws(PaperFile.Fault) {
      try PaperFile.write(
        Array(text.utf8), to: place.deletingLastPathComponent().path,
        name: place.lastPathComponent)
    } catch {
      throw Failure(.refused, error.description)
    }
  }
}
