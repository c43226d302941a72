import TillCore

/// A line that is no verb: a scan, a code with a quantity or a price, a pick from a list, one of
/// our own papers (COUNTER rule 2).
enum Scan {
  static func run(_ turn: inout Turn) throws {
    let first = turn.words[0]
    guard !first.isQuoted else { throw turn.misread(.unknownWord(first.original, suggestion: nil)) }
    if let picked = try pick(first, &turn) { return try add(picked, nil, nil, &turn) }
    switch Operand.multiplied(first.text) {
    case .success(let multiplied)?:
      try turn.noMore(after: 1)
      return try scan(multiplied.code, multiplied.quantity, typed: first.original, &turn)
    case .failure(.notACode)?: break
    case .failure(let fault)?: throw turn.misread(.badQuantity(first.original, fault))
    case nil: break
    }
    try scan(first.text, nil, typed: first.original, &turn)
  }

  private static func scan(
    _ code: String, _ quantity: Quantity?, typed: String, _ turn: inout Turn
  ) throws {
    if Article.isCode(code), let article = try turn.store.article(scanned: code) {
      return try add(article, quantity, nil, &turn)
    }
    if let label = ScaleLabel.parse(
      code, rules: turn.settings.scaleLabels, currency: turn.settings.currency)
    {
      return try add(label, times: quantity, typed: code, &turn)
    }
    if quantity == nil, DocumentNumber.isOne(code.uppercasedASCII) {
      return try take(paper: turn.words[0], &turn)
    }
    try refuse(code, typed: typed, &turn)
  }

  /// After `find`, a bare 1–10 or `#2` picks; a number that is also a code is asked about.
  private static func pick(_ word: Word, _ turn: inout Turn) throws -> Article? {
    let listed = turn.found
    let isHash = word.text.hasPrefix("#")
    let figures = isHash ? String(word.text.dropFirst()) : word.text
    guard isHash || (turn.isFoundFresh && turn.words.count == 1 && figures.utf8.count <= 2),
      case .success(let number) = Operand.wholeNumber(figures), number <= 10
    else { return nil }
    let isCode = try !isHash && turn.store.article(scanned: figures) != nil
    guard listed.indices.contains(number - 1) else {
      if !isCode { throw turn.misread(.nothingPicked) }
      return nil
    }
    if isCode {
      let question = Question.pickOrCode(number: number, code: figures)
      switch turn.answers[question] {
      case .choice(1): break
      case .choice(2): return nil
      default: throw Turn.Stop.missing(question)
      }
    }
    return listed[number - 1]
  }

  private static func add(
    _ article: Article, _ quantity: Quantity?, _ labelAmount: Int64?, _ turn: inout Turn
  ) throws {
    guard let band = turn.settings.taxBand(article.taxBand) else {
      throw turn.misread(.unknownTaxBand(code: article.code, band: article.taxBand))
    }
    var price: Int64?
    if turn.words.count > 1 {
      price = try turn.amount(turn.words[1])
      try turn.noMore(after: 2)
    }
    try turn.perform(
      .add(
        Command.ScannedArticle(
          article: article, taxRate: band.rate, quantity: quantity, priceMinor: price,
          labelAmountMinor: labelAmount)))
  }

  private static func add(
    _ label: Result<ScaleLabel, ScaleLabelFault>, times count: Quantity?, typed: String,
    _ turn: inout Turn
  ) throws {
    guard case .success(let label) = label else { throw turn.misread(.badLabel(typed)) }
    let plain = String(label.article.drop { $0 == "0" })
    guard
      let article = try turn.store.article(scanned: label.article)
        ?? (plain.isEmpty ? nil : turn.store.article(scanned: plain))
    else { throw turn.misread(.unknownArticle(typed, mended: nil)) }
    // `3*` a label: so many bags that weigh and cost the same.
    let bags = count ?? .one
    guard bags > .zero, bags.isWhole, bags.thousandths <= Limits.quantityThousandths else {
      throw turn.misread(.badQuantity(bags.description, .notANumber))
    }
    let times = bags.thousandths / 1000
    switch label.value {
    case .quantity(let quantity):
      try add(article, Quantity(thousandths: quantity.thousandths * times), nil, &turn)
    case .price(let minor):
      let weight = weight(of: minor, article)
      try add(
        article, Quantity(thousandths: weight.thousandths * times), minor * times, &turn)
    }
  }

  /// The weight a price label stands for, so that the receipt knows it; the label's price holds.
  private static func weight(of minor: Int64, _ article: Article) -> Quantity {
    guard article.priceMinor > 0 else { return .one }
    let thousandths = Rounding.halfAwayFromZero(
      Int128(minor) * 1000, over: Int128(article.priceMinor))
    return Quantity(thousandths: max(1, Int64(clamping: thousandths)))
  }

  /// A slip is taken to its next act: unpaid → collect, paid → hand over, handed over → refused.
  private static func take(paper word: Word, _ turn: inout Turn) throws {
    let sale = try turn.sale(word)
    try turn.noMore(after: 1)
    if sale.isOpen {
      try turn.collect(sale)
    } else {
      try turn.perform(.pickup(sale, nil))
    }
  }

  private static func refuse(_ code: String, typed: String, _ turn: inout Turn) throws {
    switch VerbTable.reading(turn.operands) {
    case .beginning(let verb, let operands):
      var shortened = Turn(
        operands: operands, id: turn.id, digest: turn.digest, answers: turn.answers,
        wording: turn.wording, context: turn.context, section: turn.section, found: turn.found,
        isFoundFresh: turn.isFoundFresh)
      defer { turn.take(over: shortened) }
      return try verb.run(&shortened)
    case .ambiguous(let verbs):
      throw turn.misread(.ambiguous(verbs.map { turn.wording.name($0) }))
    case .notAVerb(let suggestion?):
      throw turn.misread(
        .unknownWord(typed, suggestion: turn.wording.name(suggestion)))
    default: break
    }
    let isNumber = code.utf8.contains { (48...57).contains($0) } && Article.isCode(code)
    if isNumber { throw turn.misread(.unknownArticle(code, mended: GTIN.mended(code))) }
    throw turn.misread(.unknownWord(typed, suggestion: nil))
  }
}

extension Turn {
  /// What a turn that carried out the same line brought.
  mutating func take(over other: Turn) {
    section = other.section
    say += other.say
    facts += other.facts
    written += other.written
    found = other.found
    isFoundFresh = other.isFoundFresh
    isLast = other.isLast
  }
}

extension Wording {
  /// The verb's name in the shop's language.
  func name(_ verb: Verb) -> String {
    (isChinese ? verb.names.chinese.first : verb.names.english.first)
      ?? (isChinese ? verb.names.english.first : verb.names.initials.first) ?? verb.rawValue
  }
}
