import Testing
import TillCore
import TillReceipt

@Suite("Template tags")
struct TagTests {
  /// What each refused source is told, word for word.
  static let refusals: [(source: String, message: String)] = [
    ("a\n{{{x}}}", "t.receipt:2: `{{{x}}` is \(noTag)"),
    ("{{&x}}", "t.receipt:1: `{{&x}}` is \(noTag)"),
    ("{{>x}}", "t.receipt:1: `{{>x}}` is \(noTag)"),
    ("{{=<% %>=}}", "t.receipt:1: `{{=<% %>=}}` is \(noTag)"),
    ("{{.}}", "t.receipt:1: `{{.}}` is \(noTag)"),
    (
      "\n\n{{a b}}",
      """
      t.receipt:3: `a b` is not a field's name; names are letters, digits and _, joined by dots, \
      as in receipts/FIELDS.md
      """
    ),
    ("{{x", "t.receipt:1: `{{` has no `}}`; close the tag, or write `\\{` for a brace"),
    ("x\n{{#a}}\n", "t.receipt:2: section `a` has no end; write `{{/a}}` where it ends"),
    (
      "{{#a}}\n{{/b}}",
      """
      t.receipt:2: `{{/b}}` ends no open section; close sections in the order they were opened, \
      by the same name
      """
    ),
    ("x\n{command:\\x1b}", "t.receipt:2: `{command:…}` \(rawBytes)"),
    ("{align:left; x:\\x1b}", "t.receipt:1: `{x:…}` \(rawBytes)"),
  ]

  private static let noTag = """
    none of the four tags; a template may use {{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}
    """
  private static let rawBytes = """
    sends raw bytes to a device; take the line out; cut and drawer belong to the printer's profile
    """

  @Test("What is none of the four tags is refused, with file and line", arguments: refusals)
  func refused(source: String, message: String) throws {
    let error = #expect(throws: ReceiptError.self) {
      _ = try Template(compiling: source, name: "t.receipt")
    }
    #expect(error?.description == message)
  }

  @Test(
    "Tags expand as Mustache's do",
    arguments: [
      ("{{shop.name}} {{missing}}|", "Till |"),
      ("{{#lines}}\n{{name}} {{sign}}\n{{/lines}}\nend", "a ¥\nb ¥\nend"),
      ("  {{! alone }}  \nx", "x"),
      ("{{^empty}}none{{/empty}}{{#empty}}some{{/empty}}", "none"),
      ("{{^no}}not{{/no}} {{#yes}}yes{{/yes}} {{#blank}}blank{{/blank}}", "not yes "),
      ("{{#shop}}{{name}}{{/shop}}", "Till"),
      ("{code:{{sign}}}", "{code:¥}"),
      ("{{#lines}}{{name}}{{/lines}}", "ab"),
    ])
  func expands(source: String, wanted: String) throws {
    let data: JSON = [
      "shop": ["name": "Till"], "lines": [["name": "a"], ["name": "b"]], "sign": "¥",
      "empty": [], "yes": true, "no": false, "blank": "",
    ]
    #expect(try Template(compiling: source, name: "t").expand(data) == wanted)
  }

  @Test("Text between tags is no raw command; one between them is")
  func textBetweenTags() throws {
    _ = try Template(compiling: "{{#n}}{{a}}; x: 5 {{/n}}", name: "t")
    #expect(throws: ReceiptError.self) {
      _ = try Template(compiling: "{{#n}}{com{{a}}mand:1}{{/n}}", name: "t")
    }
  }

  @Test("A list where text is wanted is refused, not printed")
  func notText() throws {
    let template = try Template(compiling: "\n{{lines}}", name: "t")
    let error = #expect(throws: ReceiptError.self) { _ = try template.expand(["lines": []]) }
    #expect(
      error?.description
        == "t:2: `{{lines}}` is not text; open it as a section: {{#lines}}…{{/lines}}")
  }

  @Test("Every paper names only fields it may", arguments: SampleData.languages)
  func knownFields(language: String) throws {
    for document in KnownFields.documents {
      let template = try TemplateTests.template(language, document)
      let known = try #require(KnownFields.of(document: document))
      #expect(template.unknownFields(among: known).isEmpty, "\(language) \(document)")
    }
  }

  @Test("A name no document has is told with the section it stands in")
  func unknownField() throws {
    let known = try #require(KnownFields.of(document: "slip"))
    let odd = try Template(compiling: "{{#lines}}\n{{price}}\n{{/lines}}", name: "t")
    #expect(odd.unknownFields(among: known).map(\.name).last == "price")
  }
}
