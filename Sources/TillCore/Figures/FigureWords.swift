/// The words of figures, in the shop's language.
public struct FigureWords: Hashable, Sendable {
  public let language: ShopSettings.Language

  public init(_ language: ShopSettings.Language) { self.language = language }

  public var isChinese: Bool { language == .simplifiedChinese }

  /// One sentence in the shop's language.
  public func say(
    _ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String
  ) -> String {
    isChinese ? chinese() : english()
  }

  /// A period's name: `November 2026`, `2026年11月`.
  public func name(_ period: Period) -> String {
    let from = period.from
    switch period.kind {
    case .day: return say("\(weekday(from)) \(from)", "\(from) \(weekday(from))")
    case .week:
      // A week belongs to the year its Thursday is in.
      let thursday = from.adding(days: 3)
      let year = thursday.parts.year
      let number = (thursday.daysSince1970 - newYear(thursday).daysSince1970) / 7 + 1
      return say("Week \(number) of \(year)", "\(year)年第\(number)周")
    case .month:
      let (year, month, _) = from.parts
      return say("\(Self.months[Int(month) - 1]) \(year)", "\(year)年\(month)月")
    case .range: return span(period)
    }
  }

  /// Its days, first to last: `2026-11-01 – 2026-11-22`.
  public func span(_ period: Period) -> String {
    period.dayCount == 1
      ? period.from.description : "\(period.from) \(say("to", "至")) \(period.to)"
  }

  /// `Mon`, `周一`.
  public func weekday(_ day: CivilDate) -> String {
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    return say(english[day.weekday], chinese[day.weekday])
  }

  /// What a period is held against, in a few words.
  public func before(_ period: Period) -> String {
    switch period.kind {
    case .day: say("same weekday a week before", "上周同日")
    case .week: period.isRunning ? say("week before, to date", "上周同期") : say("week before", "上周")
    case .month:
      period.isRunning ? say("month before, to date", "上月同期") : say("month before", "上月")
    case .range: say("the days before", "前一期")
    }
  }

  /// `all desks`, `desk 2`.
  public func desk(_ desk: Int?) -> String {
    desk.map { say("desk \($0)", "\($0) 号机") } ?? say("all desks", "全部收款台")
  }

  /// A department's name; one without a name is named so.
  public func department(_ name: String) -> String {
    name.isEmpty ? say("(no department)", "（未分类）") : name
  }

  private func newYear(_ day: CivilDate) -> CivilDate {
    var first = day.firstOfMonth
    while first.parts.month > 1 { first = first.adding(days: -1).firstOfMonth }
    return first
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
