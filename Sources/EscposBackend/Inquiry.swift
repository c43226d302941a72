/// What a printer is asked of itself, and which answer belongs to which question.
///
/// All questions go in one breath, for one round trip, and the answers come in their order. Some
/// printers leave some of them open for ever, and the answers don't say what they answer: where
/// those that came find nothing wrong, they are taken as they are; else each question is asked
/// alone, and from then on those that were answered.
///
/// It sends nothing and has no clock: both are its caller's.
struct Inquiry {
  /// After so long without another answer, no other comes. A printer that answers does so at once,
  /// whatever it prints.
  static let quietMilliseconds = 500
  /// After so long without any answer all is asked again.
  static let patienceMilliseconds = 2_000

  private var questions = PrinterStatus.questions
  /// Asked and not answered, in order.
  private var open: [UInt8] = []
  /// To be asked when the one alone is answered or isn't; nil while they go together.
  private var alone: [UInt8]?
  private var answers: [UInt8: UInt8] = [:]
  /// When it was last asked or answered; nil while nothing is under way.
  private var movedAt: Int?
  private var status: PrinterStatus?

  /// What to send to learn the status; empty while that is being learned.
  mutating func ask(at now: Int) -> [UInt8] {
    if let movedAt, now - movedAt < Self.patienceMilliseconds { return [] }
    answers = [:]
    alone = nil
    return send(questions, at: now)
  }

  /// Takes an answer.
  mutating func hear(_ answer: UInt8, at now: Int) {
    guard !open.isEmpty else { return }
    answers[open.removeFirst()] = answer
    movedAt = now
    if open.isEmpty, alone == nil { finish() }
  }

  /// What to send now that so much time has gone by; most often nothing.
  mutating func look(at now: Int) -> [UInt8] {
    guard let movedAt, open.isEmpty || now - movedAt >= Self.quietMilliseconds else { return [] }
    if let next = alone?.first {
      alone?.removeFirst()
      return send([next], at: now)
    }
    guard !answers.isEmpty else { return [] }
    if alone != nil {
      questions = answers.keys.sorted()
      finish()
    } else if answers.values.allSatisfy({ $0 == PrinterStatus.nothingWrong }) {
      finish()
    } else {
      answers = [:]
      alone = Array(PrinterStatus.questions.dropFirst())
      return send([PrinterStatus.questions[0]], at: now)
    }
    return []
  }

  /// A status nobody has taken yet.
  mutating func takeStatus() -> PrinterStatus? {
    defer { status = nil }
    return status
  }

  private mutating func send(_ questions: [UInt8], at now: Int) -> [UInt8] {
    open = questions
    movedAt = now
    return questions.flatMap { PrinterStatus.request($0) }
  }

  private mutating func finish() {
    status = PrinterStatus(answers)
    open = []
    alone = nil
    movedAt = nil
  }
}
