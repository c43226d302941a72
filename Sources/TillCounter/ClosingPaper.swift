import TillCore

/// The closing's paper and its frozen figures (receipts/FIELDS.md, DESIGN "For programs").
extension DayReportText {
  /// What the Z report says beyond the X report.
  func closingMembers(_ ended: DayEnd) -> [String: JSON] {
    let before = ended.last?.grandTotalMinor ?? 0
    var members: [String: JSON] = [
      "closed": .string(stamp(ended.at)), "shifts": .array(shifts(ended)),
      "drawer": drawerCounted(ended.closing, remittance: ended.remittance),
      "carried": .array(carried(ended.closing)),
      "grand": [
        "since": .string((ended.first?.day ?? report.day).description),
        "before": money(before), "day": money(report.netMinor),
        "total": money(before + report.netMinor),
      ],
      "tenders_total": tendersTotal,
    ]
    if let opened = ended.openedAt { members["opened"] = .string(stamp(opened)) }
    if let last = ended.last { members["previous"] = .string(last.number) }
    return members
  }

  /// The day's figures as programs read them, frozen: nothing is ever added up again.
  func frozen(_ ended: DayEnd, book: DayBook) -> JSON {
    var members = report.json.objectValue ?? [:]
    let closing = ended.closing
    let before = ended.last?.grandTotalMinor ?? 0
    members["number"] = .string(ended.number)
    members["closing"] = .flat([
      "from": .string(report.from.description),
      "left": .string(wording.money(closing.left?.totalMinor ?? 0)),
      "banked": .string(
        wording.money((closing.counted?.totalMinor ?? 0) - (closing.left?.totalMinor ?? 0))),
      "remittance": ended.remittance.map { .string($0) } ?? .null,
      "first_counted": closing.counts.count > 1
        ? .string(wording.money(closing.counts[0].totalMinor)) : .null,
      "reason": closing.reason.map { .string($0) } ?? .null,
      "vouched": closing.acceptedBy.map { .string($0.name) } ?? .null,
      "previous": ended.last.map { .string($0.number) } ?? .null,
      "opened": ended.openedAt.map { .string(stamp($0)) } ?? .null,
      "closed": .string(stamp(ended.at)),
      "by": .string(closing.beginning.by.name),
      "carried": .array(carried(closing)),
      "grand": [
        "since": .string((ended.first?.day ?? report.day).description),
        "before": .string(wording.money(before)), "day": .string(wording.money(report.netMinor)),
        "total": .string(wording.money(before + report.netMinor)),
      ],
    ])
    members["moves"] = .array(
      report.moves.map { row in
        .flat([
          "time": .string(row.at.localTime), "kind": .string(row.move.kind.rawValue),
          "amount": .string(wording.money(row.move.amountMinor)),
          "reason": .string(row.move.reason), "number": row.move.number.map { .string($0) },
          "by": .string(row.move.by.id), "by_name": .string(row.move.by.name),
          "vouched": row.vouched.map { .string($0) },
        ])
      })
    members["book"] = book.json
    return .object(members)
  }

  /// What the count found, beside what was expected.
  func drawerCounted(_ closing: Closing, remittance: String?) -> JSON {
    var drawer = self.drawer.objectValue ?? [:]
    guard let counted = closing.counted, let left = closing.left else { return .object(drawer) }
    let difference = counted.totalMinor - report.drawerExpectedMinor
    drawer["counted"] = money(counted.totalMinor)
    drawer["difference"] = money(difference)
    if difference < 0 { drawer["short"] = money(-difference) }
    if difference > 0 { drawer["over"] = money(difference) }
    if closing.counts.count > 1 { drawer["first_counted"] = money(closing.counts[0].totalMinor) }
    if let reason = closing.reason { drawer["reason"] = .string(reason) }
    if let person = closing.acceptedBy {
      drawer["vouched"] = ["id": .string(person.id), "name": .string(person.name)]
    }
    drawer["denominations"] = DocumentData.denominations(counted, report.currency)
    drawer["pieces"] = count(counted.pieceCount)
    drawer["left"] = money(left.totalMinor)
    drawer["banked"] = money(counted.totalMinor - left.totalMinor)
    if let remittance { drawer["remittance"] = .string(remittance) }
    return .object(drawer)
  }

  /// Every tender as it was expected and counted.
  var countedTenders: JSON { .array(report.tenders.map(row)) }

  /// The drawer's movements one by one.
  var movements: JSON {
    .array(
      report.moves.map { row in
        .flat([
          "time": .string(row.at.localTime), "label": .string(wording.move(row.move.kind)),
          "document": .string(row.move.number ?? "—"), "amount": money(row.move.amountMinor),
          "reason": .string(row.move.reason.isEmpty ? "—" : row.move.reason),
          "by": .string(row.move.by.name), "vouched": row.vouched.map { .string($0) },
        ])
      })
  }

  private var tendersTotal: JSON {
    let counted = report.tenders.reduce(Int64(0)) { sum, row in
      sum + (report.countedMinor(row.kind) ?? row.expectedMinor)
    }
    return [
      "expected": money(report.takingsMinor), "counted": money(counted),
      "difference": money(counted - report.takingsMinor),
    ]
  }

  private func carried(_ closing: Closing) -> [JSON] {
    closing.settled.filter { $0.decision == .carry }.map { matter in
      [
        "label": .string(wording.matterKind(matter.kind)), "document": .string(matter.name),
        "amount": money(matter.amountMinor), "reason": .string(matter.reason),
      ]
    }
  }

  private func shifts(_ ended: DayEnd) -> [JSON] {
    var rows = ended.shifts.map { end, at in
      shift(
        end.shift, end.from.name, from: end.openedAt, to: at,
        differenceMinor: end.differenceMinor)
    }
    let counted = ended.closing.counted?.totalMinor ?? 0
    // Who took the drawer over, else everybody who collected, else who closes.
    let collectors = report.cashiers.map(\.name).joined(separator: ", ")
    let names =
      ended.shifts.last?.end.to.name
      ?? (collectors.isEmpty ? ended.closing.beginning.by.name : collectors)
    rows.append(
      shift(
        ended.lastShift.number, names, from: ended.lastShift.openedAt,
        to: ended.at, differenceMinor: counted - report.drawerExpectedMinor))
    return rows
  }

  private func shift(
    _ number: Int, _ cashier: String, from: Moment?, to: Moment, differenceMinor: Int64
  ) -> JSON {
    [
      "shift": count(number), "cashier": .string(cashier),
      "from": .string(from?.localTime ?? ""), "to": .string(to.localTime),
      "difference": money(differenceMinor),
    ]
  }

  private func stamp(_ moment: Moment) -> String { "\(moment.localDate) \(moment.localTime)" }
}
