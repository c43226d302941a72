/// Introducing: the lines of a sale while they may still change.
extension Register {
  func decideLines(_ command: Command, _ draft: inout Draft) throws(Stop) {
    _ = try signedOn(draft)
    switch command {
    case .add(let scanned): try add(scanned, &draft)
    case .setQuantity(let number, let quantity): try changeQuantity(number, quantity, &draft)
    case .setPrice(let number, let price): try setPrice(number, price, &draft)
    case .drop(let number):
      let sale = try editableSale(draft)
      let line = try standingLine(number, of: sale)
      try may(.dropLine, about: line.article.code, &draft)
      draft.addToSale(.lineDropped(line: line.number))
      try sumOffStillFits(sale, &draft)
    case .note(let number, let text):
      let sale = try editableSale(draft)
      draft.addToSale(.lineNoted(line: try standingLine(number, of: sale).number, note: text))
    case .serial(let number, let text):
      let sale = try editableSale(draft)
      draft.addToSale(
        .serialRecorded(line: try standingLine(number, of: sale).number, serial: text))
    case .undo:
      let sale = try editableSale(draft)
      switch sale.undoable.last {
      case nil: throw .refused(.nothingToUndo)
      case .lineAdded(let number):
        try may(.dropLine, about: sale.line(number)?.article.code ?? "", &draft)
        draft.addToSale(.changeUndone(dropsLine: number))
      case .lineWas(let line) where line.returned != nil && !line.isDropped:
        // Another sale may have taken back these goods since: `return` asks the store again.
        throw .refused(.returnedLine(line.number))
      default: draft.addToSale(.changeUndone(dropsLine: nil))
      }
    default: preconditionFailure("not a command about lines")
    }
  }

  private func add(_ scanned: Command.ScannedArticle, _ draft: inout Draft) throws(Stop) {
    if let sale = draft.state.openSale, let slip = sale.slip {
      throw .refused(.saleFrozen(slip: slip))
    }
    let article = scanned.article
    if article.kind != .open, scanned.priceMinor != nil {
      throw .refused(.priceNotAsked(code: article.code))
    }
    let quantity = try quantity(of: scanned, draft)
    try check(quantity, of: article)
    let price = try price(of: scanned, draft)
    guard (0...Limits.priceMinor).contains(price) else { throw .refused(.amountTooLarge) }
    let age = try customerAge(for: article, draft)

    if let same = lineToJoin(scanned, price: price, draft) {
      let sum = same.quantity + quantity
      guard sum.magnitude.thousandths <= Limits.quantityThousandths else {
        throw .refused(.quantityTooLarge)
      }
      draft.addToSale(.quantityChanged(line: same.number, sum))
    } else {
      openSaleIfNeeded(&draft)
      let count = draft.state.openSale?.lines.count ?? 0
      guard count < Limits.linesPerSale else { throw .refused(.tooManyLines) }
      draft.addToSale(
        .lineAdded(
          SaleLine(
            number: count + 1, article: article.asSold, taxRate: scanned.taxRate,
            quantity: quantity,
            unitPriceMinor: price, fixedAmountMinor: scanned.labelAmountMinor, customerAge: age)))
    }
    _ = try totals(try openSale(draft))
  }

  private func quantity(
    of scanned: Command.ScannedArticle, _ draft: Draft
  ) throws(Stop) -> Quantity {
    if let quantity = scanned.quantity { return quantity }
    guard scanned.article.kind == .weight else { return .one }
    let question = Question.weight(article: scanned.article.name, unit: scanned.article.unit)
    guard case .quantity(let weighed) = try draft.answer(question) else {
      throw .missing(question)
    }
    return weighed
  }

  private func check(_ quantity: Quantity, of article: Article) throws(Stop) {
    guard quantity != .zero else { throw .refused(.quantityZero) }
    guard quantity.magnitude.thousandths <= Limits.quantityThousandths else {
      throw .refused(.quantityTooLarge)
    }
    guard !quantity.isNegative || article.kind == .deposit else {
      throw .refused(.quantityNegative(code: article.code))
    }
    guard quantity.isWhole || article.kind == .weight else {
      throw .refused(.quantityNotWhole(code: article.code))
    }
  }

  private func price(of scanned: Command.ScannedArticle, _ draft: Draft) throws(Stop) -> Int64 {
    guard scanned.article.kind == .open else { return scanned.article.priceMinor }
    if let price = scanned.priceMinor { return price }
    let question = Question.price(article: scanned.article.name)
    guard case .amount(let price) = try draft.answer(question) else { throw .missing(question) }
    return price
  }

  /// A6: asked once a sale; the answer stands on the line.
  private func customerAge(for article: Article, _ draft: Draft) throws(Stop) -> Int? {
    guard let least = article.leastAge else { return nil }
    let known = draft.state.openSale?.standingLines.compactMap(\.customerAge).max()
    if let known, known >= least { return known }
    let question = Question.age(article: article.name, least: least)
    guard case .quantity(let years) = try draft.answer(question), years.isWhole else {
      throw .missing(question)
    }
    let age = Int(years.thousandths / 1000)
    guard age >= least else { throw .refused(.underAge(least: least)) }
    return age
  }

  /// COUNTER rule 6: a second scan adds to the article's line unless price, discount, sign, note or
  /// serial differ, or it is weighed or a return.
  private func lineToJoin(
    _ scanned: Command.ScannedArticle, price: Int64, _ draft: Draft
  ) -> SaleLine? {
    // Two phones on one line would share one serial number (三包).
    guard scanned.article.kind != .weight, !scanned.article.needsSerial,
      scanned.labelAmountMinor == nil
    else { return nil }
    let isNegative = scanned.quantity?.isNegative ?? false
    return draft.state.openSale?.standingLines.last { line in
      line.article.code == scanned.article.code && line.unitPriceMinor == price
        && line.quantity.isNegative == isNegative && line.discount == nil && line.note == nil
        && line.serial == nil && line.returned == nil && line.fixedAmountMinor == nil
    }
  }

  func openSaleIfNeeded(_ draft: inout Draft) {
    guard draft.state.openSale == nil, let person = draft.state.session else { return }
    draft.add(
      Fact(
        .sale(id: draft.circumstances.freshID),
        .saleOpened(
          Sale.Terms(
            currency: settings.currency, pricesIncludeTax: settings.pricesIncludeTax,
            cashRoundingMinor: settings.cashRoundingMinor),
          cashier: person, seller: draft.state.seller ?? person)))
  }

  private func changeQuantity(
    _ number: Int?, _ quantity: Quantity, _ draft: inout Draft
  ) throws(Stop) {
    let sale = try editableSale(draft)
    let line = try standingLine(number, of: sale)
    guard line.returned == nil else { throw .refused(.returnedLine(line.number)) }
    try check(quantity, of: line.article)
    let isLessened = line.quantity.isLessened(to: quantity)
    if isLessened { try may(.dropLine, about: line.article.code, &draft) }
    draft.addToSale(
      isLessened
        ? .quantityLowered(line: line.number, quantity)
        : .quantityChanged(line: line.number, quantity))
    try stillSound(line, of: sale, &draft)
  }

  private func setPrice(_ number: Int?, _ price: Int64, _ draft: inout Draft) throws(Stop) {
    let sale = try editableSale(draft)
    let line = try standingLine(number, of: sale)
    guard line.returned == nil else { throw .refused(.returnedLine(line.number)) }
    guard (0...Limits.priceMinor).contains(price) else { throw .refused(.amountTooLarge) }
    // A deposit's price, raised, pays out more when the container comes back.
    let isDeposit = line.article.kind == .deposit
    if isDeposit ? price != line.article.priceMinor : price < line.article.priceMinor {
      let list = line.article.priceMinor
      let below = Register.rate(of: abs(list - price), in: list)
      try may(.price, to: .rate(min(below, .whole)), about: line.article.code, &draft)
    }
    draft.addToSale(.priceChanged(line: line.number, unitPriceMinor: price))
    try stillSound(line, of: sale, &draft)
    try notBelowCost(line.number, &draft)
  }

  /// Whoever names a line's price, by `price` or by `less`, answers for one below cost. What
  /// comes off a whole sale is judged by `discount-sale`: a deal gives on one thing and takes on
  /// another.
  func notBelowCost(_ number: Int, _ draft: inout Draft) throws(Stop) {
    let sale = try openSale(draft)
    // A list price below cost is the shop's own wish.
    guard let line = sale.line(number), line.quantity > .zero, line.isDiscountable,
      line.discount != nil || line.unitPriceMinor < line.article.priceMinor,
      let cost = line.article.costMinor,
      let amount = line.amountMinor(sale.terms.currency, salePercent: nil)
    else { return }
    // The cost is meant as the price is: with the tax in it, or without, like the margin's.
    let paid = Int128(amount) * 1000
    guard paid < Int128(cost) * Int128(line.quantity.thousandths) else { return }
    try may(.belowCost, to: .amount(minor: amount), about: line.article.code, &draft)
  }

  /// A changed line keeps its discount within bounds, and the sale its total.
  private func stillSound(
    _ line: SaleLine, of before: Sale, _ draft: inout Draft
  ) throws(Stop) {
    let sale = try openSale(draft)
    if let changed = sale.line(line.number) {
      try sumStillFits(changed, was: line, sale.terms.currency, &draft)
    }
    _ = try totals(sale)
    try sumOffStillFits(before, &draft)
  }
}
