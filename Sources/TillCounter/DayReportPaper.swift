import TillCore

/// The X report as its template names it (receipts/FIELDS.md): finished text, grouped as on paper.
extension DayReportText {
  /// - Parameters:
  ///   - moment: when it is printed.
  ///   - person: who asked for it.
  public func paperData(at moment: Moment, by person: Person) -> JSON {
    var members: [String: JSON] = [
      "day": .string(report.day.description),
      "printed_at": .string("\(moment.localDate) \(moment.localTime)"),
      "cashier": ["id": .string(person.id), "name": .string(person.name)],
      "sales": sales, "tax": .array(report.taxRows.map(row)),
      "departments": .array(
        report.departments.map { department in
          [
            "name": .string(department.name), "quantity": .string(department.quantity.description),
            "amount": money(department.amountMinor),
          ]
        }),
      "cashiers": .array(report.cashiers.map(row)), "sellers": .array(report.sellers.map(row)),
      "tenders": .array(report.tenders.map(row)), "drawer": drawer, "journal": journal,
    ]
    members["tax_total"] = taxTotal
    // Before the blind count nobody without the right can work out what the drawer should hold.
    if showsExpected {
      members["tenders_total"] = ["expected": money(report.takingsMinor)]
      members["bridge"] = bridge
      members["hours"] = .array(
        report.hours.map { hour in
          [
            "hour": .string(hour.hour < 10 ? "0\(hour.hour)" : "\(hour.hour)"),
            "count": count(hour.count), "amount": money(hour.amountMinor),
          ]
        })
    }
    return .object(members)
  }

  private var sales: JSON {
    var sales: [String: JSON] = [
      "count": count(report.salesCount), "gross": money(report.grossMinor),
      "discount": money(report.discountMinor), "net": money(report.netMinor),
      "void": ["count": count(report.voidCount), "amount": money(report.voidMinor)],
      "returns": ["count": count(report.returnsCount), "amount": money(report.returnsMinor)],
    ]
    if report.salesCount > 0 {
      let average = Rounding.halfAwayFromZero(
        Int128(report.netMinor), over: Int128(report.salesCount))
      sales["average"] = money(Int64(average))
    }
    return .object(sales)
  }

  private var taxTotal: JSON? {
    guard !report.taxRows.isEmpty else { return nil }
    return [
      "net": money(report.taxRows.reduce(0) { $0 + $1.netMinor }),
      "tax": money(report.taxRows.reduce(0) { $0 + $1.taxMinor }),
      "gross": money(report.taxRows.reduce(0) { $0 + $1.grossMinor }),
    ]
  }

  var drawer: JSON {
    var drawer: [String: JSON] = [:]
    if let float = report.floatMinor { drawer["float"] = money(float) }
    if showsExpected {
      if report.inMinor > 0 { drawer["in"] = money(report.inMinor) }
      if report.outMinor > 0 { drawer["out"] = money(report.outMinor) }
      drawer["movements"] = movements
      drawer["cash"] = money(report.cashTakenMinor)
      drawer["expected"] = money(report.drawerExpectedMinor)
    }
    return .object(drawer)
  }

  private var bridge: JSON {
    [
      "net": money(report.netMinor), "rounding": money(report.roundingMinor),
      "on_account": money(0), "awaiting": money(report.awaitingMinor), "deposits_in": money(0),
      "deposits_used": money(0), "debts_collected": money(0),
      "takings": money(report.takingsMinor),
    ]
  }

  private var journal: JSON {
    var journal: [String: JSON] = [:]
    if let first = report.firstSeq { journal["first"] = .string(String(first)) }
    if let last = report.lastSeq { journal["last"] = .string(String(last)) }
    if let seal = report.seal { journal["seal"] = .string(seal) }
    return .object(journal)
  }

  private func row(_ tax: TaxRow) -> JSON {
    [
      "band": .string(tax.band.code), "rate": .string(tax.band.rate.description),
      "net": money(tax.netMinor), "tax": money(tax.taxMinor), "gross": money(tax.grossMinor),
    ]
  }

  private func row(_ person: DayReport.PersonRow) -> JSON {
    [
      "id": .string(person.id), "name": .string(person.name), "count": count(person.count),
      "amount": money(person.amountMinor),
    ]
  }

  func row(_ tender: DayReport.TenderRow) -> JSON {
    var row: [String: JSON] = [
      "label": .string(wording.tender(tender.kind)), "count": count(tender.count),
    ]
    if showsExpected { row["expected"] = money(tender.expectedMinor) }
    if let counted = report.countedMinor(tender.kind) {
      row["counted"] = money(counted)
      row["difference"] = money(counted - tender.expectedMinor)
    }
    return .object(row)
  }

  func money(_ minor: Int64) -> JSON {
    .string(Money(minor: minor, report.currency).onPaper)
  }

  func count(_ number: Int) -> JSON { .string(String(number)) }
}
