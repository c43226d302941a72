/// What the register of one desk remembers between two lines: the fold of its facts.
public struct RegisterState: Hashable, Sendable {
  public let desk: Int
  public internal(set) var session: Person?
  /// Who locked the counter: it stands as it stood, and only signing on goes on (锁屏).
  public internal(set) var locked: Person?
  /// Who writes and hands out where it isn't the cashier (A5); nil: the cashier does both.
  public internal(set) var seller: Person?
  /// The sale on the counter, open or just paid or cancelled.
  public internal(set) var sale: Sale?
  /// The last payment at this desk, for `last` and for the question after a break.
  public internal(set) var lastPayment: LastPayment?
  /// What the drawer should hold, by denomination; pieces go negative when the books were wrong.
  public internal(set) var drawer: CashCount = .none
  /// The turn at the drawer that is under way.
  public internal(set) var shift = Shift(number: 1, left: nil)
  /// A shift's or day's end that was begun.
  public internal(set) var closing: Closing?
  public internal(set) var lastClosing: ClosedMark?
  /// The day is closed and its backup not yet made.
  public internal(set) var awaitsBackup = false
  /// The last number given out of each series.
  public internal(set) var series: [DocumentKind: Int] = [:]
  public internal(set) var pinFailures: [String: PINFailures] = [:]
  /// The process ended without a clean end while someone was signed on.
  public var isAfterBreak = false

  /// Wrong PINs in a row, and when the last one was.
  public struct PINFailures: Hashable, Sendable {
    public let count: Int
    public let lastAt: Moment

    public init(count: Int, lastAt: Moment) {
      self.count = count
      self.lastAt = lastAt
    }
  }

  /// What was last announced (C4).
  public struct LastPayment: Hashable, Sendable {
    public let slip: String
    public let receipt: String
    public let totalMinor: Int64
    public let receivedMinor: Int64
    public let changeMinor: Int64
    public let given: CashCount
    public var isConfirmed: Bool

    /// What was announced when a sale was paid; nil for a sale that isn't.
    public init?(of sale: Sale, isConfirmed: Bool) {
      guard let slip = sale.slip, let receipt = sale.receipt, let totals = sale.totals() else {
        return nil
      }
      let tenders = sale.standingTenders
      self.slip = slip
      self.receipt = receipt
      totalMinor = totals.totalMinor + sale.roundingMinor
      receivedMinor = tenders.reduce(0) { $0 + $1.receivedMinor }
      changeMinor = tenders.reduce(0) { $0 + $1.changeMinor }
      given = tenders.reduce(.none) { $0 + $1.countOut }
      self.isConfirmed = isConfirmed
    }
  }

  /// How far a desk's day has come.
  public struct Books: Hashable, Sendable {
    public let shift: Shift
    public let closing: Closing?
    public let lastClosing: ClosedMark?
    public let awaitsBackup: Bool

    public init(
      shift: Shift = Shift(number: 1, left: nil), closing: Closing? = nil,
      lastClosing: ClosedMark? = nil, awaitsBackup: Bool = false
    ) {
      self.shift = shift
      self.closing = closing
      self.lastClosing = lastClosing
      self.awaitsBackup = awaitsBackup
    }
  }

  /// A desk as the store's rows say it stands.
  public init(
    desk: Int, sale: Sale? = nil, lastPayment: LastPayment? = nil, drawer: CashCount = .none,
    books: Books = Books(), series: [DocumentKind: Int] = [:],
    pinFailures: [String: PINFailures] = [:],
    isAfterBreak: Bool = false
  ) {
    self.desk = desk
    self.sale = sale
    self.lastPayment = lastPayment
    self.drawer = drawer
    shift = books.shift
    closing = books.closing
    lastClosing = books.lastClosing
    awaitsBackup = books.awaitsBackup
    self.series = series
    self.pinFailures = pinFailures
    self.isAfterBreak = isAfterBreak
  }

  /// The sale whose lines or money are still open.
  public var openSale: Sale? { sale.flatMap { $0.isOpen && !$0.isParked ? $0 : nil } }

  /// Where things stand, in the words the interface for programs fixes.
  public var stageName: String {
    guard session != nil else { return "signed-off" }
    if closing != nil { return "closing" }
    guard let sale, !sale.isParked, sale.stage != .cancelled else { return "new" }
    return sale.stage.rawValue
  }

  /// What the drawer can give change from; what was just handed over may serve (DESIGN, Money).
  public func changeStock(with counted: CashCount) -> CashCount {
    CashCount((drawer + counted).pieces.filter { $0.pieces > 0 })
  }

  /// The day whose books an instant belongs to. After a close the next day's have begun: nothing is
  /// ever rung into a closed day.
  public func businessDate(at moment: Moment, cutOffHour: Int) -> CivilDate {
    if let closing { return closing.beginning.day }
    let calendar = moment.businessDate(cutOffHour: cutOffHour)
    return lastClosing.map { max(calendar, $0.day.adding(days: 1)) } ?? calendar
  }

  /// The number a close that is carried out now will get.
  public var nextClosingNumber: String { nextNumber(.closing) }

  /// The number of the slip with which a count's surplus over the float goes; nil for none.
  public func nextRemittanceNumber(_ closing: Closing) -> String? {
    guard let counted = closing.counted, let left = closing.left,
      counted.totalMinor > left.totalMinor
    else { return nil }
    return nextNumber(.remittance)
  }

  func nextNumber(_ kind: DocumentKind) -> String {
    kind.number(desk: desk, ordinal: (series[kind] ?? 0) + 1)
  }
}

extension RegisterState {
  /// Takes in one fact. Facts of other sales (a return's original, a slip handed over from the
  /// shelf) change only what the desk itself remembers.
  public mutating func apply(_ fact: Fact, at moment: Moment) {
    switch fact.event {
    case .signedOn(let newcomer):
      if locked?.id != newcomer.id { seller = nil }
      session = newcomer
      locked = nil
      pinFailures[newcomer.id] = nil
    case .signedOff:
      session = nil
      locked = nil
      seller = nil
    case .sessionLocked:
      locked = session
      session = nil
    case .pinUnlocked(let id): pinFailures[id] = nil
    case .pinRefused(let id, let failures):
      pinFailures[id] = PINFailures(count: failures, lastAt: moment)
    case .approvalGiven(let approval): pinFailures[approval.vouched.id] = nil
    case .sellerNamed(let named):
      seller = named
      applySale(fact, at: moment)
    case .saleOpened:
      if case .sale(let id) = fact.stream {
        sale = Sale(id: id, desk: desk, opening: fact.event, at: moment)
      }
    case .changeConfirmed:
      lastPayment?.isConfirmed = true
      isAfterBreak = false
    case .documentIssued(let document) where document.kind.isNumberedAtIssue:
      series[document.kind, default: 0] += 1
    default:
      applyDrawer(fact.event, at: moment)
      applySale(fact, at: moment)
    }
    openShift(fact.event, at: moment)
  }

  /// A shift begins with whoever first does something in it.
  private mutating func openShift(_ event: Event, at moment: Moment) {
    guard shift.openedAt == nil, Shift.isOpened(by: event) else { return }
    shift.openedAt = moment
  }

  private mutating func applyDrawer(_ event: Event, at moment: Moment) {
    switch event {
    case .floatSet(let count, let day, let replaced):
      drawer = replaced.map { drawer + count - $0 } ?? count
      shift.float = count
      shift.floatDay = day
      shift.isFloatMark = replaced == count
    case .drawerMoved(let move): drawer += move.change
    case .closingBegun(let beginning): closing = Closing(beginning)
    case .closingAbandoned: closing = nil
    case .shiftHandedOver(let end):
      closing = nil
      shift = Shift(number: shift.number + 1, left: end.left)
    case .dayClosed(let closed):
      closing = nil
      drawer = closed.left
      shift = Shift(number: 1, left: closed.left)
      lastClosing = ClosedMark(closed, at: moment)
      awaitsBackup = true
    case .backedUp: awaitsBackup = false
    default: closing?.apply(event)
    }
  }

  private mutating func applySale(_ fact: Fact, at moment: Moment) {
    guard case .sale(let id) = fact.stream else { return }
    switch fact.event {
    case .saleInvoiced: series[.slip, default: 0] += 1
    case .deliveryOrdered: series[.delivery, default: 0] += 1
    case .tendered(let tender): drawer += tender.countIn - tender.countOut
    case .tenderTakenBack(let number, _):
      if sale?.id == id, let tender = sale?.tenders.first(where: { $0.number == number }) {
        drawer += tender.countOut - tender.countIn
      }
    case .moneyFound: isAfterBreak = false
    case .salePaid:
      series[.receipt, default: 0] += 1
    default: break
    }
    guard sale?.id == id else { return }
    sale?.apply(fact.event, at: moment)
    if case .salePaid = fact.event {
      lastPayment = sale.flatMap { LastPayment(of: $0, isConfirmed: false) }
    }
  }

  /// The desk apart from who mistyped a PIN.
  public mutating func forgetPINFailures() { pinFailures = [:] }

  /// Puts a sale that was loaded from the store onto the counter (`recall`, `collect SLIP`).
  mutating func place(_ loaded: Sale) { sale = loaded }
}
