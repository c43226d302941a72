import Foundation
import Testing

@testable import TillCore
@testable import TillJournal

@Suite("Journal: returns, papers and prints")
struct JournalPapersTests {
  private func signedOn(_ settings: ShopSettings = .journalShop) throws -> JournalShop {
    let shop = try JournalShop(settings)
    try shop.must(.signOn(.wei))
    return shop
  }

  private func giveBack(_ shop: JournalShop, _ sale: Sale, _ quantity: Quantity?) throws -> Command
  {
    let paid = try #require(try shop.journal.paidLines(ofSale: sale.id).first { $0.line == 1 })
    let before = try shop.journal.returned(
      ofSale: sale.id, line: 1, exceptBy: shop.state().openSale?.id)
    return .returnLine(
      Command.ReturnRequest(
        sale: sale, line: 1, paidMinor: paid.amountMinor, returnedQuantity: before.quantity,
        returnedMinor: before.minor, quantity: quantity, reason: "broken"))
  }

  enum Release: CaseIterable { case drop, undo, cancel }

  @Test(
    "H3: a return is reserved at once, and let go by drop, undo and cancel",
    arguments: Release.allCases)
  func reserved(_ release: Release) throws {
    let shop = try signedOn()
    let sale = try shop.sellPenAndBook()
    try shop.must(try giveBack(shop, sale, Quantity(2)))
    #expect(
      try shop.journal.returned(ofSale: sale.id, line: 1, exceptBy: nil).quantity == Quantity(2))
    #expect(try shop.journal.returned(ofSale: sale.id, line: 1, exceptBy: nil).minor == 2 * 833)
    try shop.must(
      {
        switch release {
        case .drop: .drop(line: 1)
        case .undo: .undo
        case .cancel: .cancel(reason: "no")
        }
      }())
    #expect(try shop.journal.returned(ofSale: sale.id, line: 1, exceptBy: nil).quantity == .zero)
    #expect(try shop.journal.returned(ofSale: sale.id, line: 1, exceptBy: nil).minor == 0)
  }

  @Test("H3: a return stays reserved while its sale is parked, and is taken when it is paid")
  func kept() throws {
    let shop = try signedOn()
    let sale = try shop.sellPenAndBook()
    try shop.must(try giveBack(shop, sale, nil), .park(label: "waits"))
    #expect(try shop.send(try giveBack(shop, sale, nil)) == .refused("nothing-left"))
    let parked = try #require(try shop.journal.parkedSales().first)
    try shop.must(.recall(try #require(try shop.journal.sale(id: parked.id))), .cash(.exact))
    #expect(shop.state().sale?.stage == .paid)
    #expect(
      try shop.journal.returned(ofSale: sale.id, line: 1, exceptBy: nil).quantity == Quantity(3))
    #expect(try shop.send(try giveBack(shop, sale, nil)) == .refused("nothing-left"))
  }

  @Test("a cash sale wants three stamped slips, a receipt and one kick, in this order")
  func outbox() throws {
    let shop = try signedOn()
    _ = try shop.sellPenAndBook()
    let prints = try shop.journal.prints(limit: 99).reversed().map {
      "\($0.kind) \($0.number) \($0.role?.rawValue ?? "-") \($0.isStamped) \($0.state.rawValue)"
    }
    #expect(
      prints == [
        "kick  - false queued",
        "slip S1-000001 finance true queued", "slip S1-000001 stub true queued",
        "slip S1-000001 customer true queued", "receipt R1-000001 - false queued",
      ])
    try shop.must(.journalScan(.pen), .card(amountMinor: nil, reference: nil))
    #expect(try shop.journal.prints(limit: 99).filter { $0.kind == "kick" }.count == 1)
  }

  @Test("D4: a copy is one sheet with its ordinal and reason; a reprint kicks no drawer")
  func copies() throws {
    let shop = try signedOn()
    _ = try shop.sellPenAndBook()
    for _ in 0..<2 {
      for number in ["S1-000001", "R1-000001"] {
        let paper = try #require(try shop.journal.paper(number))
        try shop.must(
          .copy(
            Command.IssuedPaper(
              number: number, kind: paper.kind, copiesSoFar: paper.copiesSoFar), reason: "lost"))
      }
    }
    let copies = try shop.journal.prints(limit: 4).reversed().map {
      "\($0.number) \($0.role?.rawValue ?? "-") \($0.copyOrdinal ?? 0) \($0.copyReason ?? "")"
    }
    #expect(
      copies == [
        "S1-000001 customer 1 lost", "R1-000001 - 1 lost", "S1-000001 customer 2 lost",
        "R1-000001 - 2 lost",
      ])
    #expect(try shop.journal.documents(limit: 9).map(\.copiesSoFar) == [2, 2])
  }

  @Test("a paper that waits to be asked for is printed when it is released, and once")
  func released() throws {
    let shop = try signedOn(.journalShop { $0.printsReceipt = false })
    _ = try shop.sellPenAndBook()
    #expect(try !shop.journal.prints(limit: 9).contains { $0.kind == "receipt" })
    #expect(try shop.journal.paper("R1-000001")?.isPrinted == false)
    try shop.must(
      .release(Command.IssuedPaper(number: "R1-000001", kind: .receipt, copiesSoFar: 0)))
    #expect(try shop.journal.paper("R1-000001")?.isPrinted == true)
    #expect(try shop.journal.prints(limit: 9).filter { $0.kind == "receipt" }.count == 1)
  }

  @Test("a slip that was printed unpaid and paid is two originals under one number")
  func twoOriginals() throws {
    let shop = try signedOn(.journalShop { $0.slipPrinting = .both })
    try shop.must(.journalScan(.pen), .invoice, .cash(.exact))
    let slips = try shop.journal.prints(limit: 9).filter { $0.kind == "slip" }
    #expect(slips.map(\.isStamped) == [true, true, true, false, false, false])
    #expect(try shop.journal.issuedDocument("S1-000001", isStamped: false)?.isStamped == false)
    #expect(try shop.journal.issuedDocument("S1-000001")?.isStamped == true)
  }

  @Test("sales are found by slip, receipt, delivery and voided slip; by name, amount and code")
  func lookUps() throws {
    let shop = try signedOn()
    let sale = try shop.sellPenAndBook()
    try shop.must(.journalScan(.pen), .invoice, .reopen(reason: "more"), .invoice, .cash(.exact))
    let journal = shop.journal
    let second = try #require(shop.state().sale)
    for (number, id) in [
      ("S1-000001", sale.id), ("R1-000001", sale.id), ("S1-000002", second.id),
      ("S1-000003", second.id), ("R1-000002", second.id),
    ] {
      #expect(try journal.sale(ofPaper: number)?.id == id, "\(number)")
    }
    #expect(try journal.sale(ofPaper: "S1-000009") == nil)
    #expect(try journal.paperNumber(ending: "3", desk: 1, kinds: [.slip]) == "S1-000003")
    #expect(try journal.paperNumber(ending: "3", desk: 2, kinds: [.slip]) == nil)
    let day = try #require(CivilDate("2026-11-22"))
    let found = { (total: Int64?, text: String?) in
      try journal.sales(SaleSearch(day: day, totalMinor: total, text: text)).map(\.receipt)
    }
    #expect(try found(nil, nil) == ["R1-000002", "R1-000001"])
    #expect(try found(833, nil) == ["R1-000002"])
    #expect(try found(nil, "BOOK") == ["R1-000001"])
    #expect(try found(nil, "' OR 1=1 --") == [])
    #expect(try found(nil, "%") == [])
  }
}
