/// The fields of the papers of drawer and close.
extension KnownFields {
  /// The documents whose fields stand here; the X report is listed with the older papers.
  static let closingDocuments = ["cash-move", "remittance", "handover", "counting", "closing"]

  /// One document's own fields, without those every paper has; nil when it isn't one of ours.
  static func closing(_ document: String) -> [String]? {
    switch document {
    case "cash-move": cashMove
    case "remittance": remittance
    case "handover": handover
    case "counting": counting
    case "x-report": report
    case "closing": report + closed + exceptions
    default: nil
    }
  }

  private static let shift = words("day shift")
  private static let sum = words("amount amount_capped words words_capped pieces")
  private static let denominations = members("denominations", "value count amount")

  private static let cashMove =
    shift + sum + denominations + words("pay_in pay_out no_sale reason")
    + members("party", "name") + members("vouched", "id name")

  private static let remittance =
    shift + sum + denominations + words("lift bag")
    + members("from", "id name") + members("to", "id name place")
    + members("drawer", "counted left banked") + members("others", "label count amount")

  private static let handover =
    shift + drawer + counted + words("opened closed note")
    + members("from", "id name") + members("to", "id name") + members("sales", "count net")
    + members("tenders", "label count expected counted difference")
    + members("parked", "time label sale pieces amount by")

  /// No expected figure may be among these: the count is blind.
  private static let counting =
    shift + words("recount") + members("denominations", "value") + members("tenders", "label")

  private static let drawer =
    members("drawer", "float cash in out expected")
    + members("drawer.movements", "time label document amount reason by vouched")

  /// What the count found, and what became of it.
  private static let counted =
    members(
      "drawer",
      """
      counted difference short over first_counted pieces left banked remittance reason vouched.id \
      vouched.name made_up made_up_by
      """)
    + members("drawer.denominations", "value count amount")

  private static let report =
    words("day opened printed_at") + drawer
    + members(
      "sales",
      "count gross discount net average void.count void.amount returns.count returns.amount")
    + members("tax", "band rate net tax gross") + members("tax_total", "net tax gross")
    + members("tenders", "label count expected") + members("tenders_total", "expected")
    + members("departments", "name quantity amount") + members("hours", "hour count amount")
    + members("cashiers", "id name count amount") + members("sellers", "id name count amount")
    + members(
      "bridge",
      """
      net rounding on_account awaiting deposits_in deposits_used debts_collected takings
      """)
    + members("journal", "first last seal")

  private static let closed =
    counted + words("closed previous") + members("shifts", "shift cashier from to difference")
    + members("tenders", "counted difference") + members("tenders_total", "counted difference")
    + members("cheques", "cheque bank drawn_by dated sale amount cleared")
    + members("carried", "label document amount reason")
    + members("series", "label first last count void") + members("gaps", "label text")
    + members("grand", "since before day total")

  /// I4: what could hide theft, each act by itself.
  private static let exceptions =
    members("refused", "time value reason digits by")
    + members("line_voids", "time sale name quantity amount by reason vouched")
    + members("cancelled", "time sale amount reason by vouched")
    + members("void_documents", "label document reason replaced_by by vouched")
    + members("no_sales", "time reason document by vouched")
    + members("reprints", "time document ordinal reason by")
    + members("approvals", "time act document asked vouched")
}
