/// One closing as the bookkeeper books it: one transaction that balances to zero.
///
/// Debits are positive, credits negative, as hledger and Beancount have them.
public struct BookEntry: Hashable, Sendable {
  /// One line of the transaction.
  public struct Posting: Hashable, Sendable {
    public let use: BookAccounts.Use
    public let account: String
    public let amountMinor: Int64
    public let note: Note
  }

  /// What a line is.
  public enum Note: Hashable, Sendable {
    case sales(band: String)
    case tax(band: String, rate: String)
    case discounts
    case returns
    case rounding
    case onAccount
    case awaiting
    case deposits
    case debtsCollected
    case tender(kind: String)
    case difference(kind: String)
    case move(ClosedDayFigures.Move)
    case float
    case banked(remittance: String)
  }

  public let number: String
  public let desk: Int64
  public let from: CivilDate
  public let day: CivilDate
  public let seal: String
  public let currency: Currency
  public let postings: [Posting]

  /// - Parameters:
  ///   - figures: the closed day.
  ///   - accounts: where each figure goes.
  ///   - previousLeftMinor: what the closing before left in the drawer; nil at the first of all.
  /// - Throws: `ClosedDayFault` when the transaction wouldn't balance, or the drawer's account
  ///   wouldn't come to what was left in it.
  public init(
    _ figures: ClosedDayFigures, _ accounts: BookAccounts, previousLeftMinor: Int64?
  ) throws(ClosedDayFault) {
    number = figures.number
    desk = figures.desk
    from = figures.from
    day = figures.day
    seal = figures.seal
    currency = figures.currency
    var lines = BookLines(accounts, desk: figures.desk)
    lines.addSales(figures)
    lines.addTenders(figures)
    lines.addDrawer(figures, previousLeftMinor: previousLeftMinor ?? 0)
    postings = lines.postings
    try check(leftMore: figures.drawer.leftMinor - (previousLeftMinor ?? 0))
  }

  /// Written out although each pair above balances: nothing leaves the shop unchecked.
  private func check(leftMore: Int64) throws(ClosedDayFault) {
    let total = postings.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
    guard total == 0 else {
      throw ClosedDayFault(number: number, problem: "its entry is out of balance by \(total)")
    }
    let drawer = postings.filter { $0.use == .drawer }.reduce(0) { $0 + $1.amountMinor }
    guard drawer == leftMore else {
      throw ClosedDayFault(
        number: number,
        problem: "its entry leaves \(Money(minor: drawer, currency)) more in the drawer, "
          + "and the count \(Money(minor: leftMore, currency))")
    }
  }
}

/// The lines of an entry as they come together; what is nothing is left out.
private struct BookLines {
  private let accounts: BookAccounts
  private let desk: Int64
  private(set) var postings: [BookEntry.Posting] = []

  init(_ accounts: BookAccounts, desk: Int64) {
    self.accounts = accounts
    self.desk = desk
  }

  private mutating func add(
    _ use: BookAccounts.Use, name: String = "", _ amountMinor: Int64, _ note: BookEntry.Note
  ) {
    guard amountMinor != 0, let account = accounts.account(use, of: name, desk: desk) else {
      return
    }
    postings.append(
      BookEntry.Posting(use: use, account: account, amountMinor: amountMinor, note: note))
  }

  /// Revenue and tax by band; what else lies between them and the takings.
  mutating func addSales(_ figures: ClosedDayFigures) {
    for tax in figures.taxes {
      add(.sales, name: tax.band, -tax.netMinor, .sales(band: tax.band))
    }
    for tax in figures.taxes {
      add(.tax, name: tax.band, -tax.taxMinor, .tax(band: tax.band, rate: tax.rate))
    }
    addReduction(.discounts, figures.sales.discountMinor, .discounts)
    addReduction(.returns, figures.sales.returnsMinor, .returns)
    let bridge = figures.bridge
    add(.rounding, -bridge.roundingMinor, .rounding)
    add(.customers, -bridge.onAccountMinor, .onAccount)
    add(.customers, -bridge.debtsCollectedMinor, .debtsCollected)
    add(.deposits, -bridge.awaitingMinor, .awaiting)
    add(.deposits, -(bridge.depositsInMinor + bridge.depositsUsedMinor), .deposits)
  }

  /// Discounts and returns are in the bands already, and no band's alone: who wants to see them
  /// gets them with the same sum the other way, tax included.
  private mutating func addReduction(
    _ use: BookAccounts.Use, _ amountMinor: Int64, _ note: BookEntry.Note
  ) {
    guard accounts.account(use, desk: desk) != nil else { return }
    add(use, amountMinor, note)
    add(.listSales, -amountMinor, note)
  }

  /// Every tender but cash as it was counted; cash is the drawer's.
  mutating func addTenders(_ figures: ClosedDayFigures) {
    for tender in figures.tenders where tender.kind != "cash" {
      add(.tenders, name: tender.kind, tender.countedMinor, .tender(kind: tender.kind))
      add(.overShort, -tender.differenceMinor, .difference(kind: tender.kind))
    }
  }

  mutating func addDrawer(_ figures: ClosedDayFigures, previousLeftMinor: Int64) {
    let drawer = figures.drawer
    addPair(.drawer, .float, drawer.floatMinor - previousLeftMinor, .float)
    add(.drawer, figures.cashMinor, .tender(kind: "cash"))
    for move in figures.moves { addMove(move) }
    addPair(.drawer, .overShort, drawer.differenceMinor, .difference(kind: "cash"))
    addPair(.bank, .drawer, drawer.bankedMinor, .banked(remittance: drawer.remittance))
  }

  private mutating func addMove(_ move: ClosedDayFigures.Move) {
    let use: BookAccounts.Use =
      switch move.kind {
      case .payIn: .payIn
      case .payOut: .payOut
      case .lift: .lift
      case .handedIn: .bank
      case .madeUp: .madeUp
      // A swap changes nothing; if it ever did, that would be money missing.
      case .difference, .swap: .overShort
      }
    addPair(.drawer, use, name: move.reason, move.amountMinor, .move(move))
  }

  private mutating func addPair(
    _ debit: BookAccounts.Use, _ credit: BookAccounts.Use, name: String = "",
    _ amountMinor: Int64, _ note: BookEntry.Note
  ) {
    add(debit, amountMinor, note)
    add(credit, name: name, -amountMinor, note)
  }
}
