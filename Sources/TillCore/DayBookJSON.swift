extension DayBook {
  /// What a frozen closing keeps of the day's book (`"book"` in `till report day --json`). Amounts
  /// are decimal strings; what isn't known has no key; lists without rows are there and empty.
  public var json: JSON {
    [
      "refused": .array(
        refusedNotes.map { row in
          row.mark.json([
            "value": money(row.note.denominationMinor),
            "reason": .string(row.note.reason.rawValue),
            "digits": row.note.digits.map { .string($0) },
          ])
        }),
      "line_voids": .array(
        lineVoids.map { row in
          row.mark.json([
            "sale": row.slip.map { .string($0) }, "line": .count(row.line),
            "name": .string(row.article), "quantity": .string(row.quantity.description),
            "amount": money(row.amountMinor),
          ])
        }),
      "cancelled": .array(
        cancelledSales.map { row in
          row.mark.json([
            "sale": row.slip.map { .string($0) }, "amount": money(row.amountMinor),
            "reason": .string(row.reason),
          ])
        }),
      "void_documents": .array(
        voidDocuments.map { row in
          row.mark.json([
            "kind": .string(row.kind.rawValue), "document": .string(row.number),
            "reason": .string(row.reason), "replaced_by": row.replacedBy.map { .string($0) },
          ])
        }),
      "no_sales": .array(
        drawerOpenings.map { row in
          row.mark.json([
            "reason": .string(row.reason), "document": row.document.map { .string($0) },
          ])
        }),
      "reprints": .array(
        reprints.map { row in
          row.mark.json([
            "document": .string(row.document), "ordinal": .count(row.ordinal),
            "reason": .string(row.reason),
          ])
        }),
      "approvals": .array(approvals.map(json)),
      "series": .array(series.map(\.json)), "gaps": .array(gaps.map(\.json)),
    ]
  }

  private func json(_ row: ApprovalRow) -> JSON {
    let approval = row.approval
    var (amount, rate): (JSON?, JSON?) = (nil, nil)
    switch approval.extent {
    case .unmeasured: break
    case .amount(let minor): amount = money(minor)
    case .rate(let measured): rate = .string(measured.description)
    }
    return .flat([
      "seq": .int(row.mark.seq), "day": .string(row.mark.day.description),
      "time": .string(row.mark.at.localTime), "permission": .string(approval.permission.rawValue),
      "amount": amount, "rate": rate,
      "about": approval.about.isEmpty ? nil : .string(approval.about),
      "asked": .string(approval.asked.id), "asked_name": .string(approval.asked.name),
      "vouched": .string(approval.vouched.id), "vouched_name": .string(approval.vouched.name),
    ])
  }

  private func money(_ minor: Int64) -> JSON {
    .string(Money(minor: minor, currency).description)
  }
}

extension DayBook.Mark {
  /// An act's own members with those every act has.
  func json(_ members: [String: JSON?]) -> JSON {
    .flat(
      [
        "seq": .int(seq), "day": .string(day.description), "time": .string(at.localTime),
        "by": by.map { .string($0.id) }, "by_name": by.map { .string($0.name) },
        "vouched": vouched.map { .string($0.id) },
        "vouched_name": vouched.map { .string($0.name) },
      ].merging(members) { $1 })
  }
}

extension DayBook.Series {
  var json: JSON {
    [
      "kind": .string(kind.rawValue), "first": .string(first), "last": .string(last),
      "count": .count(count), "void": .count(voidCount),
    ]
  }
}

extension DayBook.Gap {
  var json: JSON {
    ["kind": .string(kind.rawValue), "first": .string(first), "last": .string(last)]
  }
}
