import TillCore

/// sales [DAY] [AMOUNT|NAME|CODE] (查单)
enum SalesVerb {
  static func run(_ turn: inout Turn) throws {
    guard turn.state.session != nil else { throw Turn.Stop.refused(.notSignedOn, []) }
    var index = 0
    var day = turn.section.today
    if let first = turn.words.first, first.text.utf8.count == 10, first.text.contains("-") {
      guard let typed = CivilDate(first.text) else { throw turn.misread(.badDay(first.original)) }
      day = typed
      index = 1
    }
    let rest = turn.operands.rest(from: index)
    let amount = try? Operand.amount(rest, turn.settings.currency, allowingZero: true).get()
    let isAmount = turn.words.count == index + 1 && amount != nil
    let rows = try turn.store.sales(
      SaleSearch(
        day: day, totalMinor: isAmount ? amount?.minor : nil,
        text: isAmount || rest.isEmpty ? nil : try turn.clean(rest)))
    guard !rows.isEmpty else { throw turn.misread(.nothingFound(rest.isEmpty ? "\(day)" : rest)) }
    turn.say += rows.map { row(turn.wording, $0) }
  }

  static func row(_ wording: Wording, _ row: SaleSummary) -> String {
    let state = row.state == "cancelled" ? wording.say("cancelled", "已取消") : ""
    let name = row.receipt ?? row.slip ?? row.label ?? ""
    return "\(row.time)  \(Cells.left(row.slip ?? "", 10)) \(Cells.left(name, 10)) "
      + "\(Cells.right(wording.money(row.totalMinor), 11))  \(row.cashier)"
      + (state.isEmpty ? "" : "  \(state)")
  }
}
