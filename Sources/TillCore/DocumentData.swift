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
    var members: [String: JSON?] = [
      "slip": sale.slip.map { .string($0) }, "receipt": sale.receipt.map { .string($0) },
      "replaces": sale.voidedSlips.last.map { .string($0) },
      "seller": personData(sale.seller), "cashier": personData(sale.collector ?? person),
      "departments": .array(departments(of: sale)),
      "lines": .array(lines(of: sale, totals)),
      "adjustments": .array(adjustments(of: sale, words)),
      "pieces": .string(totals.pieces.description),
      "line_count": .string(String(totals.lines.count)),
      "gross": .string(money(totals.grossMinor - totals.returnsMinor, currency)),
      "discount": totals.discountMinor == 0
        ? nil : .string(money(totals.discountMinor, currency)),
      "tax": .array(totals.taxRows.map { taxRow($0, currency) }),
      "paid": .bool(isPaid), "unpaid": .bool(!isPaid), "refund": .bool(total < 0),
      "handed_over": .bool(
        isPaid && sale.waitingPieces.isEmpty && !sale.handOvers.isEmpty),
      "later": .bool(isPaid && !sale.waitingPieces.isEmpty),
      "delivery": sale.deliveries.first.map { .string($0.number) },
      "return_days": .string(String(settings.returnDays)),
      "footer": .array(settings.receiptFooter.map { ["text": .string($0)] }),
    ]
    members.merge(totalFields(total, currency, settings.language)) { $1 }
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
            "last_four": lastFour(of: tender.reference).map { .string($0) },
          ])
        }),
      "received": cash.isEmpty
        ? nil : .string(money(cash.reduce(0) { $0 + $1.receivedMinor }, currency)),
      "change": cash.isEmpty
        ? nil : .string(money(cash.reduce(0) { $0 + $1.changeMinor }, currency)),
      "refunded": back == 0 ? nil : .string(money(back, currency)),
    ]
  }

  /// The delivery slip's own fields: nothing of the customer (G4), and prices only where the shop
  /// wants them on it, for the goods often go to somebody else than the one who paid.
  static func delivery(
    _ delivery: Delivery, of sale: Sale, settings: ShopSettings
  ) -> [String: JSON] {
    let totals = settings.deliveryHasPrices ? sale.totals() : nil
    let currency = sale.terms.currency
    var pieces = Quantity.zero
    for piece in delivery.pieces {
      guard let line = sale.line(piece.line) else { continue }
      pieces += line.article.kind == .weight ? .one : piece.quantity
    }
    let (rows, sumMinor) = deliveredLines(of: sale, delivery.pieces, totals)
    var members: [String: JSON?] = [
      "slip": sale.slip.map { .string($0) }, "receipt": sale.receipt.map { .string($0) },
      "seller": personData(sale.seller), "cashier": personData(sale.collector ?? sale.cashier),
      "lines": .array(rows), "line_count": .string(String(rows.count)),
      "pieces": .string(pieces.description), "prices": .bool(totals != nil),
      "wanted_date": delivery.wantedDate.map { .string($0.description) },
      "wanted_window": delivery.wantedWindow.map { .string($0) },
    ]
    if totals != nil {
      members.merge(totalFields(sumMinor, currency, settings.language)) { $1 }
    }
    return members.compactMapValues { $0 }
  }

  /// A total in figures and words, each also capped (A4).
  private static func totalFields(
    _ minor: Int64, _ currency: Currency, _ language: ShopSettings.Language
  ) -> [String: JSON?] {
    let inWords = AmountInWords.words(minor: minor, currency: currency, language)
    return [
      "total": .string(money(minor, currency)), "total_capped": .string(capped(minor, currency)),
      "words": .string(inWords.plain), "words_capped": .string(inWords.capped),
    ]
  }

  // MARK: pieces of text

  static func text(_ value: String) -> JSON? { value.isEmpty ? nil : .string(value) }

  static func money(_ minor: Int64, _ currency: Currency) -> String {
    Money(minor: minor, currency).onPaper
  }

  /// Figures capped with the currency's sign (封顶符号, A4).
  static func capped(_ minor: Int64, _ currency: Currency) -> String {
    (minor < 0 ? "-" : "") + currency.sign
      + Money(minor: Swift.abs(minor), currency).onPaper
  }

  static func personData(_ person: Person?) -> JSON? {
    person.map { ["id": .string($0.id), "name": .string($0.name)] }
  }

  static func detail(_ article: Article) -> JSON? {
    let parts = [article.brand, article.specification, article.colour].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : .string(parts.joined(separator: " · "))
  }

  /// 尾号: the last four digits of what the terminal gave, enough for a customer to know the card
  /// by and too little for anybody to use it.
  private static func lastFour(of reference: String?) -> String? {
    let digits = (reference ?? "").filter { $0.isASCII && $0.isNumber }
    return digits.count >= 4 ? String(digits.suffix(4)) : nil
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
