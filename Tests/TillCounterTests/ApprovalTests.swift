import Testing
import TillCore

@testable import TillCounter

/// What transcripts of one conversation can't show: two of them at one desk, and what is kept.
@Suite struct ApprovalTests {
  private func second(_ desk: TranscriptDesk) -> Conversation {
    Conversation(
      keeper: desk.keeper, context: ConversationContext(destination: { _, number in number }))
  }

  @Test("a line waits for approval only while the desk stands as it stood")
  func changedSince() throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    try desk.type(["GLASS-UNI", "CHG-65W"])
    #expect(try desk.type("price 100").refusal?.code == "needs-approval")
    #expect(try second(desk).answer(.line("drop")).isOK)
    // It would have changed another line's price.
    #expect(try desk.type("approve 90").refusal?.code == "changed-since")
    #expect(try desk.type("approve 90").refusal?.code == "nothing-to-approve")
    #expect(try desk.conversation.sale()?.line(1)?.unitPriceMinor == 1500)
  }

  @Test("a wrong PIN elsewhere doesn't take the approval away")
  func wrongPINElsewhere() throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    #expect(try desk.type("open-drawer coins").refusal?.code == "needs-approval")
    let other = second(desk)
    _ = try other.answer(.line("sign-on 02"))
    #expect(try other.answer(.line("0000")).refusal?.code == "pin-wrong")
    #expect(try desk.type(["approve 90", "9090"])?.isOK == true)
  }

  @Test("a PIN of a voucher is never echoed, right, wrong or too late")
  func neverEchoed() throws {
    var shop = TranscriptShop()
    shop.settings.lockAfterMinutes = 15
    let desk = try shop.desk()
    try desk.signOn()
    for (pin, pause) in [("0000", 0), ("9090", 901)] as [(String, Int64)] {
      try desk.type(["status", "open-drawer coins", "approve 90"])
      #expect(desk.conversation.asksPIN)
      desk.wait(seconds: pause)
      let reply = try desk.type(pin)
      #expect(!reply.isOK && reply.input == nil)
      #expect(!reply.json.line.contains(pin))
      desk.wait(seconds: 60)
      try desk.type(".")
    }
  }

  @Test("a desk locked in one conversation is locked in the other, by whichever way")
  func lockedEverywhere() throws {
    var shop = TranscriptShop()
    shop.settings.lockAfterMinutes = 15
    let desk = try shop.desk()
    try desk.signOn()
    let other = second(desk)
    #expect(try other.answer(.line("status")).isOK)
    try desk.type("lock")
    #expect(try other.answer(.line("GLASS-UNI")).refusal?.code == "locked")
    try desk.type(["sign-on 01", "1111", "GLASS-UNI"])
    desk.wait(seconds: 901)
    let reply = try desk.type("cash")
    #expect(reply.refusal?.code == "locked" && reply.stage == "signed-off")
    #expect(reply.events.map(\.kind) == ["session.locked.1"])
    #expect(try other.answer(.line("cash")).refusal?.code == "locked")
  }

  @Test("0 minutes: a counter never locks itself")
  func neverLocks() throws {
    let desk = try TranscriptShop().desk()
    try desk.signOn()
    try desk.type("GLASS-UNI")
    desk.wait(seconds: 30 * 86_400)
    #expect(try desk.type("status").isOK)
  }
}
