import TillCore

/// What a conversation needs from outside besides the keeper.
public struct ConversationContext: Sendable {
  /// Where a paper goes, in words a cashier knows: a queue's name or a file.
  public let destination: @Sendable (DocumentKind, String) -> String
  /// Bad news of the printers, each told once at the start of the next answer.
  public let news: @Sendable () -> [String]
  /// Waits after a wrong PIN; the tests don't.
  public let pause: @Sendable (_ seconds: Int) -> Void
  /// Makes a backup of a day just closed and reads it back (I6); nil where none is kept.
  public let backUp: (@Sendable (ClosedMark) throws(BackupFailure) -> Backup)?

  public init(
    destination: @escaping @Sendable (DocumentKind, String) -> String,
    news: @escaping @Sendable () -> [String] = { [] },
    pause: @escaping @Sendable (_ seconds: Int) -> Void = { _ in },
    backUp: (@Sendable (ClosedMark) throws(BackupFailure) -> Backup)? = nil
  ) {
    self.destination = destination
    self.news = news
    self.pause = pause
    self.backUp = backUp
  }
}

/// Why there is no backup, in one line for whoever closes.
public struct BackupFailure: Error, Hashable, Sendable {
  public let message: String

  public init(message: String) { self.message = message }
}

/// A conversation at the counter: one line in, one answer out (COUNTER).
///
/// It knows nothing of terminals: whoever has a reader and a writer can hold one.
public final class Conversation {
  public let keeper: Keeper
  public let wording: Wording
  let context: ConversationContext
  var pending: Pending?
  /// The line before, where it was told that somebody must vouch for it.
  var unapproved: Unapproved?
  /// When the last line came, for the lock that comes by itself.
  var lastInputAt: Moment?
  private var found: [Article] = []
  /// Nothing was done since `find`, so that a bare number picks.
  private var isFoundFresh = false
  private var count = 0

  /// A command that waits for an answer.
  struct Pending {
    let work: Work
    let id: String
    let digest: String?
    var answers: [Question: Answer]
    let question: Question
  }

  /// What is carried out again when the answer is there.
  enum Work {
    case verb(Verb, LexedLine)
    case scan(LexedLine)
    case settleBreak
  }

  public init(keeper: Keeper, context: ConversationContext) {
    self.keeper = keeper
    self.context = context
    wording = Wording(keeper.settings)
  }

  /// Whether the next line is a PIN and must not be echoed.
  public var asksPIN: Bool { pending?.question.ask == .pin }

  /// The question that takes the next line, if any.
  public var openQuestion: String? { pending.map { wording.question($0.question) } }

  /// Answers one line. Throws only what the disk did; the caller ends the counter then.
  public func answer(_ input: Input) throws -> Reply {
    count += 1
    let news = context.news()
    let locking = try lockIfIdle(input)
    var reply: Reply
    switch input {
    case .line where locking?.wasAsked == true: reply = try lockedOut(input: nil)
    case .line(let text): reply = try answer(line: text)
    case .tooLong(let bytes): reply = try misread(.tooLong(bytes: bytes), input: "")
    case .invalidUTF8: reply = try misread(.notUTF8, input: "")
    case .controlCharacter: reply = try misread(.controlCharacter, input: "")
    case .givenUp, .end: reply = try giveUp(input: "")
    }
    reply.say = news + (locking?.say ?? []) + reply.say
    reply.events = (locking?.written ?? []) + reply.events
    return reply
  }

  /// The sale on the counter, open or just paid: for whoever drives a conversation by program.
  public func sale() throws -> Sale? { try keeper.serially { $0.state.sale } }

  /// What the drawer holds by the books, for the same; never said at the counter.
  public func drawer() throws -> CashCount { try keeper.serially { $0.state.drawer } }

  /// Takes note of a catalogue imported while no counter was open, before the first line.
  public func begin() throws {
    _ = try keeper.serially { section in
      guard let change = try keeper.store.catalogueChange() else { return }
      _ = try section.perform(
        .noteCatalogue(change), id: keeper.makeID(), answers: [:], digest: nil, contact: nil)
    }
  }

  /// Who is signed on, and the stage, for the prompt.
  public func standing() throws -> (person: Person?, stage: String) {
    try keeper.serially { ($0.state.session, $0.state.stageName) }
  }

  /// A clean end: whoever is signed on is signed off, and nothing is asked at the next start.
  public func end() throws {
    pending = nil
    _ = try keeper.serially { section in
      guard section.state.session != nil || section.state.locked != nil else { return }
      _ = try section.perform(
        .signOff(.endOfInput), id: keeper.makeID(), answers: [:], digest: nil, contact: nil)
    }
  }

  private func answer(line text: String) throws -> Reply {
    if let pending { return try answer(pending, with: text) }
    let typed: TypedLine
    switch TypedLine.reading(text) {
    case .success(let line): typed = line
    case .failure: return try misread(.badCommandID, input: text)
    }
    let waiting = unapproved
    unapproved = nil
    guard !typed.text.isEmpty else { return try reply(input: text) { _ in } }
    if Self.givesUp(typed.text) {
      return try reply(input: text) { $0.say = [wording.nothingAsked] }
    }
    guard case .success(let line) = typed.words() else {
      return try misread(.unclosedQuote, input: text)
    }
    let work = Reading.work(line)
    guard try work.isAllowedLocked || !isLocked() else { return try lockedOut(input: text) }
    if case .verb(.approve, let operands) = work {
      return try approve(waiting, operands, input: text)
    }
    let digest = typed.commandID.map { _ in ContentDigest.of(typed.text) }
    if let id = typed.commandID, let done = try keeper.store.entries(ofCommand: id) {
      guard done.contentDigest == nil || done.contentDigest == digest else {
        return try misread(.sameIDOtherContent(id), input: text)
      }
      return try reply(input: text) { reply in
        reply.say = [wording.alreadyDone(done)]
      }
    }
    return try carryOut(
      work, id: typed.commandID ?? keeper.makeID(), digest: digest, answers: [:],
      input: text)
  }

  /// COUNTER rule 0: an open question takes the line, whatever it is.
  private func answer(_ open: Pending, with text: String) throws -> Reply {
    let input = open.question.ask == .pin ? nil : text
    if Self.givesUp(text) { return try giveUp(input: input) }
    let parsed = try AnswerReader(keeper: keeper, settings: keeper.settings)
      .read(text, for: open.question)
    switch parsed {
    case .failure(let misreading):
      return try reply(input: input) { reply in
        reply.refusal = misreading.map {
          .init(code: $0.code, message: wording.misreading($0))
        }
        askAgain(open.question, &reply)
      }
    case .success(let answer):
      pending = nil
      if answer == .no, !open.question.takesNo { return try denied(open.question, input: input) }
      var answers = open.answers
      answers[open.question] = answer
      return try carryOut(
        open.work, id: open.id, digest: open.digest, answers: answers, input: input)
    }
  }

  /// `.` gives the act up; the same key with a Chinese input method on too.
  private static func givesUp(_ text: String) -> Bool {
    FoldedLine.fold(text.trimmedBlanks) == "."
  }

  /// The answer was none: why, and the question again.
  private func askAgain(_ question: Question, _ reply: inout Reply) {
    reply.isOK = false
    reply.ask = question.ask
    if reply.refusal == nil {
      let generic = wording.notAnAnswer(question.ask)
      reply.refusal = .init(code: generic.code, message: generic.message)
    }
    reply.say = [wording.question(question)]
  }

  private func giveUp(input: String?) throws -> Reply {
    let hadQuestion = pending != nil
    pending = nil
    return try reply(input: input) { reply in
      guard hadQuestion else { return }
      reply.say = [reply.stage == "closing" ? wording.closingStands : wording.givenUp]
    }
  }

  private func denied(_ question: Question, input: String?) throws -> Reply {
    try reply(input: input) { reply in
      reply.isOK = false
      reply.refusal = .init(code: "not-confirmed", message: wording.denied(question))
    }
  }

  func misread(_ misreading: Misreading, input: String) throws -> Reply {
    try reply(input: input) { reply in
      reply.isOK = false
      reply.refusal = .init(
        code: misreading.code, message: wording.misreading(misreading))
      if let pending { askAgain(pending.question, &reply) }
    }
  }

  func reply(input: String?, _ fill: (inout Reply) -> Void) throws -> Reply {
    let stage = try keeper.serially { $0.state.stageName }
    var reply = Reply(number: count, input: input, isOK: true, stage: stage)
    fill(&reply)
    return reply
  }

  func refused(_ refusal: Refusal, input: String?) throws -> Reply {
    try reply(input: input) { reply in
      reply.isOK = false
      reply.refusal = .init(code: refusal.code, message: wording.refusal(refusal))
    }
  }

  func carryOut(
    _ work: Work, id: String, digest: String?, answers: [Question: Answer], input: String?
  ) throws -> Reply {
    let result = try keeper.serially { section in
      var turn = Turn(
        operands: work.operands, id: id, digest: digest, answers: answers, wording: wording,
        context: context, section: section, found: found, isFoundFresh: isFoundFresh)
      defer { section = turn.section }
      var stop: Turn.Stop?
      do {
        try turn.noticeCatalogue()
        try work.run(&turn)
      } catch let error as Turn.Stop {
        stop = error
      }
      return (turn: turn, stop: stop)
    }
    return reply(
      after: result.turn, result.stop, work: work, id: id, digest: digest, answers: answers,
      input: input)
  }

  private func reply(
    after turn: Turn, _ stop: Turn.Stop?, work: Work, id: String, digest: String?,
    answers: [Question: Answer], input: String?
  ) -> Reply {
    found = turn.found
    isFoundFresh = turn.isFoundFresh && !turn.changedAnything
    var reply = Reply(
      number: count, input: input, isOK: true, stage: turn.state.stageName, say: turn.say,
      events: turn.written, isLast: turn.isLast)
    reply.issued = turn.facts.compactMap { fact in
      if case .documentIssued(let document) = fact.event, document.isPrinted {
        document
      } else {
        nil
      }
    }
    switch stop {
    case nil:
      if case .verb(.signOn, _) = work, let question = Register.breakQuestion(turn.state) {
        if case .wasChangeGiven = question, let last = turn.state.lastPayment {
          reply.say.append(wording.lastPayment(last))
        }
        ask(question, for: .settleBreak, id: keeper.makeID(), nil, [:], &reply)
      }
    case .missing(let question):
      var rest = answers
      // An answer of the right kind that the register won't have is no answer.
      let isRefused = rest.removeValue(forKey: question) != nil
      // Who vouched did so for the step that is done, not for the next.
      if turn.changedAnything {
        for answered in rest.keys where answered.isAboutVoucher { rest[answered] = nil }
      }
      ask(question, for: work, id: id, digest, rest, &reply)
      if isRefused { askAgain(question, &reply) }
    case .refused(let refusal, let recorded):
      reply.isOK = false
      reply.events += recorded
      reply.refusal = .init(code: refusal.code, message: wording.refusal(refusal))
      if let question = answers.keys.first(where: { refusal.isAbout(answerTo: $0) }) {
        let rest = answers.filter { $0.key != question && !refusal.isAbout(pin: $0.key) }
        ask(question, for: work, id: id, digest, rest, &reply)
      }
      if case .needsApproval(let permission, _) = refusal {
        unapproved = Unapproved(
          work: work, id: id, digest: digest, answers: answers, permission: permission,
          standing: turn.state.withoutPINFailures)
      }
      if case .pinWrong(let seconds, _) = refusal { context.pause(seconds) }
    case .misread(let misreading):
      reply.isOK = false
      reply.refusal = .init(
        code: misreading.code, message: wording.misreading(misreading))
    }
    return reply
  }

  func ask(
    _ question: Question, for work: Work, id: String, _ digest: String?,
    _ answers: [Question: Answer], _ reply: inout Reply
  ) {
    pending = Pending(
      work: work, id: id, digest: digest, answers: answers, question: question)
    reply.ask = question.ask
    reply.say.append(wording.question(question))
  }
}

/// FNV-1a over a line: tells whether a command id was used again for something else.
enum ContentDigest {
  static func of(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}

extension String {
  var trimmedBlanks: String {
    var scalars = Array(unicodeScalars)[...]
    while let first = scalars.first, first == " " || first == "\u{3000}" {
      scalars = scalars.dropFirst()
    }
    while let last = scalars.last, last == " " || last == "\u{3000}" {
      scalars = scalars.dropLast()
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

extension Question {
  /// Who vouches, and their PIN.
  var isAboutVoucher: Bool {
    switch self {
    case .voucher, .voucherPIN: true
    default: false
    }
  }

  /// Whether "no" is a fact to record rather than the end of the act.
  var takesNo: Bool {
    if case .wasChangeGiven = self { true } else { false }
  }
}

extension Refusal {
  /// Whether the answer was at fault, so that only it is asked for again.
  func isAbout(answerTo question: Question) -> Bool {
    switch (self, question) {
    case (.changeDiffers, .changeGiven), (.floatMoreThanCounted, .leaveFloat),
      (.floatNotMakeable, .leaveFloat):
      true
    case (_, .voucher(let permission)): vouching == permission
    default: false
    }
  }

  /// Whether the question asked for the PIN of a voucher who is no longer the one.
  func isAbout(pin question: Question) -> Bool {
    if case .voucherPIN(_, let permission) = question { vouching == permission } else { false }
  }
}
