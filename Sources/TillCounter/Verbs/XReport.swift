import TillCore

/// x-report (X报表): the day so far
enum XReportVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    guard let person = turn.state.session else { throw Turn.Stop.refused(.notSignedOn, []) }
    // No look at the figures while the drawer is counted blind.
    if let closing = turn.state.closing {
      throw Turn.Stop.refused(.closingUnderWay(closing.beginning.purpose), [])
    }
    let today = turn.section.today
    let busy = try turn.store.busyDays(ofDesk: turn.state.desk)
    let report = try turn.store.dayReport(
      desk: turn.state.desk, from: min(busy?.first ?? today, today), day: today, shift: nil)
    let text = DayReportText(
      turn.wording, report, showsExpected: turn.settings.trust.lets(person, .seeExpected))
    turn.say += text.lines
    try turn.perform(.xReport(data: text.paperData(at: turn.section.at, by: person)))
  }
}
