import Testing
import TillReceipt

@testable import till

/// What `till check` says of a field that no document has: one line that names the way on.
@Suite("faults of templates")
struct TemplateFaultTests {
  static let known: Set = [
    "total", "shop", "shop.name", "shop.phone", "lines", "lines.amount", "lines.code",
    "lines.list_price", "lines.unit_price", "void", "void.by", "void.by.name",
  ]

  static let faults: [(source: String, told: String)] = [
    (
      "a\n{{shop.phon}}",
      "t.receipt:2: no field shop.phon; did you mean phone? shop has: name, phone"
    ),
    (
      "{{#lines}}\n{{price}}\n{{/lines}}",
      """
      t.receipt:2: no field lines.price; did you mean list_price or unit_price? lines has: amount, \
      code, list_price, unit_price
      """
    ),
    (
      "{{#lines}}{{#total}}{{colour}}{{/total}}{{/lines}}",
      """
      t.receipt:1: no field lines.colour; lines has: amount, code, list_price, unit_price
      """
    ),
    (
      "{{totl}}",
      """
      t.receipt:1: no field totl; did you mean total? this paper has: lines, shop, total, void
      """
    ),
    (
      "{{void.by.nam}}",
      "t.receipt:1: no field void.by.nam; did you mean name? void.by has: name"
    ),
  ]

  @Test("which field, where, and what there is instead", arguments: faults)
  func fault(source: String, told: String) throws {
    let template = try Template(compiling: source, name: "t.receipt")
    let uses = template.unknownFields(among: Self.known)
    #expect(
      uses.map { TemplateFault.text($0, among: Self.known, in: "t.receipt") } == [told])
  }
}
