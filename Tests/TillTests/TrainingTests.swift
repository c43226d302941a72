import Foundation
import TestSupport
import Testing
import TillCore
import TillReceipt

@testable import till

/// `--training`: the same shop, with books and papers that are nobody's.
@Suite("till: training")
struct TrainingTests {
  /// All that the shop itself keeps, byte for byte. SQLite's index of its log is no book, nor is
  /// the empty log a reader leaves.
  private func books(_ shop: ProcessShop) throws -> [String: Data] {
    let data = shop.path + "/data"
    var books: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: data)
    where !name.hasPrefix("training") && !name.hasSuffix("-shm") && name != "lock" {
      let bytes = FileManager.default.contents(atPath: "\(data)/\(name)") ?? Data()
      books[name] = bytes.isEmpty ? nil : bytes
    }
    return books
  }

  private func answers(_ shop: ProcessShop, _ lines: [String]) throws -> [JSON] {
    let outcome = try shop.run(
      ["counter", "--json", "--training"], input: lines.joined(separator: "\n") + "\n")
    try #require(outcome.status == 0, "\(outcome.text)")
    return outcome.objects
  }

  private static let sale = [
    "sign-on 01", "1111", "float 10x20 5x20 1x50", "CHG-20W", "cash 50", "yes",
  ]

  @Test("a learner's morning leaves the shop's books as they were, byte for byte")
  func untouched() throws {
    let shop = try ProcessShop()
    let before = try books(shop)
    #expect(before.keys.contains("journal.sqlite") && before.keys.contains("key"))
    let lines =
      Self.sale + [
        "x-report", "copy R901-000001 lost", "sign-off", "sign-on 90", "9090", "sign-off",
      ]
    let said = try answers(shop, lines)
    #expect(said.filter { !$0.isOK } == [])
    #expect(
      said.first?.say.first
        == "TRAINING: nothing here is sold, and nothing gets into the shop's books.")
    #expect(try shop.run(["staff", "list", "--training"]).status == 0)
    let after = try books(shop)
    #expect(Set(after.keys) == Set(before.keys))
    for (name, bytes) in before { #expect(after[name] == bytes, "\(name) has changed") }
    #expect(try shop.isWhole())
    let verified = try shop.run(["journal", "verify", "--training"])
    #expect(verified.status == 0 && verified.out.contains("unbroken"))
    let real = try shop.run(["report", "day", "--json"]).objects.first
    #expect(real?["sales"]?["count"] == 0)
    let learned = try shop.run(["report", "day", "--json", "--training"]).objects.first
    #expect(learned?["sales"]?["count"] == 1 && learned?["till"] == 901)
  }

  @Test("every paper says TRAINING: number of no desk of the shop, PDF, text and screen")
  func papers() throws {
    let shop = try ProcessShop()
    let said = try answers(
      shop, Self.sale + ["copy S901-000001 finance lost", "x-report", "deliver"])
    #expect(said.contains { $0.line.contains("R901-000001") })
    let folder = shop.path + "/data/training/paper"
    for _ in 0..<20 where try shop.run(["jobs", "--open", "--training"]).out != "" {
      // What the counter left at its end another opening prints.
      _ = try answers(shop, [""])
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count >= 6, "\(names)")
    for name in names {
      let text = try TillProgramTools.run(["pdftotext", "-layout", "\(folder)/\(name)", "-"])
      #expect(text.components(separatedBy: "TRAINING").count > 2, "\(name)")
      let about = try TillProgramTools.run(["pdfinfo", "\(folder)/\(name)"])
      #expect(about.contains("TRAINING"), "\(name)")
    }
    let listed = try shop.run(["document", "list", "--json", "--training"]).objects
    #expect(listed.count == 3)
    for number in listed.compactMap({ $0["number"]?.stringValue }) {
      #expect(number.dropFirst().hasPrefix("901-"))
      let shown = try shop.run(["document", "show", number, "--training"])
      #expect(shown.out.components(separatedBy: "TRAINING").count > 2)
      // Scanned at the shop's own counter it is nobody's paper.
      #expect(try shop.run(["document", "show", number]).status == 1)
    }
    #expect(!shop.exists("data/paper"))
  }

  @Test("no drawer opens, though the shop's printers would open one; the receipt says what it is")
  func drawer() throws {
    let shop = try ProcessShop()
    try shop.write(
      """
      printers:
        - queue: receipt
          profile: generic-zh-80
          prints: [receipt, kick]

      """, to: "config/printers.yaml")
    let (folder, setUp) = (ShopFolder(path: shop.path), ShopFolder(path: shop.path).training)
    for place in [folder, setUp] {
      let open = try OpenShop(place, try OpenShop.settings(of: place))
      let bytes = PaperBytes(open)
      let task = try Self.kick(open)
      let sheet = try bytes.sheet(task, profile: "generic-zh-80") { true }
      #expect((sheet == nil) == place.isTraining)
    }
    _ = try answers(shop, Self.sale + ["open-drawer change"])
    let jobs = try shop.run(["jobs", "--json", "--training"]).objects
    let kicks = jobs.filter { $0["kind"] == "kick" }
    #expect(!kicks.isEmpty)
    #expect(kicks.allSatisfy { $0["job"] == nil || $0["job"] == .null })
  }

  /// A sale in cash, and the print that would open the drawer for it.
  private static func kick(_ open: OpenShop) throws -> PrintTask {
    let printing = try PrintRoom(open)
    let counter = try Counter(open, desk: 1, printing: printing, waits: false)
    for line in Self.sale { _ = try counter.answer(.line(line)) }
    try counter.conversation.end()
    return try #require(try open.store.journal.prints(limit: 50).first(where: \.isKick))
  }

  @Test("a learner and the shop's own counter work beside each other; reset waits for the learner")
  func beside() throws {
    let shop = try ProcessShop()
    let real = try shop.signedOn("90")
    let learner = try shop.counter(["--training"])
    #expect(learner.ask("sign-on 01").isOK)
    #expect(learner.ask("1111").isOK)
    #expect(real.ask("CHG-20W").isOK)
    #expect(learner.ask("CHG-20W").isOK)
    let early = try shop.run(["training", "reset"])
    #expect(early.status == 4)
    #expect(learner.end().status == 0)
    let reset = try shop.run(["training", "reset"])
    #expect(reset.status == 0 && reset.out == "The learners' books are empty again.\n")
    #expect(!shop.exists("data/training") && !shop.exists("data/.training-thrown-away"))
    #expect(real.ask("CHG-20W").isOK)
    _ = real.end()
    let again = try shop.run(["training", "reset"])
    #expect(again.status == 0 && again.out == "There is nothing to throw away.\n")
    #expect(try answers(shop, ["sign-on 01", "1111"]).last?["stage"] == "new")
  }

  @Test("in Chinese; and in a shop whose own books aren't begun yet")
  func chinese() throws {
    let folder = try TestFolder()
    _ = try ShopInit.create(
      at: folder.path + "/shop", language: "zh-Hans", share: TestFolder.share)
    let outcome = try TillProgram.run(
      ["counter", "--training"], input: "登录 01\n1111\n", directory: folder.path + "/shop")
    #expect(outcome.lines.first == "练习：这里不是真正的销售，不会记入店里的账。")
    #expect(outcome.status == 0, "\(outcome.text)")
    let names = try folder.names(in: "shop/data")
    #expect(names == ["catalogue.lock", "catalogue.sqlite", "training"])
  }

  @Test("PINs are the shop's, and are given there")
  func pins() throws {
    let shop = try ProcessShop()
    let outcome = try shop.run(["staff", "pin", "01", "--training"], input: "7777\n")
    #expect(outcome.status == 2)
    #expect(outcome.err == "Learners have the PINs of the shop; leave --training out.\n")
  }
}
