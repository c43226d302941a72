import Foundation
import TestSupport
import Testing
import TillCore
import TillReceipt

/// Every paper of the shop, in both languages.
@Suite("The shop's own papers")
struct TemplateTests {
  static let papers: [(String, String)] = SampleData.languages.flatMap { language in
    SampleData.documents.map { (language, $0) }
  }

  static func markup(_ language: String, _ document: String, _ data: JSON) throws -> String {
    let path = "receipts/\(language)/\(document).receipt"
    return try Template(compiling: Papers.text(path), name: path).expand(data)
  }

  @Test("A3–A5, D4, E2: each paper looks as its golden copy does at 48 columns", arguments: papers)
  func golden(language: String, document: String) throws {
    let markup = try Self.markup(language, document, SampleData.data(document, language))
    let text = renderText(Layout(markup: markup, profile: .plain))
    let path = "receipts/golden/\(language)/\(document).48.txt"
    if ProcessInfo.processInfo.environment["TILL_WRITE_GOLDEN"] != nil {
      try text.write(to: Papers.root.appendingPathComponent(path), atomically: true, encoding: .utf8)
    }
    #expect(text == (try Papers.text(path)))
  }

  @Test("Each paper keeps within 32 columns and loses no figure", arguments: papers)
  func narrow(language: String, document: String) throws {
    let data = SampleData.data(document, language)
    let markup = try Self.markup(language, document, data)
    let text = renderText(Layout(markup: markup, profile: .plain.withColumns(32)))
    for line in text.split(separator: "\n") {
      let cells = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? 1 : 2) }
      #expect(cells <= 32, "\(line)")
    }
    guard document != "delivery" else { return }
    let total = document == "x-report" ? "5,742.30" : "9 0 . 6 0"
    #expect(text.contains(total))
  }
}

@Suite("Template tags")
struct TagTests {
  @Test(
    "What is none of the four tags is refused, with file and line",
    arguments: [
      ("a\n{{{x}}}", "t.receipt:2: `{{{x}}` is none of the four tags; a template may use "
        + "{{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}"),
      ("{{&x}}", "t.receipt:1: `{{&x}}` is none of the four tags; a template may use "
        + "{{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}"),
      ("{{>x}}", "t.receipt:1: `{{>x}}` is none of the four tags; a template may use "
        + "{{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}"),
      ("{{=<% %>=}}", "t.receipt:1: `{{=<% %>=}}` is none of the four tags; a template may use "
        + "{{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}"),
      ("{{.}}", "t.receipt:1: `{{.}}` is none of the four tags; a template may use "
        + "{{x}}, {{#x}}…{{/x}}, {{^x}}…{{/x}} and {{! }}"),
      ("\n\n{{a b}}", "t.receipt:3: `a b` is not a field's name; names are letters, digits "
        + "and _, joined by dots, as in receipts/FIELDS.md"),
      ("{{x", "t.receipt:1: `{{` has no `}}`; close the tag, or write `\\{` for a brace"),
      ("x\n{{#a}}\n", "t.receipt:2: section `a` has no end; write `{{/a}}` where it ends"),
      ("{{#a}}\n{{/b}}", "t.receipt:2: `{{/b}}` ends no open section; close sections in the "
        + "order they were opened, by the same name"),
      ("x\n{command:\\x1b}", "t.receipt:2: `{command:…}` sends raw bytes to a device; take the "
        + "line out; cut and drawer belong to the printer's profile"),
      ("{align:left; x:\\x1b}", "t.receipt:1: `{x:…}` sends raw bytes to a device; take the "
        + "line out; cut and drawer belong to the printer's profile"),
    ])
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

  @Test("A list where text is wanted is refused, not printed")
  func notText() throws {
    let template = try Template(compiling: "\n{{lines}}", name: "t")
    let error = #expect(throws: ReceiptError.self) { _ = try template.expand(["lines": []]) }
    #expect(
      error?.description
        == "t:2: `{{lines}}` is not text; open it as a section: {{#lines}}…{{/lines}}")
  }

  @Test("Every paper names only fields it may", arguments: TemplateTests.papers)
  func knownFields(language: String, document: String) throws {
    let path = "receipts/\(language)/\(document).receipt"
    let template = try Template(compiling: Papers.text(path), name: path)
    let known = try #require(KnownFields.of(document: document))
    #expect(template.unknownFields(among: known).isEmpty)
    let odd = try Template(compiling: "{{#lines}}\n{{price}}\n{{/lines}}", name: "t")
    #expect(odd.unknownFields(among: known).map(\.name).last == "price")
  }
}
