import Foundation
import TestSupport
import Testing
import TillCore

@testable import till

/// `till export`: closed days as the bookkeeper's programs take them.
@Suite("till: export")
struct ExportTests {
  private static let closedDay = ClosedDayFixture()

  /// A shop whose desk was closed twice, a forgotten day between, and isn't closed today.
  private func shop(_ days: [ClosedDayFixture]) throws -> ProcessShop {
    let shop = try ProcessShop()
    var sql = "DELETE FROM day_span;"
    for (place, day) in days.enumerated() {
      let body = day.body.line.replacing("'", with: "''")
      sql += """
        INSERT INTO entry SELECT max(seq) + 1, shop, 1, 'close', '1-\(day.day)', \(place + 1),
          'day.closed.1', utc_ms, 0, '\(day.day)', NULL, 'close', CAST('\(body)' AS BLOB), seal
          FROM entry;
        """
      for date in [day.from ?? day.day, day.day] {
        sql += "INSERT OR IGNORE INTO day_span VALUES (1, '\(date)', 1);"
      }
    }
    // One day was sold on and isn't closed; on another somebody only signed on.
    for (place, day) in ["2026-11-22", "2026-11-25", "2026-11-26"].enumerated() {
      sql += "INSERT OR IGNORE INTO day_span VALUES (1, '\(day)', 9);"
      guard day != "2026-11-26" else { continue }
      sql += """
        INSERT INTO tender (sale, number, desk, day, kind, amount_minor, rounding_minor)
          VALUES ('s', \(place), 1, '\(day)', 'cash', 1, 0);
        """
    }
    let said = try TillProgramTools.run(["sqlite3", shop.path + "/data/journal.sqlite", sql])
    try #require(said.isEmpty, "\(said)")
    return shop
  }

  private func twoDays() -> [ClosedDayFixture] {
    var second = Self.closedDay
    second.number = "Z1-000002"
    second.previous = "Z1-000001"
    (second.from, second.day) = (CivilDate("2026-11-22"), Self.closedDay.day.adding(days: 2))
    (second.float, second.left, second.difference) = (49_990, 30_000, 395)
    second.moves = [("pay-out", -2_350, "date:2001-01-01 | ; [2001-01-01]", "M1-000001")]
    return [Self.closedDay, second]
  }

  private func hledger(_ journal: String, _ arguments: [String]) throws -> String {
    try RealTool.output(
      of: "sh", ["-c", "hledger -f \"$0\" \"$@\" 2>&1", "FILE"] + arguments,
      file: Array(journal.utf8), ending: "journal")
  }

  @Test("hledger checks it and comes to what the Z's say")
  func ledger() throws {
    let shop = try shop(twoDays())
    let outcome = try shop.run(["export", "hledger", "--declare"])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.err == "Desk 1, 2026-11-25: not closed yet, and left out.\n")
    #expect(try hledger(outcome.out, ["check", "--strict"]) == "")
    #expect(
      try hledger(outcome.out, ["balance", "-N", "--flat", "-O", "csv"]) == """
        "account","balance"
        "Assets:Cash:Deposits","1048.35 CNY"
        "Assets:Cash:Drawer","300.00 CNY"
        "Assets:Cash:Safe","-499.90 CNY"
        "Assets:Clearing:Card","1391.94 CNY"
        "Expenses:Over-Short","-3.95 CNY"
        "Expenses:Petty-Cash","23.50 CNY"
        "Income:Rounding","0.06 CNY"
        "Income:Sales:A","-1600.00 CNY"
        "Income:Sales:N","-452.00 CNY"
        "Liabilities:Tax:A","-208.00 CNY"

        """)
    // What a reason says is neither a date nor a second entry.
    #expect(try hledger(outcome.out, ["print", "-e", "2026-01-01"]) == "")
    #expect(try hledger(outcome.out, ["stats"]).contains("Transactions             : 2 "))
  }

  @Test("a day closed at the counter: its Z and hledger agree")
  func realClose() throws {
    let shop = try ProcessShop()
    let counter = try shop.signedOn("90")
    let lines = ["CHG-20W", "cash 50", "yes", "CHG-20W", "card", "pay-out 5 window cleaning"]
    for line in lines { #expect(counter.ask(line).isOK) }
    #expect(counter.end().status == 0)
    // 389.50 should be there: float 355.50, 39.00 taken, 5.00 paid out.
    let count = "100x3 50 20 10 5 1x4 0.1x4"
    let closed = try shop.run(
      ["close", "--as", "90", "--json"], input: "9090\n\(count)\n\(count)\n39\n100x3\n")
    #expect(closed.status == 0, "\(closed.text)")
    let outcome = try shop.run(["export", "hledger", "--declare"])
    #expect(outcome.status == 0 && outcome.err == "", "\(outcome.text)")
    #expect(try hledger(outcome.out, ["check", "--strict"]) == "")
    #expect(
      try hledger(outcome.out, ["balance", "-N", "--flat", "-O", "csv"]) == """
        "account","balance"
        "Assets:Cash:Deposits","89.40 CNY"
        "Assets:Cash:Drawer","300.00 CNY"
        "Assets:Cash:Safe","-355.50 CNY"
        "Assets:Clearing:Card","39.00 CNY"
        "Expenses:Over-Short","0.10 CNY"
        "Expenses:Petty-Cash","5.00 CNY"
        "Income:Sales:A","-69.02 CNY"
        "Liabilities:Tax:A","-8.98 CNY"

        """)
  }

  @Test("a range begins with what the closing before it left, and names what it cuts")
  func range() throws {
    let shop = try shop(twoDays())
    let later = try shop.run(["export", "hledger", "--from", "2026-11-22", "--to", "2026-11-24"])
    #expect(later.status == 0 && later.err == "")
    #expect(later.out.contains("Assets:Cash:Safe         0.10 CNY"), "\(later.out)")
    #expect(later.out.contains("from:2026-11-22"))
    let cut = try shop.run(["export", "hledger", "--to", "2026-11-22"])
    #expect(
      cut.err == "Desk 1, 2026-11-22: closed together with 2026-11-23; "
        + "for Z1-000002 go on to that day: --to 2026-11-23\n")
    #expect(cut.out.contains("Z1-000001") && !cut.out.contains("Z1-000002"))
    for (arguments, status, message) in [
      (["--to", "2026-01-01"], Int32(1), "No day is closed there."),
      (["--desk", "2"], 1, "No day is closed there."),
      (["--from", "soon"], 2, "soon is no day: YYYY-MM-DD."),
      (
        ["--from", "2026-11-22", "--to", "2026-11-21"], 2,
        "--from 2026-11-22 is after --to 2026-11-21."
      ),
      (["--training"], 2, "What learners did is in no books; leave --training out."),
    ] {
      let outcome = try shop.run(["export", "csv"] + arguments)
      #expect(outcome.status == status && outcome.err == message + "\n", "\(outcome.text)")
    }
  }

  @Test("csv: RFC 4180, with a mark for Excel when asked; a file whole or not at all")
  func table() throws {
    let shop = try shop(twoDays())
    let plain = try shop.run(["export", "csv"])
    let lines = plain.out.components(separatedBy: "\r\n")
    #expect(lines.count == 21 && lines.last == "")
    #expect(lines[0].hasPrefix("z,desk,from,day,currency,row,"))
    #expect(lines.contains { $0.hasPrefix("Z1-000002,1,2026-11-22,2026-11-23,CNY,closing,,12,") })
    let file = shop.path + "/november.csv"
    let marked = try shop.run(["export", "csv", "--bom", "-o", file])
    #expect(marked.status == 0 && marked.out == "")
    let bytes = FileManager.default.contents(atPath: file) ?? Data()
    #expect(bytes == Data([0xEF, 0xBB, 0xBF]) + Data(plain.out.utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: shop.path)
    #expect(!names.contains { $0.contains(".new") })
    let nowhere = try shop.run(["export", "csv", "-o", "/proc/none/x.csv"])
    #expect(nowhere.status == 1)
    #expect(nowhere.err.hasSuffix("can't be written (No such file or directory)\n"))
  }

  @Test("a Z that doesn't add up is named, and nothing is written")
  func spoilt() throws {
    var days = twoDays()
    days[1].bands[0].2 += 1
    let shop = try shop(days)
    let file = shop.path + "/books.journal"
    let outcome = try shop.run(["export", "hledger", "-o", file])
    #expect(outcome.status == 1)
    #expect(
      outcome.err == "Z1-000002: the tax bands come to 1130.01, but net sales to 1130.00 — "
        + "nothing was written\n")
    #expect(!shop.exists("books.journal"))
  }

  @Test("accounts are checked before anything is written, Beancount's by its own rule")
  func accounts() throws {
    let shop = try shop(twoDays())
    try shop.write("drawer: assets:cash drawer\n", to: AccountsFile.name)
    #expect(try shop.run(["export", "hledger"]).out.contains("  assets:cash drawer  "))
    let outcome = try shop.run(["export", "beancount"])
    #expect(outcome.status == 2 && outcome.out == "")
    #expect(outcome.err.contains("config/accounts.yaml:1: drawer is \"assets:cash drawer\""))
  }
}
