import TillCore
import TillCounter
import TillJournal

/// A day in a busy shop, sold by real commands and written in great bites for `bench close`.
struct BenchDay {
  private let store: ShopStore
  private let register: Register
  private let person: Person
  private let begin: Moment
  private var now: Moment
  private var state: RegisterState
  private var articles: [(article: Article, rate: Rate)] = []
  private var facts: [Fact] = []
  private var commands = 0
  /// How many sales are written in one transaction.
  private static let salesPerBite = 250
  /// From eight to nine: what a day's sales are spread over.
  private static let openMilliseconds: Int64 = 13 * 3_600_000

  init(_ shop: OpenShop, person: Person) throws {
    store = shop.store
    var settings = shop.setUp.settings
    // What is printed is another bench's.
    settings.slipPrinting = .none
    settings.printsReceipt = false
    register = Register(settings: settings)
    self.person = person
    begin = Moment(utcMilliseconds: 1_795_305_600_000, offsetSeconds: 8 * 3600)
    now = begin
    state = try shop.store.state(ofDesk: 1)
    for code in try shop.store.articleCodes(beginning: "69", limit: 100) {
      guard let article = try shop.store.article(scanned: code), article.kind == .ordinary,
        article.leastAge == nil, !article.needsSerial,
        let band = settings.taxBands.first(where: { $0.code == article.taxBand })
      else { continue }
      articles.append((article, band.rate))
    }
  }

  var day: CivilDate { begin.businessDate(cutOffHour: register.settings.cutOffHour) }

  /// Sells so much; one sale in fifty has a line taken out, and of all else there is some.
  mutating func sell(_ count: Int, progress: (Int) -> Void) throws {
    try send(.signOn(person), [.pin(person): .pin(.right)])
    for index in 0..<count {
      now = Moment(
        utcMilliseconds: begin.utcMilliseconds
          + Self.openMilliseconds * Int64(index) / Int64(count),
        offsetSeconds: begin.offsetSeconds)
      try sell(index)
      if index % 500 == 250 { try exception(index / 500) }
      if index % Self.salesPerBite == Self.salesPerBite - 1 {
        try write()
        progress(index + 1)
      }
    }
    try write()
    try send(.signOff(.typed))
    try write()
  }

  private mutating func sell(_ index: Int) throws {
    for line in 0..<(3 + index % 3) {
      let (article, rate) = articles[(index * 7 + line * 13) % articles.count]
      try send(.add(Command.ScannedArticle(article: article, taxRate: rate)))
    }
    if index % 50 == 0 { try send(.drop(line: 1)) }
    try send(
      index % 3 == 0 ? .cash(.exact) : .card(amountMinor: nil, reference: nil))
  }

  private mutating func exception(_ number: Int) throws {
    switch number % 5 {
    case 0: try send(.openDrawer(reason: "coins"))
    case 1:
      try send(.add(Command.ScannedArticle(article: articles[0].article, taxRate: .zero)))
      try send(.cancel(reason: "left"))
    case 2:
      let receipt = DocumentKind.receipt.number(desk: 1, ordinal: 1 + number)
      try send(
        .copy(
          Command.IssuedPaper(number: receipt, kind: .receipt, copiesSoFar: 0), reason: "jam"))
    case 3:
      try send(.add(Command.ScannedArticle(article: articles[1].article, taxRate: .zero)))
      try send(.setQuantity(line: 1, Quantity(3)))
      try send(.setQuantity(line: 1, Quantity(2)))
      try send(.invoice)
      try send(.reopen(reason: "one more"))
      try send(.card(amountMinor: nil, reference: nil))
    default:
      try send(.add(Command.ScannedArticle(article: articles[2].article, taxRate: .zero)))
      try send(.undo)
      try send(.cancel(reason: "nothing"))
    }
  }

  /// - Parameter answers: what is asked besides is answered yes: the notes are real.
  private mutating func send(
    _ command: Command, _ answers: [Question: Answer] = [:]
  ) throws {
    commands += 1
    let freshID = RandomID.make()
    var answers = answers
    while true {
      let circumstances = Register.Circumstances(
        at: now, freshID: freshID, answers: answers)
      switch register.decide(state, command, circumstances) {
      case .done(let done, let after):
        facts += done
        state = after
        return
      case .missing(let question) where answers[question] == nil: answers[question] = .yes
      case .missing(let question): throw Failure(.refused, "bench: asked \(question)")
      case .refused(let refusal, _, _): throw Failure(.refused, "bench: \(refusal.code)")
      }
    }
  }

  private mutating func write() throws {
    guard !facts.isEmpty else { return }
    let stamp = Stamp(
      at: now, day: day, desk: 1, person: person.id, commandID: "bench-\(commands)")
    _ = try store.append(facts, stamp)
    facts = []
  }
}
