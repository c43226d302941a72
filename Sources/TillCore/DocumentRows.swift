/// The rows of a document: what was sold, line by line, and the sums off that stand alone.
extension DocumentData {
  /// Some pieces of a line at one price (A4: quantity × unit price is the amount on every row).
  private struct Part {
    let quantity: Quantity
    let unitMinor: Int64
    let amountMinor: Int64
  }

  static func lines(of sale: Sale, _ totals: SaleTotals) -> [JSON] {
    var rows: [JSON] = []
    var runningMinor: Int64 = 0
    for (line, total) in zip(sale.standingLines, totals.lines) {
      for (index, part) in parts(of: line, total, sale).enumerated() {
        runningMinor += part.amountMinor
        var members = article(line)
        members.merge(prices(part, runningMinor, sale.terms.currency)) { $1 }
        members["tax"] = .string(line.article.taxBand)
        // What came off the line came off once, though its pieces stand on two rows.
        if index == 0 { members.merge(reduction(of: line, total, sale)) { $1 } }
        rows.append(.object(members))
      }
    }
    return rows
  }

  /// The rows of what is delivered, and what they come to.
  ///
  /// - Parameter totals: the sale's, for their prices; nil leaves prices out.
  static func deliveredLines(
    of sale: Sale, _ pieces: [LineQuantity], _ totals: SaleTotals?
  ) -> (rows: [JSON], sumMinor: Int64) {
    var rows: [JSON] = []
    var sumMinor: Int64 = 0
    for piece in pieces {
      guard let line = sale.line(piece.line) else { continue }
      var members = article(line)
      guard let total = totals?.line(piece.line) else {
        members["quantity"] = .string(piece.quantity.description)
        rows.append(.object(members))
        continue
      }
      for part in taken(piece.quantity, from: parts(of: line, total, sale), sale.terms.currency) {
        sumMinor += part.amountMinor
        rows.append(
          .object(
            members.merging(prices(part, sumMinor, sale.terms.currency)) { $1 }))
      }
    }
    return (rows, sumMinor)
  }

  /// The first of a line's pieces: part deliveries of unevenly priced pieces may each show the
  /// lower price, and no money follows from that.
  private static func taken(
    _ wanted: Quantity, from parts: [Part], _ currency: Currency
  ) -> [Part] {
    var left = wanted.thousandths
    return parts.compactMap { part in
      let pieces = min(left, part.quantity.thousandths)
      guard pieces > 0 else { return nil }
      left -= pieces
      guard pieces < part.quantity.thousandths else { return part }
      let quantity = Quantity(thousandths: pieces)
      let amount = Money(minor: part.unitMinor, currency).times(quantity)
      return Part(
        quantity: quantity, unitMinor: part.unitMinor, amountMinor: amount?.minor ?? 0)
    }
  }

  // MARK: parts

  /// A sum off that can't be shared evenly splits the line (2 × 8.33 + 1 × 8.34).
  private static func parts(
    of line: SaleLine, _ total: SaleTotals.Line, _ sale: Sale
  ) -> [Part] {
    let currency = sale.terms.currency
    switch line.effectiveDiscount(sale.percentOff) {
    case .percent(let rate) where line.fixedAmountMinor == nil:
      let price = Money(minor: line.unitPriceMinor, currency).reduced(by: rate)
      return [whole(line, total, unitMinor: price?.minor ?? line.unitPriceMinor)]
    case .sum where isByPiece(line): return split(line, total)
    default:
      // A label's or a return's amount is given: the price of one piece follows from it.
      guard line.fixedAmountMinor != nil, isByPiece(line) else {
        return [whole(line, total, unitMinor: line.unitPriceMinor)]
      }
      return split(line, total)
    }
  }

  private static func whole(
    _ line: SaleLine, _ total: SaleTotals.Line, unitMinor: Int64
  ) -> Part {
    Part(
      quantity: line.quantity, unitMinor: unitMinor,
      amountMinor: sumOffStandsAlone(line) ? total.grossMinor : total.amountMinor)
  }

  private static func split(_ line: SaleLine, _ total: SaleTotals.Line) -> [Part] {
    let sign = line.quantity.thousandths.signum()
    let parts = UnitSplit.split(
      totalMinor: sign * total.amountMinor, pieces: line.quantity.magnitude.thousandths / 1000)
    return parts.map { part in
      Part(
        quantity: Quantity(thousandths: sign * part.pieces * 1000), unitMinor: part.unitMinor,
        amountMinor: sign * part.unitMinor * part.pieces)
    }
  }

  private static func isByPiece(_ line: SaleLine) -> Bool {
    line.quantity.isWhole && line.article.kind != .weight
  }

  /// A sum off a weighed line stands as a row of its own (A4).
  private static func sumOffStandsAlone(_ line: SaleLine) -> Bool {
    guard case .sum = line.discount else { return false }
    return !isByPiece(line)
  }

  // MARK: members

  private static func article(_ line: SaleLine) -> [String: JSON] {
    let article = line.article
    let members: [String: JSON?] = [
      "line": .string(String(line.number)), "code": .string(article.code),
      "name": .string(article.name), "brand": text(article.brand),
      "specification": text(article.specification), "colour": text(article.colour),
      "unit": text(article.unit), "department": text(article.department),
      "detail": detail(article), "note": line.note.map { .string($0) },
      "serial": line.serial.map { .string($0) },
      "returned": line.returned == nil ? nil : true,
      "return_of": line.returned.map { .string($0.receipt) },
      "warranty_days": article.warrantyDays.map { .string(String($0)) },
    ]
    return members.compactMapValues { $0 }
  }

  /// `running` is what the lines come to so far: a page that ends here carries it over (过次页).
  private static func prices(
    _ part: Part, _ runningMinor: Int64, _ currency: Currency
  ) -> [String: JSON] {
    [
      "quantity": .string(part.quantity.description),
      "unit_price": .string(money(part.unitMinor, currency)),
      "amount": .string(money(part.amountMinor, currency)),
      "running": .string(money(runningMinor, currency)),
    ]
  }

  private static func reduction(
    of line: SaleLine, _ total: SaleTotals.Line, _ sale: Sale
  ) -> [String: JSON] {
    let off = sumOffStandsAlone(line) ? 0 : total.grossMinor - total.amountMinor
    guard off != 0 else { return [:] }
    return [
      "list_price": .string(money(line.unitPriceMinor, sale.terms.currency)),
      "discount": .string(money(off, sale.terms.currency)),
    ]
  }

  /// 柜组: the departments of the lines, each once, in the order of the paper.
  static func departments(of sale: Sale) -> [JSON] {
    var seen: Set<String> = [""]
    return sale.standingLines.compactMap { line in
      let name = line.article.department
      return seen.insert(name).inserted ? ["name": .string(name)] : nil
    }
  }

  static func adjustments(of sale: Sale, _ words: PaperWords) -> [JSON] {
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
}
