import TillCore

/// A sale as rows on the screen, aligned by cells: a Han character takes two.
struct SaleText {
  let wording: Wording
  let sale: Sale

  private static let nameCells = 34
  /// How wide a row is: number, name, quantity × price, amount.
  private static let widthCells = 67

  /// `  2  Nongfu Spring water 550 ml           2 ×   2.00       4.00`
  func row(_ line: SaleLine, _ total: SaleTotals.Line) -> String {
    let number = Cells.right(String(line.number), 3)
    let name = Cells.left(line.article.name, Self.nameCells)
    let quantity = Cells.right(line.quantity.description, 6)
    let price = Cells.right(wording.money(shownPrice(line)), 7)
    return
      "\(number)  \(name) \(quantity) × \(price) \(Cells.right(wording.money(total.amountMinor), 10))"
  }

  private func shownPrice(_ line: SaleLine) -> Int64 {
    guard case .percent(let rate) = line.effectiveDiscount(sale.percentOff),
      let reduced = Money(minor: line.unitPriceMinor, sale.terms.currency).reduced(by: rate)
    else { return line.unitPriceMinor }
    return reduced.minor
  }

  /// Notes under a row: discount, serial, note, where a return comes from.
  func details(_ line: SaleLine) -> [String] {
    var details: [String] = []
    switch line.effectiveDiscount(sale.percentOff) {
    case .percent(let rate):
      details.append(
        wording.say(
          "\(rate)% off \(wording.money(line.unitPriceMinor))",
          "原价 \(wording.money(line.unitPriceMinor))，\(Self.inTenths(rate))"))
    case .sum(let minor):
      details.append(wording.say("\(wording.money(minor)) off", "优惠 \(wording.money(minor))"))
    case nil: break
    }
    if let serial = line.serial { details.append(wording.say("serial \(serial)", "序列号 \(serial)")) }
    if let note = line.note { details.append(note) }
    if let returned = line.returned {
      details.append(
        wording.say(
          "return of \(returned.receipt) line \(returned.line): \(returned.reason)",
          "退 \(returned.receipt) 第 \(returned.line) 行：\(returned.reason)"))
    }
    return details.map { "       " + $0 }
  }

  /// 10 % off is 9 折; whatever isn't told so stays a percentage.
  private static func inTenths(_ rate: Rate) -> String {
    let stays = Rate.whole.basisPoints - rate.basisPoints
    guard stays >= 100, stays % 10 == 0 else { return "减 \(rate)%" }
    var tenths = FixedPoint.text(stays / 10, digits: 2)
    while tenths.hasSuffix("0") { tenths.removeLast() }
    return "\(tenths.hasSuffix(".") ? String(tenths.dropLast()) : tenths) 折"
  }

  /// The foot: lines, pieces, total.
  func foot(_ totals: SaleTotals) -> String {
    let counts = wording.linesAndPieces(totals.lines.count, totals.pieces)
    let total = wording.money(totals.totalMinor)
    return Cells.right(counts, Self.widthCells - 14) + Cells.right(total, 14)
  }

  /// Sums off the whole sale, rows of their own.
  func sumsOff() -> [String] {
    sale.sumsOff.map { sum in
      let words = PaperWords(wording.language)
      let label = sum.cause == .less ? words.discount : words.roundedDown
      return Cells.left("     " + label, Self.widthCells - 14)
        + Cells.right("-" + wording.money(sum.minor), 14)
    }
  }

  /// Every standing line, the sums off, and the foot.
  func whole() -> [String] {
    guard let totals = sale.totals() else { return [] }
    var rows: [String] = []
    for (line, total) in zip(sale.standingLines, totals.lines) {
      rows.append(row(line, total))
      rows += details(line)
    }
    return rows + sumsOff() + [foot(totals)]
  }

  /// One line and the foot: the answer to a scan.
  func changed(_ number: Int) -> [String] {
    guard let totals = sale.totals() else { return [] }
    var rows: [String] = []
    if let line = sale.line(number), let total = totals.line(number) {
      rows = [row(line, total)] + details(line)
    }
    return rows + [foot(totals)]
  }
}

/// Widths in terminal cells: 2 for East Asian wide and full-width scalars, 1 for most others.
enum Cells {
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// Padded to a width, text at the left; what is cut ends with `…`.
  static func left(_ text: String, _ cells: Int) -> String {
    guard width(text) > cells else {
      return text + String(repeating: " ", count: cells - width(text))
    }
    let begun = cut(text, cells - 1)
    return begun + "…" + String(repeating: " ", count: cells - 1 - width(begun))
  }

  private static func cut(_ text: String, _ cells: Int) -> String {
    var cut = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let next = width(scalar)
      guard used + next <= cells else { break }
      cut.append(scalar)
      used += next
    }
    return String(cut)
  }

  /// Padded to a width, text at the right; never cut, for figures.
  static func right(_ text: String, _ cells: Int) -> String {
    String(repeating: " ", count: max(0, cells - width(text))) + text
  }
}
