import Foundation
import Testing
import TillCore

@testable import till

/// `config/accounts.yaml`: the bookkeeper's accounts.
@Suite("the accounts file")
struct AccountsFileTests {
  private func load(_ text: String?, forBeancount: Bool = false) throws -> Result<
    BookAccounts, SettingsFaults
  > {
    let folder = try TestFolder()
    try folder.writeShop()
    if let text { try folder.write(text, to: AccountsFile.name) }
    let settings = try SettingsFile.load(shop: folder.shop).get().settings
    return AccountsFile.load(shop: folder.shop, settings, forBeancount: forBeancount)
  }

  private func faults(_ text: String, forBeancount: Bool = false) throws -> [String] {
    guard case .failure(let faults) = try load(text, forBeancount: forBeancount) else { return [] }
    return faults.all.map(\.description)
  }

  @Test("a shop without the file has the usual accounts")
  func none() throws {
    let accounts = try load(nil).get()
    #expect(accounts.account(.sales, of: "A", desk: 1) == "Income:Sales:A")
    #expect(accounts.account(.tenders, of: "card", desk: 1) == "Assets:Clearing:Card")
    #expect(accounts.account(.discounts, desk: 1) == nil)
  }

  @Test("each account is where the file says, the others where they usually are")
  func chosen() throws {
    let accounts = try load(
      """
      drawer: assets:till {desk}
      rounding: revenues:rounding
      sales: {A: revenues:8400}
      tenders: {other: "assets:{name}"}
      pay_out: {Window cleaning: expenses:cleaning, 水: expenses:water}
      discounts: revenues:discounts
      """.replacing("till {desk}", with: "till:{desk}")
    ).get()
    let account = { accounts.account($0, of: $1, desk: 7) }
    #expect(account(.drawer, "") == "assets:till:7")
    #expect(account(.rounding, "") == "revenues:rounding")
    #expect(account(.sales, "A") == "revenues:8400" && account(.sales, "B") == "Income:Sales:B")
    #expect(account(.tenders, "card") == "assets:Card")
    #expect(account(.payOut, "window cleaning, May") == "expenses:cleaning")
    #expect(account(.payOut, "水 2 箱") == "expenses:water")
    #expect(account(.payOut, "tea") == "Expenses:Petty-Cash")
    #expect(account(.discounts, "") == "revenues:discounts")
  }

  @Test("what is wrong is told with its line")
  func wrong() throws {
    let words = "write an account, such as: Assets:Cash:Drawer"
    let said = try faults(
      """
      drawer: "Assets:Cash; x"
      flot: Assets:Safe
      sales: {Q: Income:Q}
      tax: {other: "Tax:{band}"}
      tenders: {cash: Assets:Cash}
      pay_in: {other: "Income:{name}", "a\\tb": Income:X}
      rounding: [a]
      bank: "Assets:{name}"
      """)
    #expect(
      said == [
        "config/accounts.yaml:1: drawer is \"Assets:Cash; x\" — \(words)",
        "config/accounts.yaml:2: there is no key flot — did you mean float?",
        "config/accounts.yaml:3: there is no key sales.Q — did you mean sales.A?",
        "config/accounts.yaml:4: tax.other is \"Tax:{band}\" — \(words)",
        "config/accounts.yaml:5: there is no key tenders.cash — take it out; the keys here are card and other",
        "config/accounts.yaml:6: pay_in.other is \"Income:{name}\" — \(words)",
        "config/accounts.yaml:6: pay_in.a\\tb is no beginning of a reason — "
          + "write at most 60 characters on one line",
        "config/accounts.yaml:7: rounding is a list — \(words)",
        "config/accounts.yaml:8: bank is \"Assets:{name}\" — \(words)",
      ])
  }

  @Test("Beancount's narrower rule holds only where it is asked for")
  func beancount() throws {
    let text = "drawer: assets:cash drawer\n"
    #expect(try faults(text) == [])
    #expect(
      try faults(text, forBeancount: true) == [
        "config/accounts.yaml:1: drawer is \"assets:cash drawer\" — "
          + "write an account as Beancount knows them, such as: Assets:Cash:Drawer"
      ])
  }

  @Test("the sample's accounts are the usual ones, in both languages for both programs")
  func samples() throws {
    for sample in [SampleShopTests.english, SampleShopTests.chinese] {
      let text = try String(contentsOfFile: sample + "/accounts.yaml", encoding: .utf8)
      let accounts = try load(text, forBeancount: true).get()
      for use in BookAccounts.Use.allCases {
        #expect(text.contains("\n\(use.rawValue):") || text.contains("\n# \(use.rawValue):"))
        guard sample == SampleShopTests.english else { continue }
        #expect(accounts[use] == .init(other: use.usual), "\(use)")
      }
    }
  }

  @Test("till check reads it too")
  func check() throws {
    let shop = try ProcessShop()
    try shop.write("drawer: (Assets)\n", to: AccountsFile.name)
    let outcome = try shop.run(["check"])
    #expect(outcome.status == 1)
    #expect(
      outcome.err == "config/accounts.yaml:1: drawer is \"(Assets)\" — "
        + "write an account, such as: Assets:Cash:Drawer\n")
  }
}
