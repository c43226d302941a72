import TillCore

/// jobs (打印队列): what waits for a printer or for a person, then what was printed last.
enum JobsVerb {
  /// More than a screen of waiting prints says no more than their number.
  private static let openMost = 20
  private static let doneMost = 5
  /// Many days without a printer.
  private static let openLimit = 20_000

  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 0)
    guard turn.state.session != nil else { throw Turn.Stop.refused(.notSignedOn, []) }
    // What waits for a person is never hidden behind what waits for paper.
    let all = try turn.store.openPrints(limit: openLimit)
    let first = all.filter(\.needsPerson) + all.filter { !$0.needsPerson }
    let open = first.prefix(openMost).sorted { $0.id < $1.id }
    let done = try turn.store.lastPrints(limit: openMost + doneMost)
      .filter { task in !open.contains { $0.id == task.id } }
    let wording = turn.wording
    guard !open.isEmpty || !done.isEmpty else {
      turn.say.append(wording.say("Nothing was printed yet.", "还没有打印过。"))
      return
    }
    turn.say += done.prefix(doneMost).reversed().map(wording.printRow)
    turn.say += open.map(wording.printRow)
    if all.count > openMost {
      turn.say.append(wording.say("… and more: till jobs --open", "……还有更多：till jobs --open"))
    }
    let unsettled = open.first { $0.state == .unknown } ?? open.first { $0.state == .failed }
    if let unsettled { turn.say.append(wording.wayOn(unsettled)) }
  }
}
