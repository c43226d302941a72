/// The register decides: what a command makes true, what is missing, or one named refusal.
///
/// Pure: `decide` reads a state and a command and gives facts back; the keeper writes them down and
/// only then takes the new state. Each branch is a flat ladder of guards whose order is tested.
public struct Register: Sendable {
  public let settings: ShopSettings
  /// Hash of each document's template, so that a paper can be traced to its form.
  public let templateHashes: [DocumentKind: String]

  public init(settings: ShopSettings, templateHashes: [DocumentKind: String] = [:]) {
    self.settings = settings
    self.templateHashes = templateHashes
  }

  /// What comes of a command.
  public enum Decision: Hashable, Sendable {
    /// The facts to write down, and the state once they stand.
    case done([Fact], RegisterState)
    case missing(Question)
    /// Told no. `recording` are facts that are true all the same (a wrong PIN), with their state.
    case refused(Refusal, recording: [Fact], RegisterState)
  }

  /// What comes in from outside with a command: time, a fresh id, and what was answered so far.
  public struct Circumstances: Sendable {
    public let at: Moment
    /// Made before the command's first try; names the sale the command may open.
    public let freshID: String
    public let answers: [Question: Answer]

    public init(at: Moment, freshID: String, answers: [Question: Answer] = [:]) {
      self.at = at
      self.freshID = freshID
      self.answers = answers
    }
  }

  /// Decides one command. Never waits, never looks anything up, never changes anything.
  public func decide(
    _ state: RegisterState, _ command: Command, _ circumstances: Circumstances
  ) -> Decision {
    var draft = Draft(state: state, circumstances: circumstances)
    do throws(Stop) {
      try carryOut(command, &draft)
      return .done(draft.facts, draft.state)
    } catch {
      switch error {
      case .missing(let question): return .missing(question)
      case .refused(let refusal, let facts):
        var recorded = Draft(state: state, circumstances: circumstances)
        for fact in facts { recorded.add(fact) }
        return .refused(refusal, recording: facts, recorded.state)
      }
    }
  }

  private func carryOut(_ command: Command, _ draft: inout Draft) throws(Stop) {
    if let closing = draft.state.closing, !command.isPossibleWhileClosing {
      throw .refused(.closingUnderWay(closing.beginning.purpose))
    }
    switch command {
    case .signOn, .signOff, .nameSeller, .noteCatalogue, .settleBreak, .lock, .unlockPIN:
      try decidePeople(command, &draft)
    case .add, .setQuantity, .setPrice, .drop, .note, .serial, .undo:
      try decideLines(command, &draft)
    case .discountLine, .discountSale, .roundDown: try decideDiscounts(command, &draft)
    case .nameCustomer, .park, .recall, .cancel, .invoice, .reopen:
      try decideSlip(command, &draft)
    case .returnLine(let request): try decideReturn(request, &draft)
    case .collect, .check, .count, .verify, .refuseNote, .announce:
      try decideActs(command, &draft)
    case .cash(let handedOver): try decideCash(handedOver, &draft)
    case .card(let amount, let reference): try decideCard(amount, reference, &draft)
    case .takeBack(let number, let reason): try decideTakeBack(number, reason, &draft)
    case .pickup, .keepGoods, .deliver: try decideGoods(command, &draft)
    case .release, .copy, .xReport: try decidePapers(command, &draft)
    case .setFloat, .openDrawer, .moveCash, .swap, .makeUpShort:
      try decideDrawer(command, &draft)
    case .close(let purpose, let lookUp): try decideClosing(purpose, lookUp, &draft)
    case .abandonClosing(let reason): try abandonClosing(reason, &draft)
    case .noteBackup(let backup): noteBackup(backup, &draft)
    case .settlePrint(let task, let verdict): try decideSettlePrint(task, verdict, &draft)
    case .retryPrint(let task, let paper, let reason):
      try decideRetryPrint(task, paper, reason: reason, &draft)
    }
  }

  /// Why a branch ended early.
  enum Stop: Error {
    case missing(Question)
    case refused(Refusal, recording: [Fact])

    static func refused(_ refusal: Refusal) -> Stop { .refused(refusal, recording: []) }
  }

  /// The state as it becomes while a command is carried out, and the facts that made it so.
  struct Draft {
    private(set) var state: RegisterState
    let circumstances: Circumstances
    /// Wrong PINs before this command: one right PIN in it must not excuse the next wrong one.
    let pinFailures: [String: RegisterState.PINFailures]
    private(set) var facts: [Fact] = []

    init(state: RegisterState, circumstances: Circumstances) {
      self.state = state
      self.circumstances = circumstances
      pinFailures = state.pinFailures
    }

    var at: Moment { circumstances.at }

    mutating func add(_ fact: Fact) {
      facts.append(fact)
      state.apply(fact, at: circumstances.at)
    }

    mutating func addToSale(_ event: Event) {
      guard let sale = state.sale else { preconditionFailure("a fact of a sale without a sale") }
      add(Fact(.sale(id: sale.id), event))
    }

    mutating func addToShift(_ event: Event) { add(Fact(.shift(desk: state.desk), event)) }

    mutating func place(_ sale: Sale) { state.place(sale) }

    /// The answer to a question, or the stop that has it asked.
    func answer(_ question: Question) throws(Stop) -> Answer {
      guard let answer = circumstances.answers[question] else { throw .missing(question) }
      return answer
    }
  }

  // MARK: guards that many branches share

  func signedOn(_ draft: Draft) throws(Stop) -> Person {
    if let person = draft.state.session { return person }
    throw .refused(draft.state.locked.map { .locked($0) } ?? .notSignedOn)
  }

  func openSale(_ draft: Draft) throws(Stop) -> Sale {
    guard let sale = draft.state.openSale else { throw .refused(.noSale) }
    return sale
  }

  /// The open sale while its lines may still change (A3: invoiced lines are frozen).
  func editableSale(_ draft: Draft) throws(Stop) -> Sale {
    let sale = try openSale(draft)
    if let slip = sale.slip { throw .refused(.saleFrozen(slip: slip)) }
    return sale
  }

  func totals(_ sale: Sale) throws(Stop) -> SaleTotals {
    guard let totals = sale.totals() else { throw .refused(.amountTooLarge) }
    return totals
  }

  /// The line a verb names, or the last standing one.
  func standingLine(_ number: Int?, of sale: Sale) throws(Stop) -> SaleLine {
    guard let number else {
      guard let last = sale.standingLines.last else { throw .refused(.saleEmpty) }
      return last
    }
    guard let line = sale.line(number) else { throw .refused(.unknownLine(number)) }
    guard !line.isDropped else { throw .refused(.droppedLine(number)) }
    return line
  }
}
