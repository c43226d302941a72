import TillCore

/// recall [N] (取单): the one parked sale, or the Nth of the list
enum RecallVerb {
  static func run(_ turn: inout Turn) throws {
    try turn.noMore(after: 1)
    let parked = try turn.store.parkedSales()
    guard !parked.isEmpty else { throw Turn.Stop.refused(.notParked, []) }
    let wanted = try wanted(parked, &turn)
    guard let wanted, let sale = try turn.store.sale(id: wanted.id) else { return }
    try turn.perform(.recall(sale))
  }

  private static func wanted(
    _ parked: [SaleSummary], _ turn: inout Turn
  ) throws -> SaleSummary? {
    if let word = turn.words.first {
      guard case .success(let number) = Operand.wholeNumber(word.text),
        parked.indices.contains(number - 1)
      else { throw turn.misread(.notParked(word.original)) }
      return parked[number - 1]
    }
    if parked.count == 1 { return parked[0] }
    for (index, sale) in parked.enumerated() {
      let label = [sale.label == sale.time ? nil : sale.label, sale.slip]
        .compactMap { $0 }.joined(separator: " · ")
      turn.say.append(
        "\(Cells.right(String(index + 1), 3))  \(sale.time)  \(Cells.left(label, 32)) "
          + Cells.right(turn.wording.money(sale.totalMinor), 11))
    }
    turn.say.append(turn.wording.say("Which? Type: recall 1", "取哪一单？请输入：取单 1"))
    return nil
  }
}
