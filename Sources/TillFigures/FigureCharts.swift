import TillCore

/// The charts of a report.
struct FigureCharts {
  let report: FigureReport

  private var words: FigureWords { report.words }
  private var now: Figures { report.figures }
  private var before: Figures { report.before }

  private var short: ShortFigures {
    ShortFigures(currency: report.currency, isChinese: words.isChinese)
  }

  private var nowName: String { words.name(now.period) }
  private var beforeName: String { words.before(now.period) }

  /// Whether anything happened before: a shop's first month is held against nothing.
  private var hasBefore: Bool { before.totals != Figures.Totals() }

  // MARK: Upright bars

  /// Day against day; weeks or months where days would be too many to tell apart.
  func days(points: Double = 150) -> Block {
    let groups = groups
    let earlier = hasBefore ? before.days.map(\.totals.netMinor) : []
    let bars = groups.map { group in
      Columns.Bar(
        label: group.label,
        now: now.days[group.days].reduce(0) { $0 + $1.totals.netMinor },
        before: hasBefore
          ? group.days.compactMap { earlier.indices.contains($0) ? earlier[$0] : nil }
            .reduce(0, +) : nil,
        isMarked: group.isMarked)
    }
    let chart = Columns(
      bars: bars, figures: short, nowName: nowName, beforeName: beforeName,
      axisName: axisName, points: points)
    return Together([heading(groups.first?.title ?? words.say("Turnover by day", "逐日营业额")), chart])
  }

  private struct Group {
    let label: String
    let days: Range<Int>
    var isMarked = false
    /// Over the chart, where the bars are no days.
    var title: String?
  }

  private static let mostDays = 40
  private static let mostWeeksInDays = 190

  private var groups: [Group] {
    let dates = now.days.map(\.date)
    if dates.count <= Self.mostDays {
      let isWeek = dates.count <= 7
      return dates.enumerated().map { index, date in
        Group(
          label: isWeek
            ? "\(words.weekday(date)) \(date.parts.day)" : "\(date.parts.day)",
          days: index..<index + 1, isMarked: date.weekday >= 5)
      }
    }
    let isByWeek = dates.count <= Self.mostWeeksInDays
    var groups: [Group] = []
    for (index, date) in dates.enumerated() {
      let begins = isByWeek ? date.weekday == 0 : date.parts.day == 1
      if begins || groups.isEmpty {
        let label = isByWeek ? "\(date.parts.month)-\(date.parts.day)" : "\(date.parts.month)"
        let title =
          isByWeek
          ? words.say("Turnover by week", "逐周营业额") : words.say("Turnover by month", "逐月营业额")
        groups.append(Group(label: label, days: index..<index + 1, title: title))
      } else if let last = groups.popLast() {
        groups.append(
          Group(
            label: last.label, days: last.days.lowerBound..<index + 1, title: last.title))
      }
    }
    return groups
  }

  /// Turnover by the hour of payment, without gaps.
  func hours(points: Double = 132) -> Block {
    let known = (now.hours + before.hours).map(\.hour)
    guard let first = known.min(), let last = known.max() else { return Space(0) }
    let amount = { (rows: [DayReport.HourRow], hour: Int) in
      rows.filter { $0.hour == hour }.reduce(Int64(0)) { $0 + $1.amountMinor }
    }
    let bars = (first...last).map { hour in
      Columns.Bar(
        label: "\(hour)", now: amount(now.hours, hour),
        before: before.hours.isEmpty ? nil : amount(before.hours, hour))
    }
    let chart = Columns(
      bars: bars, figures: short, nowName: nowName, beforeName: beforeName,
      axisName: axisName, points: points)
    return Together([heading(words.say("Turnover by hour of payment", "分时营业额")), chart])
  }

  // MARK: Lying bars

  /// Departments that brought most, the rest as one.
  func departments(most: Int = 8) -> Block {
    let earlier = before.departments
    let rows = now.departments
    var bars = rows.prefix(rows.count > most ? most - 1 : most).map { row in
      bar(
        words.department(row.name), row.amountMinor,
        before: earlier.first { $0.name == row.name }?.amountMinor ?? 0)
    }
    if rows.count > most {
      let rest = rows[(most - 1)...]
      let names = Set(rest.map(\.name))
      bars.append(
        bar(
          words.say("\(rest.count) others", "其余 \(rest.count) 个"),
          rest.reduce(0) { $0 + $1.amountMinor },
          before: earlier.filter { names.contains($0.name) }.reduce(0) { $0 + $1.amountMinor }))
    }
    return rowChart(words.say("Departments", "部门"), bars)
  }

  /// How it was paid.
  func tenders() -> Block {
    let takings = now.tenders.reduce(0) { $0 + $1.expectedMinor }
    return rowChart(
      words.say("Tenders", "收款方式"),
      now.tenders.map { row in
        bar(
          PaperWords(words.language).tender(row.kind), row.expectedMinor,
          before: before.tenders.first { $0.kind == row.kind }?.expectedMinor ?? 0, of: takings)
      })
  }

  /// What cashiers collected.
  func cashiers(most: Int = 10) -> Block {
    rowChart(
      words.say("Cashiers", "收银员"),
      now.cashiers.prefix(most).map { row in
        bar(
          "\(row.id) \(row.name)", row.amountMinor,
          before: before.cashiers.first { $0.id == row.id }?.amountMinor ?? 0)
      })
  }

  /// Articles that brought most.
  func articles(most: Int = 12) -> Block {
    var earlier: [String: Int64] = [:]
    for article in before.articles { earlier[article.code, default: 0] += article.amountMinor }
    return rowChart(
      words.say("Best-selling articles", "畅销商品"),
      now.articles.prefix(most).map { row in
        bar(row.name, row.amountMinor, before: earlier[row.code] ?? 0)
      })
  }

  /// What was left of departments' turnover, with its rate.
  func margin(most: Int = 8) -> Block {
    let rows = now.departments.filter { $0.margin.basisPoints != nil }
      .sorted {
        ($1.margin.marginMinor, $0.name) < ($0.margin.marginMinor, $1.name)
      }
    let bars = rows.prefix(most).map { row in
      Rows.Bar(
        name: words.department(row.name), now: row.margin.marginMinor,
        value: money(row.margin.marginMinor), share: percent(row.margin.basisPoints))
    }
    guard !bars.isEmpty else { return Space(0) }
    return Together([heading(words.say("Gross margin", "毛利"), knownRemark), Rows(bars)])
  }

  private var knownRemark: String? {
    guard let known = now.totals.margin.knownBasisPoints, known < 9_995 else { return nil }
    let share = percent(known)
    return words.say("cost known for \(share) of turnover", "有成本价的占营业额 \(share)")
  }

  /// Targets: what was reached, what it will come to, and where the target stands (I3).
  func targets(most: Int = 20) -> Block {
    guard !report.targets.isEmpty else { return Space(0) }
    let isRunning = now.period.isRunning
    let bars = report.targets.prefix(most).map { row in
      Rows.Bar(
        name: row.person.map { "\($0.id) \($0.name)" } ?? words.say("Shop", "全店"),
        now: row.reachedMinor,
        value: words.say(
          "\(money(row.reachedMinor)) of \(money(row.targetMinor))",
          "\(money(row.reachedMinor)) / \(money(row.targetMinor))"),
        share: percent(row.reachedBasisPoints), target: row.targetMinor,
        projected: isRunning ? row.projectedMinor : nil)
    }
    var legend: [(name: String, tint: Tint)] = [
      (words.say("reached", "已完成"), .now), (words.say("target", "目标"), .mark),
    ]
    if isRunning {
      legend.insert((words.say("projected to the month's end", "按进度预计全月"), .before), at: 1)
    }
    return Together([
      heading(words.say("Targets", "销售目标")), Rows(bars, legend: legend),
    ])
  }

  // MARK: Parts

  private var axisName: String { report.currency.code }

  private func heading(_ text: String, _ remark: String? = nil) -> Block {
    Heading(text: text, remark: remark ?? "", size: 9.5)
  }

  private func money(_ minor: Int64) -> String {
    Money(minor: minor, report.currency).onPaper
  }

  private func percent(_ points: Int64?) -> String {
    FigureTable.Cell.percent(points).text(report.currency)
  }

  private func bar(
    _ name: String, _ minor: Int64, before: Int64, of whole: Int64? = nil
  ) -> Rows.Bar {
    Rows.Bar(
      name: name, now: minor, before: hasBefore ? before : nil, value: money(minor),
      share: percent(Ratio.basisPoints(minor, of: whole ?? now.totals.netMinor)))
  }

  private func rowChart(_ title: String, _ bars: [Rows.Bar]) -> Block {
    guard !bars.isEmpty else { return Space(0) }
    let legend: [(name: String, tint: Tint)] =
      hasBefore ? [(nowName, .now), (beforeName, .before)] : []
    return Together([heading(title), Rows(Array(bars), legend: legend)])
  }
}
