extension Delivery {
  /// Lets answers pass by that are due to documents before, whose runs never fetched them: a
  /// printer gives them to whoever is there, and this document would count as printed before it is.
  ///
  /// It asks once more, and counts what may come: an answer for each request, where none got lost
  /// with its connection. What hasn't come at the end is left to `Exchange.owedCount`.
  func fence(_ exchange: Exchange) throws(BackendError) -> Readiness {
    let before = device.owedCount
    guard habits.acknowledgement == .gsR, before > 0 else { return .ready }
    report.tell("The printer finishes what it was sent before.")
    var owed = before + 1
    try device.note(owedCount: owed)
    exchange.owedCount = owed
    exchange.send(Acknowledgement.request(.gsR, processID: processID))
    var answeredAt: Int?
    // One that is well and never answers this must not hold everything up.
    var wellSince = System.milliseconds()
    while !isOver {
      exchange.step(milliseconds: 50)
      if let reason = exchange.loss {
        settle(owedCount: exchange.owedCount)
        return .lost(reason)
      }
      let now = System.milliseconds()
      let quiet = now - exchange.heardAt
      if exchange.owedCount < owed {
        owed = exchange.owedCount
        answeredAt = now
      }
      if let answeredAt, now - answeredAt > patienceMilliseconds(owed: owed) {
        exchange.owedCount = 0
        return .ready
      }
      let limit = habits.timeoutSeconds * 1_000
      if answeredAt == nil, quiet > limit || now - wellSince > limit { return .ready }
      if habits.answersStatus, quiet > Self.lookMilliseconds { exchange.ask() }
      if let status = exchange.takeStatus() {
        report.show(status.troubles)
        if !status.isReady {
          wellSince = now
          if answeredAt != nil { answeredAt = now }
        }
      }
    }
    settle(owedCount: exchange.owedCount)
    return .cancelled
  }

  /// How long after an answer the others count as lost. The last is our own, and directly behind
  /// the one before; between others a document may have to be printed.
  private func patienceMilliseconds(owed: Int) -> Int {
    owed <= 1 ? Self.lookMilliseconds : habits.timeoutSeconds * 1_000
  }

  /// Notes what the printer owes. A note that is too high costs the next job a moment, so that it
  /// can't be written is no trouble of this one's.
  func settle(owedCount: Int) { try? device.note(owedCount: owedCount) }
}
