import Testing

@testable import TillCore

/// A counter without a keyboard: sends commands, answers what is asked, and holds the register to
/// its word. Each fact is written down, read back and folded; the fold must be the decided state.
struct Counter {
  /// What came of a command, in one word: `done`, `asks yes`, or the refusal's code.
  enum Outcome: Hashable, CustomStringConvertible {
    case done([Event])
    case asks(Question)
    case refused(Refusal)

    var description: String {
      switch self {
      case .done: "done"
      case .asks(let question): "asks \(question.ask.rawValue)"
      case .refused(let refusal): refusal.code
      }
    }
    var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
    var question: Question? { if case .asks(let question) = self { question } else { nil } }
    var events: [Event] { if case .done(let events) = self { events } else { [] } }
  }

  var register: Register
  var now = Moment(utcMilliseconds: 1_795_312_800_000, offsetSeconds: 8 * 3600)
  /// As the register decided it.
  private(set) var state: RegisterState
  /// As the entries, read back one after the other, fold from an empty desk.
  private(set) var folded: RegisterState
  /// Each sale as its own stream folds.
  private(set) var sales: [String: Sale] = [:]
  /// Every fact so far, read back.
  private(set) var facts: [Fact] = []
  private var commands = 0

  init(_ settings: ShopSettings = .testShop, signedOn person: Person? = .cashier) {
    register = Register(settings: settings)
    state = RegisterState(desk: 1)
    folded = state
    if let person { signOn(person) }
  }

  /// What the desk has in front of it; an empty sale where there is none, so that tests read flat.
  var sale: Sale { state.sale ?? Counter.nothing }
  var slip: String { sale.slip ?? "no slip" }
  var totalMinor: Int64? { sale.totals()?.totalMinor }
  var tenders: [Tender] { sale.standingTenders }
  var papers: [IssuedDocument] {
    facts.compactMap { if case .documentIssued(let paper) = $0.event { paper } else { nil } }
  }

  mutating func signOn(_ person: Person, at location: SourceLocation = #_sourceLocation) {
    let outcome = send(.signOn(person), [.pin(person): .pin(.right)], at: location)
    #expect(outcome.description == "done", sourceLocation: location)
  }

  /// Sends a command with the answers it may need.
  @discardableResult
  mutating func send(
    _ command: Command, _ answers: [Question: Answer] = [:],
    at location: SourceLocation = #_sourceLocation
  ) -> Outcome {
    now = now.later(seconds: 1)
    commands += 1
    let circumstances = Register.Circumstances(
      at: now, freshID: "sale-\(commands)", answers: answers)
    switch register.decide(state, command, circumstances) {
    case .missing(let question): return .asks(question)
    case .refused(let refusal, let recorded, let after):
      let changesNothing = !recorded.isEmpty || after == state
      #expect(changesNothing, "told no, and changed all the same", sourceLocation: location)
      keep(recorded, after, location)
      return .refused(refusal)
    case .done(let decided, let after):
      keep(decided, after, location)
      return .done(decided.map(\.event))
    }
  }

  /// Sends a command the way a conversation does: asks until nothing is missing.
  @discardableResult
  mutating func send(
    _ command: Command, at location: SourceLocation = #_sourceLocation,
    answering: (Question) -> Answer?
  ) -> Outcome {
    var answers: [Question: Answer] = [:]
    while true {
      let outcome = send(command, answers, at: location)
      guard let question = outcome.question, answers[question] == nil,
        let answer = answering(question)
      else { return outcome }
      answers[question] = answer
    }
  }

  /// Sends a command that must succeed, saying yes to whatever is asked with yes.
  @discardableResult
  mutating func must(
    _ command: Command, at location: SourceLocation = #_sourceLocation
  ) -> [Event] {
    let outcome = send(command, at: location) { $0.ask == .yes ? .yes : nil }
    #expect(outcome.description == "done", "\(command)", sourceLocation: location)
    return outcome.events
  }

  mutating func must(_ commands: [Command], at location: SourceLocation = #_sourceLocation) {
    for command in commands { must(command, at: location) }
  }

  /// What came back of a line in every other sale that stands, as the store would look it up.
  func returned(of sale: Sale, line: Int) -> (quantity: Quantity, minor: Int64) {
    var sum = (quantity: Quantity.zero, minor: Int64(0))
    for other in sales.values
    where other.stage != .cancelled && (other.id != state.openSale?.id) {
      for back in other.standingLines
      where back.returned?.saleID == sale.id && back.returned?.line == line {
        sum.quantity += -back.quantity
        sum.minor -= back.fixedAmountMinor ?? 0
      }
    }
    return sum
  }

  /// The power goes and comes back: the desk is what the entries say.
  mutating func breakOff() {
    state = folded
    state.isAfterBreak = true
    folded = state
  }

  private mutating func keep(
    _ decided: [Fact], _ after: RegisterState, _ location: SourceLocation
  ) {
    state = after
    for fact in decided {
      guard let read = Counter.readBack(fact, location) else { continue }
      facts.append(read)
      if case .sale(let id) = read.stream { keepSale(id, read.event) }
      // A sale that was loaded from the store comes onto the counter by its own stream.
      if case .sale(let id) = read.stream, case .saleRecalled = read.event,
        folded.sale?.id != id, let loaded = sales[id]
      {
        folded.place(loaded)
      }
      folded.apply(read, at: now)
    }
    // Compared first: a desk printed in full twice hides what was typed.
    let isSameDesk = folded == state
    #expect(isSameDesk, "the entries fold to another desk", sourceLocation: location)
    guard let sale = state.sale else { return }
    let isSameSale = sales[sale.id] == sale
    #expect(isSameSale, "the stream folds to another sale", sourceLocation: location)
  }

  private mutating func keepSale(_ id: String, _ event: Event) {
    if let sale = Sale(id: id, desk: 1, opening: event, at: now) {
      sales[id] = sale
    } else {
      sales[id]?.apply(event, at: now)
    }
  }

  /// The fact as its line of the journal gives it back.
  private static func readBack(_ fact: Fact, _ location: SourceLocation) -> Fact? {
    let written = fact.event.written
    do {
      let body = try JSON(reading: written.body.line)
      let event = try Event(kind: written.kind, body: body)
      let isSame = event == fact.event
      #expect(isSame, "\(written.kind) reads otherwise", sourceLocation: location)
      let stream = Stream(name: fact.stream.name, id: fact.stream.id)
      #expect(stream == fact.stream, sourceLocation: location)
      return Fact(fact.stream, event)
    } catch {
      Issue.record(error, "\(written.kind) can't be read", sourceLocation: location)
      return nil
    }
  }

  private static let nothing = Sale(
    id: "none", desk: 1,
    terms: Sale.Terms(currency: .cny, pricesIncludeTax: true, cashRoundingMinor: 1),
    cashier: .cashier, seller: .cashier, openedAt: Moment(utcMilliseconds: 0, offsetSeconds: 0))
}

extension Moment {
  func later(seconds: Int64 = 0, days: Int64 = 0) -> Moment {
    Moment(
      utcMilliseconds: utcMilliseconds + (days * 86_400 + seconds) * 1000,
      offsetSeconds: offsetSeconds)
  }
}
