import Foundation
import TestSupport
import Testing
import TillCore

/// What hledger itself makes of our journal.
@Suite struct LedgerTextTests {
  private static func text(
    _ format: LedgerText.Format, _ entries: [BookEntry],
    language: ShopSettings.Language = .english, shop: String = "Yong'an"
  ) -> String {
    let text = LedgerText(format, language: language, shopName: shop)
    return text.head(of: entries, declares: true) + entries.map(text.text).joined()
  }

  @Test func aJournalForHledger() throws {
    var day = ClosedDayFixture()
    day.moves = [("pay-out", -2_350, "water: 2; [2001-01-01]", "M1-000002")]
    let entry = try BookEntry(day.figures(), BookAccounts(), previousLeftMinor: 50_000)
    let text = Self.text(.hledger, [entry], shop: "Tea; coffee | cake")
    #expect(
      text == """
        decimal-mark .
        commodity 1000.00 CNY
        account Assets:Cash:Deposits  ; type:A
        account Assets:Cash:Drawer  ; type:C
        account Assets:Clearing:Card  ; type:A
        account Expenses:Petty-Cash  ; type:X
        account Income:Rounding  ; type:R
        account Income:Sales:A  ; type:R
        account Income:Sales:N  ; type:R
        account Liabilities:Tax:A  ; type:L

        2026-11-21 * (Z1-000001) Tea, coffee / cake | Closing Z1-000001
          ; closing:Z1-000001, desk:1, from:2026-11-21, seal:5ea1
          Income:Sales:A        -800.00 CNY  ; sales, band A
          Income:Sales:N        -226.00 CNY  ; sales, band N
          Liabilities:Tax:A     -104.00 CNY  ; tax 13%, band A
          Income:Rounding          0.03 CNY  ; cash rounding
          Assets:Clearing:Card   695.97 CNY  ; card taken
          Assets:Cash:Drawer     434.00 CNY  ; cash taken
          Assets:Cash:Drawer     -23.50 CNY  ; pay-out M1-000002 water : 2; (2001-01-01)
          Expenses:Petty-Cash     23.50 CNY  ; pay-out M1-000002 water : 2; (2001-01-01)
          Assets:Cash:Deposits   410.50 CNY  ; handed in B1-000007
          Assets:Cash:Drawer    -410.50 CNY  ; handed in B1-000007


        """)
  }

  @Test func aJournalForBeancount() throws {
    let entry = try BookEntry(
      ClosedDayFixture().figures(), BookAccounts(), previousLeftMinor: 50_000)
    let text = Self.text(
      .beancount, [entry], language: .simplifiedChinese, shop: "永安 \"A\\B\"\n* x")
    #expect(
      text == """
        2026-11-21 open Assets:Cash:Deposits CNY
        2026-11-21 open Assets:Cash:Drawer CNY
        2026-11-21 open Assets:Clearing:Card CNY
        2026-11-21 open Income:Rounding CNY
        2026-11-21 open Income:Sales:A CNY
        2026-11-21 open Income:Sales:N CNY
        2026-11-21 open Liabilities:Tax:A CNY

        2026-11-21 * "永安 \\"A\\\\B\\" * x" "日结 Z1-000001"
          closing: "Z1-000001"
          desk: 1
          from: 2026-11-21
          seal: "5ea1"
          Income:Sales:A        -800.00 CNY  ; 销售 税档 A
          Income:Sales:N        -226.00 CNY  ; 销售 税档 N
          Liabilities:Tax:A     -104.00 CNY  ; 税 13% 税档 A
          Income:Rounding          0.03 CNY  ; 抹零
          Assets:Clearing:Card   695.97 CNY  ; 收款 银行卡
          Assets:Cash:Drawer     434.00 CNY  ; 收款 现金
          Assets:Cash:Deposits   434.00 CNY  ; 上交 B1-000007
          Assets:Cash:Drawer    -434.00 CNY  ; 上交 B1-000007


        """)
  }

  /// 200 days of random figures and reasons that try to be commands; both languages of accounts.
  @Test func hledgerComesToTheSameSums() throws {
    var random = SeededGenerator(seed: 52)
    var left: Int64 = 0
    var days: [ClosedDayFigures] = []
    var entries: [BookEntry] = []
    for index in 1...200 {
      let day = try ClosedDayFixture.random(index, after: left, &random).figures()
      entries.append(
        try BookEntry(day, BookAccounts(), previousLeftMinor: index == 1 ? nil : left))
      days.append(day)
      left = day.drawer.leftMinor
    }
    let journal = try Hledger(Self.text(.hledger, entries, shop: "A; b | c:d  2001-01-01"))
    #expect(try journal.run(["check", "--strict", "ordereddates"]) == "")
    let sum = { (figure: (ClosedDayFigures) -> Int64) in days.reduce(0) { $0 + figure($1) } }
    let balances = try journal.balances()
    #expect(balances["Assets:Cash:Drawer"] == left)
    for band in ["A", "B", "N"] {
      let rows = days.flatMap(\.taxes).filter { $0.band == band }
      #expect(balances["Income:Sales:\(band)"] == -rows.reduce(0) { $0 + $1.netMinor })
      #expect(balances["Liabilities:Tax:\(band)"] == -rows.reduce(0) { $0 + $1.taxMinor })
    }
    #expect(
      balances["Assets:Clearing:Card"]
        == days.flatMap(\.tenders).filter { $0.kind == "card" }.reduce(0) { $0 + $1.countedMinor })
    #expect(balances["Income:Rounding"] == -sum(\.bridge.roundingMinor))
    #expect(balances["Assets:Customers"] == -sum(\.bridge.onAccountMinor))
    #expect(balances["Liabilities:Deposits"] == -sum(\.bridge.awaitingMinor))
    let moved = { (kinds: [DrawerMove.Kind]) in
      days.flatMap(\.moves).filter { kinds.contains($0.kind) }.reduce(0) { $0 + $1.amountMinor }
    }
    #expect(
      balances["Expenses:Over-Short"]
        == -days.flatMap(\.tenders).reduce(0) { $0 + $1.differenceMinor }
        - moved([.madeUp, .difference, .swap]))
    #expect(balances["Expenses:Petty-Cash"] == -moved([.payOut]))
    #expect(balances["Income:Pay-In"] == -moved([.payIn]))
    #expect(
      balances["Assets:Cash:Deposits"]
        == sum(\.drawer.bankedMinor) - moved([.lift, .handedIn]))
    #expect(try journal.run(["stats"]).contains("Transactions             : 200 "))
  }

  /// The same days read by Beancount, whose names are narrower.
  @Test func beancountTakesEachDay() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let check = root + "/.build/peers/bin/bean-check"
    try #require(
      FileManager.default.isExecutableFile(atPath: check),
      "\(check) isn't there; run: scripts/peers.sh (./test does)")
    var random = SeededGenerator(seed: 53)
    var entries: [BookEntry] = []
    for index in 1...50 {
      let day = try ClosedDayFixture.random(index, after: 0, &random).figures()
      entries.append(try BookEntry(day, BookAccounts(), previousLeftMinor: nil))
    }
    let text = Self.text(.beancount, entries, shop: "A \"b\" \\ c\n2001-01-01 open X")
    let said = { (text: String) in
      try RealTool.output(
        of: "sh", ["-c", "'\(check)' \"$0\" 2>&1 && echo fine", "FILE"],
        file: Array(text.utf8), ending: "beancount")
    }
    #expect(try said(text) == "fine\n")
    let broken = text.replacing("  Income:Rounding", with: "  Income:Roundinq")
    #expect(try said(broken) != "fine\n")
  }

  /// Yen without decimals and dinars with three, which read as thousands elsewhere.
  @Test(arguments: [Currency.jpy, .kwd])
  func digitsOfACurrency(currency: Currency) throws {
    var day = ClosedDayFixture()
    day.currency = currency
    let entry = try BookEntry(day.figures(), BookAccounts(), previousLeftMinor: 50_000)
    let journal = try Hledger(Self.text(.hledger, [entry]))
    #expect(try journal.run(["check", "--strict"]) == "")
    let balances = try journal.balances(digits: currency.digits)
    #expect(balances["Income:Sales:A"] == -80_000)
  }

  /// hledger must be able to say no, or its yes is worth nothing.
  @Test func hledgerRefusesWhatDoesNotBalance() throws {
    let entry = try BookEntry(
      ClosedDayFixture().figures(), BookAccounts(), previousLeftMinor: 50_000)
    let text = Self.text(.hledger, [entry])
    let broken = try Hledger(text.replacing("-800.00 CNY", with: "-800.01 CNY"))
    #expect(try broken.run(["check"]) != "")
  }

  @Test func theTableHasARowForEachFigure() throws {
    var day = ClosedDayFixture()
    day.moves = [("pay-out", -2_350, "=1+1; water", "")]
    day.difference = -10
    let rows = ClosedDayTable.rows(try day.figures()).split(separator: "\r\n")
    #expect(
      ClosedDayTable.head + rows.joined(separator: "\n") == """
        z,desk,from,day,currency,row,name,count,gross,discount,returns,net,tax,expected,counted,\
        difference,amount,text,seal\r
        Z1-000001,1,2026-11-21,2026-11-21,CNY,closing,,12,1200.00,50.00,20.00,1130.00,,1129.97,\
        1129.87,-0.10,,,5ea1
        Z1-000001,1,2026-11-21,2026-11-21,CNY,tax,A,,904.00,,,800.00,104.00,,,,,13%,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,tax,N,,226.00,,,226.00,0.00,,,,,0%,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,tender,cash,3,,,,,,434.00,433.90,-0.10,,,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,tender,card,3,,,,,,695.97,695.97,0.00,,,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,bridge,rounding,,,,,,,,,,-0.03,,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,move,pay-out,,,,,,,,,,-23.50,"'=1+1; water",
        Z1-000001,1,2026-11-21,2026-11-21,CNY,drawer,float,,,,,,,,,,500.00,,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,drawer,left,,,,,,,,,,500.00,,
        Z1-000001,1,2026-11-21,2026-11-21,CNY,drawer,banked,,,,,,,,,,410.40,B1-000007,
        """)
  }
}

/// The real hledger and one journal.
private final class Hledger {
  private let path: String

  init(_ journal: String) throws {
    path = FileManager.default.temporaryDirectory.path + "/till-\(UUID().uuidString).journal"
    try Data(journal.utf8).write(to: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What it says, complaints too: the first word is a command.
  func run(_ arguments: [String]) throws -> String {
    let words = (["hledger", "-f", path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try RealTool.output(of: "sh", ["-c", "LC_ALL=C.UTF-8 \(words) 2>&1"])
  }

  /// Balances by account, in minor units.
  func balances(digits: Int = 2) throws -> [String: Int64] {
    var balances: [String: Int64] = [:]
    for line in try run(["balance", "-N", "--flat", "-O", "csv"]).split(separator: "\n") {
      let parts = line.split(separator: "\"").filter { $0 != "," }
      guard parts.count == 2, let figures = parts[1].split(separator: " ").first,
        parts[0] != "account"
      else { continue }
      balances[String(parts[0])] = try FixedPoint.value(of: figures, digits: digits)
    }
    return balances
  }
}
