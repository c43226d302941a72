/// The fields each document's template may name: receipts/FIELDS.md in a form `till check` can ask.
///
/// A list's members are written `lines.name`; see `Template.unknownFields(among:)`.
public enum KnownFields {
  /// The documents that have a template.
  public static let documents =
    [
      "slip", "receipt", "tax-invoice", "delivery", "return-slip", "cheque-note", "x-report",
      "self-test",
    ] + closingDocuments

  /// Full dotted names for one document; nil when there is no such document.
  public static func of(document: String) -> Set<String>? {
    switch document {
    case "slip", "receipt": withGroups(common + sale)
    case "tax-invoice": withGroups(common + taxInvoice)
    case "delivery": withGroups(common + delivery)
    case "return-slip": withGroups(common + returnSlip)
    case "cheque-note": withGroups(common + chequeNote)
    case "self-test": withGroups(common + words("queue profile columns"))
    default: closing(document).map { withGroups(common + $0) }
    }
  }

  /// A group such as `shop` may open a section, so it is known as well as its members.
  private static func withGroups(_ names: [String]) -> Set<String> {
    var known = Set(names)
    for name in names {
      var parts = name.split(separator: ".")
      while parts.count > 1 {
        parts.removeLast()
        known.insert(parts.joined(separator: "."))
      }
    }
    return known
  }

  static func members(_ group: String, _ names: String) -> [String] {
    names.split(separator: " ").map { "\(group).\($0)" }
  }

  static func words(_ names: String) -> [String] {
    names.split(separator: " ").map(String.init)
  }

  private static let common =
    words("number date time desk currency sign")
    + members("shop", "name address phone tax_number")
    + members("seller", "id name") + members("cashier", "id name") + members("footer", "text")

  static let tax = members("tax", "band rate net tax gross")
}
