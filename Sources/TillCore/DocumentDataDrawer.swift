/// The papers of the drawer (receipts/FIELDS.md "Drawer and close").
extension DocumentData {
  /// cash-move (存款单 取款单) and, for a lift, remittance (缴款单).
  ///
  /// - Parameter pieces: what was moved, positive.
  static func move(
    _ move: DrawerMove, _ pieces: CashCount, settings: ShopSettings, _ state: RegisterState,
    day: CivilDate, vouchedBy voucher: Person?
  ) -> [String: JSON] {
    var members = moved(pieces, settings)
    members["day"] = .string(day.description)
    members["shift"] = .string(String(state.shift.number))
    members["cashier"] = personData(state.session)
    members["reason"] = .string(move.reason)
    members["vouched"] = personData(voucher)
    if move.kind == .lift {
      members["lift"] = true
      members["from"] = personData(move.by)
      members["to"] = ["place": .string(move.reason)]
    } else {
      members["pay_in"] = .bool(move.amountMinor > 0)
      members["pay_out"] = .bool(move.amountMinor < 0)
      members["no_sale"] = false
    }
    return members.compactMapValues { $0 }
  }

  /// 缴款单 at the end of a shift or day.
  static func remittance(
    _ cash: CashCount, counted: CashCount, left: CashCount, from person: Person,
    settings: ShopSettings, _ state: RegisterState
  ) -> [String: JSON] {
    let currency = settings.currency
    var members = moved(cash, settings)
    members["day"] = state.closing.map { .string($0.beginning.day.description) }
    members["shift"] = .string(String(state.shift.number))
    members["cashier"] = personData(state.session)
    members["lift"] = false
    members["from"] = personData(person)
    members["drawer"] = [
      "counted": .string(money(counted.totalMinor, currency)),
      "left": .string(money(left.totalMinor, currency)),
      "banked": .string(money(cash.totalMinor, currency)),
    ]
    return members.compactMapValues { $0 }
  }

  /// 点钞单: no expected figure may ever stand here.
  static func countingSheet(
    settings: ShopSettings, by person: Person, _ state: RegisterState, isAgain: Bool
  ) -> [String: JSON] {
    let words = PaperWords(settings.language)
    let members: [String: JSON?] = [
      "day": state.closing.map { .string($0.beginning.day.description) },
      "shift": .string(String(state.shift.number)), "cashier": personData(person),
      "recount": .bool(isAgain),
      "denominations": .array(
        settings.denominationsMinor.map {
          ["value": .string(money($0, settings.currency))]
        }),
      "tenders": .array(
        TenderKind.allCases.filter { $0 != .cash }.map {
          ["label": .string(words.tender($0))]
        }),
    ]
    return members.compactMapValues { $0 }
  }

  /// 交接班表, as far as the register knows; its figures come with the look-up.
  static func handover(
    _ end: ShiftEnd, at moment: Moment, settings: ShopSettings
  ) -> [String: JSON] {
    let members: [String: JSON?] = [
      "shift": .string(String(end.shift)), "cashier": personData(end.from),
      "from": personData(end.from), "to": personData(end.to),
      "opened": end.openedAt.map { .string("\($0.localDate) \($0.localTime)") },
      "closed": .string("\(moment.localDate) \(moment.localTime)"),
    ]
    return members.compactMapValues { $0 }
  }

  /// Note by note, largest first, as a paper's table has it.
  public static func denominations(_ count: CashCount, _ currency: Currency) -> JSON {
    .array(
      count.pieces.map { piece in
        [
          "value": .string(money(piece.denominationMinor, currency)),
          "count": .string(String(piece.pieces)),
          "amount": .string(money(piece.valueMinor, currency)),
        ]
      })
  }

  private static func moved(_ cash: CashCount, _ settings: ShopSettings) -> [String: JSON?] {
    let currency = settings.currency
    let minor = cash.totalMinor
    let words = AmountInWords.words(minor: minor, currency: currency, settings.language)
    return [
      "amount": .string(money(minor, currency)), "amount_capped": .string(capped(minor, currency)),
      "words": .string(words.plain), "words_capped": .string(words.capped),
      "denominations": denominations(cash, currency),
      "pieces": .string(String(cash.pieceCount)),
    ]
  }
}
