import Foundation
import Testing

@testable import till

/// Every message about `shop.yaml`, word for word, once.
@Suite("faults of shop.yaml")
struct SettingsFaultTests {
  /// What is added to a good shop on line 6 and after, and what is said of it.
  static let added: [(String, [String])] = [
    (
      "curency: EUR",
      ["6: there is no key curency — did you mean currency?"]
    ),
    (
      "colour: red",
      [
        "6: there is no key colour — take it out; the keys here are id, language, name, address, "
          + "phone, tax_number, stamp, currency, denominations, tax, prices_include_tax, "
          + "cash_rounding, day_begins_at, collect, verify, slip, receipt, delivery, "
          + "round_down_limit, "
          + "drawer, close, lock_after_minutes and scale_labels"
      ]
    ),
    (
      "receipt: {return_day: 7}",
      ["6: there is no key receipt.return_day — did you mean receipt.return_days?"]
    ),
    ("? [a]\n: b", ["6: a key is a list — write one \"key: value\" a line"]),
    ("phone: 1\nphone: 2", ["7: phone stands here and in line 6 — keep one of the two"]),
    (
      "address: [a]",
      ["6: address is a list — write one line of at most 200 characters"]
    ),
    (
      "phone: \"a\\nb\"",
      ["6: phone is \"a\\nb\" — write one line of at most 200 characters"]
    ),
    (
      "\"\\e]0;x\": 1",
      [
        "6: there is no key \\u{1B}]0;x — take it out; the keys here are "
          + "\(SettingsNames.list(SettingsShop.keys, last: "and"))"
      ]
    ),
    (
      "collect: \(String(repeating: "长", count: 100))",
      ["6: collect is \"\(String(repeating: "长", count: 60))…\" — write strict or quick"]
    ),
    (
      "stamp: red",
      ["6: stamp is \"red\" — write one \"key: value\" a line, as in the sample shop"]
    ),
    ("prices_include_tax: maybe", ["6: prices_include_tax is \"maybe\" — write yes or no"]),
    ("cash_rounding: 0.02", ["6: cash_rounding is \"0.02\" — write 0.01, 0.05, 0.10 or 1.00"]),
    (
      "day_begins_at: 24",
      ["6: day_begins_at is \"24\" — write a whole number from 0 to 23"]
    ),
    ("collect: slowly", ["6: collect is \"slowly\" — write strict or quick"]),
    ("collect:", ["6: collect is empty — write strict or quick"]),
    (
      "verify: from fifty",
      ["6: verify is \"from fifty\" — write all, none, or from an amount: from 50.00"]
    ),
    ("slip: {print: twice}", ["6: slip.print is \"twice\" — write unpaid, paid, both or none"]),
    (
      "receipt:\n  return_days: 9999",
      ["7: receipt.return_days is \"9999\" — write a whole number from 0 to 3650"]
    ),
    (
      "receipt:\n  footer: Thanks",
      ["7: receipt.footer is \"Thanks\" — write a list of lines"]
    ),
    (
      "receipt:\n  footer:\n    - Thanks\n    - [a]",
      ["9: receipt.footer 2 is a list — write one line of at most 200 characters"]
    ),
    (
      "receipt:\n  footer: [\(Array(repeating: "a", count: 21).joined(separator: ", "))]",
      ["7: receipt.footer has 21 lines — keep at most 20"]
    ),
    (
      "round_down_limit: 0.005",
      [
        "6: round_down_limit is \"0.005\" — write an amount above 0 with at most 2 decimals, "
          + "such as 1.00"
      ]
    ),
    (
      "denominations: [1, 1.00]",
      ["6: denominations names an amount twice — keep one of the two"]
    ),
    (
      "discount_limits: {cashier: 10}",
      [
        "6: there is no key discount_limits any more — write limits: {discount_line: 10, "
          + "discount_sale: 10} of a role under roles in config/staff.yaml"
      ]
    ),
    (
      "lock_after_minutes: 1441",
      ["6: lock_after_minutes is \"1441\" — write a whole number from 0 to 1440"]
    ),
    (
      "scale_labels:\n  - {prefix: 19}",
      [
        "7: scale_labels 1.prefix is \"19\" — write a whole number from 20 to 29",
        "7: scale_labels 1.holds is missing — write weight or price",
      ]
    ),
    (
      "scale_labels:\n  - {prefix: 21, holds: price}\n  - {prefix: 21, holds: weight}",
      ["8: scale_labels 2.prefix is 21, as in a label above — give each label its own"]
    ),
    (
      "name: Second\n  bad: x",
      [
        "7: not YAML: mapping values are not allowed in this context — look for a colon, a "
          + "quote or blanks out of place there"
      ]
    ),
    (
      "address: \"open\nphone: 1",
      [
        "7: not YAML: found unexpected end of stream, while scanning a quoted scalar begun in "
          + "line 6 — look for a colon, a quote or blanks out of place there"
      ]
    ),
    (
      "phone: \u{1}",
      ["6: not YAML: control characters are not allowed — write the line anew"]
    ),
  ]

  @Test("what is added is named with its line and the way on", arguments: added)
  func addedLines(lines: String, faults: [String]) throws {
    let folder = try TestFolder()
    try folder.writeShop(TestFolder.goodShop + lines + "\n")
    #expect(folder.faults() == faults.map { "config/shop.yaml:" + $0 })
  }

  /// A line of a good shop, what stands there instead, and what is said of it.
  static let changed: [(String, String, [String])] = [
    (
      "id: 5a3f0c1e-0000-4000-8000-000000000001", "id: 12",
      [
        "1: id is \"12\" — write the number that till init gives a shop, such as: "
          + "5a3f0c1e-0000-4000-8000-000000000001"
      ]
    ),
    ("language: en", "language: de", ["2: language is \"de\" — write en or zh-Hans"]),
    ("language: en\n", "", ["1: language is missing — write en or zh-Hans"]),
    (
      "name: Corner Shop", "name:",
      ["3: name is empty — write one line of at most 120 characters, such as: Yong'an Phones"]
    ),
    (
      "currency: CNY", "currency: RMB",
      ["4: currency is \"RMB\" — write the three capital letters of ISO 4217, such as CNY"]
    ),
    (
      "tax: {A: 13}\n", "",
      ["1: tax is missing — write one percentage a band, such as: tax: {A: 13, B: 9, N: 0}"]
    ),
    (
      "tax: {A: 13}", "tax: {}",
      ["5: tax is missing — write one percentage a band, such as: tax: {A: 13, B: 9, N: 0}"]
    ),
    (
      "tax: {A: 13}", "tax: 13",
      ["5: tax is \"13\" — write one \"key: value\" a line, as in the sample shop"]
    ),
    (
      "tax: {A: 13}", "tax: {full: 13}",
      ["5: tax.full is no tax band — name a band by one capital letter, A to Z"]
    ),
    (
      "tax: {A: 13}", "tax: {A: 13.125}",
      [
        "5: tax.A is \"13.125\" — write a percentage from 0 to 100 with at most two decimals, "
          + "such as 8.5"
      ]
    ),
    (
      "currency: CNY", "currency: JPY\nround_down_limit: 0.5",
      [
        "5: round_down_limit is \"0.5\" — write an amount above 0 without decimals, such as 1"
      ]
    ),
  ]

  @Test("what is changed or left out is named with its line and the way on", arguments: changed)
  func changedLines(line: String, now: String, faults: [String]) throws {
    let folder = try TestFolder()
    try folder.writeShop(TestFolder.goodShop.replacingOccurrences(of: line, with: now))
    #expect(folder.faults() == faults.map { "config/shop.yaml:" + $0 })
  }

  @Test("all faults of all files are said at once, by file and line")
  func allAtOnce() throws {
    let folder = try TestFolder()
    try folder.writeShop(
      TestFolder.goodShop.replacingOccurrences(of: "name: Corner Shop\n", with: "")
        + "collect: slowly\nverify: 9\n",
      staff: "staff: []\n", printers: "printers: {}\n")
    #expect(
      folder.faults().map { $0.split(separator: " ")[0] } == [
        "config/shop.yaml:1:", "config/shop.yaml:5:", "config/shop.yaml:6:",
        "config/staff.yaml:1:", "config/printers.yaml:1:",
      ])
  }

  @Test("a shop of only the required keys has the documented defaults")
  func defaults() throws {
    let folder = try TestFolder()
    try folder.writeShop("\u{FEFF}" + TestFolder.goodShop.replacing("\n", with: "\r\n"))
    let set = try SettingsFile.load(shop: folder.shop).get().settings
    #expect(set.name == "Corner Shop" && set.stampName == "Corner Shop")
    #expect(set.denominationsMinor == set.currency.usualDenominationsMinor)
    #expect(set.verifyFromMinor == 1)
    #expect(set.cashRoundingMinor == 1 && set.roundDownLimitMinor == 100)
    #expect(set.cutOffHour == 4 && set.returnDays == 7 && set.printsReceipt)
    #expect(set.collecting == .quick && set.slipPrinting == .paid && set.pricesIncludeTax)
    #expect(set.trust == .usual && set.lockAfterMinutes == 15)
    #expect(set.scaleLabels.isEmpty && set.receiptFooter.isEmpty)
  }

  @Test("figures are read from their text, exactly")
  func exactFigures() throws {
    let folder = try TestFolder()
    try folder.writeShop(
      TestFolder.goodShop.replacing("{A: 13}", with: "{A: 8.1, B: 0.07%, C: 100}") + """
        verify: none
        cash_rounding: 0.1
        round_down_limit: 0.29
        denominations: [0.10, 100.00, 0.29]
        """)
    let set = try SettingsFile.load(shop: folder.shop).get().settings
    #expect(set.taxBands.map(\.rate.basisPoints) == [810, 7, 10_000])
    #expect(set.verifyFromMinor == nil)
    #expect(set.cashRoundingMinor == 10 && set.roundDownLimitMinor == 29)
    #expect(set.denominationsMinor == [10_000, 29, 10])
  }
}
