/// One band's row of the tax table on receipts, invoices and closing reports (D6).
public struct TaxRow: Hashable, Sendable {
  /// The band whose lines these are.
  public let band: TaxBand
  /// Without tax, in minor units.
  public let netMinor: Int64
  /// The tax alone, in minor units.
  public let taxMinor: Int64
  /// Tax included, in minor units; always net + tax.
  public let grossMinor: Int64

  public init(band: TaxBand, netMinor: Int64, taxMinor: Int64) {
    self.band = band
    self.netMinor = netMinor
    self.taxMinor = taxMinor
    grossMinor = netMinor + taxMinor
  }
}

/// Tax by band, so that lines, bands and total always add up.
///
/// Tax is rounded once for each band of a sale, half away from zero, so a refund takes back what
/// its sale put in; a line's tax is its part of the band's, never rounded on its own.
public enum TaxTable {
  /// The rows of a sale, in the order its bands first appear; a band met twice is one row.
  ///
  /// Prices that include tax: tax = amount × rate ÷ (1 + rate). Else: tax = amount × rate, and the
  /// customer pays the gross.
  public static func compute(
    amountsByBand: [(band: TaxBand, amountMinor: Int64)], pricesIncludeTax: Bool
  ) -> [TaxRow] {
    var totals: [(band: TaxBand, amountMinor: Int64)] = []
    for (band, amountMinor) in amountsByBand {
      if let index = totals.firstIndex(where: { $0.band == band }) {
        totals[index].amountMinor += amountMinor
      } else {
        totals.append((band, amountMinor))
      }
    }
    return totals.map { band, amountMinor in
      let taxMinor = tax(on: amountMinor, rate: band.rate, pricesIncludeTax: pricesIncludeTax)
      return TaxRow(
        band: band, netMinor: pricesIncludeTax ? amountMinor - taxMinor : amountMinor,
        taxMinor: taxMinor)
    }
  }

  /// What the customer pays for these rows, in minor units.
  public static func grossMinor(_ rows: [TaxRow]) -> Int64 {
    rows.reduce(0) { $0 + $1.grossMinor }
  }

  /// Each line's part of its band's tax, for papers that show tax by line (D6).
  ///
  /// All lines are of one band. A line's tax is what it adds to the tax of the lines before it; so
  /// the parts add up to the band's tax exactly, returns among the lines or not, and none is more
  /// than one minor unit from the line's own.
  public static func taxesByLine(
    amountsMinor: [Int64], rate: Rate, pricesIncludeTax: Bool
  ) -> [Int64] {
    var amountSoFar: Int64 = 0
    var taxSoFar: Int64 = 0
    return amountsMinor.map { amountMinor in
      amountSoFar += amountMinor
      let before = taxSoFar
      taxSoFar = tax(on: amountSoFar, rate: rate, pricesIncludeTax: pricesIncludeTax)
      return taxSoFar - before
    }
  }

  private static func tax(on amountMinor: Int64, rate: Rate, pricesIncludeTax: Bool) -> Int64 {
    let basisPoints = Int128(rate.basisPoints)
    return Int64(
      Rounding.halfAwayFromZero(
        Int128(amountMinor) * basisPoints, over: pricesIncludeTax ? 10_000 + basisPoints : 10_000))
  }
}
