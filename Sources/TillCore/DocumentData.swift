/// What the templates may name (receipts/FIELDS.md): finished text, so that no form ever computes.
public enum DocumentData {
  /// The fields every document has.
  static func head(
    number: String, at moment: Moment, desk: Int, settings: ShopSettings
  ) -> [String: JSON] {
    [
      "shop": .flat([
        "name": .string(settings.name), "address": text(settings.address),
        "phone": text(settings.phone), "tax_number": text(settings.taxNumber),
      ]),
      "number": .string(number), "date": .string(moment.localDate.description),
      "time": .string(moment.localTime), "desk": .string(String(desk)),
      "currency": .string(settings.currency.code), "sign": .string(settings.currency.sign),
    ]
  }

  /// The fields of a sale, on slip and receipt.
  static func sale(
    _ sale: Sale, _ totals: SaleTotals, settings: ShopSettings, by person: Person?
  ) -> [String: JSON] {
    let words = PaperWords(settings.language)
    let currency = sale.terms.currency
    let total = totals.totalMinor + sale.roundingMinor
    let isPaid = sale.stage == .paid
    let inWords = AmountInWords.words(minor: total, currency: currency, settings.language)
    var members: [String: JSON?] = [
      "slip": sale.slip.map { .string($0) }, "receipt": sale.receipt.map { .string($0) },
      "replaces": sale.voidedSlips.last.map { .string($0) },
      "seller": personData(sale.seller), "cashier": personData(sale.collector ?? person),
      "lines": .array(lines(of: sale, totals)),
      "adjustments": .array(adjustments(of: sale, words)),
      "pieces": .string(totals.pieces.description),
      "line_count": .string(String(totals.lines.count)),
      "gross": .string(money(totals.grossMinor - totals.returnsMinor, currency)),
      "discount": totals.discountMinor == 0
        ? nil : .string(money(totals.discountMinor, currency)),
      "total": .string(money(total, currency)), "total_capped": .string(capped(total, currency)),
      "words": .string(inWords.plain), "words_capped": .string(inWords.capped),
      "tax": .array(totals.taxRows.map { taxRow($0, currency) }),
      "paid": .bool(isPaid), "unpaid": .bool(!isPaid), "refund": .bool(total < 0),
      "handed_over": .bool(
        isPaid && sale.waitingPieces.isEmpty && !sale.handOvers.isEmpty),
      "later": .bool(isPaid && !sale.waitingPieces.isEmpty),
      "delivery": sale.deliveries.first.map { .string($0.number) },
      "return_days": .string(String(settings.returnDays)),
      "footer": .array(settings.receiptFooter.map { ["text": .string($0)] }),
    ]
    if isPaid { members.merge(moneyFields(of: sale, words)) { $1 } }
    return members.compactMapValues { $0 }
  }

  private static func moneyFields(of sale: Sale, _ words: PaperWords) -> [String: JSON?] {
    let currency = sale.terms.currency
    let tenders = sale.standingTenders.filter { $0.amountMinor != 0 || $0.receivedMinor != 0 }
    let cash = tenders.filter { $0.kind == .cash && $0.receivedMinor > 0 }
    let back = tenders.filter { $0.amountMinor < 0 }.reduce(0) { $0 - $1.amountMinor }
    return [
      "tenders": .array(
        tenders.map { tender in
          .flat([
            "label": .string(words.tender(tender.kind)),
            "amount": .string(money(tender.amountMinor, currency)),
            "reference": tender.reference.map { .string($0) },
          ])
        }),
      "received": cash.isEmpty
        ? nil : .string(money(cash.reduce(0) { $0 + $1.receivedMinor }, currency)),
      "change": cash.isEmpty
        ? nil : .string(money(cash.reduce(0) { $0 + $1.changeMinor }, currency)),
      "refunded": back == 0 ? nil : .string(money(back, currency)),
    ]
  }

  /// The delivery slip's own fields: no prices, and nothing of the customer (G4).
  static func delivery(_ delivery: Delivery, of sale: Sale) -> [String: JSON] {
    var pieces = Quantity.zero
    var rows: [JSON] = []
    for piece in delivery.pieces {
      guard let line = sale.line(piece.line) else { continue }
      pieces += line.article.kind == .weight ? .one : piece.quantity
      rows.append(
        .flat([
          "line": .string(String(line.number)), "code": .string(line.article.code),
          "name": .string(line.article.name), "detail": detail(line.article),
          "unit": text(line.article.unit), "quantity": .string(piece.quantity.description),
          "serial": line.serial.map { .string($0) }, "note": line.note.map { .string($0) },
        ]))
    }
    return [
      "slip": sale.slip.map { .string($0) }, "seller": personData(sale.seller),
      "cashier": personData(sale.collector ?? sale.cashier), "lines": .array(rows),
      "pieces": .string(pieces.description),
      "wanted_date": delivery.wantedDate.map { .string($0.description) },
      "wanted_window": delivery.wantedWindow.map { .string($0) },
    ].compactMapValues { $0 }
  }

  // MARK: rows

  private static func lines(of sale: Sale, _ totals: SaleTotals) -> [JSON] {
    zip(sale.standingLines, totals.lines).flatMap { line, total in
      rows(of: line, total, sale)
    }
  }

  /// A4: quantity × unit price is the amount on every row; a sum off that can't be shared evenly
  /// splits the line (2 × 8.33 + 1 × 8.34).
  private static func rows(of line: SaleLine, _ total: SaleTotals.Line, _ sale: Sale) -> [JSON] {
    let currency = sale.terms.currency
    switch line.effectiveDiscount(sale.percentOff) {
    case .percent(let rate) where line.fixedAmountMinor == nil:
      let price = Money(minor: line.unitPriceMinor, currency).reduced(by: rate)
      return [row(line, total, sale, unitMinor: price?.minor ?? line.unitPriceMinor)]
    case .sum where isByPiece(line): return splitRows(of: line, total, sale)
    default:
      // A label's or a return's amount is given: the price of one piece follows from it.
      guard line.fixedAmountMinor != nil, isByPiece(line) else {
        return [row(line, total, sale, unitMinor: line.unitPriceMinor)]
      }
      return splitRows(of: line, total, sale)
    }
  }

  private static func splitRows(
    of line: SaleLine, _ total: SaleTotals.Line, _ sale: Sale
  ) -> [JSON] {
    let sign = line.quantity.thousandths.signum()
    let parts = UnitSplit.split(
      totalMinor: sign * total.amountMinor, pieces: line.quantity.magnitude.thousandths / 1000)
    return parts.enumerated().map { index, part in
      var members = row(line, total, sale, unitMinor: part.unitMinor).objectValue ?? [:]
      members["quantity"] = .string(String(sign * part.pieces))
      members["amount"] = .string(
        money(sign * part.unitMinor * part.pieces, sale.terms.currency))
      if index > 0 { members["discount"] = nil }
      return .object(members)
    }
  }

  private static func isByPiece(_ line: SaleLine) -> Bool {
    line.quantity.isWhole && line.article.kind != .weight
  }

  private static func row(
    _ line: SaleLine, _ total: SaleTotals.Line, _ sale: Sale, unitMinor: Int64
  ) -> JSON {
    let currency = sale.terms.currency
    let article = line.article
    let isOwnRow = sumOffStandsAlone(line)
    let off = isOwnRow ? 0 : total.grossMinor - total.amountMinor
    return .flat([
      "line": .string(String(line.number)), "code": .string(article.code),
      "name": .string(article.name), "brand": text(article.brand),
      "specification": text(article.specification), "colour": text(article.colour),
      "unit": text(article.unit), "detail": detail(article),
      "quantity": .string(line.quantity.description),
      "unit_price": .string(money(unitMinor, currency)),
      "amount": .string(money(isOwnRow ? total.grossMinor : total.amountMinor, currency)),
      "tax": .string(article.taxBand),
      "list_price": off == 0 ? nil : .string(money(line.unitPriceMinor, currency)),
      "discount": off == 0 ? nil : .string(money(off, currency)),
      "note": line.note.map { .string($0) }, "serial": line.serial.map { .string($0) },
      "returned": line.returned == nil ? nil : true,
      "return_of": line.returned.map { .string($0.receipt) },
      "warranty_days": article.warrantyDays.map { .string(String($0)) },
    ])
  }

  /// A sum off a weighed line stands as a row of its own (A4).
  private static func sumOffStandsAlone(_ line: SaleLine) -> Bool {
    guard case .sum = line.discount else { return false }
    return !isByPiece(line)
  }

  private static func adjustments(of sale: Sale, _ words: PaperWords) -> [JSON] {
    let currency = sale.terms.currency
    var rows: [JSON] = []
    for line in sale.standingLines where sumOffStandsAlone(line) {
      guard case .sum(let minor) = line.discount else { continue }
      rows.append([
        "label": .string("\(words.discount) \(line.number)"),
        "amount": .string(money(-minor, currency)),
      ])
    }
    for sum in sale.sumsOff {
      let label = sum.cause == .less ? words.discount : words.roundedDown
      rows.append(["label": .string(label), "amount": .string(money(-sum.minor, currency))])
    }
    if sale.roundingMinor != 0 {
      rows.append([
        "label": .string(words.cashRounding),
        "amount": .string(money(sale.roundingMinor, currency)),
      ])
    }
    return rows
  }

  // MARK: pieces of text

  private static func text(_ value: String) -> JSON? { value.isEmpty ? nil : .string(value) }

  private static func money(_ minor: Int64, _ currency: Currency) -> String {
    Money(minor: minor, currency).description
  }

  /// Figures capped with the currency's sign (封顶符号, A4).
  static func capped(_ minor: Int64, _ currency: Currency) -> String {
    (minor < 0 ? "-" : "") + currency.sign
      + Money(minor: Swift.abs(minor), currency).description
  }

  private static func personData(_ person: Person?) -> JSON? {
    person.map { ["id": .string($0.id), "name": .string($0.name)] }
  }

  private static func detail(_ article: Article) -> JSON? {
    let parts = [article.brand, article.specification, article.colour].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : .string(parts.joined(separator: " · "))
  }

  private static func taxRow(_ row: TaxRow, _ currency: Currency) -> JSON {
    [
      "band": .string(row.band.code), "rate": .string(row.band.rate.description),
      "net": .string(money(row.netMinor, currency)), "tax": .string(money(row.taxMinor, currency)),
      "gross": .string(money(row.grossMinor, currency)),
    ]
  }
}

extension AmountInWords {
  /// Words as the shop's papers want them: Chinese for yuan or in a Chinese shop, else English;
  /// capped with ⊗ so that nothing can be put before them (A4), 人民币 or 日元 before them (A3).
  public static func words(
    minor: Int64, currency: Currency, _ language: ShopSettings.Language
  ) -> (plain: String, capped: String) {
    guard currency.code == "CNY" || language == .simplifiedChinese else {
      let plain = english(minor: minor, currency: currency)
      return (plain, "⊗ " + plain)
    }
    let plain = chinese(minor: minor, currency: currency)
    return (plain, "⊗" + chineseName(of: currency) + plain)
  }
}

/// The few words that stand on papers as data, in the shop's language.
public struct PaperWords: Sendable {
  private let isChinese: Bool

  public init(_ language: ShopSettings.Language) { isChinese = language == .simplifiedChinese }

  /// Cash 现金, card 银行卡.
  public func tender(_ kind: TenderKind) -> String {
    switch kind {
    case .cash: isChinese ? "现金" : "Cash"
    case .card: isChinese ? "银行卡" : "Card"
    }
  }
  public var discount: String { isChinese ? "优惠" : "Discount" }
  public var roundedDown: String { isChinese ? "抹零" : "Rounded down" }
  public var cashRounding: String { isChinese ? "现金舍入" : "Cash rounding" }
}
