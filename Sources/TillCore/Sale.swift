/// One sale from its first line to its last piece handed over: the fold of its own stream.
///
/// Only `apply(_:)` (SaleFold.swift) changes it. Everything a paper or a report shows is derived
/// from these facts; see SaleTotals.swift.
public struct Sale: Hashable, Sendable {
  /// How far the sale has come: the last act that is done.
  public enum Stage: String, Hashable, Sendable {
    case introduce
    case invoice
    case check
    case count
    case verify
    case paid
    case cancelled
  }

  public let id: String
  /// The desk it stands at; `recall` and `collect` may bring it to another.
  public internal(set) var desk: Int
  public let terms: Terms
  public internal(set) var stage = Stage.introduce
  public internal(set) var lines: [SaleLine] = []
  /// Percentage off every line that has no discount of its own (`less all 10%`).
  public internal(set) var percentOff: Rate?
  /// Sums off the whole sale: `less all 5.00`, 抹零. Rows of their own (A4).
  public internal(set) var sumsOff: [SumOff] = []
  public internal(set) var customer: ContactReference?
  public internal(set) var cashier: Person
  public internal(set) var seller: Person
  public internal(set) var openedAt: Moment
  public internal(set) var parkedLabel: String?
  public internal(set) var isParked = false
  /// Number of the slip (销售单) since the lines were frozen.
  public internal(set) var slip: String?
  /// Three unpaid copies of the slip are about; they must come back before it is reopened.
  public internal(set) var hasUnpaidCopies = false
  /// Numbers of slips that `reopen` voided; kept and listed, newest last.
  public internal(set) var voidedSlips: [String] = []
  public internal(set) var counted: CountedCash?
  public internal(set) var refusedNotes: [RefusedNote] = []
  public internal(set) var tenders: [Tender] = []
  public internal(set) var receipt: String?
  public internal(set) var collector: Person?
  public internal(set) var paidAt: Moment?
  /// The goods wait for the stamped slip instead of leaving with the payment (待取).
  public internal(set) var keepsGoods = false
  public internal(set) var handOvers: [HandOver] = []
  public internal(set) var deliveries: [Delivery] = []
  public internal(set) var cancelReason: String?
  /// What other sales have taken back, by line: known to the store, not to this sale's stream.
  public var returnedQuantities: [Int: Quantity] = [:]
  var undoable: [Undoable] = []

  /// What held when the sale was opened; a change of settings never reaches an open sale.
  public struct Terms: Hashable, Sendable {
    public let currency: Currency
    public let pricesIncludeTax: Bool
    public let cashRoundingMinor: Int64

    public init(currency: Currency, pricesIncludeTax: Bool, cashRoundingMinor: Int64) {
      self.currency = currency
      self.pricesIncludeTax = pricesIncludeTax
      self.cashRoundingMinor = cashRoundingMinor
    }
  }

  init(id: String, desk: Int, terms: Terms, cashier: Person, seller: Person, openedAt: Moment) {
    self.id = id
    self.desk = desk
    self.terms = terms
    self.cashier = cashier
    self.seller = seller
    self.openedAt = openedAt
  }

  /// The lines that stand: dropped ones keep their number but count for nothing.
  public var standingLines: [SaleLine] { lines.filter { !$0.isDropped } }

  /// The line of that number, dropped or not; nil when there is none.
  public func line(_ number: Int) -> SaleLine? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// What cash rounding added; a row of its own, zero unless the rest was settled in cash.
  public var roundingMinor: Int64 { standingTenders.reduce(0) { $0 + $1.roundingMinor } }

  /// Tenders that weren't taken back.
  public var standingTenders: [Tender] { tenders.filter { !$0.isTakenBack } }

  public var isOpen: Bool { stage != .paid && stage != .cancelled }
}

/// One line of a sale. Numbers never move; a dropped line keeps its own (COUNTER rule 6).
public struct SaleLine: Hashable, Sendable {
  public let number: Int
  /// The article as it was when it was scanned: the journal refers to nothing in the catalogue.
  public let article: Article
  public let taxRate: Rate
  /// Negative for a deposit taken back and for a return.
  public internal(set) var quantity: Quantity
  /// Price of one unit before any discount of this line or sale.
  public internal(set) var unitPriceMinor: Int64
  /// The line's amount where it doesn't follow from quantity × price: a price-embedded label, or a
  /// return at the price paid.
  public internal(set) var fixedAmountMinor: Int64?
  public internal(set) var discount: LineDiscount?
  public internal(set) var note: String?
  public internal(set) var serial: String?
  /// The customer's age as answered (A6).
  public internal(set) var customerAge: Int?
  public internal(set) var returned: ReturnedLine?
  public internal(set) var isDropped = false
}

/// What came off a line: a percentage of its unit price or a sum (A4).
public enum LineDiscount: Hashable, Sendable {
  case percent(Rate)
  case sum(minor: Int64)
}

/// A sum off the whole sale, a row of its own.
public struct SumOff: Hashable, Sendable {
  /// What was typed to take it off.
  public enum Cause: String, Hashable, Sendable {
    /// `less all 5.00` (优惠)
    case less
    /// 抹零
    case roundDown = "round-down"
  }
  public let cause: Cause
  /// Positive.
  public let minor: Int64
}

/// Which line of which earlier sale a return takes back (H3).
public struct ReturnedLine: Hashable, Sendable {
  public let saleID: String
  public let receipt: String
  public let line: Int
  public let reason: String
  /// Kinds of tender the earlier sale was paid with; money goes back the way it came (C9).
  public let paidBy: [TenderKind]
}

/// A customer or consignee: the row's id and an HMAC of its content; never the content itself.
public struct ContactReference: Hashable, Sendable {
  public let id: Int64
  public let digest: String

  public init(id: Int64, digest: String) {
    self.id = id
    self.digest = digest
  }
}

/// Cash counted note by note and not yet announced (C2).
public struct CountedCash: Hashable, Sendable {
  public let count: CashCount
  /// Booked as the fewest notes from an amount typed alone.
  public let isAssumed: Bool
}

/// A note that was refused (C3): recorded, never counted.
public struct RefusedNote: Hashable, Sendable {
  /// Why it does not count.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// 假币
    case counterfeit
    /// 残币
    case torn
    case other
  }
  public let denominationMinor: Int64
  public let reason: Reason
  /// Digits of the note's number, where they were taken down.
  public let digits: String?

  public init(denominationMinor: Int64, reason: Reason, digits: String?) {
    self.denominationMinor = denominationMinor
    self.reason = reason
    self.digits = digits
  }
}

/// How money came or went.
public enum TenderKind: String, Hashable, Sendable, CaseIterable {
  /// 现金
  case cash
  /// 银行卡
  case card
}

/// Money taken, or paid back when negative.
public struct Tender: Hashable, Sendable {
  public let number: Int
  public let kind: TenderKind
  /// What it settles of the sale; negative when the customer is paid back.
  public let amountMinor: Int64
  /// What was handed over; more than `amountMinor` only with cash.
  public let receivedMinor: Int64
  public let changeMinor: Int64
  public let countIn: CashCount
  public let countOut: CashCount
  /// Notes were not counted out but taken as the fewest.
  public let isAssumed: Bool
  public let reference: String?
  /// What cash rounding added so that the rest could be settled in cash; zero for most.
  public let roundingMinor: Int64
  public internal(set) var takenBackReason: String?
  public var isTakenBack: Bool { takenBackReason != nil }
}

/// Goods that left the shop's hands at the counter (E1).
public struct HandOver: Hashable, Sendable {
  public let at: Moment
  public let person: Person
  public let pieces: [LineQuantity]
}

/// Some of a line.
public struct LineQuantity: Hashable, Sendable {
  public let line: Int
  public let quantity: Quantity

  public init(line: Int, quantity: Quantity) {
    self.line = line
    self.quantity = quantity
  }
}

/// Goods to be sent (E2). Name, phone and address stand in the contact's row only (G4).
public struct Delivery: Hashable, Sendable {
  public let number: String
  public let contact: ContactReference
  public let pieces: [LineQuantity]
  public let wantedDate: CivilDate?
  public let wantedWindow: String?
}

/// The inverse of a change to a sale that is not yet invoiced, newest last.
enum Undoable: Hashable, Sendable {
  case lineAdded(number: Int)
  case lineWas(SaleLine)
  case discountsWere(Rate?, [SumOff], [LineDiscount?])
  case customerWas(ContactReference?)
}
