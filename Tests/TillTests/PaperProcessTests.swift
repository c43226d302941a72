import Foundation
import Testing
import TillCore
import TillReceipt

@testable import till

@Suite("till: papers without a printer")
struct PaperProcessTests {
  /// Sells a charger and waits for its papers.
  private func sold(_ shop: ProcessShop) throws -> TillProcess {
    let counter = try shop.signedOn("01")
    for line in ["CHG-20W", "cash 50", "yes"] { try #require(counter.ask(line).isOK) }
    return counter
  }

  private func text(_ shop: ProcessShop, _ name: String) throws -> String {
    try TillProgramTools.run(["pdftotext", "-layout", "\(shop.path)/data/paper/\(name)", "-"])
  }

  private func states(_ shop: ProcessShop) throws -> [String] {
    try shop.run(["jobs", "--json"]).objects.reversed().compactMap { $0["state"]?.stringValue }
  }

  /// Waits for the printing thread; a debug build on a busy machine takes its time.
  private func waitForPapers(_ shop: ProcessShop, _ count: Int) throws {
    for _ in 0..<600 {
      let names = try? FileManager.default.contentsOfDirectory(atPath: shop.path + "/data/paper")
      if (names ?? []).count(where: { $0.hasSuffix(".pdf") }) >= count { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  @Test("they stand as PDF under data/paper: number, lines, stamp, copies by name")
  func kept() throws {
    let shop = try ProcessShop()
    try FileManager.default.createDirectory(
      atPath: shop.path + "/data/paper", withIntermediateDirectories: true)
    let counter = try sold(shop)
    try waitForPapers(shop, 4)
    #expect(counter.ask("x-report").isOK)
    #expect(counter.ask("copy R1-000001 lost it").isOK)
    try waitForPapers(shop, 6)
    #expect(counter.end().status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: shop.path + "/data/paper")
    #expect(
      names.sorted() == [
        "R1-000001-copy-1.pdf", "R1-000001.pdf", "S1-000001-customer.pdf",
        "S1-000001-finance.pdf", "S1-000001-stub.pdf", "X1-000001.pdf",
      ])
    let receipt = try text(shop, "R1-000001.pdf")
    #expect(receipt.contains("R1-000001") && receipt.contains("39.00"))
    #expect(receipt.contains("USB-C charger 20 W"))
    #expect(!receipt.contains("COPY"))
    let copy = try text(shop, "R1-000001-copy-1.pdf")
    #expect(copy.contains("COPY 1") && copy.contains("lost it"))
    let slip = try text(shop, "S1-000001-customer.pdf")
    #expect(slip.contains("S1-000001") && slip.contains("Part 3 of 3 · Customer"))
    #expect(slip.contains("PAYMENT RECEIVED"))
    #expect(try text(shop, "S1-000001-finance.pdf").contains("Part 1 of 3 · Finance"))
    #expect(try states(shop).allSatisfy { $0 == "kept" })
  }

  @Test("a slip printed unpaid carries no stamp, and says so in its name")
  func unpaid() throws {
    let shop = try ProcessShop()
    try shop.edit("config/shop.yaml", "print: paid", "print: both")
    try FileManager.default.createDirectory(
      atPath: shop.path + "/data/paper", withIntermediateDirectories: true)
    let counter = try shop.signedOn("01")
    #expect(counter.ask("CHG-20W").isOK)
    #expect(counter.ask("invoice").isOK)
    try waitForPapers(shop, 3)
    _ = counter.end()
    let slip = try text(shop, "S1-000001-unpaid-stub.pdf")
    #expect(slip.contains("S1-000001") && !slip.contains("PAYMENT RECEIVED"))
  }

  @Test("document: list, show, and print as a COPY with its ordinal")
  func documents() throws {
    let shop = try ProcessShop()
    let counter = try sold(shop)
    try waitForPapers(shop, 4)
    #expect(counter.end().status == 0)
    let list = try shop.run(["document", "list", "--json"])
    #expect(list.status == 0)
    let keys: Set<String> = ["number", "kind", "copies", "printed"]
    #expect(list.objects.allSatisfy { Set($0.objectValue?.keys.map { $0 } ?? []) == keys })
    #expect(try shop.run(["document", "list"]).lines.count == 2)
    let shown = try shop.run(["document", "show", "S1-000001"])
    #expect(shown.status == 0 && shown.out.contains("USB-C charger"), "\(shown.text)")
    let data = try shop.run(["document", "show", "R1-000001", "--json"]).objects
    #expect(data.first?["number"] == "R1-000001")
    for ordinal in 1...2 {
      let printed = try shop.run(
        ["document", "print", "S1-000001", "--copy", "finance", "--reason", "audit", "--json"])
      #expect(printed.status == 0, "\(printed.text)")
      let object = printed.objects.first
      #expect(
        object?["copy"] == .int(Int64(ordinal)) && object?["state"] == "kept", "\(printed.out)")
    }
    let copy = try text(shop, "S1-000001-finance-copy-2.pdf")
    #expect(copy.contains("COPY 2") && copy.contains("audit"))
    #expect(try shop.run(["document", "print", "R9-000009"]).status == 1)
    #expect(try shop.run(["document", "show", "R9-000009"]).status == 1)
    #expect(try shop.isWhole())
  }

  @Test("a document that was never printed can be shown, while a counter runs and without")
  func showUnprinted() throws {
    let shop = try ProcessShop()
    try shop.edit("config/shop.yaml", "receipt:\n  print: yes", "receipt:\n  print: no")
    let counter = try sold(shop)
    for _ in 0..<2 {
      let shown = try shop.run(["document", "show", "R1-000001"])
      #expect(shown.status == 0 && shown.out.contains("39.00"), "\(shown.text)")
      _ = counter.end()
    }
  }

  @Test("papers that can't be kept are told in words; the sale is untouched")
  func noRoomForPaper() throws {
    let shop = try ProcessShop()
    try shop.write("in the way", to: "data/paper")
    let counter = try sold(shop)
    var told: [String] = []
    for _ in 0..<100 where told.count < 4 {
      told += counter.ask("status").say.filter { $0.contains("was not printed") }
      Thread.sleep(forTimeInterval: 0.1)
    }
    #expect(told.count == 4 && told.allSatisfy { $0.contains("data/paper") }, "\(told)")
    #expect(counter.end().status == 0)
    #expect(try states(shop).count { $0 == "failed" } == 4)
    #expect(try shop.isWhole())
  }

  @Test("a template that fails is replaced by a plain one and told; the sale is untouched")
  func brokenTemplate() throws {
    let shop = try ProcessShop()
    try FileManager.default.createDirectory(
      atPath: shop.path + "/receipts/en", withIntermediateDirectories: true)
    try shop.write("{{#lines}}\nnever closed", to: "receipts/en/receipt.receipt")
    let counter = try shop.counter()
    let first = counter.ask("sign-on 01")
    #expect(first.say.contains { $0.contains("receipt.receipt") }, "\(first)")
    #expect(counter.ask("1111").isOK)
    for line in ["CHG-20W", "cash 50", "yes"] { #expect(counter.ask(line).isOK) }
    #expect(counter.end().status == 0)
    let shown = try shop.run(["document", "show", "R1-000001"])
    #expect(shown.out.contains("R1-000001") && shown.out.contains("39.00"), "\(shown.text)")
    #expect(try shop.run(["check"]).status == 1)
  }

  @Test("render: the program's text is the module's, and PDF and PNG are what they say")
  func render() throws {
    let shop = try ProcessShop()
    try shop.write("^^^Sale\n-\nTea | 3.00\n{{note}}\n", to: "x.receipt")
    try shop.write("{\"note\":\"for ~ you |\"}", to: "x.json")
    let markup = try Template(
      compiling: "^^^Sale\n-\nTea | 3.00\n{{note}}\n", name: "x"
    ).expand(["note": "for ~ you |"])
    for columns in [32, 48] {
      let layout = Layout(markup: markup, profile: Profile.plain.withColumns(columns))
      let outcome = try shop.run(
        ["render", "x.receipt", "--data", "x.json", "--columns", String(columns)])
      #expect(outcome.status == 0 && outcome.out == renderText(layout), "\(outcome.text)")
    }
    for (target, magic) in [("pdf", "%PDF-"), ("png", "\u{89}PNG")] {
      let made = try shop.run(
        ["render", "x.receipt", "--data", "x.json", "--to", target, "-o", "x.out"])
      #expect(made.status == 0, "\(made.text)")
      let bytes = FileManager.default.contents(atPath: shop.path + "/x.out") ?? Data()
      #expect(bytes.starts(with: magic.unicodeScalars.map { UInt8($0.value) }))
    }
    for (profile, width) in [("generic-zh-80", 640), ("generic-zh-58", 448)] {
      let made = try shop.run(
        ["render", "-", "--to", "png", "--profile", profile, "-o", "x.out"], input: "永安|1\n")
      #expect(made.status == 0 && made.err.isEmpty, "\(made.text)")
      let bytes = FileManager.default.contents(atPath: shop.path + "/x.out") ?? Data()
      #expect(bytes.count > 24 && bytes[16..<20].reduce(0) { $0 << 8 | Int($1) } == width)
    }
    let wide = try shop.run(
      ["render", "-", "--to", "png", "--profile", "generic-zh-80", "--columns", "60"],
      input: "-\n")
    #expect(
      wide.status == 0
        && wide.err == "till: a line is 24 dots too wide for the paper and goes on below\n")
    let piped = try shop.run(["render", "-", "--to", "text"], input: "hello\n")
    #expect(piped.out.contains("hello"))
    for wrong in [["nowhere.receipt"], ["x.receipt", "--data", "x.receipt"]] {
      let outcome = try shop.run(["render"] + wrong)
      #expect(outcome.status == 1 && outcome.out.isEmpty, "\(outcome.text)")
    }
  }
}
