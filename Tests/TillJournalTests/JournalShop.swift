import Crypto
import Foundation
import GRDB
import TestSupport
import Testing

@testable import TillCore
@testable import TillJournal

/// A shop's journal and its register at one or more desks: commands in, facts on disk.
///
/// It does what the keeper does (decide, append, take the new state), so that the store is tried
/// with the facts it will get.
final class JournalShop {
  enum Outcome: Equatable {
    case done([WrittenFact])
    case asks(Question)
    case refused(String)

    var written: [WrittenFact] { if case .done(let facts) = self { facts } else { [] } }
  }

  static let id = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

  let folder: TemporaryFolder
  let register: Register
  let key = SymmetricKey(data: [UInt8](repeating: 7, count: 32))
  private(set) var journal: Journal
  var states: [Int: RegisterState] = [:]
  var now = Moment(utcMilliseconds: 1_795_312_800_000, offsetSeconds: 8 * 3600)
  private var commands = 0

  init(_ settings: ShopSettings = .journalShop) throws {
    folder = try TemporaryFolder()
    register = Register(settings: settings, templateHashes: [.slip: "t1", .receipt: "t2"])
    journal = try Journal(path: folder.path + "/journal.sqlite", shop: Self.id, key: key)
  }

  var path: String { folder.path + "/journal.sqlite" }

  var settings: ShopSettings { register.settings }

  /// What a reader beside the counter sees.
  func reader() throws -> Journal {
    try Journal.reading(path: path, shop: Self.id, key: key)
  }

  /// Changes the file behind the journal's back.
  func tamper(_ statements: String...) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER IF EXISTS entry_is_never_changed")
      try database.execute(sql: "DROP TRIGGER IF EXISTS entry_is_never_removed")
      for statement in statements { try database.execute(sql: statement) }
    }
    try queue.close()
  }

  func state(_ desk: Int = 1) -> RegisterState { states[desk] ?? RegisterState(desk: desk) }

  func stamp(
    _ desk: Int = 1, id: String? = nil, contact: Contact? = nil, person: String? = nil,
    day: CivilDate? = nil
  ) -> Stamp {
    commands += 1
    return Stamp(
      at: now, day: day ?? state(desk).businessDate(at: now, cutOffHour: settings.cutOffHour),
      desk: desk,
      person: state(desk).session?.id ?? person, commandID: id ?? "command-\(commands)",
      newContact: contact)
  }

  /// Sends a command the way a conversation does: asks until nothing is missing.
  @discardableResult
  func send(
    _ command: Command, desk: Int = 1, contact: Contact? = nil, given: [Question: Answer] = [:],
    answering: (Question) -> Answer? = { JournalShop.usualAnswer($0) }
  ) throws -> Outcome {
    var answers = given
    commands += 1
    let id = "sale-\(commands)"
    while true {
      let circumstances = Register.Circumstances(at: now, freshID: id, answers: answers)
      switch register.decide(state(desk), command, circumstances) {
      case .missing(let question):
        guard answers[question] == nil, let answer = answering(question) else {
          return .asks(question)
        }
        answers[question] = answer
      case .refused(let refusal, let facts, let after):
        if !facts.isEmpty { _ = try journal.append(facts, stamp(desk)) }
        states[desk] = after
        return .refused(refusal.code)
      case .done(let facts, let after):
        guard !facts.isEmpty else { return .done([]) }
        let written = try journal.append(
          facts,
          stamp(
            desk, contact: contact, person: after.session?.id, day: after.closing?.beginning.day))
        #expect(written.map(\.kind) == facts.map { $0.event.written.kind })
        states[desk] = after
        return .done(written)
      }
    }
  }

  /// Sends commands that must succeed.
  func must(
    _ commands: Command..., desk: Int = 1, at location: SourceLocation = #_sourceLocation
  ) throws {
    for command in commands {
      let outcome = try send(command, desk: desk)
      guard case .done = outcome else {
        Issue.record("\(command): \(outcome)", sourceLocation: location)
        return
      }
    }
  }

  static func usualAnswer(_ question: Question) -> Answer? {
    switch question {
    case .pin, .voucherPIN: .pin(.right)
    case .voucher: .person(.wei)
    case .price: .amount(minor: 1_234)
    case .weight: .quantity(Quantity(thousandths: 755))
    case .age: .quantity(Quantity(30))
    case .serial, .reason, .contactName, .contactPhone, .contactAddress: .text("A1")
    case .changeGiven(_, let suggestion): suggestion.map { .count($0) }
    case .whereIsMoney, .pickOrCode: .choice(1)
    case .agrees, .real, .notInDrawer, .wasChangeGiven, .copyReturned: .yes
    case .matter: .decision(MatterDecision(.carry, reason: "tomorrow"))
    case .countDrawer: .count(CashCount([.init(denominationMinor: 1_000, pieces: 3)]))
    case .leaveFloat, .tenderTotal: .amount(minor: 0)
    case .whyDifference: .text("counted in a test")
    }
  }

  /// A sale of a pen and a book, paid in cash; its receipt's sale.
  func sellPenAndBook() throws -> Sale {
    try must(.journalScan(.pen, 3), .journalScan(.book, 1), .cash(.amount(minor: 10_000)))
    return try #require(state().sale)
  }

  func entries() throws -> [Entry] {
    try journal.queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM entry ORDER BY seq").map(Journal.entry)
    }
  }

  func number(_ sql: String) throws -> Int64? {
    try journal.queue.read { try Int64.fetchOne($0, sql: sql) }
  }

  /// What a desk is after a restart, as its memory says: the session is over, and a sale that is
  /// done no longer lies on the counter.
  func expectedAfterRestart(_ desk: Int) -> RegisterState {
    var expected = state(desk)
    expected.isAfterBreak = expected.session != nil
    expected.session = nil
    expected.seller = nil
    expected.sale = expected.openSale
    return expected
  }
}

extension ShopSettings {
  static let journalShop = ShopSettings(
    id: JournalShop.id, language: .english, name: "Journal shop", currency: .cny,
    taxBands: [.bandA, .bandB, .bandN], verifyFromMinor: 5000)

  static func journalShop(_ change: (inout ShopSettings) -> Void) -> ShopSettings {
    var settings = journalShop
    change(&settings)
    return settings
  }
}

extension TaxBand {
  static let bandA = TaxBand(code: "A", rate: Rate(basisPoints: 1300))
  static let bandB = TaxBand(code: "B", rate: Rate(basisPoints: 900))
  static let bandN = TaxBand(code: "N", rate: .zero)
}

extension Person {
  static let fang = Person(id: "01", name: "Wang Fang", role: .cashier)
  static let na = Person(id: "02", name: "Li Na", role: .senior)
  static let wei = Person(id: "90", name: "Chen Wei", role: .manager)
  static let everyone = [fang, na, wei]
}

extension Article {
  static let pen = Article(
    code: "pen", name: "Pen", department: "paper", taxBand: "A", priceMinor: 833,
    costMinor: 301)
  static let book = Article(
    code: "book", name: "Book \"Ω\" 书", department: "paper", taxBand: "N", priceMinor: 3001)
  static let apples = Article(
    code: "apples", name: "Apples", unit: "kg", department: "fruit", taxBand: "B",
    priceMinor: 1280, costMinor: 1300, kind: .weight)
  static let crate = Article(
    code: "crate", name: "Crate", department: "deposits", taxBand: "N", priceMinor: 500,
    kind: .deposit)
  static let repair = Article(
    code: "repair", name: "Repair", taxBand: "A", priceMinor: 0, kind: .open)
  static let wine = Article(
    code: "wine", name: "Wine", department: "drinks", taxBand: "A", priceMinor: 8800,
    costMinor: 9001,
    needsSerial: true, leastAge: 18, warrantyDays: 365)
  static let everything = [pen, book, apples, crate, repair, wine]
}

extension Command {
  static func journalScan(_ article: Article, _ pieces: Int? = nil) -> Command {
    let bands = [TaxBand.bandA, .bandB, .bandN]
    let rate = bands.first { $0.code == article.taxBand }?.rate ?? .zero
    return .add(
      ScannedArticle(
        article: article, taxRate: rate, quantity: pieces.map { Quantity($0) }))
  }
}

extension Moment {
  func moved(seconds: Int64) -> Moment {
    Moment(
      utcMilliseconds: utcMilliseconds + seconds * 1000, offsetSeconds: offsetSeconds)
  }
}
