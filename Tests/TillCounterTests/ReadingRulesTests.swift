import Testing
import TillCore

@testable import TillCounter

/// COUNTER's rules of reading, rule by rule: what was typed before, the line, and what it is.
@Suite struct ReadingRulesTests {
  /// A line and what comes of it: `sale.line-added`, `asks pin`, `! unknown-article`, or `said`.
  struct Case: CustomTestStringConvertible, Sendable {
    let before: [String]
    let line: String
    let outcome: String
    var testDescription: String { "\(before + [line]) is \(outcome)" }

    init(_ before: [String] = [], _ line: String, _ outcome: String) {
      self.before = before
      self.line = line
      self.outcome = outcome
    }
  }

  static let rule0: [Case] = [
    Case(["6901028075862", "cash 65"], "", "! not-an-answer, asks yes"),
    Case(["6901028075862", "cash 65"], "   ", "! not-an-answer, asks yes"),
    Case(["6901028075862", "cash 65"], "GLASS-UNI", "! not-an-answer, asks yes"),
    Case(["6901028075862", "cash 65"], "@x-1 yes", "! not-an-answer, asks yes"),
    Case(["6901028075862", "cash 65"], ".", "said"),
    Case(["6901028075862", "cash 65"], "。", "said"),
    Case(["6901028075862", "cash 65"], "no", "! not-confirmed"),
    Case(["GLASS-UNI", "cancel"], "cash", "sale.cancelled"),
    Case(["GLASS-UNI"], "open-drawer", "! needs-approval"),
    Case([], "cancel", "! no-sale"),
    Case(["REPAIR"], "GLASS-UNI", "! bad-amount, asks amount"),
    Case(["30101"], "0", "! quantity-zero, asks quantity"),
    Case(["sign-on 02"], "status", "! pin-wrong"),
  ]

  static let rule1: [Case] = [
    Case([], "CHECK", "! no-sale"),
    Case([], "Sign-On 02", "asks pin"),
    Case([], "查", "! no-sale"),
    Case([], "c", "! no-sale"),
    Case([], "z glass", "said"),
    Case([], "?", "said"),
  ]

  static let rule2: [Case] = [
    Case([], "glass-uni", "sale.opened sale.line-added"),
    Case([], "6977111101138", "sale.opened sale.line-added"),
    Case([], "06977111101138", "sale.opened sale.line-added"),
    Case([], "2130101007559", "sale.opened sale.line-added"),
    Case([], "2130101007550", "! bad-label"),
    Case([], "6977111101139", "! unknown-article"),
    Case([], "4006381333931", "! unknown-article"),
    Case([], "REPAIR", "asks amount"),
    Case([], "REPAIR 80", "sale.opened sale.line-added"),
    Case([], "GLASS-UNI 12", "! price-not-asked"),
    Case([], "30101", "asks quantity"),
    Case([], "0.755*30101", "sale.opened sale.line-added"),
    Case([], "3*glass-uni", "sale.opened sale.line-added"),
    Case([], "-3*GLASS-UNI", "! quantity-negative"),
    Case([], "-3*DEP-BOTTLE", "sale.opened sale.line-added"),
    Case([], "0*GLASS-UNI", "! quantity-zero"),
    Case([], "3*", "! unknown-word"),
    Case([], "3*#", "! unknown-word"),
    Case([], "1.5*GLASS-UNI", "! quantity-not-whole"),
    Case([], "S1-000001", "! unknown-document"),
    Case(["GLASS-UNI", "invoice"], "S1-000001", "said"),
    Case(["GLASS-UNI", "invoice", "park"], "s1-000001", "sale.recalled"),
    Case(["GLASS-UNI", "pickup later", "card"], "S1-000001", "goods.handed-over"),
    Case(["GLASS-UNI", "pickup later", "card"], "R1-000001", "goods.handed-over"),
    Case(["GLASS-UNI", "card"], "S1-000001", "! handed-over"),
    Case(["find glass"], "1", "sale.opened sale.line-added"),
    Case(["find glass"], "#1", "sale.opened sale.line-added"),
    Case(["find glass"], "9", "! nothing-picked"),
    Case(["find glass", "CHG-65W"], "1", "! unknown-article"),
    Case(["find glass", "CHG-65W"], "#1", "sale.line-added"),
    Case([], "#1", "! nothing-picked"),
    Case([], "1", "! unknown-article"),
    Case([], "\"GLASS-UNI\"", "! unknown-word"),
  ]

  static let rule3: [Case] = [
    Case([], "stat", "said"),
    Case([], "sta", "said"),
    Case([], "rec", "! ambiguous"),
    Case([], "ver", "! no-sale"),
    Case([], "st", "! unknown-word"),
    Case(["GLASS-UNI"], "can", "! unknown-word"),
    Case(["GLASS-UNI"], "cas", "! unknown-word"),
    Case(["GLASS-UNI"], "dro", "sale.line-dropped"),
    Case([], "caash", "! unknown-word"),
    Case([], "zf", "! ambiguous"),
    Case([], "sh", "! ambiguous"),
    Case([], "ck", "! ambiguous"),
    Case([], "cx", "! ambiguous"),
    Case([], "zk", "! ambiguous"),
    Case([], "xb", "! ambiguous"),
    Case([], "fb", "! ambiguous"),
    Case([], "cr", "! ambiguous"),
  ]

  static let rule4: [Case] = [
    Case([], "３＊６９７７１１１１０１１３８", "sale.opened sale.line-added"),
    Case([], "3×GLASS-UNI", "sale.opened sale.line-added"),
    Case(["GLASS-UNI"], "cash ¥15", paid),
    Case(["GLASS-UNI"], "cash 15元", paid),
    Case(["GLASS-UNI"], "现金15", paid),
    Case(["GLASS-UNI"], "xj15", "! unknown-article"),
    Case(["GLASS-UNI"], "xj 15", paid),
    Case(["GLASS-UNI"], "dz 9", "sale.line-discounted"),
    Case(["GLASS-UNI"], "打折 9折", "sale.line-discounted"),
    Case(["GLASS-UNI"], "打折 全部 9", "sale.percent-off"),
    Case(["GLASS-UNI"], "yh 1", "sale.line-discounted"),
    Case(["GLASS-UNI"], "ml", "! nothing-to-round-down"),
  ]

  static let rules5And6: [Case] = [
    Case(["GLASS-UNI"], "cash 15.005", "! too-many-digits"),
    Case(["GLASS-UNI"], "less 10%", "sale.line-discounted"),
    Case(["GLASS-UNI"], "qty 2.0001", "! too-many-digits"),
    Case(["GLASS-UNI"], "note 2 lines", "! unknown-line"),
    Case(["GLASS-UNI"], "note \"2 lines\"", "sale.line-noted"),
    Case(["GLASS-UNI", "CHG-65W"], "qty 2", "sale.quantity-changed"),
    Case(["GLASS-UNI", "CHG-65W"], "qty 1 2", "sale.quantity-changed"),
    Case(["GLASS-UNI", "drop"], "qty 1 2", "! dropped-line"),
    Case(["3*GLASS-UNI"], "qty 2", "sale.quantity-lowered"),
    Case(["-3*DEP-JUG"], "qty -2", "sale.quantity-lowered"),
    Case(["-3*DEP-JUG"], "qty -4", "sale.quantity-changed"),
    Case(["GLASS-UNI"], "GLASS-UNI", "sale.quantity-changed"),
    Case(["GLASS-UNI", "price 16"], "GLASS-UNI", "sale.line-added"),
    Case(["GLASS-UNI", "less 5%"], "GLASS-UNI", "sale.line-added"),
    Case(["GLASS-UNI", "note x"], "GLASS-UNI", "sale.line-added"),
    Case(["GLASS-UNI", "serial x"], "GLASS-UNI", "sale.line-added"),
    Case(["1*30101"], "1*30101", "sale.line-added"),
    Case(["DEP-JUG"], "-1*DEP-JUG", "sale.line-added"),
    Case(["GLASS-UNI", "drop"], "GLASS-UNI", "sale.line-added"),
  ]

  static let commandIDs: [Case] = [
    Case([], "@a-1 GLASS-UNI", "sale.opened sale.line-added"),
    Case(["@a-1 GLASS-UNI"], "@a-1 GLASS-UNI", "said"),
    Case(["@a-1 GLASS-UNI"], "@a-1 CHG-65W", "! same-id-other-content"),
    Case(["@a-1 REPAIR", "80"], "@a-1 REPAIR", "said"),
    Case(["@a-1 REPAIR", "."], "@a-1 REPAIR", "asks amount"),
    Case([], "@a_1 GLASS-UNI", "! bad-command-id"),
    Case([], "@ GLASS-UNI", "! bad-command-id"),
    Case([], "@a-1", "said"),
  ]

  /// A sale paid in one line.
  static let paid = [
    "sale.invoiced", "collect.checked", "collect.counted", "collect.verified",
    "tender.taken", "sale.paid", "goods.handed-over", "document.issued", "document.issued",
  ].joined(separator: " ")

  @Test(
    "the rules of reading",
    arguments: rule0 + rule1 + rule2 + rule3 + rule4 + rules5And6 + commandIDs)
  func rules(_ example: Case) throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    for line in example.before { try desk.type(line) }
    let entries = try desk.entryCount()
    let reply = try desk.type(example.line)
    #expect(Self.outcome(reply) == example.outcome, "\(reply.lines)")
    if !reply.isOK, reply.events.isEmpty { #expect(try desk.entryCount() == entries) }
  }

  /// What came of a line, without version numbers.
  private static func outcome(_ reply: Reply) -> String {
    var parts: [String] = []
    if let refusal = reply.refusal { parts.append("! \(refusal.code)") }
    if let ask = reply.ask { parts.append("asks \(ask.rawValue)") }
    if parts.isEmpty, !reply.events.isEmpty {
      return reply.events.map { String($0.kind.dropLast(2)) }.joined(separator: " ")
    }
    return parts.isEmpty ? "said" : parts.joined(separator: ", ")
  }

  @Test("several that fit are listed by the names of the shop's language, and nothing happens")
  func candidates() throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    #expect(try desk.type("rec").lines == ["! Type the whole word: recall, receipt?"])
    #expect(try desk.type("zf").lines == ["! Type the whole word: cash, card?"])
  }

  @Test("a bare number that is both of the list and a code is asked about")
  func pickOrCode() throws {
    let desk = try TranscriptShop().desk()
    try desk.importCatalogue("numbers.csv")
    try desk.signOn()
    try desk.type("find glass")
    #expect(try desk.type("2").ask == .choice)
    #expect(try desk.type("3").refusal?.code == "not-an-answer")
    let picked = try desk.type("2").events.map(\.kind)
    #expect(picked == ["sale.opened.1", "sale.line-added.1"])
    #expect(desk.keeper.snapshot.openSale?.lines.map(\.article.code) == ["2"])
    try desk.type(["find glass", "2", "1"])
    #expect(desk.keeper.snapshot.openSale?.lines.map(\.article.code) == ["2", "GLASS-B"])
  }

  @Test("PINs are never in what programs read back")
  func secretInput() throws {
    let desk = try TranscriptShop().desk()
    try desk.type("sign-on 01")
    #expect(desk.conversation.asksPIN)
    #expect(try desk.type("1111").input == nil)
  }
}
