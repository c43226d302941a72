import TillCore

/// The figures a reckoning ends with: as programs read them, and as the paper names them.
struct ClosingPapers {
  private let purpose: Closing.Purpose
  private let turn: Turn

  init(_ purpose: Closing.Purpose, _ turn: Turn) {
    self.purpose = purpose
    self.turn = turn
  }

  func figures() throws -> ClosingFigures {
    guard let closing = turn.state.closing, let counted = closing.counted else {
      preconditionFailure("figures of a close that was counted")
    }
    let shift = purpose.isDay ? nil : turn.state.shift.number
    var report = try turn.store.dayReport(
      desk: turn.state.desk, from: closing.beginning.from, day: closing.beginning.day,
      shift: shift)
    if !purpose.isDay {
      // In a later shift what the float found more or less stands among the movements.
      let shift = turn.state.shift
      let base = shift.number > 1 || shift.isFloatMark ? shift.left : shift.float ?? shift.left
      report.floatMinor = base?.totalMinor
    }
    report.settle(
      expectedMinor: turn.state.drawer.totalMinor, at: turn.section.at,
      by: closing.beginning.by)
    if purpose.isDay, let head = try turn.store.head() {
      // A close that was forgotten is written on a later day than it ends.
      report.lastSeq = head.seq
      report.seal = head.seal
    }
    report.counted = DayReport.CountedFigures(drawer: counted, tenders: closing.tenders)
    return purpose.isDay
      ? try day(closing, counted, report) : try shiftEnd(closing, counted, report)
  }

  // MARK: the day

  private func day(
    _ closing: Closing, _ counted: CashCount, _ report: DayReport
  ) throws -> ClosingFigures {
    let state = turn.state
    let marks = try turn.store.closedMarks(desk: state.desk)
    var book = try turn.store.dayBook(
      desk: state.desk, from: closing.beginning.from, to: closing.beginning.day)
    let shifts = try turn.store.shiftEnds(
      desk: state.desk, from: closing.beginning.from, day: closing.beginning.day)
    let number = state.nextClosingNumber
    let ended = DayEnd(
      closing: closing, number: number, remittance: state.nextRemittanceNumber(closing),
      at: turn.section.at,
      openedAt: shifts.first?.end.openedAt ?? state.shift.openedAt,
      first: marks?.first, last: marks?.last,
      shifts: shifts,
      lastShift: state.shift)
    // The papers that the close itself issues belong to the day it ends.
    if let remittance = ended.remittance { book.include(remittance, of: .remittance) }
    book.include(number, of: .closing)
    let text = DayReportText(turn.wording, report, showsExpected: true)
    var paper =
      text.paperData(
        at: turn.section.at, by: state.session ?? closing.beginning.by
      ).objectValue ?? [:]
    paper.merge(text.closingMembers(ended)) { $1 }
    paper.merge(DayBookPaper(turn.wording, book).members) { $1 }
    // Who took the drawer over last, else who alone collected.
    let collectors = turn.section.keeper.people.filter { person in
      report.cashiers.contains { $0.id == person.id }
    }
    let alone = report.cashiers.count == 1 ? collectors.first : nil
    return ClosingFigures(
      netMinor: report.netMinor, report: text.frozen(ended, book: book), paper: .object(paper),
      cashier: ended.shifts.last?.end.to ?? alone)
  }

  // MARK: the shift

  private func shiftEnd(
    _ closing: Closing, _ counted: CashCount, _ report: DayReport
  ) throws -> ClosingFigures {
    // Counted is counted: from here on both may see what was expected.
    let text = DayReportText(turn.wording, report, showsExpected: true)
    var paper: [String: JSON] = [
      "day": .string(closing.beginning.day.description),
      "sales": ["count": text.count(report.salesCount), "net": text.money(report.netMinor)],
      "tenders": text.countedTenders,
    ]
    paper["drawer"] = text.drawerCounted(
      closing, remittance: turn.state.nextRemittanceNumber(closing))
    paper["parked"] = .array(
      try turn.store.parkedSales().filter { $0.desk == turn.state.desk }.map { sale in
        .flat([
          "time": .string(sale.time), "label": sale.label.map { .string($0) },
          "sale": .string(sale.slip ?? "—"), "amount": text.money(sale.totalMinor),
          "pieces": .string(try turn.store.sale(id: sale.id)?.totals()?.pieces.description ?? ""),
          "by": .string(turn.section.keeper.people.first { $0.id == sale.cashier }?.name ?? ""),
        ])
      })
    return ClosingFigures(
      netMinor: report.netMinor, report: report.json, paper: .object(paper))
  }
}

/// How a day ended: what the closing's paper and the frozen figures say beyond the day's sums.
struct DayEnd {
  let closing: Closing
  let number: String
  let remittance: String?
  let at: Moment
  let openedAt: Moment?
  /// The first day ever closed at this desk, and the one before this.
  let first: ClosedMark?
  let last: ClosedMark?
  let shifts: [(end: ShiftEnd, at: Moment)]
  let lastShift: Shift
}
