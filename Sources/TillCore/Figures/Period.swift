/// The days a report covers, and the days it is held against.
public struct Period: Hashable, Sendable {
  /// What the days are to the person who asks.
  public enum Kind: String, Hashable, Sendable {
    case day, week, month, range
  }

  public let kind: Kind
  public let from: CivilDate
  /// The last day that is covered: today, where the period is not over.
  public private(set) var to: CivilDate
  /// The last day of the whole period.
  public let end: CivilDate

  private init(_ kind: Kind, _ from: CivilDate, _ end: CivilDate) {
    (self.kind, self.from, self.to, self.end) = (kind, from, end, end)
  }

  /// One day.
  public static func day(_ day: CivilDate) -> Period { Period(.day, day, day) }

  /// Monday to Sunday around a day.
  public static func week(of day: CivilDate) -> Period {
    let monday = day.adding(days: -Int64(day.weekday))
    return Period(.week, monday, monday.adding(days: 6))
  }

  /// The calendar month around a day.
  public static func month(of day: CivilDate) -> Period {
    Period(.month, day.firstOfMonth, day.firstOfNextMonth.adding(days: -1))
  }

  /// Any days; nil when they end before they begin.
  public static func range(from: CivilDate, to: CivilDate) -> Period? {
    from <= to ? Period(.range, from, to) : nil
  }

  /// `2026-W47`, as ISO 8601 counts weeks; nil for anything else and weeks a year doesn't have.
  public static func week(_ text: String) -> Period? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 3, parts[1].first == "W",
      parts[1].dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }),
      let number = Int64(parts[1].dropFirst()),
      let fourth = CivilDate("\(parts[0])-01-04"), number >= 1
    else { return nil }
    // The week that holds the 4th of January is a year's first.
    let week = Period.week(of: fourth.adding(days: (number - 1) * 7))
    return week.from.adding(days: 3).parts.year == fourth.parts.year ? week : nil
  }

  /// `2026-11`; nil for anything else.
  public static func month(_ text: String) -> Period? {
    CivilDate("\(text)-01").map { month(of: $0) }
  }

  /// How many days are covered.
  public var dayCount: Int { Int(to.daysSince1970 - from.daysSince1970) + 1 }
  /// How many days the whole period has.
  public var wholeDayCount: Int { Int(end.daysSince1970 - from.daysSince1970) + 1 }
  /// Whether days are still to come.
  public var isRunning: Bool { to < end }
  /// Each covered day.
  public var days: [CivilDate] { (0..<Int64(dayCount)).map { from.adding(days: $0) } }

  /// As far as it has come by today; a period still to come is left whole.
  public func until(_ today: CivilDate) -> Period {
    guard today >= from, today < to else { return self }
    var period = self
    period.to = today
    return period
  }

  /// The period before, as far as this one has come: the same weekday a week ago, the first so many
  /// days of the last week or month, or the same number of days just before.
  public var before: Period {
    switch kind {
    case .day: return .day(from.adding(days: -7))
    case .week: return Period.week(of: from.adding(days: -7)).first(dayCount)
    case .month:
      let month = Period.month(of: from.adding(days: -1))
      return isRunning ? month.first(dayCount) : month
    case .range:
      let last = from.adding(days: -1)
      return Period(.range, last.adding(days: 1 - Int64(dayCount)), last)
    }
  }

  /// The same a year ago: the same weekday for days and weeks (364 days), the same month, or the
  /// same dates of days between.
  public var yearBefore: Period {
    switch kind {
    case .day: return .day(from.adding(days: -364))
    case .week: return Period.week(of: from.adding(days: -364)).first(dayCount)
    case .month:
      let month = Period.month(of: from.aYearEarlier)
      return isRunning ? month.first(dayCount) : month
    case .range:
      let from = from.aYearEarlier
      return Period(.range, from, from.adding(days: Int64(dayCount) - 1))
    }
  }

  private func first(_ count: Int) -> Period {
    until(from.adding(days: Int64(count) - 1))
  }
}

extension CivilDate {
  /// 0 for Monday to 6 for Sunday.
  public var weekday: Int {
    let shifted = (daysSince1970 + 3) % 7
    return Int(shifted < 0 ? shifted + 7 : shifted)
  }

  /// The first day of this month.
  public var firstOfMonth: CivilDate { adding(days: 1 - parts.day) }
  /// The first day of the next month.
  public var firstOfNextMonth: CivilDate { firstOfMonth.adding(days: 31).firstOfMonth }

  /// The same date a year ago; 28 February for the 29th.
  public var aYearEarlier: CivilDate {
    let (year, month, day) = parts
    let text = { (day: Int64) in
      "\(String(year - 1).leftPadded(4))-\(CivilDate.twoDigits(Int(month)))-"
        + CivilDate.twoDigits(Int(day))
    }
    return CivilDate(text(day)) ?? CivilDate(text(28)) ?? adding(days: -365)
  }
}

extension String {
  fileprivate func leftPadded(_ count: Int) -> String {
    String(repeating: "0", count: max(0, count - utf8.count)) + self
  }
}
