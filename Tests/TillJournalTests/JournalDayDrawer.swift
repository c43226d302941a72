import Testing

@testable import TillCore
@testable import TillJournal

/// The drawer's part of a random day: money in and out, hand-overs, closes.
extension JournalDay {
  func drawer(_ desk: Int) throws {
    let minor = Int64(1 + roll(60)) * 50
    let count = CashCount([.init(denominationMinor: 100, pieces: 1 + roll(9))])
    let kinds: [DrawerMove.Kind] = [.payIn, .payOut, .lift]
    switch roll(8) {
    case 0...2:
      let cash = roll(2) == 0 ? MovedCash.amount(minor: minor) : .counted(count)
      _ = try send(.moveCash(kinds[roll(3)], cash, reason: "change"), desk)
    case 3:
      let coins = CashCount([.init(denominationMinor: 10, pieces: count.pieceCount * 10)])
      _ = try send(.swap(given: count, taken: coins), desk)
    case 4:
      let owed = try shop.journal.shortOwed(by: Person.fang.id)
      _ = try send(.makeUpShort(.amount(minor: minor), by: .fang, owedMinor: owed), desk)
    case 5, 6: try reckon(.day, desk)
    default: try reckon(.handover(to: Person.everyone[roll(3)]), desk)
    }
  }

  /// A reckoning, step by step, as the counter walks it; now and then it is left where it is.
  func reckon(_ purpose: Closing.Purpose, _ desk: Int) throws {
    closingDesk = desk
    for _ in 0..<12 {
      let before = shop.state(desk)
      let lookUp = try lookUp(purpose, desk)
      guard try send(.close(purpose, lookUp), desk) else { return }
      if before.closing != nil, shop.state(desk).closing == nil { return }
      if roll(40) == 0 { _ = try send(.abandonClosing(reason: "a customer"), desk) }
    }
  }

  private func lookUp(_ purpose: Closing.Purpose, _ desk: Int) throws -> ClosingLookUp {
    var lookUp = ClosingLookUp()
    let state = shop.state(desk)
    guard let closing = state.closing else {
      let busy = try shop.journal.busyDays(ofDesk: desk)
      lookUp.firstBusyDay = busy?.first
      lookUp.lastBusyDay = busy?.last
      return lookUp
    }
    guard closing.beginning.purpose == purpose, purpose.isDay else { return lookUp }
    lookUp.matters = try shop.journal.openMatters(ofDesk: desk, waitingBefore: shop.now)
    let report = try shop.journal.dayReport(
      desk: desk, from: closing.beginning.from, day: closing.beginning.day, currency: .cny)
    for row in report.tenders { lookUp.tenders[row.kind] = row.expectedMinor }
    #expect(
      report.drawerExpectedMinor == state.drawer.totalMinor,
      "\(random): the report expects otherwise than the drawer's books, \(closing.beginning)")
    lookUp.figures = ClosingFigures(
      netMinor: report.netMinor, report: report.json, paper: ["heading": "closed"])
    return lookUp
  }
}
