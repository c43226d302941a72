/// Why an entry's body could not be read: the journal was written by a newer program, or damaged.
public struct EventFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let kind: String
  public let key: String

  public var description: String {
    key.isEmpty ? "unknown kind of entry \(kind)" : "entry \(kind) has no readable \(key)"
  }
}

/// Reads one body, naming the kind and the key when something isn't there.
struct BodyReader {
  let kind: String
  let body: JSON

  func fault(_ key: String) -> EventFault { EventFault(kind: kind, key: key) }

  func string(_ key: String) throws(EventFault) -> String {
    guard let value = body[key]?.stringValue else { throw fault(key) }
    return value
  }
  func optionalString(_ key: String) -> String? { body[key]?.stringValue }

  func int(_ key: String) throws(EventFault) -> Int64 {
    guard let value = body[key]?.intValue else { throw fault(key) }
    return value
  }
  func optionalCount(_ key: String) -> Int? { body[key]?.intValue.map { Int($0) } }

  func count(_ key: String) throws(EventFault) -> Int { Int(try int(key)) }

  func bool(_ key: String) throws(EventFault) -> Bool {
    guard let value = body[key]?.boolValue else { throw fault(key) }
    return value
  }

  func quantity(_ key: String) throws(EventFault) -> Quantity {
    Quantity(thousandths: try int(key))
  }

  func rate(_ key: String) throws(EventFault) -> Rate { Rate(basisPoints: try int(key)) }

  func choice<Choice: RawRepresentable>(
    _ key: String, _ type: Choice.Type = Choice.self
  ) throws(EventFault) -> Choice where Choice.RawValue == String {
    guard let value = Choice(rawValue: try string(key)) else { throw fault(key) }
    return value
  }

  func list(_ key: String) throws(EventFault) -> [JSON] {
    guard let value = body[key]?.arrayValue else { throw fault(key) }
    return value
  }

  func reader(_ body: JSON) -> BodyReader { BodyReader(kind: kind, body: body) }

  func person(_ value: JSON?) throws(EventFault) -> Person {
    guard let value else { throw fault("person") }
    let reader = reader(value)
    return Person(
      id: try reader.string("id"), name: try reader.string("name"),
      role: try reader.choice("role"))
  }

  func cashCount(_ key: String) throws(EventFault) -> CashCount {
    guard let value = body[key], let count = CashCount(written: value) else { throw fault(key) }
    return count
  }

  func pieces(_ key: String) throws(EventFault) -> [LineQuantity] {
    var pieces: [LineQuantity] = []
    for value in try list(key) {
      let reader = reader(value)
      pieces.append(
        LineQuantity(line: try reader.count("line"), quantity: try reader.quantity("quantity")))
    }
    return pieces
  }

  func contact() throws(EventFault) -> ContactReference {
    ContactReference(id: try int("contact"), digest: try string("digest"))
  }
}

extension Event {
  /// Reads an entry back. `document.issued` and every other kind written by this program return;
  /// an unknown kind is a fault, because folding around it would give wrong money.
  public init(kind: String, body: JSON) throws(EventFault) {
    let reader = BodyReader(kind: kind, body: body)
    // One after the other: `??` over typed throws loses the error's type.
    var event = try Event.ofDesk(kind, reader)
    if event == nil { event = try Event.ofIntroducing(kind, reader) }
    if event == nil { event = try Event.ofSlip(kind, reader) }
    if event == nil { event = try Event.ofCollecting(kind, reader) }
    if event == nil { event = try Event.ofAfterwards(kind, reader) }
    if event == nil { event = try Event.ofClose(kind, reader) }
    guard let event else { throw EventFault(kind: kind, key: "") }
    self = event
  }

  private static func ofDesk(_ kind: String, _ body: BodyReader) throws(EventFault) -> Event? {
    switch kind {
    case "person.signed-on.1": return .signedOn(try body.person(body.body))
    case "person.signed-off.1":
      return .signedOff(person: try body.string("id"), cause: try body.choice("cause"))
    case "person.pin-refused.1":
      return .pinRefused(person: try body.string("id"), failures: try body.count("failures"))
    case "seller.named.1": return .sellerNamed(try body.person(body.body))
    case "approval.given.1": return .approvalGiven(try Approval(body))
    case "session.locked.1":
      return .sessionLocked(person: try body.string("id"), cause: try body.choice("cause"))
    case "person.pin-unlocked.1": return .pinUnlocked(person: try body.string("id"))
    case "catalogue.changed.1":
      return .catalogueChanged(
        CatalogueChange(
          hash: try body.string("hash"), rows: try body.count("rows"),
          added: try body.count("added"), changed: try body.count("changed"),
          removed: try body.count("removed")))
    default: return nil
    }
  }

  private static func ofIntroducing(
    _ kind: String, _ body: BodyReader
  ) throws(EventFault) -> Event? {
    switch kind {
    case "sale.opened.1":
      guard
        let currency = Currency(
          code: try body.string("currency"), digits: try body.count("digits"))
      else { throw body.fault("currency") }
      return .saleOpened(
        Sale.Terms(
          currency: currency, pricesIncludeTax: try body.bool("prices_include_tax"),
          cashRoundingMinor: try body.int("cash_rounding_minor")),
        cashier: try body.person(body.body["cashier"]), seller: try body.person(body.body["seller"])
      )
    case "sale.line-added.1": return .lineAdded(try SaleLine(body))
    case "sale.quantity-changed.1":
      return .quantityChanged(line: try body.count("line"), try body.quantity("quantity"))
    case "sale.quantity-lowered.1":
      return .quantityLowered(line: try body.count("line"), try body.quantity("quantity"))
    case "sale.price-changed.1":
      return .priceChanged(
        line: try body.count("line"), unitPriceMinor: try body.int("unit_price_minor"))
    case "sale.line-dropped.1": return .lineDropped(line: try body.count("line"))
    case "sale.line-noted.1":
      return .lineNoted(line: try body.count("line"), note: try body.string("note"))
    case "sale.serial-recorded.1":
      return .serialRecorded(line: try body.count("line"), serial: try body.string("serial"))
    case "sale.line-discounted.1":
      let line = try body.count("line")
      if body.body["basis_points"] != nil {
        return .lineDiscounted(line: line, .percent(try body.rate("basis_points")))
      }
      return .lineDiscounted(line: line, .sum(minor: try body.int("sum_minor")))
    case "sale.percent-off.1": return .salePercentOff(try body.rate("basis_points"))
    case "sale.sum-off.1":
      return .saleSumOff(
        SumOff(cause: try body.choice("cause"), minor: try body.int("sum_minor")))
    case "sale.customer-named.1": return .customerNamed(try body.contact())
    case "sale.change-undone.1":
      return .changeUndone(dropsLine: body.optionalCount("drops_line"))
    default: return nil
    }
  }

  private static func ofSlip(_ kind: String, _ body: BodyReader) throws(EventFault) -> Event? {
    switch kind {
    case "sale.parked.1": return .saleParked(label: try body.string("label"))
    case "sale.recalled.1":
      return .saleRecalled(
        desk: try body.count("desk"), cashier: try body.person(body.body["cashier"]))
    case "sale.cancelled.1":
      return .saleCancelled(
        reason: try body.string("reason"), totalMinor: try body.int("total_minor"))
    case "sale.invoiced.1":
      return .saleInvoiced(
        Invoicing(
          slip: try body.string("slip"), totalMinor: try body.int("total_minor"),
          pieces: try body.quantity("pieces"), replaces: body.optionalString("replaces"),
          hasUnpaidCopies: try body.bool("unpaid_copies")))
    case "sale.reopened.1":
      return .saleReopened(slip: try body.string("slip"), reason: try body.string("reason"))
    default: return nil
    }
  }

  private static func ofCollecting(
    _ kind: String, _ body: BodyReader
  ) throws(EventFault) -> Event? {
    switch kind {
    case "collect.checked.1":
      return .amountChecked(
        totalMinor: try body.int("total_minor"), pieces: try body.quantity("pieces"))
    case "collect.counted.1":
      return .cashCounted(
        try body.cashCount("count"), totalMinor: try body.int("total_minor"),
        isAssumed: try body.bool("assumed"))
    case "collect.note-refused.1":
      return .noteRefused(
        RefusedNote(
          denominationMinor: try body.int("denomination_minor"),
          reason: try body.choice("reason"), digits: body.optionalString("digits")))
    case "collect.verified.1": return .notesVerified(try body.cashCount("count"))
    case "collect.money-found.1":
      return .moneyFound(try body.choice("where"), try body.cashCount("count"))
    case "tender.taken.1":
      return .tendered(try Tender(body))
    case "tender.taken-back.1":
      return .tenderTakenBack(
        number: try body.count("number"), reason: try body.string("reason"))
    case "sale.paid.1": return .salePaid(try Payment(body))
    case "change.confirmed.1": return .changeConfirmed(given: try body.bool("given"))
    default: return nil
    }
  }

  private static func ofAfterwards(
    _ kind: String, _ body: BodyReader
  ) throws(EventFault) -> Event? {
    switch kind {
    case "goods.kept.1": return .goodsKept
    case "goods.handed-over.1":
      return .goodsHandedOver(
        try body.pieces("lines"), by: try body.person(body.body["by"]))
    case "delivery.ordered.1": return .deliveryOrdered(try Delivery(body))
    case "drawer.float-set.1":
      guard let day = CivilDate(try body.string("day")) else { throw body.fault("day") }
      let replaced = body.body["replacing"] == nil ? nil : try body.cashCount("replacing")
      return .floatSet(try body.cashCount("count"), day: day, replacing: replaced)
    case "drawer.opened.1": return .drawerOpened(reason: try body.string("reason"))
    case "document.issued.1": return .documentIssued(try IssuedDocument(body))
    case "document.released.1": return .documentReleased(number: try body.string("number"))
    case "document.copied.1":
      return .documentCopied(
        number: try body.string("number"), ordinal: try body.count("ordinal"),
        reason: try body.string("reason"),
        role: body.optionalString("copy").flatMap(CopyRole.init(rawValue:)))
    case "document.expanded.1":
      return .documentExpanded(
        number: try body.string("number"), markupHash: try body.string("markup_hash"),
        templateHash: try body.string("template_hash"))
    case "document.failed.1":
      return .documentFailed(
        number: try body.string("number"), fault: try body.string("fault"))
    case "print.settled.1":
      return .printSettled(
        job: try body.int("job"), number: try body.string("number"), try body.choice("verdict"))
    case "print.retried.1":
      return .printRetried(job: try body.int("job"), number: try body.string("number"))
    default: return nil
    }
  }
}
