/// What a conversation needs of the shop's store. TillJournal carries it out; the conversation
/// never sees SQL. Every call may fail for reasons of the disk: such a failure is thrown, never a
/// refusal.
public protocol Store: AnyObject, Sendable {
  /// The register of a desk as its rows and its open sale's stream say it stands.
  func state(ofDesk desk: Int) throws -> RegisterState

  /// Writes facts, their seals, the rows folded from them and the papers to print in one
  /// transaction, and returns only when they are on disk.
  func append(_ facts: [Fact], _ stamp: Stamp) throws -> [WrittenFact]
  /// The entries a command id has already made, if any.
  func entries(ofCommand id: String) throws -> DoneCommand?

  // Articles
  /// The article of a code or barcode, as it was scanned or typed.
  func article(scanned text: String) throws -> Article?
  /// Articles by name, brand, specification or pinyin initials.
  func articles(matching words: String, limit: Int) throws -> [Article]
  /// Articles of a department: what goes with another (A2).
  func articles(ofDepartment department: String, limit: Int) throws -> [Article]
  /// Codes that begin so, for completion at a terminal.
  func articleCodes(beginning prefix: String, limit: Int) throws -> [String]
  /// A catalogue replaced since the last call, opened now.
  func catalogueChange() throws -> CatalogueChange?

  // Sales
  /// The sale one of whose papers has this number.
  func sale(ofPaper number: String) throws -> Sale?
  /// The sale of that id.
  func sale(id: String) throws -> Sale?
  /// Sales that were put aside.
  func parkedSales() throws -> [SaleSummary]
  /// Earlier sales.
  func sales(_ wanted: SaleSearch) throws -> [SaleSummary]
  /// What each line of a paid sale came to.
  func paidLines(ofSale id: String) throws -> [Payment.PaidLine]
  /// What other sales have taken back of a line, or are about to: parked ones too, cancelled ones
  /// not. The sale on the counter is left out; the register adds what that one takes back.
  func returned(
    ofSale id: String, line: Int, exceptBy counter: String?
  ) throws -> (quantity: Quantity, minor: Int64)

  // Papers
  /// A document that was issued, with how many copies it has had.
  func paper(_ number: String) throws -> StoredPaper?
  /// The one number of the wanted kind that ends with these digits (COUNTER rule 5).
  func paperNumber(ending digits: String, desk: Int, kinds: [DocumentKind]) throws -> String?

  // Prints
  /// The print that `jobs` lists under that number.
  func printTask(_ id: Int64) throws -> PrintTask?
  /// The prints of one document, oldest first.
  func prints(ofDocument number: String) throws -> [PrintTask]
  /// Prints that wait for a printer or for a person, oldest first.
  func openPrints(limit: Int) throws -> [PrintTask]
  /// Prints, newest first.
  func lastPrints(limit: Int) throws -> [PrintTask]

  // People
  /// Takes as long for a person nobody knows as for a wrong PIN.
  func isRightPIN(_ pin: String, person: String) throws -> Bool
  /// Customers by number, whole phone, or part of the name.
  func contacts(matching text: String) throws -> [Contact]
  /// The customer of that number.
  func contact(id: Int64) throws -> Contact?
  /// A reference for a contact that the next `append` will store.
  func reference(for contact: Contact) throws -> ContactReference

  /// What happened at a desk besides selling, on the business days `from` to `to`.
  func dayBook(desk: Int, from: CivilDate, to: CivilDate) throws -> DayBook
  // The close
  /// The figures of a desk's day so far, of several days, or of one shift.
  func dayReport(
    desk: Int, from: CivilDate?, day: CivilDate, shift: Int?
  ) throws -> DayReport
  /// First and last business date on which something happened since the last close.
  func busyDays(ofDesk desk: Int) throws -> (first: CivilDate, last: CivilDate)?
  /// What the day must not be closed over unseen.
  func openMatters(ofDesk desk: Int, waitingBefore: Moment) throws -> [OpenMatter]
  /// What a person still owes for a drawer that was short.
  func shortOwed(by person: String) throws -> Int64
  /// The shifts that ended between two business dates, each with when it did.
  func shiftEnds(
    desk: Int, from: CivilDate, day: CivilDate
  ) throws -> [(end: ShiftEnd, at: Moment)]
  /// The last entry there is, and its seal in hexadecimal.
  func head() throws -> (seq: Int64, seal: String)?
  /// What each tender came to at a desk between two business dates.
  func tenderSums(desk: Int, from: CivilDate, day: CivilDate) throws -> [TenderKind: Int64]
  /// The first day that was closed at a desk, and the last.
  func closedMarks(desk: Int) throws -> (first: ClosedMark, last: ClosedMark)?
}

/// Who, when and under which command facts are written.
public struct Stamp: Sendable {
  public let at: Moment
  public let day: CivilDate
  public let desk: Int
  public let person: String?
  public let commandID: String
  /// What the command's line said, hashed; the same id with another content is refused.
  public let contentDigest: String?
  /// A new customer or consignee, stored in the same transaction.
  public let newContact: Contact?

  public init(
    at: Moment, day: CivilDate, desk: Int, person: String?, commandID: String,
    contentDigest: String? = nil, newContact: Contact? = nil
  ) {
    self.at = at
    self.day = day
    self.desk = desk
    self.person = person
    self.commandID = commandID
    self.contentDigest = contentDigest
    self.newContact = newContact
  }
}

/// A fact that is on disk.
public struct WrittenFact: Hashable, Sendable {
  public let seq: Int64
  public let kind: String

  public init(seq: Int64, kind: String) {
    self.seq = seq
    self.kind = kind
  }
}

/// A command that was carried out before.
public struct DoneCommand: Hashable, Sendable {
  public let first: Int64
  public let last: Int64
  public let contentDigest: String?

  public init(first: Int64, last: Int64, contentDigest: String?) {
    self.first = first
    self.last = last
    self.contentDigest = contentDigest
  }
}

/// A customer or consignee. Never in an entry, never in a description (DESIGN, The seal).
public struct Contact: Hashable, Sendable {
  public let id: Int64
  public let name: String
  public let phone: String
  public let address: String

  public init(id: Int64 = 0, name: String, phone: String, address: String) {
    self.id = id
    self.name = name
    self.phone = phone
    self.address = address
  }

  /// G4: `138****5678` on paper that leaves the shop's hands.
  public var maskedPhone: String {
    let signs = Array(phone)
    guard signs.count >= 7 else { return String(repeating: "*", count: signs.count) }
    return String(signs.prefix(3)) + String(repeating: "*", count: signs.count - 7)
      + String(signs.suffix(4))
  }
}

/// One row of `sales`, `recall` and `status`.
public struct SaleSummary: Hashable, Sendable {
  public let id: String
  public let desk: Int
  public let state: String
  public let slip: String?
  public let receipt: String?
  public let label: String?
  public let time: String
  public let totalMinor: Int64
  public let cashier: String

  public init(
    id: String, desk: Int, state: String, slip: String?, receipt: String?, label: String?,
    time: String, totalMinor: Int64, cashier: String
  ) {
    self.id = id
    self.desk = desk
    self.state = state
    self.slip = slip
    self.receipt = receipt
    self.label = label
    self.time = time
    self.totalMinor = totalMinor
    self.cashier = cashier
  }
}

/// What `sales` looks for.
public struct SaleSearch: Hashable, Sendable {
  public let day: CivilDate
  public let totalMinor: Int64?
  /// A customer's name or an article's name or code.
  public let text: String?
  public let limit: Int

  public init(day: CivilDate, totalMinor: Int64? = nil, text: String? = nil, limit: Int = 20) {
    self.day = day
    self.totalMinor = totalMinor
    self.text = text
    self.limit = limit
  }
}

/// A document that was issued: its kind, and what became of it so far.
public struct StoredPaper: Hashable, Sendable {
  public let number: String
  public let kind: DocumentKind
  public let copiesSoFar: Int
  public let isPrinted: Bool

  public init(number: String, kind: DocumentKind, copiesSoFar: Int, isPrinted: Bool) {
    self.number = number
    self.kind = kind
    self.copiesSoFar = copiesSoFar
    self.isPrinted = isPrinted
  }
}
