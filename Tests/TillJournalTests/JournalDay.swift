import TestSupport

@testable import TillCore
@testable import TillJournal

/// Seeded random days at two desks: every command the register knows, good and bad ones, through
/// register and journal. The seed stands in every failure.
final class JournalDay {
  let shop: JournalShop
  private(set) var random: SeededGenerator
  private(set) var refusals: [String: Int] = [:]
  private(set) var kinds: Set<String> = []
  private var contacts = 0
  /// The desk whose drawer is being counted.
  var closingDesk = 1

  init(_ random: SeededGenerator, _ settings: ShopSettings = .journalShop) throws {
    shop = try JournalShop(settings)
    self.random = random
  }

  func run(steps: Int) throws {
    for desk in [1, 2] { _ = try send(.signOn(.wei), desk) }
    for _ in 0..<steps {
      shop.now = shop.now.moved(seconds: Int64(roll(600)) - (roll(50) == 0 ? 7_200 : 0))
      if roll(120) == 0 { shop.now = shop.now.moved(seconds: 40_000) }
      let desk = roll(4) == 0 ? 2 : 1
      if shop.state(desk).session == nil, roll(3) > 0 {
        _ = try send(.signOn(Person.everyone[roll(3)]), desk)
      }
      try step(desk)
    }
  }

  func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }

  func send(_ command: Command, _ desk: Int, contact: Contact? = nil) throws -> Bool {
    let vouchers = Permission.allCases.map { (Question.voucher($0), Answer.person(.wei)) }
    let given = roll(4) == 0 ? Dictionary(uniqueKeysWithValues: vouchers) : [:]
    let outcome = try shop.send(command, desk: desk, contact: contact, given: given) {
      self.answer($0)
    }
    if case .refused(let code) = outcome { refusals[code, default: 0] += 1 }
    for fact in outcome.written { kinds.insert(fact.kind) }
    return !outcome.written.isEmpty
  }

  private func answer(_ question: Question) -> Answer? {
    switch question {
    case .pin: return .pin(roll(8) == 0 ? .wrong : .right)
    case .price: return .amount(minor: Int64(roll(5_000)))
    case .weight: return .quantity(Quantity(thousandths: Int64(1 + roll(4_000))))
    case .age: return .quantity(Quantity(15 + roll(30)))
    case .whereIsMoney: return .choice(1 + roll(3))
    case .changeGiven: return roll(6) == 0 ? nil : JournalShop.usualAnswer(question)
    case .countDrawer:
      // Blind: mostly what is there, now and then something else.
      let drawer = CashCount(shop.state(closingDesk).drawer.pieces.filter { $0.pieces > 0 })
      return roll(4) == 0 ? JournalShop.usualAnswer(question) : .count(drawer)
    case .leaveFloat(let counted): return roll(2) == 0 ? .count(counted) : .amount(minor: 0)
    default: return roll(12) == 0 ? nil : JournalShop.usualAnswer(question)
    }
  }

  /// One command out of all there are, weighted so that sales get paid.
  private func step(_ desk: Int) throws {
    if let closing = shop.state(desk).closing, roll(3) > 0 {
      return try reckon(closing.beginning.purpose, desk)
    }
    switch roll(13) {
    case 0...3: try scan(desk)
    case 12: try drawer(desk)
    case 4: try change(desk)
    case 5: try discount(desk)
    case 6...7: try collect(desk)
    case 8: try slip(desk)
    case 9: try goods(desk)
    case 10: try giveBack(desk)
    default: try besides(desk)
    }
  }

  private func scan(_ desk: Int) throws {
    let article = Article.everything[roll(Article.everything.count)]
    let pieces = article.kind == .deposit && roll(2) == 0 ? -1 - roll(2) : 1 + roll(4)
    let bands = [TaxBand.bandA, .bandB, .bandN]
    let quantity = article.kind == .weight || roll(3) == 0 ? nil : Quantity(pieces)
    let label = article.kind == .weight && roll(2) == 0 ? Int64(100 + roll(900)) : nil
    _ = try send(
      .add(
        Command.ScannedArticle(
          article: article, taxRate: bands.first { $0.code == article.taxBand }?.rate ?? .zero,
          quantity: label == nil ? quantity : Quantity(thousandths: 755),
          labelAmountMinor: label)), desk)
  }

  private var someLine: Int? { roll(2) == 0 ? nil : 1 + roll(4) }

  private func change(_ desk: Int) throws {
    switch roll(7) {
    case 0: _ = try send(.setQuantity(line: someLine, Quantity(1 + roll(5))), desk)
    case 1: _ = try send(.setPrice(line: someLine, unitPriceMinor: Int64(roll(4_000))), desk)
    case 2: _ = try send(.drop(line: someLine), desk)
    case 3: _ = try send(.note(line: someLine, "gift, \"wrap\" it"), desk)
    case 4: _ = try send(.serial(line: someLine, "SN-\(roll(1_000))"), desk)
    default: _ = try send(.undo, desk)
    }
  }

  private func discount(_ desk: Int) throws {
    let rate = Rate(basisPoints: Int64(roll(30)) * 100)
    switch roll(5) {
    case 0: _ = try send(.discountLine(line: someLine, .percent(rate)), desk)
    case 1: _ = try send(.discountLine(line: someLine, .sum(minor: Int64(roll(500)))), desk)
    case 2: _ = try send(.discountSale(.percent(rate)), desk)
    case 3: _ = try send(.discountSale(.sum(minor: Int64(roll(500)))), desk)
    default: _ = try send(.roundDown, desk)
    }
  }

  private func collect(_ desk: Int) throws {
    switch roll(9) {
    case 0: _ = try send(.cash(.amount(minor: Int64(1 + roll(200)) * 100)), desk)
    case 1: _ = try send(.card(amountMinor: Int64(1 + roll(3_000)), reference: "ref"), desk)
    case 2: _ = try send(.card(amountMinor: nil, reference: nil), desk)
    case 3: _ = try send(.takeBack(number: nil, reason: "mistake"), desk)
    case 4:
      let count = CashCount([.init(denominationMinor: 10_000, pieces: 1 + roll(3))])
      for command in [Command.invoice, .check, .count(count, isAdded: roll(2) == 0)] {
        _ = try send(command, desk)
      }
      if roll(3) == 0 { _ = try send(.refuseNote(refused), desk) }
      for command in [Command.verify, .announce(given: nil)] { _ = try send(command, desk) }
    default: _ = try send(.cash(.exact), desk)
    }
  }

  private var refused: RefusedNote {
    RefusedNote(denominationMinor: 10_000, reason: .counterfeit, digits: "123")
  }

  private func slip(_ desk: Int) throws {
    switch roll(7) {
    case 0: _ = try send(.invoice, desk)
    case 1: _ = try send(.reopen(reason: "one more"), desk)
    case 2: _ = try send(.park(label: "blue hat"), desk)
    case 3: _ = try send(.cancel(reason: "left"), desk)
    case 4: _ = try send(.nameSeller(Person.everyone[roll(3)]), desk)
    default:
      guard let parked = try shop.journal.parkedSales().randomElement(using: &random),
        let sale = try shop.journal.sale(id: parked.id)
      else { return }
      _ = try send(sale.slip == nil ? .recall(sale) : .collect(sale), desk)
    }
  }

  private func goods(_ desk: Int) throws {
    switch roll(5) {
    case 0: _ = try send(.keepGoods, desk)
    case 1:
      guard let sale = try somePaidSale() else { return }
      _ = try send(.pickup(sale, nil), desk)
    case 2: try nameCustomer(desk)
    case 3: try deliver(nil, desk)
    default: try deliver(try somePaidSale(), desk)
    }
  }

  /// A name that can be looked for in the bodies: it must stand in none.
  private func contact(_ text: String) throws -> (Contact, ContactReference) {
    let bare = Contact(name: "Secret \(text)", phone: "1380000\(text)", address: "Hidden \(text)")
    let reference = try shop.journal.reference(for: bare)
    return (
      Contact(id: reference.id, name: bare.name, phone: bare.phone, address: bare.address),
      reference
    )
  }

  private func nameCustomer(_ desk: Int) throws {
    contacts += 1
    let (contact, reference) = try contact(String(1_000 + contacts))
    _ = try send(.nameCustomer(reference), desk, contact: contact)
  }

  private func deliver(_ sale: Sale?, _ desk: Int) throws {
    contacts += 1
    let (contact, reference) = try contact(String(1_000 + contacts))
    _ = try send(
      .deliver(
        sale,
        Command.DeliveryRequest(
          pieces: nil, contact: reference, wantedDate: CivilDate("2026-11-30"),
          wantedWindow: "14-18")), desk, contact: contact)
  }

  private func somePaidSale() throws -> Sale? {
    let days = try shop.journal.daySpans().map(\.day)
    guard let day = days.randomElement(using: &random).flatMap({ CivilDate($0) }) else {
      return nil
    }
    let sales = try shop.journal.sales(SaleSearch(day: day, limit: 500))
    return try sales.filter { $0.state == "paid" }.randomElement(using: &random)
      .flatMap { try shop.journal.sale(id: $0.id) }
  }

  private func giveBack(_ desk: Int) throws {
    guard let sale = try somePaidSale() else { return try scan(desk) }
    let line = 1 + roll(max(1, sale.lines.count))
    let paid = try shop.journal.paidLines(ofSale: sale.id).first { $0.line == line }
    let others = try shop.journal.returned(
      ofSale: sale.id, line: line, exceptBy: shop.state(desk).openSale?.id)
    _ = try send(
      .returnLine(
        Command.ReturnRequest(
          sale: sale, line: line, paidMinor: paid?.amountMinor ?? 0,
          returnedQuantity: others.quantity, returnedMinor: others.minor,
          quantity: roll(2) == 0 ? nil : .one, reason: "broken")), desk)
  }

  private func besides(_ desk: Int) throws {
    switch roll(9) {
    case 0:
      let count = CashCount([
        .init(denominationMinor: 1_000, pieces: roll(9)),
        .init(denominationMinor: 100, pieces: 10 + roll(20)),
        .init(denominationMinor: 1, pieces: 50),
      ])
      _ = try send(.setFloat(count), desk)
    case 1: _ = try send(.openDrawer(reason: "coins"), desk)
    case 2: _ = try send(.xReport(data: ["heading": "so far"]), desk)
    case 3: try paper(desk)
    case 4: _ = try send(.signOff(.typed), desk)
    case 5: _ = try send(.signOn(Person.everyone[roll(3)]), desk)
    case 6:
      let change = CatalogueChange(
        hash: String(roll(9)), rows: 9, added: 1, changed: 2, removed: 3)
      _ = try send(.noteCatalogue(change), desk)
    case 7: try cutOff(desk)
    default: _ = try send(.nameSeller(Person.everyone[roll(3)]), desk)
    }
  }

  private func paper(_ desk: Int) throws {
    let papers = try shop.journal.documents(limit: 20)
    guard let stored = papers.randomElement(using: &random) else { return }
    let paper = Command.IssuedPaper(
      number: stored.number, kind: stored.kind, copiesSoFar: stored.copiesSoFar)
    _ = try send(stored.isPrinted ? .copy(paper, reason: "lost it") : .release(paper), desk)
  }

  /// The power goes: the desk is what the rows say, and the question after a break is settled.
  private func cutOff(_ desk: Int) throws {
    shop.states[desk] = try shop.journal.state(ofDesk: desk)
    _ = try send(.signOn(.wei), desk)
    _ = try send(.settleBreak, desk)
    shop.states[desk]?.isAfterBreak = false
  }
}

extension Journal {
  /// Every desk and day the books know.
  func daySpans() throws -> [(desk: Int, day: String)] {
    try readModelDump()["day_span", default: []].compactMap { row in
      var fields: [String: String] = [:]
      for field in row.split(separator: "|") {
        let parts = field.split(separator: "=").map(String.init)
        fields[parts[0]] = parts[1].filter { $0 != "\"" }
      }
      guard let desk = fields["desk"].flatMap({ Int($0) }), let day = fields["day"] else {
        return nil
      }
      return (desk, day)
    }
  }
}
