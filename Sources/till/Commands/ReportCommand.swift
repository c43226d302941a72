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
      let journal = try OpenShop.reading(folder, setUp.settings)
      let wanted = try wanted(journal, setUp.settings)
      // What was closed is told as it was frozen, and never added up again.
      if let closed = try journal.closedDays(desk: desk, from: wanted, to: wanted).last, json {
        return Console.say(closed.closing.report.line)
      }
      let report = try journal.dayReport(
        desk: folder.desk(desk), day: wanted, currency: setUp.settings.currency)
      if json { return Console.say(report.json.line) }
      let text = DayReportText(Wording(setUp.settings), report, showsExpected: true)
      for line in text.lines { Console.say(TerminalText.safe(line)) }
    }

    /// The day that was named, else the day in hand, else the one just closed.
    private func wanted(_ journal: Journal, _ settings: ShopSettings) throws -> CivilDate {
      if let day {
        guard let wanted = CivilDate(day) else {
          throw Failure(.setUp, "\(day) is no day: YYYY-MM-DD.")
        }
        return wanted
      }
      if let busy = try journal.busyDays(ofDesk: desk) { return busy.last }
      let today = SystemClock.now().businessDate(cutOffHour: settings.cutOffHour)
      return max(today, try journal.closedMarks(desk: desk)?.last.day ?? today)
    }
  }
}
