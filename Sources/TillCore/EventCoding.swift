/// How events are written down: flat bodies, keys by hand, a dotted name with a version.
/// Never Swift's synthesised coding, whose shape would change with a refactoring.
extension Event {
  /// The kind and the body that stand in the journal.
  public var written: (kind: String, body: JSON) {
    switch self {
    case .signedOn, .signedOff, .pinRefused, .sellerNamed, .approvalGiven, .sessionLocked,
      .pinUnlocked, .catalogueChanged:
      writtenAtDesk
    case .saleOpened, .lineAdded, .quantityChanged, .quantityLowered, .priceChanged, .lineDropped,
      .lineNoted, .serialRecorded, .lineDiscounted, .salePercentOff, .saleSumOff, .customerNamed,
      .changeUndone:
      writtenWhileIntroducing
    case .saleParked, .saleRecalled, .saleCancelled, .saleInvoiced, .saleReopened:
      writtenOfSlip
    case .amountChecked, .cashCounted, .noteRefused, .notesVerified, .moneyFound, .tendered,
      .tenderTakenBack, .salePaid, .changeConfirmed:
      writtenWhileCollecting
    case .goodsKept, .goodsHandedOver, .deliveryOrdered, .floatSet, .drawerOpened,
      .documentIssued, .documentReleased, .documentCopied, .documentExpanded, .documentFailed,
      .printSettled, .printRetried:
      writtenAfterwards
    case .drawerMoved, .shortOwed, .overHandedIn, .closingBegun, .matterSettled, .drawerCounted,
      .tenderReconciled, .differenceExplained, .differenceAccepted, .floatLeft,
      .closingAbandoned, .shiftHandedOver, .dayClosed, .backedUp:
      writtenAtClose
    }
  }

  private var writtenAtDesk: (String, JSON) {
    switch self {
    case .signedOn(let person): ("person.signed-on.1", person.written)
    case .signedOff(let person, let cause):
      ("person.signed-off.1", ["id": .string(person), "cause": .string(cause.rawValue)])
    case .pinRefused(let person, let failures):
      ("person.pin-refused.1", ["id": .string(person), "failures": .count(failures)])
    case .sellerNamed(let person): ("seller.named.1", person.written)
    case .approvalGiven(let approval): ("approval.given.1", approval.written)
    case .sessionLocked(let person, let cause):
      ("session.locked.1", ["id": .string(person), "cause": .string(cause.rawValue)])
    case .pinUnlocked(let person): ("person.pin-unlocked.1", ["id": .string(person)])
    case .catalogueChanged(let change):
      (
        "catalogue.changed.1",
        [
          "hash": .string(change.hash), "rows": .count(change.rows),
          "added": .count(change.added), "changed": .count(change.changed),
          "removed": .count(change.removed),
        ]
      )
    default: preconditionFailure("not a desk event")
    }
  }

  private var writtenWhileIntroducing: (String, JSON) {
    switch self {
    case .saleOpened(let terms, let cashier, let seller):
      (
        "sale.opened.1",
        [
          "currency": .string(terms.currency.code), "digits": .count(terms.currency.digits),
          "prices_include_tax": .bool(terms.pricesIncludeTax),
          "cash_rounding_minor": .int(terms.cashRoundingMinor),
          "cashier": cashier.written, "seller": seller.written,
        ]
      )
    case .lineAdded(let line): ("sale.line-added.1", line.written)
    case .quantityChanged(let line, let quantity):
      ("sale.quantity-changed.1", ["line": .count(line), "quantity": quantity.written])
    case .quantityLowered(let line, let quantity):
      ("sale.quantity-lowered.1", ["line": .count(line), "quantity": quantity.written])
    case .priceChanged(let line, let price):
      ("sale.price-changed.1", ["line": .count(line), "unit_price_minor": .int(price)])
    case .lineDropped(let line): ("sale.line-dropped.1", ["line": .count(line)])
    case .lineNoted(let line, let note):
      ("sale.line-noted.1", ["line": .count(line), "note": .string(note)])
    case .serialRecorded(let line, let serial):
      ("sale.serial-recorded.1", ["line": .count(line), "serial": .string(serial)])
    case .lineDiscounted(let line, .percent(let rate)):
      ("sale.line-discounted.1", ["line": .count(line), "basis_points": .int(rate.basisPoints)])
    case .lineDiscounted(let line, .sum(let minor)):
      ("sale.line-discounted.1", ["line": .count(line), "sum_minor": .int(minor)])
    case .salePercentOff(let rate):
      ("sale.percent-off.1", ["basis_points": .int(rate.basisPoints)])
    case .saleSumOff(let sum):
      ("sale.sum-off.1", ["cause": .string(sum.cause.rawValue), "sum_minor": .int(sum.minor)])
    case .customerNamed(let contact): ("sale.customer-named.1", contact.written)
    case .changeUndone(let line):
      ("sale.change-undone.1", JSON.flat(["drops_line": line.map { .count($0) }]))
    default: preconditionFailure("not an event of introducing")
    }
  }

  private var writtenOfSlip: (String, JSON) {
    switch self {
    case .saleParked(let label): ("sale.parked.1", ["label": .string(label)])
    case .saleRecalled(let desk, let cashier):
      ("sale.recalled.1", ["desk": .count(desk), "cashier": cashier.written])
    case .saleCancelled(let reason, let total):
      ("sale.cancelled.1", ["reason": .string(reason), "total_minor": .int(total)])
    case .saleInvoiced(let invoicing):
      (
        "sale.invoiced.1",
        JSON.flat([
          "slip": .string(invoicing.slip), "total_minor": .int(invoicing.totalMinor),
          "pieces": invoicing.pieces.written,
          "replaces": invoicing.replaces.map { .string($0) },
          "unpaid_copies": .bool(invoicing.hasUnpaidCopies),
        ])
      )
    case .saleReopened(let slip, let reason):
      ("sale.reopened.1", ["slip": .string(slip), "reason": .string(reason)])
    default: preconditionFailure("not an event of a slip")
    }
  }

  private var writtenWhileCollecting: (String, JSON) {
    switch self {
    case .amountChecked(let total, let pieces):
      ("collect.checked.1", ["total_minor": .int(total), "pieces": pieces.written])
    case .cashCounted(let count, let total, let assumed):
      (
        "collect.counted.1",
        ["count": count.written, "total_minor": .int(total), "assumed": .bool(assumed)]
      )
    case .noteRefused(let note):
      (
        "collect.note-refused.1",
        JSON.flat([
          "denomination_minor": .int(note.denominationMinor),
          "reason": .string(note.reason.rawValue), "digits": note.digits.map { .string($0) },
        ])
      )
    case .notesVerified(let count): ("collect.verified.1", ["count": count.written])
    case .moneyFound(let place, let count):
      ("collect.money-found.1", ["where": .string(place.rawValue), "count": count.written])
    case .tendered(let tender): ("tender.taken.1", tender.written)
    case .tenderTakenBack(let number, let reason):
      ("tender.taken-back.1", ["number": .count(number), "reason": .string(reason)])
    case .salePaid(let payment): ("sale.paid.1", payment.written)
    case .changeConfirmed(let given): ("change.confirmed.1", ["given": .bool(given)])
    default: preconditionFailure("not an event of collecting")
    }
  }

  private var writtenAfterwards: (String, JSON) {
    switch self {
    case .goodsKept: ("goods.kept.1", [:])
    case .goodsHandedOver(let pieces, let person):
      (
        "goods.handed-over.1",
        ["lines": .array(pieces.map(\.written)), "by": person.written]
      )
    case .deliveryOrdered(let delivery): ("delivery.ordered.1", delivery.written)
    case .floatSet(let count, let day, let replaced):
      (
        "drawer.float-set.1",
        JSON.flat([
          "count": count.written, "day": .string(day.description), "replacing": replaced?.written,
        ])
      )
    case .drawerOpened(let reason): ("drawer.opened.1", ["reason": .string(reason)])
    case .documentIssued(let document): ("document.issued.1", document.written)
    case .documentReleased(let number):
      ("document.released.1", ["number": .string(number)])
    case .documentCopied(let number, let ordinal, let reason, let role):
      (
        "document.copied.1",
        JSON.flat([
          "number": .string(number), "ordinal": .count(ordinal), "reason": .string(reason),
          "copy": role.map { .string($0.rawValue) },
        ])
      )
    case .documentExpanded(let number, let markup, let template):
      (
        "document.expanded.1",
        [
          "number": .string(number), "markup_hash": .string(markup),
          "template_hash": .string(template),
        ]
      )
    case .documentFailed(let number, let fault):
      ("document.failed.1", ["number": .string(number), "fault": .string(fault)])
    case .printSettled(let job, let number, let verdict):
      (
        "print.settled.1",
        ["job": .int(job), "number": .string(number), "verdict": .string(verdict.rawValue)]
      )
    case .printRetried(let job, let number):
      ("print.retried.1", ["job": .int(job), "number": .string(number)])
    default: preconditionFailure("not an event of what comes after")
    }
  }
}

extension JSON {
  static func count(_ value: Int) -> JSON { .int(Int64(value)) }

  /// An object without the keys whose value is missing.
  public static func flat(_ members: [String: JSON?]) -> JSON {
    .object(members.compactMapValues { $0 })
  }
}

extension Person {
  var written: JSON {
    ["id": .string(id), "name": .string(name), "role": .string(role.rawValue)]
  }
}

extension Approval {
  var written: JSON {
    var (amount, rate): (JSON?, JSON?) = (nil, nil)
    switch extent {
    case .unmeasured: break
    case .amount(let minor): amount = .int(minor)
    case .rate(let measured): rate = .int(measured.basisPoints)
    }
    return .flat([
      "permission": .string(permission.rawValue), "asked": asked.written,
      "vouched": vouched.written, "amount_minor": amount, "basis_points": rate,
      "about": about.isEmpty ? nil : .string(about),
    ])
  }
}

extension Quantity {
  /// Thousandths, as a whole number.
  var written: JSON { .int(thousandths) }
}

extension ContactReference {
  var written: JSON { ["contact": .int(id), "digest": .string(digest)] }
}

extension LineQuantity {
  var written: JSON { ["line": .count(line), "quantity": quantity.written] }
}

extension CashCount {
  /// Reads a count back as `written` wrote it; nil for anything else.
  public init?(written: JSON) {
    guard let pairs = written.arrayValue else { return nil }
    var pieces: [Pieces] = []
    for pair in pairs {
      guard let values = pair.arrayValue, values.count == 2, let value = values[0].intValue,
        let count = values[1].intValue
      else { return nil }
      pieces.append(Pieces(denominationMinor: value, pieces: Int(count)))
    }
    self.init(pieces)
  }

  /// Pairs of denomination and pieces, largest first: `[[10000,1],[500,-2]]`.
  public var written: JSON {
    .array(pieces.map { [.int($0.denominationMinor), .count($0.pieces)] })
  }
}

extension Tender {
  var written: JSON {
    .flat([
      "number": .count(number), "tender": .string(kind.rawValue), "amount_minor": .int(amountMinor),
      "received_minor": .int(receivedMinor), "change_minor": .int(changeMinor),
      "count_in": countIn.written, "count_out": countOut.written, "assumed": .bool(isAssumed),
      "reference": reference.map { .string($0) },
      "rounding_minor": .int(roundingMinor),
    ])
  }
}

extension Payment {
  var written: JSON {
    [
      "slip": .string(slip), "receipt": .string(receipt), "collector": collector.written,
      "total_minor": .int(totalMinor),
      "rounding_minor": .int(roundingMinor), "gross_minor": .int(grossMinor),
      "discount_minor": .int(discountMinor), "returns_minor": .int(returnsMinor),
      "tax": .array(
        taxRows.map { row in
          [
            "band": .string(row.band.code), "basis_points": .int(row.band.rate.basisPoints),
            "net_minor": .int(row.netMinor), "tax_minor": .int(row.taxMinor),
            "gross_minor": .int(row.grossMinor),
          ]
        }),
      "lines": .array(
        paidLines.map {
          [
            "line": .count($0.line), "amount_minor": .int($0.amountMinor),
            "added_tax_minor": .int($0.addedTaxMinor),
          ]
        }),
    ]
  }
}

extension Delivery {
  var written: JSON {
    .flat([
      "number": .string(number), "contact": .int(contact.id), "digest": .string(contact.digest),
      "lines": .array(pieces.map(\.written)),
      "wanted_date": wantedDate.map { .string($0.description) },
      "wanted_window": wantedWindow.map { .string($0) },
    ])
  }
}

extension IssuedDocument {
  var written: JSON {
    .flat([
      "kind": .string(kind.rawValue), "number": .string(number),
      "copies": .array(copies.map { .string($0.rawValue) }), "stamped": .bool(isStamped),
      "printed": .bool(isPrinted), "template_hash": .string(templateHash), "data": data,
      "contact": contact.map { .int($0.id) },
      "digest": contact.map { .string($0.digest) },
    ])
  }
}

extension Article {
  /// The article as a line's entry keeps it: barcodes and selling points stay in the catalogue, so
  /// that a sale on the counter is the sale its entries give back.
  var asSold: Article {
    var copy = self
    copy.barcodes = []
    copy.sellingPoints = []
    return copy
  }
}

extension SaleLine {
  var written: JSON {
    let text: (String) -> JSON? = { $0.isEmpty ? nil : .string($0) }
    return .flat([
      "line": .count(number), "code": .string(article.code), "name": .string(article.name),
      "brand": text(article.brand), "specification": text(article.specification),
      "colour": text(article.colour), "unit": text(article.unit),
      "department": text(article.department), "tax_band": .string(article.taxBand),
      "tax_basis_points": .int(taxRate.basisPoints), "kind": .string(article.kind.rawValue),
      "list_price_minor": .int(article.priceMinor),
      "cost_minor": article.costMinor.map { .int($0) },
      "needs_serial": article.needsSerial ? true : nil,
      "least_age": article.leastAge.map { .count($0) },
      "warranty_days": article.warrantyDays.map { .count($0) },
      "quantity": quantity.written, "unit_price_minor": .int(unitPriceMinor),
      "fixed_amount_minor": fixedAmountMinor.map { .int($0) },
      "customer_age": customerAge.map { .count($0) }, "serial": serial.map { .string($0) },
      "return_sale": returned.map { .string($0.saleID) },
      "return_receipt": returned.map { .string($0.receipt) },
      "return_line": returned.map { .count($0.line) },
      "return_reason": returned.map { .string($0.reason) },
      "return_paid_by": returned.map { .array($0.paidBy.map { .string($0.rawValue) }) },
    ])
  }
}
