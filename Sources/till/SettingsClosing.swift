import TillCore

extension SettingsShop {
  /// Limits of the drawer and of the close: `drawer:` and `close:`.
  static func closing(_ file: SettingsGroup, _ currency: Currency) -> ClosingRules {
    let unit = currency.minorPerUnit
    var rules = ClosingRules(
      recountAboveMinor: 5 * unit, reasonAboveMinor: 5 * unit, acceptAboveMinor: 50 * unit)
    let words = SettingsGroup.amountWords(currency) + ", 0 for every difference"
    let amount = { (text: String) -> Int64? in
      text == "0" ? 0 : SettingsGroup.amount(text, currency)
    }
    if let drawer = file.group("drawer", known: ["lift_above", "short"]) {
      if drawer.has("lift_above") {
        rules.liftAboveMinor = drawer.value(
          "lift_above", usual: nil, expects: SettingsGroup.amountWords(currency)
        ) { SettingsGroup.amount($0, currency) }
      }
      rules.cashierMakesUp =
        drawer.value("short", usual: "cashier", expects: "cashier or shop") {
          ["cashier", "shop"].contains($0) ? $0 : nil
        } != "shop"
    }
    guard let close = file.group("close", known: closeKeys) else { return rules }
    let limit = { (key: String, usual: Int64) in
      close.value(key, usual: usual, expects: words, read: amount) ?? usual
    }
    rules.recountAboveMinor = limit("recount_above", rules.recountAboveMinor)
    rules.reasonAboveMinor = limit("reason_above", rules.reasonAboveMinor)
    rules.acceptAboveMinor = limit("accept_above", rules.acceptAboveMinor)
    rules.printsCountingSheet = close.flag("counting_sheet", usual: false)
    rules.backupsKept = close.whole("backups", in: 1...1000, usual: 30) ?? 30
    return rules
  }

  private static let closeKeys = [
    "recount_above", "reason_above", "accept_above", "counting_sheet", "backups",
  ]
}
