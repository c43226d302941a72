import TillCore

/// close (日结), close stop REASON; handover ID (交班): the end of a day or a shift, asked step by
/// step. Typed again it goes on from where it stood.
enum CloseVerb {
  static func run(_ turn: inout Turn) throws {
    if let first = turn.words.first, Keyword(first) == .stop {
      return try turn.perform(reasonFrom: 1) { .abandonClosing(reason: $0) }
    }
    try turn.noMore(after: 0)
    if try !lacksOnlyBackup(turn) { try ClosingSteps(purpose: .day).walk(&turn) }
    try backUp(&turn)
  }

  /// A close whose backup failed needs only that, until something new is there to be closed.
  private static func lacksOnlyBackup(_ turn: Turn) throws -> Bool {
    guard turn.state.awaitsBackup, turn.state.closing == nil, turn.context.backUp != nil else {
      return false
    }
    return try turn.store.busyDays(ofDesk: turn.state.desk) == nil
  }

  /// The last step, after the day is closed.
  private static func backUp(_ turn: inout Turn) throws {
    guard turn.state.awaitsBackup, let closed = turn.state.lastClosing,
      let make = turn.context.backUp
    else { return }
    do throws(BackupFailure) {
      let backup = try make(closed)
      turn.say.append(turn.wording.backedUp(backup))
      try turn.note(backup)
    } catch {
      turn.say.append(turn.wording.notBackedUp(closed, error.message))
    }
  }

  static func handOver(_ turn: inout Turn) throws {
    try turn.needs(1, .handover)
    try turn.noMore(after: 1)
    try ClosingSteps(purpose: .handover(to: try turn.person(turn.words[0]))).walk(&turn)
  }
}

/// Walks a reckoning: one command a step, each on disk before the next is asked for.
struct ClosingSteps {
  let purpose: Closing.Purpose
  /// A print younger than this may still come by itself; nobody need decide about it.
  private static let printPatienceMilliseconds: Int64 = 10 * 60 * 1000

  func walk(_ turn: inout Turn) throws {
    let isResumed = turn.state.closing != nil
    if !isResumed, turn.state.openSale?.standingLines.isEmpty == false, !purpose.isDay {
      throw Turn.Stop.refused(.saleOpen, [])
    }
    repeat {
      let before = turn.state
      var lookUp = try lookUp(turn)
      if before.isReadyToClose(lookUp, turn.settings.closing) {
        lookUp.figures = try ClosingPapers(purpose, turn).figures()
      }
      if turn.answers.isEmpty, !isResumed || before == turn.state { tellMatters(lookUp, &turn) }
      try turn.perform(.close(purpose, lookUp))
      tell(before, lookUp, &turn)
    } while turn.state.closing != nil
  }

  private func lookUp(_ turn: Turn) throws -> ClosingLookUp {
    let desk = turn.state.desk
    var lookUp = ClosingLookUp()
    guard let closing = turn.state.closing else {
      let busy = try turn.store.busyDays(ofDesk: desk)
      lookUp.firstBusyDay = busy?.first
      lookUp.lastBusyDay = busy?.last
      return lookUp
    }
    guard purpose.isDay else { return lookUp }
    if closing.counts.isEmpty {
      lookUp.matters = try turn.store.openMatters(
        ofDesk: desk,
        waitingBefore: Moment(
          utcMilliseconds: turn.section.at.utcMilliseconds - Self.printPatienceMilliseconds,
          offsetSeconds: 0))
    } else {
      lookUp.tenders = try turn.store.tenderSums(
        desk: desk, from: closing.beginning.from, day: closing.beginning.day)
    }
    return lookUp
  }

  /// The whole list before the first is asked about: a, b, c …
  private func tellMatters(_ lookUp: ClosingLookUp, _ turn: inout Turn) {
    guard turn.state.closing?.settled.isEmpty == true else { return }
    let open = turn.state.openMatters(lookUp)
    guard open.count > 1 else { return }
    turn.say.append(turn.wording.mattersOpen(open.count))
    for (index, matter) in lookUp.matters.enumerated() {
      turn.say.append("  " + turn.wording.matter(matter, letter: index))
    }
  }

  /// What a step found, once nobody can count by it any more.
  private func tell(
    _ before: RegisterState, _ lookUp: ClosingLookUp, _ turn: inout Turn
  ) {
    let state = turn.state
    guard let closing = state.closing, let counted = closing.counted else { return }
    let was = before.closing
    if closing.counts.count > was?.counts.count ?? 0 {
      turn.say.append(
        state.needsRecount(turn.settings.closing)
          ? turn.wording.countsDiffer
          : turn.wording.cashFound(counted: counted, expectedMinor: state.drawer.totalMinor))
    }
    let askedAgain = state.tenderToReconcile(lookUp, turn.settings.closing)
    for (kind, minor) in closing.tenders
    where was?.tenderCounts[kind] != closing.tenderCounts[kind] && kind != askedAgain {
      turn.say.append(
        turn.wording.tenderFound(
          kind, countedMinor: minor, expectedMinor: lookUp.tenders[kind] ?? 0))
    }
  }
}
