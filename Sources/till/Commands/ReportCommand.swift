import ArgumentParser
import TillCore
import TillCounter
import TillJournal

/// `till report`: a day's figures, a period's, or one thing's; also while a counter runs.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Figures.",
    discussion: """
      till report day, week, month or period; or of one thing: sales, articles, departments, \
      hours, cashiers, tenders, tax, customers, margin, compare. See: till report figures --help
      """, subcommands: [Day.self, FiguresCommand.self], defaultSubcommand: FiguresCommand.self)

  struct Day: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The figures of one day.")

    @OptionGroup var shop: ShopOptions
    @Option(help: "YYYY-MM-DD; default: the current business day.") var day: String?
    @Option(help: "Number of the desk.") var desk = 1
    @OptionGroup var output: FigureOutput

    func run() throws {
      let (folder, setUp) = try shop.setUp()
      let desk = folder.desk(desk)
      let journal = try OpenShop.reading(folder, setUp.settings)
      let wanted = try wanted(journal, desk, setUp.settings)
      // The object for programs is the closing report's own.
      if output.isSpecial, !output.json {
        let report = try FigureLookUp(folder: folder, setUp: setUp).report(
          .day(wanted), .day, desk: desk)
        return try output.write(report, .day)
      }
      // What was closed is told as it was frozen, and never added up again.
      if output.json,
        let closed = try journal.closedDays(desk: desk, from: wanted, to: wanted).last
      {
        return try output.write(closed.closing.report.line + "\n")
      }
      let report = try journal.dayReport(
        desk: desk, day: wanted, currency: setUp.settings.currency)
      if output.json { return try output.write(report.json.line + "\n") }
      let text = DayReportText(Wording(setUp.settings), report, showsExpected: true)
      for line in text.lines { Console.say(TerminalText.safe(line)) }
    }

    /// The day that was named, else the day in hand, else the one just closed.
    private func wanted(
      _ journal: Journal, _ desk: Int, _ settings: ShopSettings
    ) throws -> CivilDate {
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
