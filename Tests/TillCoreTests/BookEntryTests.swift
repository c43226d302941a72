import TestSupport
import Testing
import TillCore

/// A closed day as the bookkeeper's transaction: nothing missing, nothing twice, zero in all.
@Suite struct BookEntryTests {
  /// Account and amount of every line, for comparing.
  private static func lines(_ entry: BookEntry) -> [String] {
    entry.postings.map { "\($0.account) \(Money(minor: $0.amountMinor, entry.currency))" }
  }

  @Test func aDayIsOneTransaction() throws {
    var day = ClosedDayFixture()
    day.moves = [
      ("pay-in", 10_000, "change from the bank", "M1-000001"),
      ("pay-out", -2_350, "window cleaning", "M1-000002"), ("lift", -30_000, "", "B1-000006"),
      ("swap", 0, "", "M1-000003"), ("made-up", 10, "", "M1-000004"),
      ("difference", -10, "", "H1-000001"), ("handed-in", -1_000, "", "B1-000005"),
    ]
    day.difference = 395
    day.cardDifference = -120
    let entry = try BookEntry(day.figures(), BookAccounts(), previousLeftMinor: 49_000)
    #expect(
      Self.lines(entry) == [
        "Income:Sales:A -800.00", "Income:Sales:N -226.00", "Liabilities:Tax:A -104.00",
        "Income:Rounding 0.03", "Assets:Clearing:Card 694.77", "Expenses:Over-Short 1.20",
        "Assets:Cash:Drawer 10.00", "Assets:Cash:Safe -10.00",
        "Assets:Cash:Drawer 434.00",
        "Assets:Cash:Drawer 100.00", "Income:Pay-In -100.00",
        "Assets:Cash:Drawer -23.50", "Expenses:Petty-Cash 23.50",
        "Assets:Cash:Drawer -300.00", "Assets:Cash:Deposits 300.00",
        "Assets:Cash:Drawer 0.10", "Expenses:Over-Short -0.10",
        "Assets:Cash:Drawer -0.10", "Expenses:Over-Short 0.10",
        "Assets:Cash:Drawer -10.00", "Assets:Cash:Deposits 10.00",
        "Assets:Cash:Drawer 3.95", "Expenses:Over-Short -3.95",
        "Assets:Cash:Deposits 204.45", "Assets:Cash:Drawer -204.45",
      ])
    #expect(entry.postings.reduce(0) { $0 + $1.amountMinor } == 0)
  }

  @Test func eachFigureGoesWhereTheShopSays() throws {
    var accounts = BookAccounts()
    accounts[.sales] = .init(other: "Income:Other", named: ["A": "Income:8400"])
    accounts[.tax] = .init(other: "Liabilities:1776")
    accounts[.drawer] = .init(other: "Assets:Till:{desk}")
    accounts[.discounts] = .init(other: "Income:Discounts")
    accounts[.returns] = .init(other: "Income:Returns")
    accounts[.payOut] = .init(
      other: "Expenses:Any", named: ["window": "Expenses:Rooms", "window c": "Expenses:Cleaning"])
    #expect(accounts.account(.payOut, of: "Window Cleaning", desk: 1) == "Expenses:Cleaning")
    #expect(accounts.account(.payOut, of: "window pane", desk: 1) == "Expenses:Rooms")
    #expect(accounts.account(.payOut, of: "door", desk: 1) == "Expenses:Any")
    let entry = try BookEntry(ClosedDayFixture().figures(), accounts, previousLeftMinor: 50_000)
    #expect(
      Self.lines(entry).prefix(8) == [
        "Income:8400 -800.00", "Income:Other -226.00", "Liabilities:1776 -104.00",
        "Income:Discounts 50.00", "Income:Sales-At-List -50.00", "Income:Returns 20.00",
        "Income:Sales-At-List -20.00", "Income:Rounding 0.03",
      ])
    #expect(entry.postings.last?.account == "Assets:Till:1")
  }

  @Test func theFirstFloatComesFromTheSafe() throws {
    let entry = try BookEntry(ClosedDayFixture().figures(), BookAccounts(), previousLeftMinor: nil)
    #expect(Self.lines(entry).contains("Assets:Cash:Safe -500.00"))
  }

  @Test func whatWasSoldOnAccountIsTheCustomers() throws {
    var day = ClosedDayFixture()
    day.onAccount = -7_000
    day.awaiting = 1_500
    let lines = Self.lines(try BookEntry(day.figures(), BookAccounts(), previousLeftMinor: 50_000))
    #expect(lines.contains("Assets:Customers 70.00"))
    #expect(lines.contains("Liabilities:Deposits -15.00"))
  }

  /// Each rule that a report must keep, spoilt by itself.
  @Test(arguments: [
    (["tax"], "the tax bands come to 0.00, but net sales to 1130.00"),
    (
      ["sales", "gross"],
      "gross less discounts and returns come to -70.00, but net sales to 1130.00"
    ),
    (
      ["bridge", "rounding"], "net sales and the bridge come to 1130.00, but the takings to 1129.97"
    ),
    (["bridge", "takings"], "net sales and the bridge come to 1129.97, but the takings to 0.00"),
    (["tenders"], "the tenders come to 0.00, but the takings to 1129.97"),
    (
      ["drawer", "expected"], "float, cash and movements come to 934.00, but expected cash to 0.00"
    ),
    (
      ["drawer", "counted"],
      "cash counted less expected come to 0.00, but the drawer's difference to -934.00"
    ),
    (["closing", "left"], "what was left and banked come to 434.00, but counted cash to 934.00"),
  ])
  func aReportThatDoesNotAddUpIsNamed(path: [String], problem: String) throws {
    let fixture = ClosedDayFixture()
    let report = Self.spoilt(fixture.report, path)
    let date = fixture.day
    #expect(throws: ClosedDayFault.self) {
      _ = try ClosedDayFigures(number: "Z1-000001", from: date, day: date, report: report)
    }
    do {
      _ = try ClosedDayFigures(number: "Z1-000001", from: date, day: date, report: report)
    } catch {
      #expect("\(error)" == "Z1-000001: \(problem)")
    }
  }

  /// The value at a path made nothing: 0.00, or an empty list.
  private static func spoilt(_ json: JSON, _ path: [String]) -> JSON {
    guard case .object(var members) = json, let key = path.first else {
      return json.arrayValue == nil ? "0.00" : []
    }
    members[key] = members[key].map { spoilt($0, Array(path.dropFirst())) }
    return .object(members)
  }

  @Test func whatIsMissingOrNoAmountIsNamed() throws {
    let date = try #require(CivilDate("2026-11-21"))
    let problem = { (report: JSON) -> String in
      do {
        _ = try ClosedDayFigures(number: "Z1-000009", from: date, day: date, report: report)
        return ""
      } catch {
        return "\(error)"
      }
    }
    var members = ClosedDayFixture().report.objectValue ?? [:]
    #expect(problem([:]) == "Z1-000009: its report names no currency")
    members["moves"] = nil
    #expect(problem(.object(members)) == "Z1-000009: its report has no moves")
    members["moves"] = [["kind": "theft", "amount": "1.00"]]
    #expect(
      problem(.object(members))
        == "Z1-000009: its report tells of a movement \"theft\", unknown here")
    members["closing"] = ["left": "1.005", "banked": "0.00"]
    members["moves"] = []
    #expect(
      problem(.object(members))
        == "Z1-000009: closing.left of its report is \"1.005\", no amount")
    members["closing"] = ["left": "90000000000000.00", "banked": "0.00"]
    #expect(
      problem(.object(members))
        == "Z1-000009: closing.left of its report is \"90000000000000.00\", no amount")
  }

  @Test func namesOfAccounts() {
    let both = [
      "Assets:Cash:Drawer", "Assets:{desk}", "Income:Sales:{name}", "Expenses:4711",
      "Assets:库存现金:钱箱", "Liabilities:Über-Konto",
    ]
    for name in both { #expect(BookAccounts.isName(name) && BookAccounts.isBeancountName(name)) }
    for name in ["assets:cash drawer", "4711", "现金", "Assets", "Assets:a_b", "Expenses:R&D.x"] {
      #expect(BookAccounts.isName(name) && !BookAccounts.isBeancountName(name), "\(name)")
    }
    let neither = [
      "", "Assets:", ":Cash", "a  b", "(Assets:Cash)", "[Assets:Cash]", "* Assets", "! a", "a;b",
      "a\tb", "a\nb", " a", "a ", "a:(b)", "=a", "a|b", "{name}x", "a\u{200B}b",
      String(repeating: "a", count: 121),
    ]
    for name in neither {
      #expect(!BookAccounts.isName(name) && !BookAccounts.isBeancountName(name), "\(name)")
    }
  }
}
