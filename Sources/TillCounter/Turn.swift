import TillCore

/// One line being carried out: its operands, what it may look up, and what came of it.
///
/// A verb file reads operands, looks up, and performs one command; what to say is told from the
/// facts (Narration), so that every way to the same fact is told alike.
struct Turn {
  let operands: LexedLine
  let id: String
  let digest: String?
  let answers: [Question: Answer]
  let wording: Wording
  let context: ConversationContext
  var section: Keeper.Section
  var say: [String] = []
  var facts: [Fact] = []
  var written: [WrittenFact] = []
  /// The articles the last `find` listed, for `2` or `#2`.
  var found: [Article]
  /// Nothing was done since `find`: a bare number still picks.
  var isFoundFresh: Bool
  var isLast = false

  /// Why a verb ended early.
  enum Stop: Error {
    case missing(Question)
    case refused(Refusal, [WrittenFact])
    case misread(Misreading)
  }

  var settings: ShopSettings { section.settings }
  var store: any Store { section.keeper.store }
  var state: RegisterState { section.state }
  var words: [Word] { operands.words }

  /// Carries out a command; its facts are on disk when this returns.
  mutating func perform(_ command: Command, contact: Contact? = nil) throws {
    let before = section.state
    switch try section.perform(
      command, id: id, answers: answers, digest: digest, contact: contact)
    {
    case .done(let newFacts, let newWritten):
      facts += newFacts
      written += newWritten
      var narration = Narration(wording, before: before, after: section.state, context: context)
      say += narration.tell(newFacts)
    case .missing(let question): throw Stop.missing(question)
    case .refused(let refusal, let recorded): throw Stop.refused(refusal, recorded)
    }
  }

  /// Notes a backup that was made.
  mutating func note(_ backup: Backup) throws(BackupFailure) {
    do {
      try perform(.noteBackup(backup))
    } catch {
      throw BackupFailure(message: "\(error)")
    }
  }

  /// A new catalogue that was taken note of is nobody's act.
  var changedAnything: Bool {
    facts.contains { if case .catalogueChanged = $0.event { false } else { true } }
  }

  func misread(_ misreading: Misreading) -> Stop { .misread(misreading) }

  // MARK: operands that many verbs share

  /// `[LINE] VALUE`: two numbers are LINE then value, one is the value (COUNTER rule 6).
  func lineNumber(before count: Int) throws -> Int? {
    guard words.count > count else { return nil }
    return try line(words[0])
  }

  func line(_ word: Word) throws -> Int {
    guard case .success(let number) = Operand.wholeNumber(word.text) else {
      throw Stop.misread(.badLine(word.original))
    }
    return number
  }

  func amount(_ word: Word, allowingZero: Bool = false) throws -> Int64 {
    switch Operand.amount(word.text, settings.currency, allowingZero: allowingZero) {
    case .success(let money): return money.minor
    case .failure(let fault): throw Stop.misread(.badAmount(word.original, fault))
    }
  }

  func quantity(_ word: Word) throws -> Quantity {
    switch Operand.quantity(word.text, allowingNegative: true) {
    case .success(let quantity): return quantity
    case .failure(let fault): throw Stop.misread(.badQuantity(word.original, fault))
    }
  }

  func count(_ words: some Sequence<Word>) throws -> CashCount {
    let texts = words.map { Substring($0.text) }
    switch CashCount.parse(
      words: texts, currency: settings.currency,
      denominationsMinor: settings.denominationsMinor)
    {
    case .success(let count): return count
    case .failure(let fault): throw Stop.misread(.badCount(fault))
    }
  }

  /// A text that may stand in the journal and on paper.
  func clean(_ text: String, maximumScalars: Int = Limits.textScalars) throws -> String {
    switch TextSafety.clean(text, maximumScalars: maximumScalars) {
    case .success(let clean): return clean
    case .failure(let fault): throw Stop.misread(.badText(fault))
    }
  }

  /// Carries out an act that is recorded with its reason: the rest of the line, or the answer to
  /// "Why?", which nobody is asked for an act that would be refused anyway.
  mutating func perform(reasonFrom index: Int, _ command: (String) -> Command) throws {
    let typed = operands.rest(from: index)
    if !typed.isEmpty { return try perform(command(try clean(typed))) }
    if case .text(let answer) = answers[.reason] { return try perform(command(answer)) }
    let circumstances = Register.Circumstances(at: section.at, freshID: "")
    let trial = section.keeper.register.decide(section.state, command(""), circumstances)
    if case .refused(let refusal, _, _) = trial { throw Stop.refused(refusal, []) }
    throw Stop.missing(.reason)
  }

  func noMore(after count: Int) throws {
    guard words.count <= count else { throw Stop.misread(.tooManyWords(words[count].original)) }
  }

  func needs(_ count: Int, _ verb: Verb) throws {
    guard words.count >= count else { throw Stop.misread(.usage(verb)) }
  }

  // MARK: look-ups

  /// The full number of a document of ours, whole or by its last digits; nil when it is no number.
  func documentNumber(_ word: Word, _ kinds: [DocumentKind] = DocumentKind.allCases) throws
    -> String?
  {
    let text = word.text.uppercasedASCII
    if DocumentNumber.isOne(text) { return text }
    guard !text.isEmpty, text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return try store.paperNumber(ending: text, desk: state.desk, kinds: kinds)
  }

  func sale(_ word: Word) throws -> Sale {
    guard let number = try documentNumber(word, [.slip, .receipt, .delivery]),
      let sale = try currentSale(named: number) ?? store.sale(ofPaper: number)
    else { throw Stop.misread(.unknownDocument(word.original)) }
    return sale
  }

  private func currentSale(named number: String) -> Sale? {
    // A paid one comes from the store, which knows what was returned of it since.
    state.openSale.flatMap { $0.slip == number ? $0 : nil }
  }

  func article(_ code: String) throws -> Article {
    guard let article = try store.article(scanned: code) else {
      throw Stop.misread(.unknownArticle(code, mended: GTIN.mended(code)))
    }
    return article
  }

  func person(_ word: Word) throws -> Person {
    guard let person = section.keeper.person(word.text) else {
      throw Stop.misread(.unknownPerson(word.original))
    }
    return person
  }
}

/// The numbers on our papers: `S1-000128`.
enum DocumentNumber {
  static func isOne(_ text: String) -> Bool {
    guard let first = text.first,
      DocumentKind.allCases.contains(where: { $0.letter == String(first) })
    else { return false }
    let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].utf8.count >= 6
      && parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
  }
}

extension String {
  /// Capitals of a–z only: codes and numbers are ASCII.
  var uppercasedASCII: String {
    String(decoding: utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
  }
}
