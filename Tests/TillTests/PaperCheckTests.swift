import Foundation
import Testing

/// `till check` tries each template with sample data on the printers its paper goes to.
@Suite("templates are tried before a customer sees them")
struct PaperCheckTests {
  @Test("every fault is told with the template's line; the counter sells all the same")
  func faults() throws {
    let shop = try ProcessShop()
    try FileManager.default.createDirectory(
      atPath: shop.path + "/receipts/en", withIntermediateDirectories: true)
    try shop.write(
      """
      {{! a comment
      of two lines }}
      "{{shop.name}}"
      {{#lines}}
      {width:4,*; till_fold:0}
      {{amount}} | {{name}}
      {{/lines}}
      {{#paid}}
      a { b
      {{/paid}}
      {code:690102807586X; option:ean}
      {code:{{number}}; option:code39,4}
      {image:AAAA}
      {oops}
      """, to: "receipts/en/receipt.receipt")
    let check = try shop.run(["check"])
    #expect(check.status == 1)
    let file = "receipts/en/receipt.receipt"
    let told = check.err.split(separator: "\n").map { line in
      line.firstRange(of: file).map { String(line[$0.lowerBound...]) } ?? String(line)
    }
    let plain = " (on plain, 48 columns)"
    #expect(
      Set(told).isSuperset(of: [
        "\(file):6: column 1 is 4 wide, too narrow for 12,345.00; make it wider" + plain,
        "\(file):9: a stray { or }: the line prints nothing; write \\{ or \\}" + plain,
        "\(file):11: 690102807586X is no ean: wrong characters, length or check digit; "
          + "mend it, or choose another" + plain,
        "\(file):13: the picture is no PNG or larger than 576 dots; make it smaller" + plain,
        "\(file):14: a property without a key or a value counts for nothing; write key:value"
          + plain,
      ]), "\(told)")
    let counter = try shop.signedOn("01")
    for line in ["CHG-20W", "cash 50", "yes"] { #expect(counter.ask(line).isOK) }
    #expect(counter.end().status == 0)
    #expect(try shop.isWhole())
  }

  @Test("what render can't print as asked it says, with the file's line; the rest is there")
  func renderFaults() throws {
    let shop = try ProcessShop()
    try shop.write("Tea | 3.00\n{code:12; option:ean}\nThanks |\n", to: "x.receipt")
    let outcome = try shop.run(["render", "x.receipt", "--columns", "24"])
    #expect(outcome.status == 0 && outcome.out.contains("Thanks"))
    #expect(
      outcome.err.contains(
        "x.receipt:2: 12 is no ean: wrong characters, length or check digit; "
          + "mend it, or choose another"))
  }
}
