import TillCore

/// Figures made up for tests of tables and pages: the same for the same seed.
public enum SampleFigures {
  /// A shop's period, every sum of it consistent.
  public static func figures(_ period: Period, seed: UInt64) -> Figures {
    var random = SeededGenerator(seed: seed)
    var figures = Figures(period: period, desk: nil, currency: .cny)
    figures.days = period.days.map { day($0, &random) }
    let net = figures.totals.netMinor
    let count = figures.totals.salesCount
    let hours = shares(of: net, by: [1, 3, 5, 4, 2, 3, 6, 2])
    figures.hours = hours.enumerated().map { index, amount in
      DayReport.HourRow(hour: 9 + index, count: count / 8, amountMinor: amount)
    }
    let names = [
      ("HW-PURA70", "Huawei Pura 70", "phones"), ("XM-15", "Xiaomi 15", "phones"),
      ("WATER", "Spring water 矿泉水", "drinks"), ("TEA", "Longjing tea", "tea"),
      ("BAG", "=cmd|'/c calc'!A1", ""),
    ]
    let amounts = shares(of: net, by: [9, 7, 4, 3, 1])
    for (name, amount) in zip(names, amounts) {
      let isKnown = name.0 != "BAG"
      figures.articles.append(
        Figures.Article(
          code: name.0, name: name.1, department: name.2,
          quantity: Quantity(Int.random(in: 3...90, using: &random)), amountMinor: amount,
          margin: Figures.Margin(
            soldMinor: isKnown ? amount : 0, costMinor: isKnown ? amount * 7 / 10 : 0,
            unknownMinor: isKnown ? 0 : amount),
          belowCostCount: name.0 == "TEA" ? 2 : 0, belowCostMinor: name.0 == "TEA" ? 150 : 0))
    }
    let tendered = shares(of: net, by: [2, 3])
    figures.tenders = zip(TenderKind.allCases, tendered).map {
      DayReport.TenderRow(kind: $0, count: count / 2, expectedMinor: $1)
    }
    figures.taxRows = [
      TaxRow(
        band: TaxBand(code: "A", rate: Rate(basisPoints: 1300)),
        netMinor: net - figures.totals.taxMinor, taxMinor: figures.totals.taxMinor)
    ]
    let people = shares(of: net, by: [5, 3])
    figures.cashiers = [
      DayReport.PersonRow(id: "01", name: "Wang Xiaoyan", count: count / 2, amountMinor: people[0]),
      DayReport.PersonRow(id: "03", name: "张丽华", count: count / 2, amountMinor: people[1]),
    ]
    figures.sellers = figures.cashiers
    figures.customers = [
      Figures.Customer(
        id: 7, maskedPhone: "138****5678", isNew: true, count: 2, amountMinor: net / 20),
      Figures.Customer(id: 3, maskedPhone: nil, isNew: false, count: 1, amountMinor: net / 30),
    ]
    return figures
  }

  private static func day(_ date: CivilDate, _ random: inout SeededGenerator) -> Figures.Day {
    var day = Figures.Day(date)
    let count = Int.random(in: 20...60, using: &random)
    day.totals.salesCount = count
    day.totals.grossMinor = Int64(count) * Int64.random(in: 4_000...9_000, using: &random)
    day.totals.discountMinor = Int64.random(in: 0...5_000, using: &random)
    day.totals.returnsMinor = Int64.random(in: 0...4_000, using: &random)
    day.totals.returnsCount = 1
    day.totals.taxMinor = day.totals.netMinor * 13 / 113
    day.totals.pieces = Int64(count * 3)
    day.totals.margin = Figures.Margin(
      soldMinor: day.totals.netMinor * 23 / 24, costMinor: day.totals.netMinor * 16 / 24,
      unknownMinor: day.totals.netMinor / 24)
    return day
  }

  private static func shares(of sum: Int64, by weights: [Int64]) -> [Int64] {
    Allocation.share(sum, weights: weights)
  }

  /// A month so far with targets, held against the month before and the year before.
  public static func report(
    _ language: ShopSettings.Language, period: Period? = nil, seed: UInt64 = 1
  ) -> FigureReport {
    let today = CivilDate(daysSince1970: 20_779)
    let period = period ?? Period.month(of: today).until(today)
    let figures = figures(period, seed: seed)
    let targets = Targets(
      usual: Targets.Month(shopMinor: 9_000_000, cashiersMinor: ["01": 4_000_000]))
    return FigureReport(
      shopName: "Yong'an 永安", words: FigureWords(language), figures: figures,
      before: self.figures(period.before, seed: seed + 1),
      yearBefore: self.figures(period.yearBefore, seed: seed + 2),
      targets: targets.standings(
        figures, people: [Person(id: "01", name: "Wang Xiaoyan", role: .cashier)]))
  }
}
