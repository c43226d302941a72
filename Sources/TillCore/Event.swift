/// A fact, as the register decided it. What it changes is in `Sale.apply` and
/// `RegisterState.apply`; how it is written down is in EventCoding.swift.
public enum Event: Hashable, Sendable {
  // People
  case signedOn(Person)
  case signedOff(person: String, cause: SignOffCause)
  case pinRefused(person: String, failures: Int)
  case sellerNamed(Person)
  case approvalGiven(Approval)
  case sessionLocked(person: String, cause: LockCause)
  case pinUnlocked(person: String)
  case catalogueChanged(CatalogueChange)
  // Introduce
  case saleOpened(Sale.Terms, cashier: Person, seller: Person)
  case lineAdded(SaleLine)
  case quantityChanged(line: Int, Quantity)
  /// Some of the line was taken out again: a kind of its own, for the day's book lists each (I4).
  case quantityLowered(line: Int, Quantity)
  case priceChanged(line: Int, unitPriceMinor: Int64)
  case lineDropped(line: Int)
  case lineNoted(line: Int, note: String)
  case serialRecorded(line: Int, serial: String)
  case lineDiscounted(line: Int, LineDiscount)
  case salePercentOff(Rate)
  case saleSumOff(SumOff)
  case customerNamed(ContactReference)
  /// `dropsLine`: the line whose scan was taken back, if that is what was undone.
  case changeUndone(dropsLine: Int?)
  case saleParked(label: String)
  case saleRecalled(desk: Int, cashier: Person)
  case saleCancelled(reason: String, totalMinor: Int64)
  // Invoice
  case saleInvoiced(Invoicing)
  case saleReopened(slip: String, reason: String)
  // Collect
  case amountChecked(totalMinor: Int64, pieces: Quantity)
  case cashCounted(CashCount, totalMinor: Int64, isAssumed: Bool)
  case noteRefused(RefusedNote)
  case notesVerified(CashCount)
  case moneyFound(MoneyPlace, CashCount)
  case tendered(Tender)
  case tenderTakenBack(number: Int, reason: String)
  case salePaid(Payment)
  case changeConfirmed(given: Bool)
  // Hand over
  case goodsKept
  case goodsHandedOver([LineQuantity], by: Person)
  case deliveryOrdered(Delivery)
  // Drawer
  /// `replacing`: an earlier float of the same business day, which this one corrects.
  case floatSet(CashCount, day: CivilDate, replacing: CashCount?)
  case drawerOpened(reason: String)
  case drawerMoved(DrawerMove)
  /// Short at a count: whoever had the drawer owes it (短款).
  case shortOwed(by: Person, minor: Int64, number: String)
  /// Over at a count: handed in with the rest (长缴).
  case overHandedIn(by: Person, minor: Int64, number: String)
  // Closing
  case closingBegun(Closing.Beginning)
  case matterSettled(SettledMatter)
  case drawerCounted(CashCount)
  case tenderReconciled(TenderKind, minor: Int64)
  case differenceExplained(String)
  case differenceAccepted(by: Person)
  case floatLeft(CashCount)
  case closingAbandoned(reason: String)
  case shiftHandedOver(ShiftEnd)
  case dayClosed(DayClosing)
  case backedUp(Backup)
  // Papers
  case documentIssued(IssuedDocument)
  /// An original that was issued unprinted is put on paper now.
  case documentReleased(number: String)
  /// `role`: the part of the paper that is copied; nil leaves it to the paper.
  case documentCopied(number: String, ordinal: Int, reason: String, role: CopyRole? = nil)
  case documentExpanded(number: String, markupHash: String, templateHash: String)
  case documentFailed(number: String, fault: String)
  // Prints
  /// What a person found, looking for a paper.
  case printSettled(job: Int64, number: String, PrintTask.Verdict)
  /// A print that failed is to be made after all.
  case printRetried(job: Int64, number: String)

  /// Where counted money was found after a break (COUNTER, "After a break").
  public enum MoneyPlace: String, Hashable, Sendable, CaseIterable {
    case hand
    case drawer
    case back
  }

  /// What locked the counter.
  public enum LockCause: String, Hashable, Sendable {
    case typed
    /// Nobody typed for as long as the shop allows.
    case idle
  }

  /// What made someone leave the counter.
  public enum SignOffCause: String, Hashable, Sendable {
    case typed
    /// Another person signed on at the same desk.
    case relieved
    /// The day was closed.
    case closed
    /// Input ended: a clean end (DESIGN, "For programs").
    case endOfInput = "end-of-input"
  }
}

/// The lines are frozen under a slip's number (A3).
public struct Invoicing: Hashable, Sendable {
  public let slip: String
  public let totalMinor: Int64
  public let pieces: Quantity
  /// The voided slip this one replaces.
  public let replaces: String?
  /// Three unpaid copies were printed: `reopen` wants them back.
  public let hasUnpaidCopies: Bool
}

/// The sale's money is complete: what the slip, the receipt and the report take from it.
public struct Payment: Hashable, Sendable {
  public let slip: String
  public let receipt: String
  /// Who took the money (收银员, A5).
  public let collector: Person
  public let totalMinor: Int64
  public let roundingMinor: Int64
  public let grossMinor: Int64
  public let discountMinor: Int64
  public let returnsMinor: Int64
  public let taxRows: [TaxRow]
  /// What each standing line came to, shared sums included: what a return may give back.
  public let paidLines: [PaidLine]

  /// One line's part of what was paid.
  public struct PaidLine: Hashable, Sendable {
    public let line: Int
    /// In the terms of the sale's prices: tax included or not.
    public let amountMinor: Int64
    /// Its part of the tax added on top; zero where prices include tax.
    public let addedTaxMinor: Int64
    public var paidMinor: Int64 { amountMinor + addedTaxMinor }

    public init(line: Int, amountMinor: Int64, addedTaxMinor: Int64) {
      self.line = line
      self.amountMinor = amountMinor
      self.addedTaxMinor = addedTaxMinor
    }
  }
}

/// The catalogue file was replaced while the counter sold.
public struct CatalogueChange: Hashable, Sendable {
  public let hash: String
  public let rows: Int
  public let added: Int
  public let changed: Int
  public let removed: Int

  public init(hash: String, rows: Int, added: Int, changed: Int, removed: Int) {
    self.hash = hash
    self.rows = rows
    self.added = added
    self.changed = changed
    self.removed = removed
  }
}

/// The papers the shop issues, each with a gapless number of its own per desk.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
  /// 销售单
  case slip
  /// 小票
  case receipt
  /// 送货单
  case delivery
  /// X报表: a look, not a record
  case xReport = "x-report"
  /// 存款单 取款单
  case cashMove = "cash-move"
  /// 缴款单
  case remittance
  /// 交接班表
  case handover
  /// 点钞单: the sheet a drawer is counted on
  case counting
  /// 日结单: the Z report
  case closing

  /// Letter that begins the number.
  public var letter: String {
    switch self {
    case .slip: "S"
    case .receipt: "R"
    case .delivery: "D"
    case .xReport: "X"
    case .cashMove: "M"
    case .remittance: "B"
    case .handover: "H"
    case .counting: "C"
    case .closing: "Z"
    }
  }

  /// Papers of a sale are numbered by what happens to the sale; the others when they are issued.
  public var isNumberedAtIssue: Bool {
    switch self {
    case .slip, .receipt, .delivery: false
    default: true
    }
  }

  /// The copies it is made out in; none for a paper of one sheet.
  public var copies: [CopyRole] {
    switch self {
    case .slip: CopyRole.slip
    case .delivery: CopyRole.delivery
    default: []
    }
  }

  /// The count in a number that `number(desk:ordinal:)` made; nil for any other text.
  public static func ordinal(of number: String) -> Int? {
    guard let dash = number.firstIndex(of: "-") else { return nil }
    return Int(number[number.index(after: dash)...])
  }

  /// `R1-000042`: letter, desk, six digits or more.
  public func number(desk: Int, ordinal: Int) -> String {
    var digits = String(ordinal)
    while digits.utf8.count < 6 { digits = "0" + digits }
    return "\(letter)\(desk)-\(digits)"
  }
}

/// A named copy of one document (C7): they never get mixed up.
public enum CopyRole: String, Hashable, Sendable, CaseIterable {
  /// 财务联
  case finance
  /// 存根联
  case stub
  /// 客户联
  case customer
  /// 回单联: comes back signed by whoever received the goods (E3)
  case signed

  /// 三联: the parts of a sale slip, in the order they lie on each other.
  public static let slip: [CopyRole] = [.finance, .stub, .customer]
  /// The parts of a delivery slip: one stays, two travel, one of them comes back.
  public static let delivery: [CopyRole] = [.stub, .customer, .signed]
}

/// One original of a document, issued in its sale's transaction.
public struct IssuedDocument: Hashable, Sendable {
  public let kind: DocumentKind
  public let number: String
  /// The desk in its number: `S1-000128` is desk 1's.
  public var desk: Int {
    Int(number.dropFirst().prefix { $0 != "-" }) ?? 1
  }
  /// Copies printed now; empty when the paper waits to be asked for.
  public let copies: [CopyRole]
  /// Whether the stamp 收款专用章 belongs on it (C6).
  public let isStamped: Bool
  /// Whether it is put on paper by itself.
  public let isPrinted: Bool
  /// Hash of the template's source at issue; empty when the shop has none for this kind.
  public let templateHash: String
  /// What the template may name (receipts/FIELDS.md), complete but for customers' data.
  public let data: JSON
  /// The contact whose row completes the data when the paper is made.
  public let contact: ContactReference?
}

/// A fact and the stream it belongs to.
public struct Fact: Hashable, Sendable {
  public let stream: Stream
  public let event: Event

  public init(_ stream: Stream, _ event: Event) {
    self.stream = stream
    self.event = event
  }
}

/// Streams of the journal, each loaded by its id.
public enum Stream: Hashable, Sendable {
  case sale(id: String)
  case shift(desk: Int)
  case drawer(desk: Int)
  case document(number: String)
  /// The reckoning of a desk's business day: its shifts' ends and its close.
  case close(desk: Int, day: CivilDate)

  public var name: String {
    switch self {
    case .sale: "sale"
    case .shift: "shift"
    case .drawer: "drawer"
    case .document: "document"
    case .close: "close"
    }
  }

  public var id: String {
    switch self {
    case .sale(let id): id
    case .shift(let desk), .drawer(let desk): String(desk)
    case .document(let number): number
    case .close(let desk, let day): "\(desk)-\(day)"
    }
  }

  public init?(name: String, id: String) {
    switch name {
    case "sale": self = .sale(id: id)
    case "shift":
      guard let desk = Int(id) else { return nil }
      self = .shift(desk: desk)
    case "drawer":
      guard let desk = Int(id) else { return nil }
      self = .drawer(desk: desk)
    case "document": self = .document(number: id)
    case "close":
      let parts = id.split(separator: "-", maxSplits: 1)
      guard parts.count == 2, let desk = Int(parts[0]), let day = CivilDate(String(parts[1]))
      else { return nil }
      self = .close(desk: desk, day: day)
    default: return nil
    }
  }
}
