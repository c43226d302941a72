import ArgumentParser
import TillCore
import TillCounter
import TillJournal

/// `till report day`: a day's figures, also while a counter runs.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Figures.", subcommands: [Day.self])

  struct Day: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The figures of one day.")

    @OptionGroup var shop: ShopOptions
    @Option(help: "YYYY-MM-DD; default: the current business day.") var day: String?
    @Option(help: "Number of the desk.") var desk = 1
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let today = SystemClock.now().businessDate(cutOffHour: setUp.settings.cutOffHour)
      guard let wanted = day.map({ CivilDate($0) }) ?? today else {
        throw Failure(.setUp, "\(day ?? "") is no day: YYYY-MM-DD.")
      }
      let journal = try OpenShop.reading(folder, setUp.settings)
      let report = try journal.dayReport(
        desk: folder.desk(desk), day: wanted, currency: setUp.settings.currency)
      if json { return Console.say(report.json.line) }
      let text = DayReportText(Wording(setUp.settings), report, showsExpected: true)
      for line in text.lines { Console.say(TerminalText.safe(line)) }
    }
  }
}
