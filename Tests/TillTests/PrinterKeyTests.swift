import Testing
import TillCore

@testable import till

/// What is said of the keys of printers.yaml that may be left out.
enum PrinterKeySamples {
  private static let a = "  - {queue: a, profile: generic-zh-80, prints: [slip]"
  private static let b = "  - {queue: b, profile: generic-zh-80, prints: [receipt]"
  private static let address =
    "write a receipt printer's address, such as escpos://192.168.1.50:9100 or escpos:/dev/usb/lp0"

  static let faults: [(String, [String])] = [
    (
      "\(a), fallback: b}\n\(b)}\n  - {queue: c, profile: a4, prints: [], fallback: a}",
      [
        "4: printers 3.fallback names a, which takes escpos and not pdf — name a printer of the "
          + "same kind, or take it out"
      ]
    ),
    (
      "\(a), fallback: a}",
      ["2: printers 1.fallback is the printer itself — name another one, or take it out"]
    ),
    (
      "\(a), fallback: x}\n\(b)}\n  - {queue: c, profile: a4, prints: []}",
      ["2: printers 1.fallback names x, which is no printer of this file — write b or c"]
    ),
    (
      "\(a), fallback: x}",
      ["2: printers 1.fallback names x, which is no printer of this file — take it out"]
    ),
    (
      "\(a), fallback: b}\n\(b), fallback: c}\n"
        + "  - {queue: c, profile: generic-zh-80, prints: [], fallback: b}",
      [
        "3: printers 2.fallback leads round in a circle: b, c, b — take one of these fallbacks "
          + "out"
      ]
    ),
    (
      "\(a), fallback: a/b}",
      ["2: printers 1.fallback is \"a/b\" — write the queue of another printer of this file"]
    ),
    (
      "\(a), fallback: b, fallback_after_seconds: 0}\n\(b)}",
      ["2: printers 1.fallback_after_seconds is \"0\" — write a whole number from 1 to 600"]
    ),
    (
      "\(a), fallback_after_seconds: 5}",
      [
        "2: printers 1.fallback_after_seconds means nothing without a fallback — name the other "
          + "printer's queue: fallback: QUEUE, or take it out"
      ]
    ),
    (
      "\(a), device: \"socket://h:9100\"}\n"
        + "  - {queue: b, profile: a4, prints: [], device: \"escpos://\"}",
      [
        "2: printers 1.device is \"socket://h:9100\" — \(address)",
        "3: printers 2.device is \"escpos://\" — \(address)",
      ]
    ),
    (
      "\(a), device: \"escpos://h?ack=gs-x\"}\n"
        + "  - {queue: b, profile: a4, prints: [], device: \"escpos:/dev/ttyUSB0?speed=9600\"}",
      [
        "2: printers 1.device is \"escpos://h?ack=gs-x\" — \(address)",
        "3: printers 2.device is \"escpos:/dev/ttyUSB0?speed=9600\" — \(address)",
      ]
    ),
    (
      "\(a), device: \"escpos://h\"}\n"
        + "  - {queue: b, profile: a4, prints: [], device: \"escpos://h\"}",
      [
        "3: printers 2.device is a receipt printer's address, and a4 prints pages through CUPS — "
          + "take it out, or name a receipt printer's profile"
      ]
    ),
    (
      "\(a), checked: {columns: 48, chinese: perhaps}}",
      [
        "2: printers 1.checked.date is missing — write the day somebody looked, such as 2026-11-22",
        "2: printers 1.checked.chinese is \"perhaps\" — write yes or no",
      ]
    ),
    (
      "\(a), checked: {date: 2026-11-31, columns: 0, yenn: yes}}",
      [
        "2: there is no key printers 1.checked.yenn — did you mean printers 1.checked.yen?",
        "2: printers 1.checked.date is \"2026-11-31\" — write the day somebody looked, such as "
          + "2026-11-22",
        "2: printers 1.checked.columns is \"0\" — write a whole number from 1 to 200",
      ]
    ),
    (
      "\(a)}\npriorities: {kick: 101, slips: 3}",
      [
        "3: there is no key priorities.slips — did you mean priorities.slip?",
        "3: priorities.kick is \"101\" — write a whole number from 1 to 100",
      ]
    ),
  ]
}

@Suite("printers.yaml: the keys that may be left out")
struct PrinterKeyTests {
  private func routing(_ text: String) throws -> PrinterRouting {
    let folder = try TestFolder()
    try folder.writeShop(printers: text)
    return try SettingsFile.load(shop: folder.shop).get().printers
  }

  @Test("they are read as they stand")
  func read() throws {
    let printers = try routing(
      """
      printers:
        - queue: front
          profile: generic-zh-80
          prints: [receipt, kick]
          fallback: back
          fallback_after_seconds: 600
          device: escpos://[fe80::1]:9100/?ack=none
          checked: {date: 2026-11-22, columns: 48, chinese: yes, cut: no}
        - {queue: back, profile: generic-zh-80, prints: [slip], device: "escpos:/dev/usb/lp0"}
      priorities: {receipt: 1, kick: 99}
      """)
    let front = try #require(printers.printer(kind: "receipt", copy: "stub"))
    #expect(front.fallbackAfterSeconds == 600)
    #expect(front.device == "escpos://[fe80::1]:9100/?ack=none")
    #expect(front.checked?.date.description == "2026-11-22" && front.checked?.columns == 48)
    #expect(front.checked?.answers == [.chinese: true, .cut: false])
    let back = try #require(printers.fallback(of: front))
    #expect(back.queue == "back" && printers.fallback(of: back) == nil && back.checked == nil)
    #expect(back.device == "escpos:/dev/usb/lp0")
    #expect(printers.printer(queue: "back") == back && printers.printer(queue: "x") == nil)
    #expect(printers.priority(of: "receipt") == 1 && printers.priority(of: "kick") == 99)
  }

  @Test("left out, the usual stands in their place")
  func usual() throws {
    let printers = try routing(
      "printers:\n  - {queue: a, profile: a4, prints: [slip], fallback: b}\n"
        + "  - {queue: b, profile: a4, prints: []}\n")
    #expect(printers.printers.map(\.fallbackAfterSeconds) == [20, 20])
    #expect(printers.printers.allSatisfy { $0.device == nil && $0.checked == nil })
    let kinds = PaperKind.allCases.map(\.rawValue).sorted {
      printers.priority(of: $0) > printers.priority(of: $1)
    }
    #expect(
      kinds == ["kick", "receipt", "tax-invoice", "slip", "delivery", "closing", "x-report"])
    #expect(printers.priority(of: "kick") == 100 && printers.priority(of: "slip") == 50)
    #expect(printers.priority(of: "self-test") == 50)
    #expect(PrinterRouting.none.priority(of: "receipt") == 80)
  }
}
