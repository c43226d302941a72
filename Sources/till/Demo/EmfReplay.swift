import Foundation
import Synchronization
import TillCore
import TillCounter
import TillJournal

/// Replays real days through the counter's own language, as a cashier would have typed them.
final class EmfReplay {
  private let data: EmfData
  private let conversation: Conversation
  private let clock: ReplayClock
  /// Where each rung-up line of the old till ended in ours.
  private var places: [Int: Place] = [:]
  /// Which line a void takes back.
  private let voided: [Int: EmfData.Line]
  private(set) var typedLines = 0

  private struct Place {
    var line: Int
    var receipt: String?
    let transaction: Int
  }

  init(_ data: EmfData, _ conversation: Conversation, _ clock: ReplayClock) {
    self.data = data
    self.conversation = conversation
    self.clock = clock
    let lines = data.transactions.flatMap(\.lines)
    voided = Dictionary(
      lines.compactMap { line in line.voidedBy.map { ($0, line) } },
      uniquingKeysWith: { first, _ in first })
  }

  func run(progress: (Int64, Int64) -> Void) throws {
    var session = ""
    for (index, transaction) in data.transactions.enumerated() {
      if transaction.session != session {
        try close(session)
        session = transaction.session
        // A session's papers belong to its own day, whatever was begun the day before.
        if let opened = data.sessions.first(where: { $0.id == session })?.openedAt {
          clock.advance(to: opened)
        }
        try type("sign-on 90")
        try type("9090")
      }
      try ring(transaction)
      try pay(transaction)
      progress(Int64(index + 1), Int64(data.transactions.count))
    }
    try close(session)
  }

  /// What the close of each session said, by its number.
  private(set) var closes: [String: [String]] = [:]

  /// Ends a session as its manager did: the drawer as it was counted, the card terminal's sum, and
  /// nothing left in the drawer.
  private func close(_ id: String) throws {
    guard let session = data.sessions.first(where: { $0.id == id }) else { return }
    clock.advance(to: session.closedAt)
    guard
      let counted = ChangeMaker.fewest(
        session.cashMinor, denominationsMinor: Currency.gbp.usualDenominationsMinor)
    else { throw Failure(.refused, "no coins make \(amount(session.cashMinor))") }
    var answers = [counted.text(currency: .gbp), amount(session.cardMinor), "0"][...]
    typedLines += 1
    var reply = try conversation.answer(.line("close"))
    var said = reply.say
    while reply.ask != nil,
      let answer = reply.ask == .choice
        ? "all carry nothing prints in a replay" : answers.popFirst()
    {
      typedLines += 1
      reply = try conversation.answer(.line(answer))
      said += reply.say
    }
    guard reply.refusal == nil, reply.ask == nil else {
      throw Failure(
        .refused, "session \(id) was not closed: \(reply.refusal?.message ?? said.last ?? "")")
    }
    closes[id] = said
  }

  private func ring(_ transaction: EmfData.Transaction) throws {
    for line in transaction.lines {
      clock.advance(to: line.at)
      if line.isVoid {
        try takeBack(line, in: transaction)
      } else {
        try add(line, in: transaction)
      }
    }
  }

  private func add(_ line: EmfData.Line, in transaction: EmfData.Transaction) throws {
    let before = try openLines()
    try type("\(line.quantity)*\(line.code)")
    let after = try openLines()
    guard let changed = after.last(where: { !before.contains($0) }) else {
      throw Failure(.refused, "line \(line.number) left no trace")
    }
    places[line.number] = Place(
      line: changed.number, receipt: nil, transaction: transaction.id)
    if changed.unitPriceMinor != minor(line.unitPrice) {
      try type("price \(changed.number) \(line.unitPrice)")
    }
    let discount = minor(line.discountEach)
    if discount > 0 {
      let off = discount == minor(line.unitPrice) ? "100%" : amount(discount * line.quantity)
      try type("less \(changed.number) \(off)")
    }
  }

  private func openLines() throws -> [SaleLine] {
    let sale = try conversation.sale()
    return sale?.isOpen == true ? sale?.lines ?? [] : []
  }

  /// Within the sale a void drops, or lessens a line that holds more; of an earlier sale it
  /// returns.
  private func takeBack(_ void: EmfData.Line, in transaction: EmfData.Transaction) throws {
    guard let original = voided[void.number], let place = places[original.number] else {
      throw Failure(.refused, "void \(void.number) names no line")
    }
    if let receipt = place.receipt {
      try type("return \(receipt) \(place.line) \(abs(void.quantity)) \"voided at the till\"")
      return
    }
    guard let line = try conversation.sale()?.line(place.line) else {
      throw Failure(.refused, "void \(void.number): line \(place.line) is gone")
    }
    let left = line.quantity.thousandths / 1000 + void.quantity
    try type(left == 0 ? "drop \(place.line)" : "qty \(place.line) \(left)")
  }

  private func pay(_ transaction: EmfData.Transaction) throws {
    // 54 card rows of 0.00 took nothing, and change follows from what was received.
    let payments = transaction.payments.filter { $0.amountMinor != 0 && !$0.isChange }
    if let last = transaction.payments.last?.at { clock.advance(to: last) }
    guard let sale = try conversation.sale(), sale.isOpen else { return }
    if sale.standingLines.isEmpty { return try type("cancel \"all lines voided\"") }
    for payment in payments {
      clock.advance(to: payment.at)
      // A refund pays back all that is due; the amount follows.
      try type(
        payment.amountMinor < 0
          ? payment.tender : "\(payment.tender) \(amount(payment.amountMinor))")
    }
    if payments.isEmpty { try type("cash") }
    try remember(transaction)
  }

  private func remember(_ transaction: EmfData.Transaction) throws {
    guard let sale = try conversation.sale(), let receipt = sale.receipt else {
      throw Failure(.refused, "transaction \(transaction.id) was not paid")
    }
    for line in transaction.lines { places[line.number]?.receipt = receipt }
  }

  /// Types a line, answers what is asked, and stops at the first refusal.
  private func type(_ text: String) throws {
    typedLines += 1
    var reply = try conversation.answer(.line(text))
    while reply.ask == .yes || reply.ask == .count {
      typedLines += 1
      reply = try conversation.answer(.line("yes"))
    }
    if let refusal = reply.refusal {
      throw Failure(.refused, "the counter refused \"\(text)\": \(refusal.message)")
    }
  }

  private func minor(_ text: String) -> Int64 {
    (try? FixedPoint.value(of: text, digits: 2)) ?? 0
  }

  private func amount(_ minor: Int64) -> String { FixedPoint.text(minor, digits: 2) }
}

/// The old till's clock: never runs back, so that the books stay in order.
final class ReplayClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ start: Moment) { moment = Mutex(start) }

  func advance(to next: Moment) {
    moment.withLock { now in
      if next.utcMilliseconds > now.utcMilliseconds { now = next }
    }
  }

  func now() -> Moment { moment.withLock { $0 } }
}
