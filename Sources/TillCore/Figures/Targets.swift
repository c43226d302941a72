/// What the shop and its cashiers are to reach in a month (I3), from `config/targets.yaml`.
public struct Targets: Hashable, Sendable {
  /// One month's targets.
  public struct Month: Hashable, Sendable {
    /// Turnover of the whole shop; nil where none was set.
    public var shopMinor: Int64?
    /// Turnover by the cashier's id.
    public var cashiersMinor: [String: Int64]

    public init(shopMinor: Int64? = nil, cashiersMinor: [String: Int64] = [:]) {
      self.shopMinor = shopMinor
      self.cashiersMinor = cashiersMinor
    }
  }

  /// Holds for months that have none of their own.
  public var usual: Month
  /// By a month's first day.
  public var months: [CivilDate: Month]

  public init(usual: Month = Month(), months: [CivilDate: Month] = [:]) {
    self.usual = usual
    self.months = months
  }

  /// The targets of the month around a day; what it doesn't set is as usual.
  public func month(of day: CivilDate) -> Month {
    guard let own = months[day.firstOfMonth] else { return usual }
    return Month(
      shopMinor: own.shopMinor ?? usual.shopMinor,
      cashiersMinor: usual.cashiersMinor.merging(own.cashiersMinor) { $1 })
  }

  /// A target against what was reached.
  public struct Standing: Hashable, Sendable {
    /// nil: the shop.
    public let person: Person?
    public let targetMinor: Int64
    public let reachedMinor: Int64
    /// What it comes to when the rest of the month goes on alike.
    public let projectedMinor: Int64

    public var reachedBasisPoints: Int64? { Ratio.basisPoints(reachedMinor, of: targetMinor) }
    public var projectedBasisPoints: Int64? { Ratio.basisPoints(projectedMinor, of: targetMinor) }
  }

  /// How a month stands, the shop first; empty for other periods and months without targets.
  ///
  /// One desk's figures are never held against the target of all.
  public func standings(_ figures: Figures, people: [Person]) -> [Standing] {
    let period = figures.period
    guard period.kind == .month, figures.desk == nil else { return [] }
    let month = month(of: period.from)
    let standing = { (person: Person?, target: Int64, reached: Int64) in
      Standing(
        person: person, targetMinor: target, reachedMinor: reached,
        projectedMinor: Ratio.projected(
          reached, times: period.wholeDayCount, over: period.dayCount) ?? reached)
    }
    let shop = month.shopMinor.map { standing(nil, $0, figures.totals.netMinor) }
    let cashiers = people.compactMap { person -> Standing? in
      guard let target = month.cashiersMinor[person.id] else { return nil }
      let reached = figures.cashiers.first { $0.id == person.id }?.amountMinor ?? 0
      return standing(person, target, reached)
    }
    return [shop].compactMap { $0 } + cashiers
  }
}
