import TillCore

/// What a person saw on the self-test page of a printer (`till printers set-up`).
///
/// An answer that was not given is nil: nobody looked, or there was nothing to look at.
struct PrinterChecked: Hashable, Sendable {
  /// The day somebody looked.
  let date: CivilDate
  /// The last number that could be read in the page's first row.
  var columns: Int?
  /// The other answers, by question.
  var answers: [Question: Bool] = [:]

  /// What is asked with yes or no; the names are the file's keys.
  enum Question: String, Hashable, Sendable, CaseIterable {
    /// Every Chinese character can be read.
    case chinese
    /// ¥ is a yen sign, and the prices stand at the right.
    case yen
    /// The bold row is darker than the others.
    case bold
    /// Both codes can be scanned.
    case codes
    /// The paper was cut below the last row.
    case cut
    /// The drawer opened, after the page and not before.
    case drawer
  }

  /// The keys of the group `checked`.
  static let keys = ["date", "columns"] + Question.allCases.map(\.rawValue)

  /// Reads the group; nil when it has no date, which is noted.
  init?(_ group: SettingsGroup) {
    let date = group.value(
      "date", usual: nil, expects: "the day somebody looked, such as 2026-11-22",
      read: CivilDate.init)
    if group.has("columns") {
      columns = group.whole("columns", in: Self.columns, usual: nil)
    }
    for question in Question.allCases where group.has(question.rawValue) {
      answers[question] = group.flag(question.rawValue, usual: false)
    }
    guard let date else { return nil }
    self.date = date
  }

  init(date: CivilDate) { self.date = date }

  /// From the narrowest paper there is to the widest a row of numbers is read on.
  static let columns = 1...200
}
