/// The fields of the papers of a sale.
extension KnownFields {
  private static let total = words("total total_capped words words_capped")
  private static let customer = members("customer", "name phone")
  private static let tenders = members("tenders", "label amount reference last_four")

  /// What every line of goods says of its article.
  private static let article =
    "line code name brand specification colour detail department unit quantity serial note"
  private static let prices = "unit_price amount running"

  static let sale =
    total + tax + customer + tenders
    + words(
      """
      slip receipt replaces pieces line_count gross discount paid unpaid received change refunded \
      handed_over later delivery refund return_days
      """)
    + members(
      "lines", "\(article) \(prices) tax list_price discount returned return_of warranty_days")
    + members("departments", "name") + members("adjustments", "label amount")

  static let delivery =
    total + words("slip receipt wanted_date wanted_window prices cash_due pieces line_count remark")
    + members("contact", "name phone address")
    + members("lines", "\(article) \(prices) warranty_days")

  static let taxInvoice =
    total + tax
    + words(
      """
      register legal_number slip receipt sale_date late replaces replaces_reason remark line_count \
      net_total tax_total
      """)
    + members("issuer", "id name") + members("collector", "id name")
    + members("buyer", "name phone address tax_number")
    + members("lines", "\(article) \(prices) rate net tax")
    + members("void", "date time reason by.id by.name") + members("red", "number date reason")
    + members("taken", "name date")

  static let returnSlip =
    total + customer + tenders
    + words("slip receipt sale_receipt sale_slip sale_date exchange pieces line_count")
    + members("manager", "id name")
    + members("lines", "\(article) \(prices) reason condition stock")
    + members("adjustments", "label amount")

  static let chequeNote =
    customer + words("slip amount amount_capped words words_capped sale_total sale_total_capped")
    + members("cheque", "number bank drawer date") + members("collector", "id name")
}
