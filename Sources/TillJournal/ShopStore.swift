import Crypto
import Synchronization
import TillCore

/// The shop's store as a conversation sees it: journal, catalogue and PINs behind one face.
public final class ShopStore: Store {
  public let journal: Journal
  private let directory: String
  private let currency: Currency
  private let vault: PinVault
  private let catalogue: Mutex<Catalogue?>
  private let seenHash: Mutex<String?>
  /// By what was scanned; forgotten when another catalogue is opened.
  private let lately = Mutex<[String: Article]>([:])
  /// An article takes about a kilobyte, so this is half a megabyte at most.
  private static let latelyMost = 512

  /// - Parameters:
  ///   - directory: the shop's `data` folder, where the catalogue is found.
  ///   - pinRounds: scrypt's N of new PINs; less only in tests (`PinVault`).
  public init(
    journal: Journal, directory: String, currency: Currency, key: SymmetricKey,
    pinRounds: Int = PinVerifier.rounds
  ) throws(JournalError) {
    self.journal = journal
    self.directory = directory
    self.currency = currency
    vault = try PinVault(key: key, rounds: pinRounds)
    catalogue = Mutex(try? Catalogue(in: directory))
    seenHash = Mutex(try journal.lastCatalogueHash())
  }

  public func state(ofDesk desk: Int) throws -> RegisterState {
    try journal.state(ofDesk: desk)
  }

  public func append(_ facts: [Fact], _ stamp: Stamp) throws -> [WrittenFact] {
    try journal.append(facts, stamp)
  }

  public func entries(ofCommand id: String) throws -> DoneCommand? {
    try journal.entries(ofCommand: id)
  }

  // MARK: articles

  /// The open catalogue; nil before the first import.
  private var opened: Catalogue? { catalogue.withLock { $0 } }

  /// Articles scanned lately are kept at hand: most scans of a day are of few articles.
  public func article(scanned text: String) throws -> Article? {
    if let known = lately.withLock({ $0[text] }) { return known }
    guard let article = try opened?.article(scanned: text) else { return nil }
    lately.withLock { articles in
      if articles.count >= Self.latelyMost { articles = [:] }
      articles[text] = article
    }
    return article
  }

  public func articles(matching words: String, limit: Int) throws -> [Article] {
    try opened?.search(words, limit: limit) ?? []
  }

  public func articles(ofDepartment department: String, limit: Int) throws -> [Article] {
    try opened?.articles(ofDepartment: department, limit: limit) ?? []
  }

  public func articleCodes(beginning prefix: String, limit: Int) throws -> [String] {
    try opened?.articlesBeginning(with: prefix, limit: limit).map(\.code) ?? []
  }

  /// One `stat` before a line; a new file is opened, and told once.
  public func catalogueChange() throws -> CatalogueChange? {
    if opened?.isStale() ?? true, let fresh = try? Catalogue(in: directory) {
      catalogue.withLock { $0 = fresh }
      lately.withLock { $0 = [:] }
    }
    guard let change = opened?.change else { return nil }
    return seenHash.withLock { seen in
      guard seen != change.hash else { return nil }
      seen = change.hash
      return change
    }
  }

  // MARK: sales

  public func sale(ofPaper number: String) throws -> Sale? { try journal.sale(ofPaper: number) }
  public func sale(id: String) throws -> Sale? { try journal.sale(id: id) }
  public func parkedSales() throws -> [SaleSummary] { try journal.parkedSales() }
  public func sales(_ wanted: SaleSearch) throws -> [SaleSummary] { try journal.sales(wanted) }

  public func paidLines(ofSale id: String) throws -> [Payment.PaidLine] {
    try journal.paidLines(ofSale: id)
  }

  public func returned(
    ofSale id: String, line: Int, exceptBy counter: String?
  ) throws -> (quantity: Quantity, minor: Int64) {
    try journal.returned(ofSale: id, line: line, exceptBy: counter)
  }

  // MARK: papers

  public func paper(_ number: String) throws -> StoredPaper? { try journal.paper(number) }

  public func paperNumber(
    ending digits: String, desk: Int, kinds: [DocumentKind]
  ) throws -> String? {
    try journal.paperNumber(ending: digits, desk: desk, kinds: kinds)
  }

  // MARK: prints

  public func printTask(_ id: Int64) throws -> PrintTask? { try journal.printTask(id) }
  public func prints(ofDocument number: String) throws -> [PrintTask] {
    try journal.prints(ofDocument: number)
  }
  public func openPrints(limit: Int) throws -> [PrintTask] {
    try journal.openPrints(limit: limit)
  }
  public func lastPrints(limit: Int) throws -> [PrintTask] { try journal.prints(limit: limit) }

  // MARK: people

  public func isRightPIN(_ pin: String, person: String) throws -> Bool {
    try vault.matches(pin: pin, person: person, stored: try journal.pinVerifier(of: person))
  }

  /// Gives a person a PIN of 4 to 12 digits.
  public func setPIN(_ pin: String, person: String) throws(JournalError) {
    try setPINs([(person, pin)])
  }

  /// Gives several people theirs, all or none: a shop cut off in between would lock some out.
  public func setPINs(_ pins: [(person: String, pin: String)]) throws(JournalError) {
    var verifiers: [(person: String, verifier: String)] = []
    for (person, pin) in pins {
      verifiers.append((person, try vault.verifier(of: pin, person: person)))
    }
    try journal.storePINs(verifiers)
  }

  public func contacts(matching text: String) throws -> [Contact] {
    try journal.contacts(matching: text)
  }
  public func contact(id: Int64) throws -> Contact? { try journal.contact(id: id) }
  public func reference(for contact: Contact) throws -> ContactReference {
    try journal.reference(for: contact)
  }

  // MARK: the close

  public func dayReport(
    desk: Int, from: CivilDate?, day: CivilDate, shift: Int?
  ) throws -> DayReport {
    try journal.dayReport(desk: desk, from: from, day: day, shift: shift, currency: currency)
  }

  public func dayBook(desk: Int, from: CivilDate, to: CivilDate) throws -> DayBook {
    try journal.dayBook(desk: desk, from: from, to: to, currency: currency)
  }
  public func busyDays(
    ofDesk desk: Int
  ) throws -> (first: CivilDate, last: CivilDate)? { try journal.busyDays(ofDesk: desk) }
  public func openMatters(ofDesk desk: Int, waitingBefore: Moment) throws -> [OpenMatter] {
    try journal.openMatters(ofDesk: desk, waitingBefore: waitingBefore)
  }
  public func shortOwed(by person: String) throws -> Int64 {
    try journal.shortOwed(by: person)
  }
  public func shiftEnds(
    desk: Int, from: CivilDate, day: CivilDate
  ) throws -> [(end: ShiftEnd, at: Moment)] {
    try journal.shiftEnds(desk: desk, from: from, day: day)
  }
  public func head() throws -> (seq: Int64, seal: String)? { try journal.head() }
  public func tenderSums(
    desk: Int, from: CivilDate, day: CivilDate
  ) throws -> [TenderKind: Int64] {
    try journal.tenderSums(desk: desk, from: from, day: day)
  }
  public func closedMarks(
    desk: Int
  ) throws -> (first: ClosedMark, last: ClosedMark)? { try journal.closedMarks(desk: desk) }
}
