import TillCore
import TillJournal

/// Closed days in the order they are booked, and the days that can't be.
struct ClosedBooks {
  /// A closing, and what the one before it left in the drawer.
  struct Day {
    let figures: ClosedDayFigures
    /// Nil at a desk's first closing.
    let previousLeftMinor: Int64?
  }

  private let journal: Journal

  init(_ journal: Journal) { self.journal = journal }

  /// - Parameter desk: nil for all of them.
  /// - Returns: the closings by day, then desk; and a line for each day with takings that none
  ///   of them covers.
  /// - Throws: `ClosedDayFault` when a report can't be read or doesn't add up; `JournalError`.
  func days(
    from: CivilDate, to: CivilDate, desk: Int?
  ) throws -> (closed: [Day], missing: [String]) {
    let busy = try journal.busyDays(from: from, to: to).filter { desk == nil || $0.desk == desk }
    var closed: [Day] = []
    var missing: [String] = []
    for desk in Set(busy.map(\.desk)).sorted() {
      let days = try closings(ofDesk: desk, from: from, to: to)
      closed += days
      let next = try journal.closingBody(desk: desk, after: to).map(Self.figures)
      for day in busy.filter({ $0.desk == desk && $0.hasTenders }).map(\.day) {
        if days.contains(where: { $0.figures.covers(day) }) { continue }
        if let next, next.covers(day) {
          missing.append(
            "Desk \(desk), \(day): closed together with \(next.day); for \(next.number) go on to "
              + "that day: --to \(next.day)")
        } else {
          missing.append("Desk \(desk), \(day): not closed yet, and left out.")
        }
      }
    }
    let sorted = closed.sorted {
      ($0.figures.day, $0.figures.desk) < ($1.figures.day, $1.figures.desk)
    }
    return (sorted, missing)
  }

  private func closings(ofDesk desk: Int, from: CivilDate, to: CivilDate) throws -> [Day] {
    let earlier = try journal.closingBody(desk: desk, before: from).map(Self.figures)
    var left = earlier?.drawer.leftMinor
    return try journal.closingBodies(desk: desk, from: from, to: to).map { body in
      let figures = try Self.figures(body)
      defer { left = figures.drawer.leftMinor }
      return Day(figures: figures, previousLeftMinor: left)
    }
  }

  private static func figures(_ body: JSON) throws(ClosedDayFault) -> ClosedDayFigures {
    let number = body["number"]?.stringValue ?? "a closing"
    guard let from = body["from"]?.stringValue.flatMap({ CivilDate($0) }),
      let day = body["day"]?.stringValue.flatMap({ CivilDate($0) }), let report = body["report"]
    else { throw ClosedDayFault(number: number, problem: "its entry has no days or no report") }
    return try ClosedDayFigures(number: number, from: from, day: day, report: report)
  }
}

extension ClosedDayFigures {
  /// Whether what was done on a business day is in it.
  fileprivate func covers(_ date: CivilDate) -> Bool { (from...day).contains(date) }
}
