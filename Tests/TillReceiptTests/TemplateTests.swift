import Foundation
import TestSupport
import Testing
import TillCore
import TillReceipt

/// Every paper of the shop, in both languages, with every sample there is of it.
@Suite("The shop's own papers")
struct TemplateTests {
  static let papers: [(String, String)] = SampleData.languages.flatMap { language in
    SampleData.names(language).map { (language, $0) }
  }

  static func template(_ language: String, _ document: String) throws -> Template {
    let path = "receipts/\(language)/\(document).receipt"
    return try Template(compiling: Papers.text(path), name: path)
  }

  /// The paper of a sample's data, or of a change made to it.
  static func markup(_ language: String, _ name: String, _ data: JSON? = nil) throws -> String {
    let document = SampleData.document(of: name)
    return try template(language, document).expand(data ?? SampleData.data(name, language))
  }

  /// A void document is marked by the layout, whatever its template says (D2).
  static func layout(_ language: String, _ name: String, _ profile: Profile) throws -> Layout {
    let isVoid = name.hasSuffix(".void")
    return Layout(
      markup: try markup(language, name), profile: profile,
      dressing: Dressing(voidMark: isVoid ? (language == "en" ? "VOID" : "作废") : nil))
  }

  @Test("A3–A5, D1–D5, E2, H3: each paper looks as its golden copy does", arguments: papers)
  func golden(language: String, name: String) throws {
    for columns in [48, 32] {
      let layout = try Self.layout(language, name, .plain.withColumns(columns))
      #expect(layout.faults.isEmpty, "\(layout.faults.map(\.description))")
      let text = renderText(layout)
      let path = "receipts/golden/\(language)/\(name).\(columns).txt"
      if ProcessInfo.processInfo.environment["TILL_WRITE_GOLDEN"] != nil {
        let url = Papers.root.appendingPathComponent(path)
        try text.write(to: url, atomically: true, encoding: .utf8)
      }
      #expect(text == (try? Papers.text(path)), "\(path)")
    }
  }

  @Test("Each paper keeps within 32 columns and breaks no figure", arguments: papers)
  func narrow(language: String, name: String) throws {
    let layout = try Self.layout(language, name, .plain.withColumns(32))
    let text = renderText(layout)
    for line in text.split(separator: "\n") {
      let cells = line.unicodeScalars.reduce(0) { $0 + ($1.value < 0x80 ? 1 : 2) }
      #expect(cells <= 32, "\(line)")
    }
    let data = try SampleData.data(name, language)
    // Set wide, a total has blanks between its figures.
    let printed = text.filter { $0 != " " }
    for field in ["total_capped", "amount_capped", "net_total", "tax_total"] {
      guard let wanted = data[field]?.stringValue, data["prices"] != false else { continue }
      #expect(printed.contains(wanted), "\(field) \(wanted)")
    }
    for line in data["lines"]?.arrayValue ?? [] {
      for field in ["amount", "unit_price", "quantity", "code"] where data["buyer"] == nil {
        guard let wanted = line[field]?.stringValue, field != "code" || !name.hasPrefix("receipt")
        else { continue }
        #expect(printed.contains(wanted), "\(field) \(wanted)")
      }
    }
  }

  @Test("Every document has a sample in both languages, with the same variants")
  func samples() {
    #expect(SampleData.names("en") == SampleData.names("zh-Hans"))
    let sampled = Set(SampleData.names("en").map(SampleData.document))
    #expect(sampled == Set(KnownFields.documents))
  }

  @Test("A sample has no field that FIELDS.md doesn't know", arguments: papers)
  func sampleFields(language: String, name: String) throws {
    let known = try #require(KnownFields.of(document: SampleData.document(of: name)))
    let names = Self.names(in: try SampleData.data(name, language), under: "")
    #expect(names.subtracting(known).isEmpty, "\(names.subtracting(known).sorted())")
  }

  @Test("FIELDS.md tells every field there is", arguments: KnownFields.documents)
  func told(document: String) throws {
    let text = try Papers.text("receipts/FIELDS.md")
    for name in try #require(KnownFields.of(document: document)) {
      let leaf = name.split(separator: ".").last.map(String.init) ?? name
      #expect(text.contains(leaf), "\(document): \(name)")
    }
  }

  private static func names(in data: JSON, under group: String) -> Set<String> {
    switch data {
    case .object(let members):
      members.reduce(into: []) { names, member in
        let name = group.isEmpty ? member.key : "\(group).\(member.key)"
        names.insert(name)
        names.formUnion(Self.names(in: member.value, under: name))
      }
    case .array(let members):
      members.reduce(into: []) { $0.formUnion(Self.names(in: $1, under: group)) }
    default: []
    }
  }
}
