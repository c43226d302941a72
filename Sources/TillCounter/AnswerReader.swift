import TillCore

/// Reads the line that answers a question. Questions that vouch for something have no default:
/// an empty line is no answer (COUNTER rule 0).
struct AnswerReader {
  let keeper: Keeper
  let settings: ShopSettings

  /// The failure may say what was wrong; nil means the usual sentence for that kind of answer.
  enum Parsed {
    case success(Answer)
    case failure(Misreading?)
  }

  func read(_ line: String, for question: Question) throws -> Parsed {
    let text = line.trimmedBlanks
    guard !text.isEmpty else {
      if case .matter(let matter, _) = question { return .failure(.noDecision(matter)) }
      return .failure(nil)
    }
    switch question.ask {
    case .pin: return try pin(text, question)
    case .yes: return yes(text)
    case .count: return count(text, question)
    case .amount:
      var mayBeZero = false
      if case .tenderTotal = question { mayBeZero = true }
      return read(
        Operand.amount(text, settings.currency, allowingZero: mayBeZero), Misreading.badAmount,
        text
      ) { .amount(minor: $0.minor) }
    case .quantity:
      return read(Operand.quantity(text), Misreading.badQuantity, text) { .quantity($0) }
    case .text: return words(text, question)
    case .choice:
      if case .matter(let matter, _) = question { return decision(text, matter) }
      return choice(text, question)
    case .person: return person(text)
    }
  }

  private func read<Value>(
    _ result: Result<Value, ValueFault>, _ misreading: (String, ValueFault) -> Misreading,
    _ text: String, _ answer: (Value) -> Answer
  ) -> Parsed {
    switch result {
    case .success(let value): .success(answer(value))
    case .failure(let fault): .failure(misreading(text, fault))
    }
  }

  private func pin(_ text: String, _ question: Question) throws -> Parsed {
    let person: Person
    switch question {
    case .pin(let asked), .voucherPIN(let asked, _): person = asked
    default: return .failure(nil)
    }
    // Anything typed counts as a try; a PIN of the wrong shape is a wrong PIN.
    let isRight = try keeper.store.isRightPIN(text, person: person.id)
    return .success(.pin(isRight ? .right : .wrong))
  }

  private func person(_ text: String) -> Parsed {
    guard let person = keeper.person(FoldedLine.fold(text)) else {
      return .failure(.unknownPerson(text))
    }
    return .success(.person(person))
  }

  private func yes(_ text: String) -> Parsed {
    switch Keyword(answer: text) {
    case .yes: .success(.yes)
    case .no: .success(.no)
    default: .failure(nil)
    }
  }

  private func count(_ text: String, _ question: Question) -> Parsed {
    switch question {
    case .changeGiven: if Keyword(answer: text) == .yes { return .success(.yes) }
    case .leaveFloat(let counted):
      if let parsed = floatLeft(text, of: counted) { return parsed }
    default: break
    }
    let words = FoldedLine.fold(text).split(separator: " ")
    switch CashCount.parse(
      words: words, currency: settings.currency,
      denominationsMinor: settings.denominationsMinor)
    {
    case .success(let count): return .success(.count(count))
    case .failure(let fault): return .failure(.badCount(fault))
    }
  }

  /// What stays may be said as an amount, where no single note of that value was counted.
  private func floatLeft(_ text: String, of counted: CashCount) -> Parsed? {
    if Keyword(answer: text) == .all { return .success(.count(counted)) }
    guard
      case .success(let amount) = Operand.amount(text, settings.currency, allowingZero: true),
      counted.count(of: amount.minor) == 0
    else { return nil }
    return .success(.amount(minor: amount.minor))
  }

  /// `finish`, `cancel REASON`, `carry REASON`, `printed`, `lost`; `all` before it for every matter
  /// that takes it.
  private func decision(_ text: String, _ matter: OpenMatter) -> Parsed {
    guard case .success(let line) = LexedLine.reading(text), var first = line.words.first else {
      return .failure(.noDecision(matter))
    }
    var next = 1
    let isForAll = Keyword(first) == .all && line.words.count > 1
    if isForAll {
      first = line.words[1]
      next = 2
    }
    guard let kind = MatterDecision.Kind(first) else { return .failure(.noDecision(matter)) }
    let typed = line.words.count > next ? line.rest(from: next) : ""
    guard case .success(let reason) = TextSafety.clean(typed, maximumScalars: Limits.textScalars)
    else { return .failure(.noDecision(matter)) }
    let needsReason = kind == .cancel || kind == .carry
    guard needsReason == !reason.isEmpty, matter.decisions.contains(kind) else {
      return .failure(.noDecision(matter))
    }
    return .success(
      .decision(MatterDecision(kind, reason: reason, isForAll: isForAll)))
  }

  private func words(_ text: String, _ question: Question) -> Parsed {
    var typed = text
    if case .success(let line) = LexedLine.reading(text), line.words.count == 1 {
      typed = line.rest(from: 0)
    }
    switch TextSafety.clean(typed, maximumScalars: Limits.textScalars) {
    case .success(""): return .failure(nil)
    case .success(let clean):
      if question == .contactPhone, !PhoneNumber.isOne(clean) {
        return .failure(.badPhone(clean))
      }
      return .success(.text(clean))
    case .failure(let fault): return .failure(.badText(fault))
    }
  }

  private func choice(_ text: String, _ question: Question) -> Parsed {
    let words = ["hand": 1, "手里": 1, "drawer": 2, "钱箱里": 2, "钱箱": 2, "back": 3, "已还": 3]
    var most = 2
    if case .whereIsMoney = question { most = Event.MoneyPlace.allCases.count }
    if let choice = words[VerbTable.lowered(text)], most == 3 { return .success(.choice(choice)) }
    guard case .success(let number) = Operand.wholeNumber(text), (1...most).contains(number) else {
      return .failure(nil)
    }
    return .success(.choice(number))
  }
}

/// A phone number as people write it: digits with `+`, blanks, `-` and brackets; 5 to 20 digits.
enum PhoneNumber {
  static func isOne(_ text: String) -> Bool {
    let allowed = text.utf8.allSatisfy {
      (48...57).contains($0) || "+-() ".utf8.contains($0)
    }
    return allowed && (5...20).contains(text.utf8.count { (48...57).contains($0) })
  }
}

extension MatterDecision.Kind {
  /// The decision a word stands for; `cancel` is a verb's name too.
  init?(_ word: Word) {
    switch Keyword(word) {
    case .finish: self = .finish
    case .carry: self = .carry
    case .printed: self = .printed
    case .lost: self = .lost
    default:
      guard Verb.cancel.names.all.contains(VerbTable.lowered(word.text)) else { return nil }
      self = .cancel
    }
  }
}
