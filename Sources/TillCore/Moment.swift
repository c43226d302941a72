/// An instant as the shop lived it: UTC milliseconds and the zone's offset at that instant.
///
/// Made in `till/` from the clock; the core only does integer arithmetic on it.
public struct Moment: Hashable, Sendable {
  public let utcMilliseconds: Int64
  public let offsetSeconds: Int

  public init(utcMilliseconds: Int64, offsetSeconds: Int) {
    self.utcMilliseconds = utcMilliseconds
    self.offsetSeconds = offsetSeconds
  }

  private var localSeconds: Int64 {
    utcMilliseconds.flooredQuotient(1000) + Int64(offsetSeconds)
  }

  /// The calendar date on the shop's wall.
  public var localDate: CivilDate { CivilDate(daysSince1970: localSeconds.flooredQuotient(86_400)) }

  /// Hour on the shop's wall, 0–23.
  public var localHour: Int { Int(secondOfDay / 3600) }

  private var secondOfDay: Int64 { localSeconds - localSeconds.flooredQuotient(86_400) * 86_400 }

  /// `14:05` on the shop's wall.
  public var localTime: String {
    "\(CivilDate.twoDigits(localHour)):\(CivilDate.twoDigits(Int(secondOfDay / 60 % 60)))"
  }

  /// The day whose books this instant belongs to: before the cut-off hour it is yesterday's.
  public func businessDate(cutOffHour: Int) -> CivilDate {
    let shifted = localSeconds - Int64(cutOffHour) * 3600
    return CivilDate(daysSince1970: shifted.flooredQuotient(86_400))
  }
}

extension Int64 {
  /// Quotient rounded towards minus infinity, so that instants before 1970 have a day too.
  func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// A date of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let daysSince1970: Int64

  public init(daysSince1970: Int64) { self.daysSince1970 = daysSince1970 }

  /// Reads `YYYY-MM-DD`; nil for anything else and for days that don't exist.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, text.utf8.allSatisfy({ $0 == 45 || ($0 >= 48 && $0 <= 57) }),
      let year = Int64(parts[0]), let month = Int64(parts[1]), let day = Int64(parts[2]),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooredQuotient(400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSince1970 = era * 146_097 + dayOfEra - 719_468
    guard description == text else { return nil }
  }

  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// The day so many days later, or earlier when negative.
  public func adding(days: Int64) -> CivilDate {
    CivilDate(daysSince1970: daysSince1970 + days)
  }

  /// Year, month and day, after Howard Hinnant's `civil_from_days`.
  public var parts: (year: Int64, month: Int64, day: Int64) {
    let shifted = daysSince1970 + 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth + (marchMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `2026-11-22`.
  public var description: String {
    let (year, month, day) = parts
    var digits = String(year)
    while digits.utf8.count < 4 { digits = "0" + digits }
    return "\(digits)-\(CivilDate.twoDigits(Int(month)))-\(CivilDate.twoDigits(Int(day)))"
  }

  static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
