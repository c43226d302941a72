/// What a sale comes to. Lines, bands and total always add up: sums off the whole sale are shared
/// over the lines by largest remainder, and tax is computed once per band on the sale's total (A4).
public struct SaleTotals: Hashable, Sendable {
  /// What one line comes to.
  public struct Line: Hashable, Sendable {
    public let number: Int
    /// Quantity × unit price, before any discount.
    public let grossMinor: Int64
    /// After the line's own discount: what the line's row shows.
    public let amountMinor: Int64
    /// Its part of the sums off the whole sale (positive takes off).
    public let sharedOffMinor: Int64
    /// Its part of the tax that is added on top; zero where prices include tax.
    public let addedTaxMinor: Int64
    /// What the customer pays for this line, tax included.
    public var paidMinor: Int64 { amountMinor - sharedOffMinor + addedTaxMinor }
  }

  public let lines: [Line]
  public let taxRows: [TaxRow]
  /// Lines before discount; deposits taken back subtracted, returned lines left out.
  public let grossMinor: Int64
  public let discountMinor: Int64
  /// Lines returned, as a positive sum.
  public let returnsMinor: Int64
  /// What is to be paid before cash rounding, tax included; negative when money goes back.
  public let totalMinor: Int64
  public let pieces: Quantity

  /// The line of that number; nil for a dropped one.
  public func line(_ number: Int) -> Line? { lines.first { $0.number == number } }
}

extension SaleLine {
  /// Quantity × unit price, or the fixed amount of a label or return.
  public func grossMinor(_ currency: Currency) -> Int64? {
    if let fixedAmountMinor { return fixedAmountMinor }
    return Money(minor: unitPriceMinor, currency).times(quantity)?.minor
  }

  /// What a label's amount becomes with another quantity: two packs cost twice as much.
  ///
  /// A line without a label has none; past `Limits.amountMinor` it stays and the register refuses.
  func fixedAmount(for quantity: Quantity, _ currency: Currency) -> Int64? {
    guard let fixedAmountMinor, self.quantity != .zero else { return nil }
    let scaled = Money(minor: fixedAmountMinor, currency).scaled(
      by: quantity.thousandths * self.quantity.thousandths.signum(),
      over: self.quantity.magnitude.thousandths)
    return scaled?.minor ?? fixedAmountMinor
  }

  /// The line's amount after discount; nil when it is past `Limits.amountMinor`.
  ///
  /// A percentage reduces the unit price, rounded half up to the minor unit, and the amount is
  /// quantity × that price (A4). A sum comes off the amount.
  public func amountMinor(_ currency: Currency, salePercent: Rate?) -> Int64? {
    guard let gross = grossMinor(currency) else { return nil }
    switch effectiveDiscount(salePercent) {
    case .percent(let rate):
      if let fixedAmountMinor {
        return Money(minor: fixedAmountMinor, currency).reduced(by: rate)?.minor
      }
      guard let price = Money(minor: unitPriceMinor, currency).reduced(by: rate) else { return nil }
      return price.times(quantity)?.minor
    case .sum(let minor): return gross - minor
    case nil: return gross
    }
  }

  /// Deposits and returns are never discounted: the money is the customer's own.
  public var isDiscountable: Bool { article.kind != .deposit && returned == nil }

  /// The line's own discount, else the sale's percentage.
  public func effectiveDiscount(_ salePercent: Rate?) -> LineDiscount? {
    guard isDiscountable else { return nil }
    return discount ?? salePercent.map { .percent($0) }
  }

  /// Pieces for the count at the foot: a weighed line is one piece.
  public var pieces: Quantity {
    article.kind == .weight || !quantity.isWhole ? .one : quantity.magnitude
  }
}

extension SaleLine {
  /// What the line's goods cost, in the terms of the catalogue's prices, and negative when they
  /// come back; nil when their article has no cost price, or the cost is past any amount there is.
  public var costMinor: Int64? {
    article.costMinor.flatMap { cost in
      let product = Int128(cost) * Int128(quantity.thousandths)
      return Int64(exactly: Rounding.halfAwayFromZero(product, over: 1000))
    }
  }

  /// Pieces for figures: goods sold, so a deposit and what comes back are none.
  public var piecesSold: Int {
    article.kind == .deposit || returned != nil ? 0 : Int(pieces.thousandths / 1000)
  }
}

extension Sale {
  /// The sale's totals; nil when a line, a sum or the total is past `Limits.amountMinor`.
  public func totals() -> SaleTotals? {
    let standing = standingLines
    var gross: [Int64] = []
    var amounts: [Int64] = []
    gross.reserveCapacity(standing.count)
    amounts.reserveCapacity(standing.count)
    for line in standing {
      guard let lineGross = line.grossMinor(terms.currency),
        let amount = line.amountMinor(terms.currency, salePercent: percentOff)
      else { return nil }
      gross.append(lineGross)
      amounts.append(amount)
    }
    // Lines dropped after a sum was taken off must never make the sum come out negative.
    let discountable = zip(standing, amounts).reduce(0) { $0 + Sale.weight($1.0, $1.1) }
    let off = min(discountable, sumsOff.reduce(0) { $0 + $1.minor })
    let shares = off == 0 ? [] : Sale.shares(of: off, over: standing, amounts: amounts)
    let afterSums = amounts.indices.map { amounts[$0] - (shares.isEmpty ? 0 : shares[$0]) }
    let taxed = taxes(of: standing, amounts: afterSums)
    let total = afterSums.reduce(0, +) + taxed.added.reduce(0, +)
    guard total.magnitude <= UInt64(Limits.amountMinor) else { return nil }

    let rows = standing.indices.map { index in
      SaleTotals.Line(
        number: standing[index].number, grossMinor: gross[index], amountMinor: amounts[index],
        sharedOffMinor: shares.isEmpty ? 0 : shares[index], addedTaxMinor: taxed.added[index])
    }
    let returned = zip(standing, rows).filter { $0.0.returned != nil }.map { $0.1.paidMinor }
    let discount = zip(gross, amounts).reduce(off) { $0 + $1.0 - $1.1 }
    let returns = -returned.reduce(0, +)
    return SaleTotals(
      lines: rows, taxRows: taxed.rows, grossMinor: total + discount + returns,
      discountMinor: discount, returnsMinor: returns, totalMinor: total,
      pieces: standing.reduce(.zero) { $0 + $1.pieces })
  }

  /// Sums off the sale are shared over the lines that may be discounted, by their amounts.
  private static func shares(of off: Int64, over lines: [SaleLine], amounts: [Int64]) -> [Int64] {
    Allocation.share(off, weights: zip(lines, amounts).map { weight($0, $1) })
  }

  private static func weight(_ line: SaleLine, _ amountMinor: Int64) -> Int64 {
    line.isDiscountable ? max(0, amountMinor) : 0
  }

  /// Whether lines were dropped or lessened after a sum was taken off, so that it no longer fits.
  public func sumsOffExceedLines(_ totals: SaleTotals) -> Int64? {
    let room = zip(standingLines, totals.lines).reduce(0) {
      $0 + Sale.weight($1.0, $1.1.amountMinor)
    }
    return sumsOff.reduce(0) { $0 + $1.minor } > room ? room : nil
  }

  private func taxes(
    of lines: [SaleLine], amounts: [Int64]
  ) -> (rows: [TaxRow], added: [Int64]) {
    var bands: [TaxBand] = []
    var members: [[Int]] = []
    for (index, line) in lines.enumerated() {
      let band = TaxBand(code: line.article.taxBand, rate: line.taxRate)
      if let known = bands.firstIndex(of: band) {
        members[known].append(index)
      } else {
        bands.append(band)
        members.append([index])
      }
    }
    let rows = TaxTable.compute(
      amountsByBand: bands.indices.map { band in
        (band: bands[band], amountMinor: members[band].reduce(0) { $0 + amounts[$1] })
      }, pricesIncludeTax: terms.pricesIncludeTax)
    var added = [Int64](repeating: 0, count: lines.count)
    if !terms.pricesIncludeTax {
      for (band, row) in rows.enumerated() {
        let shares = TaxTable.taxesByLine(
          amountsMinor: members[band].map { amounts[$0] }, rate: row.band.rate,
          pricesIncludeTax: false)
        for (index, share) in zip(members[band], shares) { added[index] = share }
      }
    }
    return (rows.sorted { $0.band.code < $1.band.code }, added)
  }

  /// What tenders have settled so far.
  public var settledMinor: Int64 { standingTenders.reduce(0) { $0 + $1.amountMinor } }

  /// What is still to be paid, or to be paid back when negative, before cash rounding of the rest.
  public func dueMinor(_ totals: SaleTotals) -> Int64 {
    totals.totalMinor + roundingMinor - settledMinor
  }

  /// What is due when the rest is settled in cash, and the rounding that makes it so.
  ///
  /// All that is paid in cash is rounded together: paying in two parts saves nobody a coin.
  public func cashDueMinor(_ totals: SaleTotals) -> (dueMinor: Int64, roundingMinor: Int64) {
    let due = dueMinor(totals)
    let cash = standingTenders.filter { $0.kind == .cash }.reduce(0) { $0 + $1.amountMinor }
    let rounded = CashRounding.rounded(due + cash, stepMinor: terms.cashRoundingMinor) - cash
    return (rounded, rounded - due)
  }

  /// What of a line has left the shop, is promised to a delivery, or still waits.
  ///
  /// What was returned counts first against what still waits: money back and the goods as well is
  /// what must not be had.
  public func waitingQuantity(ofLine number: Int) -> Quantity {
    guard let line = line(number), !line.isDropped, line.quantity.thousandths > 0,
      line.article.kind != .deposit
    else { return .zero }
    let gone = handOvers.flatMap(\.pieces) + deliveries.flatMap(\.pieces)
    let left = gone.filter { $0.line == number }.reduce(line.quantity) { $0 - $1.quantity }
    return max(.zero, left - (returnedQuantities[number] ?? .zero))
  }

  /// Every line with goods that still wait to be handed over.
  public var waitingPieces: [LineQuantity] {
    lines.compactMap { line in
      let waiting = waitingQuantity(ofLine: line.number)
      return waiting > .zero ? LineQuantity(line: line.number, quantity: waiting) : nil
    }
  }
}
