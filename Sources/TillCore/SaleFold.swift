/// How a sale takes in its facts. Pure, total, and the only way a sale changes.
extension Sale {
  /// Begins a sale from the first entry of its stream; nil when that isn't `sale.opened`.
  public init?(
    id: String, desk: Int, opening event: Event, at moment: Moment
  ) {
    guard case .saleOpened(let terms, let cashier, let seller) = event else { return nil }
    self.init(
      id: id, desk: desk, terms: terms, cashier: cashier, seller: seller, openedAt: moment)
  }

  /// Takes in one fact of this sale's stream.
  public mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .lineAdded, .quantityChanged, .quantityLowered, .priceChanged, .lineDropped, .lineNoted,
      .serialRecorded, .lineDiscounted, .salePercentOff, .saleSumOff, .customerNamed,
      .changeUndone:
      applyIntroducing(event)
    case .sellerNamed(let named): seller = named
    case .saleParked(let label):
      isParked = true
      parkedLabel = label
      // The customer takes the counted money along; who comes back is checked and counted anew.
      counted = nil
      if slip != nil { stage = .invoice }
    case .saleRecalled(let newDesk, let newCashier):
      isParked = false
      desk = newDesk
      cashier = newCashier
    case .saleCancelled(let reason, _):
      stage = .cancelled
      cancelReason = reason
    case .saleInvoiced(let invoicing):
      stage = .invoice
      slip = invoicing.slip
      hasUnpaidCopies = invoicing.hasUnpaidCopies
      undoable = []
    case .saleReopened(let number, _):
      stage = .introduce
      voidedSlips.append(number)
      slip = nil
      counted = nil
      deliveries = []
    default: applyCollecting(event, at: moment)
    }
  }

  private mutating func applyIntroducing(_ event: Event) {
    switch event {
    case .lineAdded(let line):
      lines.append(line)
      undoable.append(.lineAdded(number: line.number))
    case .quantityChanged(let number, let quantity), .quantityLowered(let number, let quantity):
      let currency = terms.currency
      change(number) {
        $0.fixedAmountMinor = $0.fixedAmount(for: quantity, currency)
        $0.quantity = quantity
      }
    case .priceChanged(let number, let price):
      change(number) {
        $0.unitPriceMinor = price
        $0.fixedAmountMinor = nil
      }
    case .lineDropped(let number): change(number) { $0.isDropped = true }
    case .lineNoted(let number, let note): change(number) { $0.note = note }
    case .serialRecorded(let number, let serial): change(number) { $0.serial = serial }
    case .lineDiscounted(let number, let discount): change(number) { $0.discount = discount }
    case .salePercentOff(let rate):
      undoable.append(.discountsWere(percentOff, sumsOff, lines.map(\.discount)))
      // A second `less` replaces the first, a line's own as well.
      for index in lines.indices { lines[index].discount = nil }
      // Odd cents rounded down belonged to the total before.
      sumsOff.removeAll { $0.cause == .roundDown }
      percentOff = rate
    case .saleSumOff(let sum):
      undoable.append(.discountsWere(percentOff, sumsOff, lines.map(\.discount)))
      sumsOff.removeAll { $0.cause == sum.cause }
      // Nothing off takes the earlier sum back, and is no row on the paper.
      if sum.minor != 0 { sumsOff.append(sum) }
    case .customerNamed(let contact):
      undoable.append(.customerWas(customer))
      customer = contact
    case .changeUndone: undo()
    default: break
    }
  }

  private mutating func change(_ number: Int, _ edit: (inout SaleLine) -> Void) {
    precondition(lines.indices.contains(number - 1), "a fact names a line the sale has")
    undoable.append(.lineWas(lines[number - 1]))
    edit(&lines[number - 1])
  }

  private mutating func undo() {
    switch undoable.popLast() {
    case .lineAdded(let number):
      // The number stays taken: numbers never move, so the line is dropped, not removed.
      lines[number - 1].isDropped = true
    case .lineWas(let line): lines[line.number - 1] = line
    case .discountsWere(let percent, let sums, let discounts):
      for (index, discount) in discounts.enumerated() { lines[index].discount = discount }
      percentOff = percent
      sumsOff = sums
    case .customerWas(let contact): customer = contact
    case nil: break
    }
  }

  private mutating func applyCollecting(_ event: Event, at moment: Moment) {
    switch event {
    case .amountChecked: stage = .check
    case .cashCounted(let count, _, let assumed):
      counted = count.isEmpty ? nil : CountedCash(count: count, isAssumed: assumed)
      stage = counted == nil ? .check : .count
    case .noteRefused(let note): refusedNotes.append(note)
    case .notesVerified: stage = .verify
    case .moneyFound(let place, _):
      if place == .back {
        counted = nil
        stage = .check
      }
    case .tendered(let tender):
      tenders.append(tender)
      if tender.kind == .cash { counted = nil }
      stage = .check
    case .tenderTakenBack(let number, let reason):
      for index in tenders.indices where tenders[index].number == number {
        tenders[index].takenBackReason = reason
      }
    case .salePaid(let payment):
      stage = .paid
      receipt = payment.receipt
      collector = payment.collector
      paidAt = moment
    case .goodsKept: keepsGoods = true
    case .goodsHandedOver(let pieces, let person):
      handOvers.append(HandOver(at: moment, person: person, pieces: pieces))
    case .deliveryOrdered(let delivery): deliveries.append(delivery)
    default: break
    }
  }
}
