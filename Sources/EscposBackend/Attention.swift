/// How long a printer may keep silent or still, once it has part of a document.
struct Attention {
  enum Finding {
    case fine
    /// It takes no more: it prints slowly, or waits for paper.
    case stalled
    /// It has all our questions and answers none.
    case silent
  }

  let timeoutMilliseconds: Int
  private var nextQuestion = 0
  /// Since when everything we said has been with the printer.
  private var deliveredAt: Int?

  init(timeoutMilliseconds: Int) { self.timeoutMilliseconds = timeoutMilliseconds }

  /// How long to wait at most; asks for the status when it is time.
  ///
  /// Not before all is delivered: a question within a picture would become part of the picture, and
  /// behind a full buffer it isn't heard.
  mutating func waitMilliseconds(_ exchange: Exchange, _ habits: PrinterHabits) -> Int {
    guard exchange.isWritten else { return Delivery.lookMilliseconds }
    let now = System.milliseconds()
    // The first look comes late: a receipt is acknowledged by then.
    if nextQuestion == 0 { nextQuestion = now + Delivery.lookMilliseconds }
    // Without anything to acknowledge, only the bytes' arrival is awaited.
    guard habits.acknowledgement != .none else { return 10 }
    if now >= nextQuestion, habits.answersStatus, exchange.isDelivered {
      exchange.ask()
      nextQuestion = now + Delivery.lookMilliseconds
    }
    return min(max(nextQuestion - now, 1), Delivery.lookMilliseconds)
  }

  /// What the printer's silence means. It counts only while the printer has all we said: one that
  /// waits for paper with a full buffer can't hear.
  mutating func look(_ exchange: Exchange) -> Finding {
    let now = System.milliseconds()
    guard exchange.isDelivered else {
      deliveredAt = nil
      if exchange.isLineDead(timeoutMilliseconds: timeoutMilliseconds) { return .silent }
      return now - exchange.movedAt > Delivery.stallMilliseconds ? .stalled : .fine
    }
    let since = deliveredAt ?? now
    deliveredAt = since
    return now - max(since, exchange.heardAt) > timeoutMilliseconds ? .silent : .fine
  }
}
