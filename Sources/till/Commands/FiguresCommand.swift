import ArgumentParser
import Foundation
import TillCore
import TillCounter
import TillFigures
import TillJournal

extension FigureReport.Subject: ExpressibleByArgument {}

/// `till report week|month|…|sales|articles|…`: figures of any days, also while a counter runs.
struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "The figures of a week, a month or any days.",
    discussion: """
      The subject comes first: week, month or period tell of everything; sales, articles, \
      departments, hours, cashiers, tenders, tax, customers, margin and compare of one thing. \
      Without days it is the current week for `week`, else the current month. Days still to come \
      are left out, and the period before is cut as short.
      """)

  @Argument(help: "What to tell of.") var subject: FigureReport.Subject
  @OptionGroup var shop: ShopOptions
  @OptionGroup var days: PeriodOptions
  @OptionGroup var output: FigureOutput
  @Option(help: "Number of one desk; default: all desks.") var desk: Int?

  func run() throws {
    let (folder, setUp) = try shop.setUp()
    let today = SystemClock.now().businessDate(cutOffHour: setUp.settings.cutOffHour)
    let period = try days.period(subject, today: today).until(today)
    let report = try FigureLookUp(folder: folder, setUp: setUp).report(
      period, subject, desk: desk.map(folder.desk))
    try output.write(report, subject)
  }
}

/// Which days are meant.
struct PeriodOptions: ParsableArguments {
  @Option(help: "One day, YYYY-MM-DD; with week or month, the one around it.") var day: String?
  @Option(help: "A week, such as 2026-W47.") var week: String?
  @Option(help: "A month, such as 2026-11.") var month: String?
  @Option(help: "The first day, YYYY-MM-DD.") var from: String?
  @Option(help: "The last day, YYYY-MM-DD.") var to: String?

  func period(_ subject: FigureReport.Subject, today: CivilDate) throws -> Period {
    let named = [day, week, month, from ?? to].compactMap { $0 }
    guard named.count <= 1 else {
      throw Failure(.setUp, "Name the days once: --day, --week, --month, or --from and --to.")
    }
    if let day {
      let day = try date(day)
      switch subject {
      case .week: return .week(of: day)
      case .month: return .month(of: day)
      default: return .day(day)
      }
    }
    if let week {
      guard let period = Period.week(week) else {
        throw Failure(.setUp, "\(week) is no week: YYYY-Www, such as 2026-W47.")
      }
      return period
    }
    if let month {
      guard let period = Period.month(month) else {
        throw Failure(.setUp, "\(month) is no month: YYYY-MM, such as 2026-11.")
      }
      return period
    }
    if from != nil || to != nil { return try range(today) }
    switch subject {
    case .day: return .day(today)
    case .week: return .week(of: today)
    case .period: throw Failure(.setUp, "Which days? till report period --from DAY --to DAY")
    default: return .month(of: today)
    }
  }

  private func range(_ today: CivilDate) throws -> Period {
    guard let from else { throw Failure(.setUp, "--to needs --from: the first day.") }
    let (first, last) = (try date(from), try to.map(date) ?? today)
    guard let period = Period.range(from: first, to: last) else {
      throw Failure(.setUp, "--from \(first) is after --to \(last).")
    }
    guard period.dayCount <= Self.mostDays else {
      throw Failure(.setUp, "\(period.dayCount) days are too many: \(Self.mostDays) at most.")
    }
    return period
  }

  /// Ten years: more is a mistyped year.
  private static let mostDays = 3_660

  private func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else {
      throw Failure(.setUp, "\(text) is no day: YYYY-MM-DD.")
    }
    return date
  }
}

/// How figures come out.
struct FigureOutput: ParsableArguments {
  @Flag(help: "One JSON object.") var json = false
  @Flag(help: "Tables for a spreadsheet (RFC 4180).") var csv = false
  @Option(help: "Draw A4 pages with charts into this file.") var pdf: String?
  @Option(help: "Draw the first page as a picture into this file.") var png: String?
  @Option(
    name: [.short, .customLong("output")],
    help: "Write the text, JSON or CSV into this file; default: standard output.")
  var output: String?

  func validate() throws {
    guard !(json && csv) else { throw ValidationError("Choose --json or --csv.") }
  }

  /// Whether anything but the plain text of a terminal was asked for.
  var isSpecial: Bool { json || csv || pdf != nil || png != nil || output != nil }

  func write(_ report: FigureReport, _ subject: FigureReport.Subject) throws {
    let pages = FigurePages(report, subject)
    if let pdf { try keep(pages.pdf(), in: pdf) }
    if let png { try keep(pages.png(), in: png) }
    // A picture alone was asked for: its file is the answer.
    guard json || csv || output != nil || (pdf == nil && png == nil) else { return }
    let text: String
    if json {
      text = report.json(subject).line + "\n"
    } else if csv {
      text = report.csv(subject)
    } else {
      let lines = FigureText(report, subject, columns: Console.columns).lines
      text = lines.map { TerminalText.safe($0) + "\n" }.joined()
    }
    try write(text)
  }

  /// Text to where it was asked for.
  func write(_ text: String) throws {
    guard let output else {
      guard Console.write(text, to: STDOUT_FILENO) else {
        throw Failure(.refused, "Standard output can't be written: \(SettingsTree.reason(errno)).")
      }
      return
    }
    try keep(Array(text.utf8), in: output)
  }

  /// Whole or not at all: written beside its place and renamed.
  private func keep(_ bytes: [UInt8], in path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(.refused, "\(path) can't be written: \(error.localizedDescription)")
    }
  }
}

/// Looks a report's figures up in the shop's journal.
struct FigureLookUp {
  let folder: ShopFolder
  let setUp: ShopSetUp

  func report(
    _ period: Period, _ subject: FigureReport.Subject, desk: Int?
  ) throws -> FigureReport {
    let settings = setUp.settings
    let targets = try TargetsFile.load(shop: folder, settings, people: setUp.people).get()
    let journal = try OpenShop.reading(folder, settings)
    let bar = ProgressBar("figures")
    defer { bar.end() }
    let periods =
      [period, period.before] + (subject == .compare ? [period.yearBefore] : [])
    var steps: Int64 = 0
    var all: [Figures] = []
    for period in periods {
      all.append(
        try journal.figures(period, desk: desk, currency: settings.currency) {
          steps += 1
          bar.show(steps, of: Int64(periods.count * Journal.figureSteps))
        })
    }
    try addClosings(to: &all[0], journal)
    let words = FigureWords(settings.language)
    return FigureReport(
      // At the head of every page: what learners did must never pass for the shop's.
      shopName: (folder.isTraining ? words.say("TRAINING – ", "练习 – ") : "") + settings.name,
      words: words, figures: all[0],
      before: all[1], yearBefore: all.count > 2 ? all[2] : nil,
      targets: targets.standings(all[0], people: setUp.people))
  }

  /// How long after a period a closing may still cover days of it.
  private static let latestCloseDays: Int64 = 62

  /// The closing reports of each day. One that covers several days stands at the last of them.
  private func addClosings(to figures: inout Figures, _ journal: Journal) throws {
    let period = figures.period
    let desks = try figures.desk.map { [$0] } ?? journal.desks(in: period)
    let closed = try desks.flatMap {
      try journal.closedDays(
        desk: $0, from: period.from, to: period.to.adding(days: Self.latestCloseDays))
    }.map(\.closing)
    for index in figures.days.indices {
      let date = figures.days[index].date
      figures.days[index].closings = closed.filter { $0.day == date }
        .map { Figures.Closing($0, figures.currency) }
      figures.days[index].closedLater = closed.filter { $0.from <= date && date < $0.day }
        .map(\.number)
    }
  }
}

extension Figures.Closing {
  init(_ closing: DayClosing, _ currency: Currency) {
    let written = closing.report["drawer"]?["difference"]?.stringValue
    self.init(
      number: closing.number,
      differenceMinor: written.flatMap {
        try? FixedPoint.value(of: $0, digits: currency.digits)
      }, report: closing.report)
  }
}
