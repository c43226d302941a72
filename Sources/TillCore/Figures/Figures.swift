/// A period's figures at one desk or in the whole shop (I2).
public struct Figures: Hashable, Sendable {
  public let period: Period
  /// nil: all desks together.
  public let desk: Int?
  public let currency: Currency
  /// One for each day of the period, those without sales as well.
  public var days: [Day] = []
  /// Sales by the local hour they were paid in.
  public var hours: [DayReport.HourRow] = []
  /// By department and code, those that brought most first.
  public var articles: [Article] = []
  public var tenders: [DayReport.TenderRow] = []
  public var taxRows: [TaxRow] = []
  public var cashiers: [DayReport.PersonRow] = []
  public var sellers: [DayReport.PersonRow] = []
  /// Named customers, those who brought most first.
  public var customers: [Customer] = []

  public init(period: Period, desk: Int?, currency: Currency) {
    self.period = period
    self.desk = desk
    self.currency = currency
  }

  /// The days' sums together.
  public var totals: Totals { days.reduce(into: Totals()) { $0 += $1.totals } }

  /// What departments sold, those that brought most first.
  public var departments: [Department] {
    var byName: [String: Department] = [:]
    for article in articles {
      var department = byName[article.department] ?? Department(name: article.department)
      department.quantity += article.quantity
      department.amountMinor += article.amountMinor
      department.margin += article.margin
      byName[article.department] = department
    }
    return byName.values.sorted {
      $0.amountMinor != $1.amountMinor
        ? $0.amountMinor > $1.amountMinor
        : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
  }

  /// What can be added up over days.
  public struct Totals: Hashable, Sendable {
    public var salesCount = 0
    /// Lines before discount; deposits taken back subtracted, returned lines left out.
    public var grossMinor: Int64 = 0
    public var discountMinor: Int64 = 0
    public var returnsCount = 0
    public var returnsMinor: Int64 = 0
    public var voidCount = 0
    public var voidMinor: Int64 = 0
    public var taxMinor: Int64 = 0
    /// Pieces sold; a weighed line is one, returned lines and container deposits are none.
    public var pieces: Int64 = 0
    public var margin = Margin()
    public var belowCostCount = 0
    /// What was lost on lines sold below cost: positive.
    public var belowCostMinor: Int64 = 0

    public init() {}

    /// Turnover: what was sold after discounts and returns, tax included.
    public var netMinor: Int64 { grossMinor - discountMinor - returnsMinor }
    /// Turnover without the tax in it.
    public var untaxedMinor: Int64 { netMinor - taxMinor }
    /// nil without a sale.
    public var averageSaleMinor: Int64? {
      Ratio.quotient(netMinor, over: Int64(salesCount))
    }
    /// Pieces a sale in thousandths; nil without a sale.
    public var piecesPerSale: Quantity? {
      Ratio.quotient(pieces * 1000, over: Int64(salesCount)).map { Quantity(thousandths: $0) }
    }

    public static func += (left: inout Totals, right: Totals) {
      left.salesCount += right.salesCount
      left.grossMinor += right.grossMinor
      left.discountMinor += right.discountMinor
      left.returnsCount += right.returnsCount
      left.returnsMinor += right.returnsMinor
      left.voidCount += right.voidCount
      left.voidMinor += right.voidMinor
      left.taxMinor += right.taxMinor
      left.pieces += right.pieces
      left.margin += right.margin
      left.belowCostCount += right.belowCostCount
      left.belowCostMinor += right.belowCostMinor
    }
  }

  /// What is left of the money when the goods are paid, in the terms of the catalogue's prices.
  ///
  /// A cost price stands in the catalogue beside the price and is meant alike: both with their tax,
  /// or both without. Lines whose article has no cost price count neither way.
  public struct Margin: Hashable, Sendable {
    /// Turnover of the lines whose cost is known.
    public var soldMinor: Int64 = 0
    public var costMinor: Int64 = 0
    /// Turnover of the other lines.
    public var unknownMinor: Int64 = 0

    public init(soldMinor: Int64 = 0, costMinor: Int64 = 0, unknownMinor: Int64 = 0) {
      self.soldMinor = soldMinor
      self.costMinor = costMinor
      self.unknownMinor = unknownMinor
    }

    public var marginMinor: Int64 { soldMinor - costMinor }
    /// The margin in basis points of the turnover; nil where nothing was sold at a known cost.
    public var basisPoints: Int64? { Ratio.basisPoints(marginMinor, of: soldMinor) }
    /// How much of the turnover the margin is known of, in basis points.
    public var knownBasisPoints: Int64? {
      Ratio.basisPoints(soldMinor, of: soldMinor + unknownMinor)
    }

    public static func += (left: inout Margin, right: Margin) {
      left.soldMinor += right.soldMinor
      left.costMinor += right.costMinor
      left.unknownMinor += right.unknownMinor
    }
  }

  /// One day.
  public struct Day: Hashable, Sendable {
    public let date: CivilDate
    public var totals = Totals()
    /// What its closing reports said; empty while it is not closed.
    public var closings: [Closing] = []
    /// Numbers of closing reports that cover this day and stand at a later one.
    public var closedLater: [String] = []

    public init(_ date: CivilDate) { self.date = date }

    public var isClosed: Bool { !closings.isEmpty || !closedLater.isEmpty }
  }

  /// What a closing report (Z) said, as it was frozen.
  public struct Closing: Hashable, Sendable {
    public let number: String
    /// Counted − expected cash; nil where it isn't told.
    public let differenceMinor: Int64?
    /// The whole report, as `till report day --json` prints it.
    public let report: JSON

    public init(number: String, differenceMinor: Int64?, report: JSON) {
      self.number = number
      self.differenceMinor = differenceMinor
      self.report = report
    }
  }

  /// What was sold of one article.
  public struct Article: Hashable, Sendable {
    public let code: String
    public let name: String
    public let department: String
    public let quantity: Quantity
    /// Tax included.
    public let amountMinor: Int64
    public let margin: Margin
    public let belowCostCount: Int
    /// What was lost on lines sold below cost: positive.
    public let belowCostMinor: Int64

    public init(
      code: String, name: String, department: String, quantity: Quantity, amountMinor: Int64,
      margin: Margin, belowCostCount: Int = 0, belowCostMinor: Int64 = 0
    ) {
      self.code = code
      self.name = name
      self.department = department
      self.quantity = quantity
      self.amountMinor = amountMinor
      self.margin = margin
      self.belowCostCount = belowCostCount
      self.belowCostMinor = belowCostMinor
    }
  }

  /// What a department sold.
  public struct Department: Hashable, Sendable {
    public let name: String
    public var quantity = Quantity.zero
    /// Tax included.
    public var amountMinor: Int64 = 0
    public var margin = Margin()
  }

  /// What a named customer bought. The name stays in its row (G4).
  public struct Customer: Hashable, Sendable {
    public let id: Int64
    /// `138****5678`; nil when the person was erased.
    public let maskedPhone: String?
    /// Never bought here before this period.
    public let isNew: Bool
    public let count: Int
    public let amountMinor: Int64

    public init(id: Int64, maskedPhone: String?, isNew: Bool, count: Int, amountMinor: Int64) {
      self.id = id
      self.maskedPhone = maskedPhone
      self.isNew = isNew
      self.count = count
      self.amountMinor = amountMinor
    }
  }
}

/// Quotients of sums, rounded half away from zero; nil where there is nothing to divide by.
public enum Ratio {
  /// `part` in basis points of a positive whole.
  public static func basisPoints(_ part: Int64, of whole: Int64) -> Int64? {
    guard whole > 0 else { return nil }
    return Int64(
      clamping: Rounding.halfAwayFromZero(Int128(part) * 10_000, over: Int128(whole)))
  }

  /// How much more it is than before, in basis points of what it was; nil after nothing or less.
  public static func growth(_ now: Int64, over before: Int64) -> Int64? {
    guard before > 0 else { return nil }
    return Int64(
      clamping: Rounding.halfAwayFromZero(
        (Int128(now) - Int128(before)) * 10_000, over: Int128(before)))
  }

  /// The whole number nearest to a quotient.
  public static func quotient(_ value: Int64, over divisor: Int64) -> Int64? {
    guard divisor > 0 else { return nil }
    return Int64(clamping: Rounding.halfAwayFromZero(Int128(value), over: Int128(divisor)))
  }

  /// `value × times ÷ divisor`: what a part becomes when the rest goes on alike.
  public static func projected(_ value: Int64, times: Int, over divisor: Int) -> Int64? {
    guard divisor > 0 else { return nil }
    return Int64(
      clamping: Rounding.halfAwayFromZero(Int128(value) * Int128(times), over: Int128(divisor)))
  }
}
