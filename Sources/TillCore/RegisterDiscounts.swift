/// What comes off: a line, the sale, or the odd cents (打折 优惠 抹零).
extension Register {
  func decideDiscounts(_ command: Command, _ draft: inout Draft) throws(Stop) {
    let person = try signedOn(draft)
    let sale = try editableSale(draft)
    guard !sale.standingLines.isEmpty else { throw .refused(.saleEmpty) }
    switch command {
    case .discountLine(let number, let discount):
      try discountLine(try standingLine(number, of: sale), discount, sale, person, &draft)
    case .discountSale(.percent(let rate)):
      guard sale.standingLines.contains(where: \.isDiscountable) else {
        throw .refused(.nothingToDiscount)
      }
      try isReasonable(.percent(rate), maximumMinor: try totals(sale).totalMinor)
      try allow(rate, person)
      draft.addToSale(.salePercentOff(rate))
    case .discountSale(.sum(let minor)): try takeOff(.less, minor, sale, person, &draft)
    case .roundDown: try roundDown(sale, person, &draft)
    default: preconditionFailure("not a command about discounts")
    }
  }

  private func discountLine(
    _ line: SaleLine, _ discount: LineDiscount, _ sale: Sale, _ person: Person,
    _ draft: inout Draft
  ) throws(Stop) {
    guard line.returned == nil else { throw .refused(.returnedLine(line.number)) }
    guard line.article.kind != .deposit else { throw .refused(.depositLine(line.number)) }
    guard let gross = line.grossMinor(sale.terms.currency) else {
      throw .refused(.amountTooLarge)
    }
    try isReasonable(discount, maximumMinor: gross)
    switch discount {
    case .percent(let rate): try allow(rate, person)
    case .sum(let minor): try allow(Register.rate(of: minor, in: gross), person)
    }
    draft.addToSale(.lineDiscounted(line: line.number, discount))
  }

  private func takeOff(
    _ cause: SumOff.Cause, _ minor: Int64, _ sale: Sale, _ person: Person, _ draft: inout Draft
  ) throws(Stop) {
    let standing = sale.sumsOff.filter { $0.cause != cause }.reduce(0) { $0 + $1.minor }
    let discountable = try discountable(sale)
    guard discountable > 0 else { throw .refused(.nothingToDiscount) }
    let room = discountable - standing
    try isReasonable(.sum(minor: minor), maximumMinor: room)
    if cause == .less { try allow(Register.rate(of: minor, in: discountable), person) }
    draft.addToSale(.saleSumOff(SumOff(cause: cause, minor: minor)))
  }

  /// What sums off the sale are shared over.
  private func discountable(_ sale: Sale) throws(Stop) -> Int64 {
    zip(sale.standingLines, try totals(sale).lines)
      .filter { $0.0.isDiscountable }.reduce(0) { $0 + max(0, $1.1.amountMinor) }
  }

  /// A sum off the sale weighs more once its lines are less; it stays within the limit of whoever
  /// lessens them. `less all 0` takes it back.
  func sumOffStillFits(_ before: Sale, _ draft: Draft) throws(Stop) {
    let sale = try openSale(draft)
    guard let off = sale.sumsOff.first(where: { $0.cause == .less })?.minor else { return }
    let room = try discountable(sale)
    guard try room < discountable(before) else { return }
    try allow(min(Register.rate(of: off, in: room), .whole), try signedOn(draft))
  }

  /// 抹零: the total down to the next whole multiple of the shop's limit, when that is less.
  private func roundDown(_ sale: Sale, _ person: Person, _ draft: inout Draft) throws(Stop) {
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
    try takeOff(.roundDown, off, sale, person, &draft)
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
    _ changed: SaleLine, was line: SaleLine, _ currency: Currency, _ draft: Draft
  ) throws(Stop) {
    guard case .sum(let minor) = changed.discount, let gross = changed.grossMinor(currency),
      gross < line.grossMinor(currency) ?? 0
    else { return }
    guard minor <= gross else { throw .refused(.discountTooLarge(maximumMinor: gross)) }
    try allow(Register.rate(of: minor, in: gross), try signedOn(draft))
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

  /// I4: what each role may take off alone.
  private func allow(_ rate: Rate, _ person: Person) throws(Stop) {
    guard rate > settings.discountLimits.limit(of: person.role) else { return }
    let sufficient = Role.allCases.first { rate <= settings.discountLimits.limit(of: $0) }
    throw .refused(.needsRole(sufficient ?? .manager, for: .discount))
  }

  /// How large a part a sum is, rounded up, so that a limit can't be crept past by a cent.
  private static func rate(of part: Int64, in whole: Int64) -> Rate {
    guard whole > 0 else { return .whole }
    let basisPoints = (Int128(part) * 10_000 + Int128(whole) - 1) / Int128(whole)
    return Rate(basisPoints: Int64(basisPoints))
  }
}
