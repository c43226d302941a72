import Testing
import TillCore

@testable import TillCounter

/// Whatever comes in, the answer is one clear line and nothing changes.
@Suite struct BadInputTests {
  /// An open sale of two lines, signed on as cashier.
  private func desk() throws -> TranscriptDesk {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    try desk.type(["float 20x5 10x5 5x5 1x10", "GLASS-UNI", "2*6921168509256"])
    return desk
  }

  /// A bad line, and the code it is refused with.
  struct Bad: CustomTestStringConvertible, Sendable {
    let line: String
    let code: String
    var testDescription: String { "\(line.debugDescription.prefix(60)) is \(code)" }

    init(_ line: String, _ code: String) {
      self.line = line
      self.code = code
    }
  }

  static let lines: [Bad] = [
    Bad("6901028075863", "unknown-article"),
    Bad(String(repeating: "x", count: 4000), "unknown-word"),
    Bad(String(repeating: "9", count: 4000), "unknown-word"),
    Bad("find " + String(repeating: "x", count: 4000), "nothing-found"),
    Bad("cash " + String(repeating: "9", count: 4000), "amount-too-large"),
    Bad("customer " + String(repeating: "好", count: 900), "unknown-customer"),
    Bad("1", "unknown-article"), Bad("999999", "unknown-article"),
    Bad("0*GLASS-UNI", "quantity-zero"), Bad("qty 0", "quantity-zero"),
    Bad("qty 100000", "quantity-too-large"),
    Bad("99999999999999999999*GLASS-UNI", "quantity-too-large"),
    Bad("qty -1", "quantity-negative"), Bad("qty 1.0001", "too-many-digits"),
    Bad("price 1.005", "too-many-digits"), Bad("price 99999999999999999999", "amount-too-large"),
    Bad("price 10000000000", "amount-too-large"), Bad("price -5", "bad-amount"),
    Bad("price 1e9", "bad-amount"), Bad("price 0x10", "bad-amount"), Bad("price ١٢", "bad-amount"),
    Bad("cash 0", "tender-zero"), Bad("cash 0.00", "tender-zero"), Bad("card 0", "tender-zero"),
    Bad("cash -5", "bad-amount"), Bad("cash 19.005", "too-many-digits"),
    Bad("cash 999999999999999", "amount-too-large"), Bad("cash 100x99999999999", "bad-count"),
    Bad("cash 30x1", "bad-count"), Bad("cash NaN", "bad-amount"), Bad("cash $100", "bad-amount"),
    Bad("cash 5 GLASS-UNI", "bad-count"), Bad("card 20", "tender-too-large"),
    Bad("less 101%", "bad-amount"), Bad("dz 11", "bad-amount"), Bad("less -5%", "bad-amount"),
    Bad("less 0%", "amount-zero"),
    Bad("less 100", "discount-too-large"), Bad("less all 100", "discount-too-large"),
    Bad("drop 3", "unknown-line"), Bad("drop 99999999999999999999", "bad-line"),
    Bad("drop -1", "bad-line"), Bad("recall 99999999999999999999", "not-parked"),
    Bad("sign-on 99", "unknown-person"), Bad("deliver to Zhao", "contact-incomplete"),
    Bad("deliver to Zhao 13812345678", "contact-incomplete"),
    Bad("deliver to Zhao Road 8", "bad-phone"), Bad("deliver to", "contact-incomplete"),
    Bad("receipt 99999999999999", "unknown-document"), Bad("copy R1-000001 x", "unknown-document"),
    Bad("copy S1-99999999999999999999999999 x", "unknown-document"),
    Bad("return R1-000001 1 x", "unknown-document"), Bad("collect S9-000001", "unknown-document"),
    Bad("pickup S1-000001", "unknown-document"), Bad("pickup", "not-paid"),
    Bad("note \"half", "unclosed-quote"), Bad("sales 2026-02-30", "bad-day"),
    Bad("'; DROP TABLE entry; --", "unknown-word"), Bad("find ' OR 1=1 --", "nothing-found"),
    Bad("find \"*\"", "nothing-found"), Bad("find NEAR(", "nothing-found"),
    Bad("note a\u{202E}b", "bad-text"), Bad("note a\u{200B}b", "bad-text"),
    Bad("note a\u{2028}b", "bad-text"), Bad("note a\u{FFFD}b", "bad-text"),
    Bad("note \u{E0041}tag", "bad-text"), Bad("cancel gone\u{2066}", "bad-text"),
    Bad("park \u{FEFF}x", "bad-text"), Bad("serial a\u{200D}b", "bad-text"),
    Bad("customer new Zhao\u{202E} 13812345678", "bad-text"),
    Bad("customer new Zhao 13812345678 Road\u{200B}8", "bad-text"),
    Bad("deliver to Zhao\u{202E} 13812345678 Road 8", "bad-text"),
    Bad("note " + String(repeating: "x", count: 201), "bad-text"),
    Bad("GLASS\u{200B}-UNI", "unknown-word"), Bad("\u{202E}cash", "unknown-word"),
    Bad("REPAIR 99999999999999999999", "amount-too-large"), Bad("REPAIR -1", "bad-amount"),
    Bad("REPAIR 10000000000", "amount-too-large"),
  ]

  @Test("a bad line is one clear line, and nothing changes", arguments: lines)
  func badLine(_ bad: Bad) throws {
    let desk = try desk()
    let before = (try desk.entryCount(), desk.keeper.snapshot)
    let reply = try desk.type(bad.line)
    #expect(reply.refusal?.code == bad.code, "\(reply.lines)")
    #expect(reply.lines.count == 1, "\(reply.lines)")
    try expectTame(reply)
    #expect(try desk.entryCount() == before.0)
    let isUntouched = desk.keeper.snapshot == before.1
    #expect(isUntouched)
  }

  /// Data is never a command: nothing that could drive a terminal is said back.
  private func expectTame(_ reply: Reply) throws {
    for line in reply.lines {
      let wild = line.unicodeScalars.first {
        Input.isControl($0) || $0.properties.generalCategory == .format
      }
      #expect(wild == nil, "\(line.debugDescription)")
      #expect(Cells.width(line) <= 160, "\(Cells.width(line)) cells: \(line)")
    }
  }

  @Test("a bad line before sign-on changes nothing either", arguments: lines)
  func signedOff(_ bad: Bad) throws {
    let desk = try TranscriptShop().desk()
    let entries = try desk.entryCount()
    let reply = try desk.type(bad.line)
    #expect(!reply.isOK && reply.lines.count == 1, "\(reply.lines)")
    #expect(try desk.entryCount() == entries)
  }

  @Test("what comes in as bytes: too long, not UTF-8, control characters, escape sequences")
  func bytes() throws {
    let desk = try desk()
    let entries = try desk.entryCount()
    let million = [UInt8](repeating: UInt8(ascii: "9"), count: 1_000_000)
    let inputs: [(String, [UInt8])] = [
      ("line-too-long", million),
      ("line-too-long", [UInt8](repeating: 0xFF, count: 1_000_000)),
      ("not-utf-8", [0xC3, 0x28]), ("not-utf-8", Array("note ".utf8) + [0xED, 0xA0, 0x80]),
      ("not-utf-8", [0xF8, 0x88, 0x80, 0x80, 0x80]),
      ("control-character", Array("note \u{1B}[2J".utf8)),
      ("control-character", Array("note \u{1B}]0;x\u{7}".utf8)),
      ("control-character", Array("GLASS-UNI\u{0}".utf8)),
      ("control-character", Array("note a\rb".utf8)),
      ("control-character", Array("note \u{9B}2J".utf8)),
    ]
    for (code, bytes) in inputs {
      let reply = try desk.give(bytes: bytes)
      #expect(reply.refusal?.code == code, "\(bytes.prefix(12))")
      #expect(reply.lines.count == 1)
      try expectTame(reply)
    }
    #expect(try desk.entryCount() == entries)
    #expect(try desk.type("status").say.last?.hasPrefix("Next") == true)
  }

  @Test("bytes that are no answer leave the question open")
  func bytesAsAnswers() throws {
    let desk = try desk()
    try desk.type("REPAIR")
    for bytes in [[0xC3, 0x28], Array("\u{1B}[A".utf8), [UInt8](repeating: 0x41, count: 5000)] {
      let reply = try desk.give(bytes: bytes)
      #expect(!reply.isOK && reply.ask == .amount)
      #expect(reply.say.last == "Price of Phone repair?", "asked again: \(reply.lines)")
    }
    #expect(try desk.type("80").isOK)
  }

  @Test("the longest line there may be is read")
  func longestLine() throws {
    let desk = try desk()
    let blanks = String(repeating: " ", count: Limits.lineBytes - 11)
    #expect(try desk.give(bytes: Array(("note" + blanks + "to wrap").utf8)).isOK)
    let tooLong = Array(("note" + blanks + "to wrap!").utf8)
    #expect(try desk.give(bytes: tooLong).refusal?.code == "line-too-long")
  }

  @Test("goods with something due stay; goods never leave twice")
  func goods() throws {
    let desk = try desk()
    try desk.type(["pickup later", "invoice", "park"])
    let entries = try desk.entryCount()
    #expect(try desk.type("pickup S1-000001").refusal?.code == "not-paid")
    #expect(try desk.entryCount() == entries)
    try desk.type(["collect S1-000001", "card 5"])
    let halfPaid = try desk.entryCount()
    #expect(try desk.type("pickup S1-000001").refusal?.code == "not-paid")
    #expect(try desk.entryCount() == halfPaid)
    try desk.type(["card", "S1-000001"])
    let handedOver = try desk.entryCount()
    for line in ["S1-000001", "R1-000001", "pickup 1", "pickup S1-000001 1*GLASS-UNI"] {
      let reply = try desk.type(line)
      #expect(["handed-over", "more-than-waits"].contains(reply.refusal?.code), "\(reply.lines)")
    }
    #expect(try desk.entryCount() == handedOver)
  }

  @Test("a wrong PIN is one recorded refusal and nothing else; the wait grows")
  func wrongPIN() throws {
    let desk = try TranscriptShop().desk()
    for failures in 1...5 {
      let entries = try desk.entryCount()
      try desk.type("sign-on 01")
      let reply = try desk.type("0000")
      #expect(reply.refusal?.code == "pin-wrong")
      #expect(reply.events.map(\.kind) == ["person.pin-refused.1"])
      #expect(try desk.entryCount() == entries + 1)
      #expect(reply.stage == "signed-off")
      let early = try desk.type("sign-on 01")
      let delay = Register.delaySeconds(afterFailures: failures)
      #expect(delay == 1 || early.refusal?.code == "pin-wait", "\(failures): \(early.lines)")
      if early.ask == .pin { try desk.type(".") }
      desk.wait(seconds: Int64(delay))
    }
    try desk.signOn()
    #expect(desk.keeper.snapshot.session?.id == "01")
  }

  @Test("a sale can't overflow: lines, amounts, tenders")
  func overflow() throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn("90")
    try desk.type("REPAIR 999999999.99")
    #expect(try desk.type("qty 99999").refusal?.code == "amount-too-large")
    #expect(try desk.type("9*REPAIR 999999999.99").isOK == false)
    for _ in 1...8 { try desk.type("REPAIR 999999999.99") }
    let entries = try desk.entryCount()
    for _ in 1...3 { try desk.type("REPAIR 999999999.98") }
    #expect(try desk.entryCount() <= entries + 3)
    #expect(try desk.type("cash 10000000000").lines.count > 0)
    #expect(try desk.differencesFromDisk() == [])
  }

  @Test("500 lines are a sale; the 501st is refused")
  func manyLines() throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    for number in 1...Limits.linesPerSale { try desk.type("REPAIR \(number)") }
    #expect(try desk.type("REPAIR 501").refusal?.code == "too-many-lines")
    #expect(try desk.type("card").isOK)
  }
}
