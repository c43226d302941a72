import TillCore

/// The day's book as the closing report's template names it (receipts/FIELDS.md).
public struct DayBookPaper {
  let wording: Wording
  let book: DayBook

  public init(_ wording: Wording, _ book: DayBook) {
    self.wording = wording
    self.book = book
  }

  /// Finished text, to be merged with the closing's other members.
  public var members: [String: JSON] {
    [
      "refused": rows(book.refusedNotes, \.mark) { row in
        [
          "value": money(row.note.denominationMinor),
          "reason": .string(wording.reason(row.note.reason)),
          "digits": row.note.digits.map { .string($0) },
        ]
      },
      "line_voids": rows(book.lineVoids, \.mark) { row in
        [
          "sale": row.slip.map { .string($0) }, "name": .string(row.article),
          "quantity": .string(row.quantity.description), "amount": money(row.amountMinor),
        ]
      },
      "cancelled": rows(book.cancelledSales, \.mark) { row in
        [
          "sale": row.slip.map { .string($0) }, "amount": money(row.amountMinor),
          "reason": text(row.reason),
        ]
      },
      "void_documents": rows(book.voidDocuments, \.mark) { row in
        [
          "label": label(row.kind), "document": .string(row.number),
          "reason": text(row.reason), "replaced_by": row.replacedBy.map { .string($0) },
        ]
      },
      "no_sales": rows(book.drawerOpenings, \.mark) { row in
        ["reason": text(row.reason), "document": row.document.map { .string($0) }]
      },
      "reprints": rows(book.reprints, \.mark) { row in
        [
          "document": .string(row.document), "ordinal": .string(String(row.ordinal)),
          "reason": text(row.reason),
        ]
      },
      "approvals": .array(book.approvals.map(approval)),
      "series": .array(book.series.map(series)), "gaps": .array(book.gaps.map(gap)),
    ]
  }

  /// In a list a person is a full name; who vouched is absent where nobody had to.
  private func rows<Row>(
    _ rows: [Row], _ mark: KeyPath<Row, DayBook.Mark>, _ own: (Row) -> [String: JSON?]
  ) -> JSON {
    .array(
      rows.map { row in
        let mark = row[keyPath: mark]
        return .flat(
          [
            "time": .string(mark.at.localTime), "by": mark.by.map { .string($0.name) },
            "vouched": mark.vouched.map { .string($0.name) },
          ].merging(own(row)) { $1 })
      })
  }

  private func approval(_ row: DayBook.ApprovalRow) -> JSON {
    .flat([
      "time": .string(row.mark.at.localTime), "act": .string(act(row.approval)),
      "document": text(row.approval.about), "asked": .string(row.approval.asked.name),
      "vouched": .string(row.approval.vouched.name),
    ])
  }

  private func act(_ approval: Approval) -> String {
    let name = wording.heading(approval.permission)
    switch approval.extent {
    case .unmeasured: return name
    case .rate(let rate): return "\(name), \(rate)%"
    case .amount(let minor): return "\(name), \(Money(minor: minor, book.currency).onPaper)"
    }
  }

  private func series(_ series: DayBook.Series) -> JSON {
    .flat([
      "label": label(series.kind), "first": .string(series.first), "last": .string(series.last),
      "count": .string(String(series.count)),
      "void": series.voidCount == 0 ? nil : .string(String(series.voidCount)),
    ])
  }

  private func gap(_ gap: DayBook.Gap) -> JSON {
    let stretch = wording.say("\(gap.first) to \(gap.last)", "\(gap.first) 至 \(gap.last)")
    return [
      "label": label(gap.kind), "text": .string(gap.first == gap.last ? gap.first : stretch),
    ]
  }

  private func label(_ kind: DocumentKind) -> JSON { .string(wording.document(kind)) }

  private func text(_ words: String) -> JSON? { words.isEmpty ? nil : .string(words) }

  private func money(_ minor: Int64) -> JSON {
    .string(Money(minor: minor, book.currency).onPaper)
  }
}
