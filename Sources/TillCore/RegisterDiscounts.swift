/// What comes off: a line, the sale, or the odd cents (打折 优惠 抹零).
extension Register {
  func decideDiscounts(_ command: Command, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    let sale = try editableSale(draft)
    guard !sale.standingLines.isEmpty else { throw .refused(.saleEmpty) }
    switch command {
    case .discountLine(let number, let discount):
      try discountLine(try standingLine(number, of: sale), discount, sale, &draft)
    case .discountSale(.percent(let rate)):
      guard sale.standingLines.contains(where: \.isDiscountable) else {
        throw .refused(.nothingToDiscount)
      }
      try isReasonable(.percent(rate), maximumMinor: try totals(sale).totalMinor)
      try may(.discountSale, to: .rate(rate), &draft)
      draft.addToSale(.salePercentOff(rate))
    case .discountSale(.sum(let minor)): try takeOff(.less, minor, sale, &draft)
    case .roundDown: try roundDown(sale, &draft)
    default: preconditionFailure("not a command about discounts")
    }
  }

  private func discountLine(
    _ line: SaleLine, _ discount: LineDiscount, _ sale: Sale, _ draft: inout Draft
  ) throws(Stop) {
    guard line.returned == nil else { throw .refused(.returnedLine(line.number)) }
    guard line.article.kind != .deposit else { throw .refused(.depositLine(line.number)) }
    guard let gross = line.grossMinor(sale.terms.currency) else {
      throw .refused(.amountTooLarge)
    }
    try isReasonable(discount, maximumMinor: gross)
    let rate =
      switch discount {
      case .percent(let rate): rate
      case .sum(let minor): Register.rate(of: minor, in: gross)
      }
    try may(.discountLine, to: .rate(rate), about: line.article.code, &draft)
    draft.addToSale(.lineDiscounted(line: line.number, discount))
    try notBelowCost(line.number, &draft)
  }

  private func takeOff(
    _ cause: SumOff.Cause, _ minor: Int64, _ sale: Sale, _ draft: inout Draft
  ) throws(Stop) {
    let standing = sale.sumsOff.filter { $0.cause != cause }.reduce(0) { $0 + $1.minor }
    let discountable = try discountable(sale)
    guard discountable > 0 else { throw .refused(.nothingToDiscount) }
    let room = discountable - standing
    try isReasonable(.sum(minor: minor), maximumMinor: room)
    if cause == .less {
      try may(.discountSale, to: .rate(Register.rate(of: minor, in: discountable)), &draft)
    }
    draft.addToSale(.saleSumOff(SumOff(cause: cause, minor: minor)))
  }

  /// What sums off the sale are shared over.
  private func discountable(_ sale: Sale) throws(Stop) -> Int64 {
    zip(sale.standingLines, try totals(sale).lines)
      .filter { $0.0.isDiscountable }.reduce(0) { $0 + max(0, $1.1.amountMinor) }
  }

  /// A sum off the sale weighs more once its lines are less; it stays within the limit of whoever
  /// lessens them. `less all 0` takes it back.
  func sumOffStillFits(_ before: Sale, _ draft: inout Draft) throws(Stop) {
    let sale = try openSale(draft)
    guard let off = sale.sumsOff.first(where: { $0.cause == .less })?.minor else { return }
    let room = try discountable(sale)
    guard try room < discountable(before) else { return }
    try may(.discountSale, to: .rate(min(Register.rate(of: off, in: room), .whole)), &draft)
  }

  /// 抹零: the total down to the next whole multiple of the shop's limit, when that is less.
  private func roundDown(_ sale: Sale, _ draft: inout Draft) throws(Stop) {
    let already = sale.sumsOff.filter { $0.cause == .roundDown }.reduce(0) { $0 + $1.minor }
    let total = try totals(sale).totalMinor + already
    let odd = total > 0 ? total % max(1, settings.roundDownLimitMinor) : 0
    // Typed again when nothing odd is left, it takes an earlier one off: never a dead end.
    if odd == 0, already > 0 {
      return draft.addToSale(.saleSumOff(SumOff(cause: .roundDown, minor: 0)))
    }
    guard odd > 0, let off = sumOff(bringing: sale, to: total - odd, atMost: odd) else {
      throw .refused(.nothingToRoundDown)
    }
    try takeOff(.roundDown, off, sale, &draft)
  }

  /// A discount takes off something between nothing and everything; less than nothing would add.
  private func isReasonable(_ discount: LineDiscount, maximumMinor: Int64) throws(Stop) {
    let isNegative: Bool
    let isTooLarge: Bool
    switch discount {
    case .percent(let rate): (isNegative, isTooLarge) = (rate < .zero, rate > .whole)
    case .sum(let minor): (isNegative, isTooLarge) = (minor < 0, minor > maximumMinor)
    }
    guard !isNegative else { throw .refused(.nothingToDiscount) }
    guard !isTooLarge else { throw .refused(.discountTooLarge(maximumMinor: maximumMinor)) }
  }

  /// A sum off a line that becomes less: it must still fit, and be within the limit of who lessens
  /// the line, else 100 × 1.00 less 10.00 would be 9.00 to pay out once one piece is left.
  func sumStillFits(
    _ changed: SaleLine, was line: SaleLine, _ currency: Currency, _ draft: inout Draft
  ) throws(Stop) {
    guard case .sum(let minor) = changed.discount, let gross = changed.grossMinor(currency),
      gross < line.grossMinor(currency) ?? 0
    else { return }
    guard minor <= gross else { throw .refused(.discountTooLarge(maximumMinor: gross)) }
    let rate = Register.rate(of: minor, in: gross)
    try may(.discountLine, to: .rate(rate), about: line.article.code, &draft)
  }

  /// The sum off that makes the total round; less than the odd cents where tax comes on top.
  private func sumOff(bringing sale: Sale, to totalMinor: Int64, atMost odd: Int64) -> Int64? {
    if sale.terms.pricesIncludeTax { return odd }
    return (1...odd).first { off in
      var trial = sale
      trial.sumsOff.removeAll { $0.cause == .roundDown }
      trial.sumsOff.append(SumOff(cause: .roundDown, minor: off))
      return trial.totals()?.totalMinor == totalMinor
    }
  }

  /// How large a part a sum is, rounded up, so that a limit can't be crept past by a cent.
  static func rate(of part: Int64, in whole: Int64) -> Rate {
    guard whole > 0 else { return .whole }
    let basisPoints = (Int128(part) * 10_000 + Int128(whole) - 1) / Int128(whole)
    return Rate(basisPoints: Int64(basisPoints))
  }
}
