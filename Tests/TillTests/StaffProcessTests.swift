import Foundation
import Testing
import TillCore

@testable import till

/// People, by the program itself: who is listed, who may what, who is locked out and let back.
@Suite("till staff", .serialized)
struct StaffProcessTests {
  @Test("list: number, role, whether there is a PIN, name")
  func list() throws {
    let shop = try ProcessShop()
    _ = try TillProgramTools.run([
      "sqlite3", shop.path + "/data/journal.sqlite",
      "DELETE FROM pin_verifier WHERE person = '03'",
    ])
    let outcome = try shop.run(["staff", "list"])
    #expect(
      outcome.lines == [
        "01  cashier PIN     Wang Xiaoyan", "02  senior  PIN     Li Jianguo",
        "03  cashier no PIN  Zhang Lihua", "90  manager PIN     Chen Yong'an",
      ], "\(outcome.text)")
  }

  @Test("can: the table as it holds, limits too, for all, a role or a person")
  func can() throws {
    let shop = try ProcessShop()
    try shop.edit(
      "config/staff.yaml", "\nstaff:\n",
      "\nroles:\n  senior: {may: [price, return, open-drawer], limits: {return: 50}}\nstaff:\n")
    let all = try shop.run(["staff", "can"]).lines
    #expect(all.count == Permission.allCases.count + 1)
    #expect(
      all.prefix(4) == [
        "                   cashier   senior    manager   owner",
        "price              no        100%      100%      100%",
        "below-cost         no        no        yes       yes",
        "discount-line      10%       20%       100%      100%",
      ])
    #expect(all.contains("return             no        50.00     yes       yes"))
    #expect(all.contains("open-drawer        no        yes       yes       yes"))
    #expect(all.contains("close              no        no        yes       yes"))
    let senior = try shop.run(["staff", "can", "senior"]).lines
    #expect(senior.first == "                   senior")
    #expect(senior.contains("return             50.00"))
    #expect(try shop.run(["staff", "can", "02"]).lines == senior)
    let nobody = try shop.run(["staff", "can", "77"])
    #expect(nobody.status == 1)
    #expect(nobody.err.contains("Nobody has the number 77. See: till staff list"))
  }

  @Test("a wrong PIN makes wait in the next process too")
  func delaySurvives() throws {
    let shop = try ProcessShop()
    let signOn = { (time: String, pin: String) -> [JSON] in
      try shop.run(
        ["counter", "--json"], input: "sign-on 01\n\(pin)\n",
        through: ["/usr/bin/faketime", "2026-11-23 \(time)"]
      ).objects
    }
    // 1, 2, 4, 8 and 16 seconds.
    for minute in 1...5 {
      #expect(try signOn("09:0\(minute):00", "0000").last?.refusal == "pin-wrong")
    }
    let early = try signOn("09:05:05", "1111")
    #expect(early.first?.refusal == "pin-wait", "\(early)")
    #expect(try signOn("09:06:00", "1111").last?.isOK == true)
  }

  @Test("unlock, and a new PIN, let someone try again; each is a fact")
  func unlock() throws {
    let shop = try ProcessShop()
    let nothing = try shop.run(["staff", "unlock", "01"])
    #expect(nothing.status == 1)
    #expect(nothing.err.contains("01 Wang Xiaoyan typed no wrong PIN. Nothing was changed."))
    for (command, input, pin) in [("unlock", "", "1111"), ("pin", "4711\n", "4711")] {
      _ = try shop.run(["counter", "--json"], input: "sign-on 01\n0000\n")
      // As if the other ninety-nine had been typed as well.
      _ = try TillProgramTools.run([
        "sqlite3", shop.path + "/data/journal.sqlite",
        "UPDATE pin_failure SET count = \(Limits.mostPINFailures)",
      ])
      #expect(try shop.run(["staff", "list"]).lines[0] == "01  cashier locked  Wang Xiaoyan")
      let locked = try shop.run(["counter", "--json"], input: "sign-on 01\n").objects
      #expect(locked.first?.refusal == "pin-locked")
      let outcome = try shop.run(["staff", command, "01"], input: input)
      #expect(outcome.status == 0, "\(outcome.text)")
      #expect(try shop.entries().last?["kind"] == "person.pin-unlocked.1")
      let after = try shop.run(["counter", "--json"], input: "sign-on 01\n\(pin)\n").objects
      #expect(after.last?.isOK == true, "\(after)")
    }
    #expect(try shop.run(["journal", "rebuild"]).status == 0)
  }

  @Test("a staff file without its last manager: one line, in check and at the counter")
  func lastManager() throws {
    let shop = try ProcessShop()
    try shop.edit("config/staff.yaml", "role: manager", "role: senior")
    for command in [["check"], ["counter"]] {
      let outcome = try shop.run(command)
      #expect(outcome.status != 0 && outcome.out.isEmpty)
      let lines = outcome.err.split(separator: "\n")
      #expect(lines.count == 1, "\(outcome.text)")
      #expect(lines.first?.contains("config/staff.yaml:") == true)
      #expect(
        lines.first?.hasSuffix(
          "nobody is a manager or owner — give one person that role; someone has to vouch, and to "
            + "close the day") == true, "\(outcome.text)")
    }
  }

  @Test("who left the staff can't sign on or vouch, and the papers still name them")
  func left() throws {
    let shop = try ProcessShop()
    let sold = try shop.run(
      ["counter", "--json"], input: "sign-on 03\n3333\nGLASS-UNI\ncash\n"
    ).objects
    let isSold = sold.allSatisfy(\.isOK)
    #expect(isSold, "\(sold)")
    try shop.edit(
      "config/staff.yaml", "  - id: \"03\"\n    name: Zhang Lihua\n    role: cashier\n", "")
    let after = try shop.run(
      ["counter", "--json"],
      input: "sign-on 03\nsign-on 01\n1111\nopen-drawer coins\napprove 03\ncopy 1 lost\n"
    ).objects
    #expect(after.first?.refusal == "unknown-person")
    #expect(after.count == 6 && after[4].refusal == "unknown-person", "\(after)")
    #expect(after.last?.isOK == true, "\(after)")
    let receipt = try shop.run(["document", "show", "R1-000001"])
    #expect(receipt.out.contains("Zhang Lihua"), "\(receipt.text)")
    #expect(try shop.run(["report", "day"]).out.contains("03 Zhang Lihua"))
  }

  @Test("a program is asked for a person, then for the PIN, which it never sees again")
  func approveByProgram() throws {
    let shop = try ProcessShop()
    let replies = try shop.run(
      ["counter", "--json"],
      input: "sign-on 01\n1111\n@a-1 open-drawer coins\napprove\n90\n9090\n@a-1 open-drawer coins\n"
    ).objects
    let asked = replies.map(\.ask)
    #expect(asked == ["pin", nil, nil, "person", "pin", nil, nil])
    #expect(replies[2].refusal == "needs-approval")
    #expect(replies[5]["input"] == .null)
    #expect(replies[5].kinds == ["approval.given.1", "drawer.opened.1"])
    let seqs = replies[5].seqs
    try #require(seqs.count == 2)
    #expect(replies[6].say == ["Already done: entries \(seqs[0]) to \(seqs[1])."])
    let body = try #require(
      try shop.entries().last { $0["kind"] == "approval.given.1" }?["body"])
    #expect(body["permission"] == "open-drawer")
    #expect(body["asked"]?["id"] == "01" && body["vouched"]?["name"] == "Chen Yong'an")
  }
}
