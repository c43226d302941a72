/// What can be asked of the register. What a command needs from the store was looked up first and
/// goes in with it; the register itself never looks anything up.
public enum Command: Hashable, Sendable {
  // any
  case signOn(Person)
  case signOff(Event.SignOffCause)
  case nameSeller(Person)
  case undo
  case noteCatalogue(CatalogueChange)
  case settleBreak
  // People
  /// Leaves the counter as it stands until somebody signs on (锁屏).
  case lock(Event.LockCause)
  /// Forgets someone's wrong PINs, so that they can try again.
  case unlockPIN(person: String)
  // introduce
  case add(ScannedArticle)
  case setQuantity(line: Int?, Quantity)
  case setPrice(line: Int?, unitPriceMinor: Int64)
  case drop(line: Int?)
  case note(line: Int?, String)
  case serial(line: Int?, String)
  case discountLine(line: Int?, LineDiscount)
  case discountSale(LineDiscount)
  case roundDown
  case nameCustomer(ContactReference)
  case park(label: String)
  case recall(Sale)
  case cancel(reason: String)
  case returnLine(ReturnRequest)
  // invoice
  case invoice
  case reopen(reason: String)
  // collect
  case collect(Sale?)
  case check
  case count(CashCount, isAdded: Bool)
  case verify
  case refuseNote(RefusedNote)
  case announce(given: CashCount?)
  case cash(CashHandedOver)
  case card(amountMinor: Int64?, reference: String?)
  case takeBack(number: Int?, reason: String)
  // hand over
  case pickup(Sale, [LineQuantity]?)
  case keepGoods
  case deliver(Sale?, DeliveryRequest)
  // drawer
  case setFloat(CashCount)
  /// Pay-in, pay-out or lift.
  case moveCash(DrawerMove.Kind, MovedCash, reason: String)
  case swap(given: CashCount, taken: CashCount)
  /// What somebody owes for a short drawer is put back; how much that was is looked up.
  case makeUpShort(MovedCash, by: Person, owedMinor: Int64)
  case close(Closing.Purpose, ClosingLookUp)
  case abandonClosing(reason: String)
  case noteBackup(Backup)
  case openDrawer(reason: String)
  // papers
  case release(IssuedPaper)
  case copy(IssuedPaper, reason: String)
  /// What a person found, looking for a paper.
  case settlePrint(PrintTask, PrintTask.Verdict)
  /// Prints what failed: again as it was, or as a COPY, with its reason, where it may be on paper.
  case retryPrint(PrintTask, IssuedPaper?, reason: String)
  case xReport(data: JSON)

  /// While a drawer is counted nothing may move in it.
  var isPossibleWhileClosing: Bool {
    switch self {
    case .signOn, .signOff, .lock, .unlockPIN, .settleBreak, .noteCatalogue, .close,
      .abandonClosing, .noteBackup,
      .settlePrint,
      .retryPrint, .copy, .release:
      true
    default: false
    }
  }

  /// An article as it came to the counter: typed, scanned, or read off a scale label.
  public struct ScannedArticle: Hashable, Sendable {
    public let article: Article
    public let taxRate: Rate
    /// Nil: one piece, or asked for a weighed article.
    public let quantity: Quantity?
    /// `CODE AMOUNT` of an open article.
    public let priceMinor: Int64?
    /// The amount on a price-embedded label.
    public let labelAmountMinor: Int64?

    public init(
      article: Article, taxRate: Rate, quantity: Quantity? = nil, priceMinor: Int64? = nil,
      labelAmountMinor: Int64? = nil
    ) {
      self.article = article
      self.taxRate = taxRate
      self.quantity = quantity
      self.priceMinor = priceMinor
      self.labelAmountMinor = labelAmountMinor
    }
  }

  /// Cash, the quick way.
  public enum CashHandedOver: Hashable, Sendable {
    /// `cash`: exactly what is due.
    case exact
    /// `cash 100`: booked as the fewest notes and marked assumed.
    case amount(minor: Int64)
    /// `cash 100x2 50`
    case counted(CashCount)
  }

  /// A line of an earlier sale, with what is left of it (H3).
  public struct ReturnRequest: Hashable, Sendable {
    public let sale: Sale
    public let line: Int
    /// What the line came to, in the terms of the sale's prices (`Payment.PaidLine`).
    public let paidMinor: Int64
    /// Taken back by every other sale that isn't cancelled, parked ones included, but not by the
    /// sale on this counter: the register adds that one itself.
    public let returnedQuantity: Quantity
    public let returnedMinor: Int64
    public let quantity: Quantity?
    public let reason: String

    public init(
      sale: Sale, line: Int, paidMinor: Int64, returnedQuantity: Quantity, returnedMinor: Int64,
      quantity: Quantity?, reason: String
    ) {
      self.sale = sale
      self.line = line
      self.paidMinor = paidMinor
      self.returnedQuantity = returnedQuantity
      self.returnedMinor = returnedMinor
      self.quantity = quantity
      self.reason = reason
    }
  }

  /// Goods to be sent: which, to whom (a contact's row), and when wanted (E2).
  public struct DeliveryRequest: Hashable, Sendable {
    /// Nil: everything that still waits.
    public let pieces: [LineQuantity]?
    public let contact: ContactReference?
    public let wantedDate: CivilDate?
    public let wantedWindow: String?

    public init(
      pieces: [LineQuantity]?, contact: ContactReference?, wantedDate: CivilDate?,
      wantedWindow: String?
    ) {
      self.pieces = pieces
      self.contact = contact
      self.wantedDate = wantedDate
      self.wantedWindow = wantedWindow
    }
  }

  /// A document already issued, with how often it was copied.
  public struct IssuedPaper: Hashable, Sendable {
    public let number: String
    public let kind: DocumentKind
    public let copiesSoFar: Int

    public init(number: String, kind: DocumentKind, copiesSoFar: Int) {
      self.number = number
      self.kind = kind
      self.copiesSoFar = copiesSoFar
    }
  }
}
