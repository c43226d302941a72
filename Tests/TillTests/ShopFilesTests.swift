import Foundation
import Testing

@testable import till

/// The other files of a shop, and files that can't be read at all.
@Suite("faults of the other files")
struct ShopFilesTests {
  static let staff: [(String, [String])] = [
    ("staff: []", ["1: nobody works here — name at least a manager, as in the sample shop"]),
    ("people: []", ["1: there is no key people — take it out; the keys here are roles and staff"]),
    (
      "staff:\n  - {id: \"90\", name: Chen, role: boss}",
      ["2: staff 1.role is \"boss\" — write cashier, senior, manager or owner"]
    ),
    (
      "staff:\n  - {id: a b, role: manager}",
      [
        "2: staff 1.id is \"a b\" — write up to 16 letters or digits, such as: \"01\"",
        "2: staff 1.name is missing — write one line of at most 60 characters, such as: "
          + "Wang Xiaoyan",
      ]
    ),
    (
      "staff:\n  - {id: 9, name: Chen, role: manager}\n  - id: \"9\"\n    name: Li\n"
        + "    role: cashier",
      ["3: staff 2.id is 9, as in line 2 — give each person their own"]
    ),
    (
      "staff:\n  - {id: \"01\", name: Li, role: cashier}",
      [
        "1: nobody is a manager or owner — give one person that role; someone has to vouch, and "
          + "to close the day"
      ]
    ),
    (
      "staff:\n  - Chen",
      ["2: staff 1 is \"Chen\" — write one \"key: value\" a line, as in the sample shop"]
    ),
  ]

  @Test("staff.yaml", arguments: staff)
  func staffFaults(text: String, faults: [String]) throws {
    let folder = try TestFolder()
    try folder.writeShop(staff: text + "\n")
    #expect(folder.faults() == faults.map { "config/staff.yaml:" + $0 })
  }

  static let papers = "slip, receipt, tax-invoice, delivery, x-report, closing or kick"
  static let printers: [(String, [String])] = [
    (
      "  - {queue: a/b, profile: a4, prints: [slip]}",
      [
        "2: printers 1.queue is \"a/b\" — write the printer's name in CUPS, as lpstat -e lists it"
      ]
    ),
    (
      "  - {queue: a, profile: A5, prints: [slip]}",
      ["2: printers 1.profile is \"A5\" — write generic-zh-80 or a4"]
    ),
    (
      "  - {queue: a, profile: a4}",
      ["2: printers 1.prints is missing — write a list of papers: \(papers)"]
    ),
    (
      "  - {queue: a, profile: a4, prints: [slips, kick/stub, slip/signed, delivery/signed, receipt/stub,\n"
        + "      x-report/finance, slip/finance]}",
      [
        "2: printers 1.prints 1 is \"slips\" — write \(papers), or one copy, such as "
          + "slip/finance or delivery/signed",
        "2: printers 1.prints 2 is \"kick/stub\" — write \(papers), or one copy, such as "
          + "slip/finance or delivery/signed",
        "2: printers 1.prints 3 is \"slip/signed\" — write \(papers), or one copy, such as "
          + "slip/finance or delivery/signed",
        "2: printers 1.prints 5 is \"receipt/stub\" — write \(papers), or one copy, such as "
          + "slip/finance or delivery/signed",
        "3: printers 1.prints 6 is \"x-report/finance\" — write \(papers), or one copy, such as "
          + "slip/finance or delivery/signed",
      ]
    ),
    (
      "  - {queue: a, profile: a4, prints: [slip]}\n"
        + "  - {queue: b, profile: a4, prints: [slip]}",
      ["3: printers 2.prints names slip, which goes to a printer already — name it once"]
    ),
    (
      "  - {queue: a, profile: a4, prints: [slip]}\n"
        + "  - {queue: b, profile: a4, prints: []}\n"
        + "  - profile: generic-zh-80\n    prints: [receipt]\n    queue: A",
      ["6: printers 3.queue is A, as in line 2 — name each queue once"]
    ),
    (
      "  - {queue: a, profile: a4, prints: [slip, kick]}\n"
        + "  - {queue: b, profile: generic-zh-80, prints: []}",
      [
        "2: printers 1.prints names kick, and a printer of the profile a4 opens no drawer — take "
          + "it out, or name it at the printer the drawer hangs on"
      ]
    ),
  ]

  @Test("printers.yaml", arguments: printers + PrinterKeySamples.faults)
  func printerFaults(text: String, faults: [String]) throws {
    let folder = try TestFolder()
    try folder.writeShop(printers: "printers:\n" + text + "\n")
    let profiles = ProfileFolder(shop: nil, share: TestFolder.share)
    #expect(
      folder.faults(
        profiles: ["generic-zh-80", "a4"], profile: { try? profiles.profile(named: $0) })
        == faults.map { "config/printers.yaml:" + $0 })
  }

  @Test("a copy goes where it is named, else where its paper goes, else nowhere")
  func routing() throws {
    let folder = try TestFolder()
    try folder.writeShop(
      printers: """
        printers:
          - queue: front
            profile: generic-zh-80
            prints: [receipt, kick, slip/customer]
          - queue: office
            profile: a4
            prints: [slip]
        """)
    let printers = try SettingsFile.load(shop: folder.shop).get().printers
    #expect(printers.printers.map(\.queue) == ["front", "office"])
    #expect(printers.route(kind: "slip", copy: "customer")?.queue == "front")
    #expect(printers.route(kind: "slip", copy: "finance")?.queue == "office")
    #expect(printers.route(kind: "slip", copy: nil)?.profile == "a4")
    #expect(printers.route(kind: "receipt", copy: "stub")?.profile == "generic-zh-80")
    #expect(printers.route(kind: "kick", copy: nil)?.queue == "front")
    #expect(printers.route(kind: "delivery", copy: nil) == nil)
  }

  @Test("files that are missing, unreadable, empty, of another encoding or too large")
  func files() throws {
    let folder = try TestFolder()
    #expect(
      folder.faults() == [
        "\(folder.path): no shop is in this folder — make one: till init DIR, or name its "
          + "folder: --shop DIR"
      ])
    try folder.writeShop("# nothing yet\n", staff: "~\n")
    try FileManager.default.removeItem(atPath: folder.path + "/config/printers.yaml")
    #expect(
      folder.faults() == [
        "config/shop.yaml:1: nothing stands in this file — copy it from the sample shop: "
          + "till init DIR",
        "config/staff.yaml:1: nothing stands in this file — copy it from the sample shop: "
          + "till init DIR",
        "config/printers.yaml: this file is missing — copy it from another shop, or make a new "
          + "one: till init DIR",
      ])
    try folder.writeShop(
      "- a\n", staff: String(repeating: "#\n", count: SettingsTree.mostBytes),
      printers: "a: 1\n")
    let name = URL(fileURLWithPath: folder.path + "/config/printers.yaml")
    try Data([0x61, 0x0A, 0xD3, 0xC0]).write(to: name)
    let faults = folder.faults()
    #expect(
      faults.first
        == "config/shop.yaml:1: the file is a list — write one \"key: value\" a line, as in the "
        + "sample shop")
    #expect(faults.count == 3)
    #expect(
      Array(faults.suffix(2)) == [
        "config/staff.yaml: this file is larger than a megabyte — look whether another file was "
          + "saved under its name",
        "config/printers.yaml:2: this line is not UTF-8 — save the file again as UTF-8",
      ])
    try FileManager.default.removeItem(at: name)
    try FileManager.default.createDirectory(at: name, withIntermediateDirectories: false)
    #expect(
      folder.faults().last
        == "config/printers.yaml: can't be read (Is a directory) — let the user of till read it")
  }
}
