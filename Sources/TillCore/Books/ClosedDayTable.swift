/// Closed days as a table for spreadsheets: a row for each closing, then one for each figure of it,
/// told apart by the column `row`.
public enum ClosedDayTable {
  private static let columns = [
    "z", "desk", "from", "day", "currency", "row", "name", "count", "gross", "discount", "returns",
    "net", "tax", "expected", "counted", "difference", "amount", "text", "seal",
  ]

  /// The names of the columns.
  public static var head: String { CSVWriter.line(columns.map { .text($0) }) }

  /// All rows of one closing.
  public static func rows(_ day: ClosedDayFigures) -> String {
    let amount = { (minor: Int64) in CSVWriter.Cell.amount(Money(minor: minor, day.currency)) }
    var rows: [[String: CSVWriter.Cell]] = [
      [
        "row": .text("closing"), "count": .number(day.sales.count),
        "gross": amount(day.sales.grossMinor), "discount": amount(day.sales.discountMinor),
        "returns": amount(day.sales.returnsMinor), "net": amount(day.sales.netMinor),
        "expected": amount(day.tenders.reduce(0) { $0 + $1.expectedMinor }),
        "counted": amount(day.tenders.reduce(0) { $0 + $1.countedMinor }),
        "difference": amount(day.tenders.reduce(0) { $0 + $1.differenceMinor }),
        "seal": .text(day.seal),
      ]
    ]
    rows += day.taxes.map { tax in
      [
        "row": .text("tax"), "name": .text(tax.band), "text": .text("\(tax.rate)%"),
        "gross": amount(tax.grossMinor), "net": amount(tax.netMinor), "tax": amount(tax.taxMinor),
      ]
    }
    rows += day.tenders.map { tender in
      [
        "row": .text("tender"), "name": .text(tender.kind), "count": .number(tender.count),
        "expected": amount(tender.expectedMinor), "counted": amount(tender.countedMinor),
        "difference": amount(tender.differenceMinor),
      ]
    }
    rows += bridge(day.bridge).map { name, minor in
      ["row": .text("bridge"), "name": .text(name), "amount": amount(minor)]
    }
    rows += day.moves.map { move in
      [
        "row": .text("move"), "name": .text(move.kind.rawValue),
        "amount": amount(move.amountMinor),
        "text": .text([move.number, move.reason].filter { !$0.isEmpty }.joined(separator: " ")),
      ]
    }
    rows += [("float", day.drawer.floatMinor), ("left", day.drawer.leftMinor)].map { name, minor in
      ["row": .text("drawer"), "name": .text(name), "amount": amount(minor)]
    }
    rows.append([
      "row": .text("drawer"), "name": .text("banked"), "amount": amount(day.drawer.bankedMinor),
      "text": .text(day.drawer.remittance),
    ])
    return rows.map { line(of: $0, day) }.joined()
  }

  /// What is nothing needs no row: most shops know only the rounding.
  private static func bridge(_ bridge: ClosedDayFigures.Bridge) -> [(String, Int64)] {
    [
      ("rounding", bridge.roundingMinor), ("on_account", bridge.onAccountMinor),
      ("awaiting", bridge.awaitingMinor), ("deposits_in", bridge.depositsInMinor),
      ("deposits_used", bridge.depositsUsedMinor),
      ("debts_collected", bridge.debtsCollectedMinor),
    ].filter { $0.1 != 0 }
  }

  private static func line(
    of row: [String: CSVWriter.Cell], _ day: ClosedDayFigures
  ) -> String {
    let known: [String: CSVWriter.Cell] = [
      "z": .text(day.number), "desk": .number(day.desk), "from": .text(day.from.description),
      "day": .text(day.day.description), "currency": .text(day.currency.code),
    ]
    return CSVWriter.line(columns.map { row[$0] ?? known[$0] ?? .empty })
  }
}
