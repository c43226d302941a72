import Testing
import TillCore

@testable import TillCounter

/// The day's book in the words of the closing report.
@Suite("Counter: the day's book on paper")
struct DayBookPaperTests {
  private let vouched = DayBook.Name(id: "90", name: "Chen Wei")

  private func mark(_ vouched: DayBook.Name? = nil) -> DayBook.Mark {
    DayBook.Mark(
      seq: 7, day: CivilDate(daysSince1970: 20_000),
      at: Moment(utcMilliseconds: 1_795_312_860_000, offsetSeconds: 8 * 3600),
      by: DayBook.Name(id: "01", name: "Wang Fang"), vouched: vouched)
  }

  private func book() -> DayBook {
    var book = DayBook(currency: .cny)
    book.refusedNotes = [
      DayBook.NoteRow(
        mark: mark(),
        note: RefusedNote(denominationMinor: 10_000, reason: .torn, digits: nil))
    ]
    book.lineVoids = [
      DayBook.LineVoid(
        mark: mark(), slip: nil, line: 2, article: "Pen", quantity: Quantity(2),
        amountMinor: 123_456)
    ]
    book.cancelledSales = [
      DayBook.CancelledSale(mark: mark(vouched), slip: "S1-000003", amountMinor: 900, reason: "")
    ]
    book.voidDocuments = [
      DayBook.VoidDocument(
        mark: mark(), kind: .slip, number: "S1-000001", reason: "late", replacedBy: "S1-000002")
    ]
    book.drawerOpenings = [
      DayBook.DrawerOpening(mark: mark(vouched), reason: "coins", document: nil)
    ]
    book.reprints = [
      DayBook.Reprint(mark: mark(), document: "R1-000001", ordinal: 1, reason: "jam")
    ]
    let fang = Person(id: "01", name: "Wang Fang", role: .cashier)
    let wei = Person(id: "90", name: "Chen Wei", role: .manager)
    let extents: [(Permission, Extent, String)] = [
      (.discountLine, .rate(Rate(basisPoints: 1_550)), "PEN"),
      (.return, .amount(minor: 123_456), "R1-000001"), (.openDrawer, .unmeasured, ""),
    ]
    book.approvals = extents.map { permission, extent, about in
      DayBook.ApprovalRow(
        mark: mark(),
        approval: Approval(permission, asked: fang, vouched: wei, extent: extent, about: about))
    }
    book.series = [
      DayBook.Series(
        kind: .slip, first: "S1-000001", last: "S1-000003", count: 3, voidCount: 1),
      DayBook.Series(
        kind: .xReport, first: "X1-000001", last: "X1-000001", count: 1, voidCount: 0),
    ]
    book.gaps = [
      DayBook.Gap(kind: .receipt, first: "R1-000004", last: "R1-000004"),
      DayBook.Gap(kind: .delivery, first: "D1-000002", last: "D1-000005"),
    ]
    return book
  }

  private func members(_ language: ShopSettings.Language) -> [String: JSON] {
    DayBookPaper(Wording(TranscriptShop(language).settings), book()).members
  }

  @Test("each act with its time and full names; what there isn't is absent")
  func english() {
    let paper = members(.english)
    #expect(
      paper["refused"]
        == [["time": "10:01", "value": "100.00", "reason": "torn", "by": "Wang Fang"]])
    #expect(
      paper["line_voids"] == [
        [
          "time": "10:01", "name": "Pen", "quantity": "2", "amount": "1,234.56",
          "by": "Wang Fang",
        ]
      ])
    #expect(
      paper["cancelled"] == [
        [
          "time": "10:01", "sale": "S1-000003", "amount": "9.00", "by": "Wang Fang",
          "vouched": "Chen Wei",
        ]
      ])
    #expect(
      paper["void_documents"] == [
        [
          "time": "10:01", "label": "Sale slip", "document": "S1-000001", "reason": "late",
          "replaced_by": "S1-000002", "by": "Wang Fang",
        ]
      ])
    #expect(
      paper["no_sales"]
        == [["time": "10:01", "reason": "coins", "by": "Wang Fang", "vouched": "Chen Wei"]])
    #expect(
      paper["reprints"] == [
        [
          "time": "10:01", "document": "R1-000001", "ordinal": "1", "reason": "jam",
          "by": "Wang Fang",
        ]
      ])
    #expect(
      paper["approvals"]?.arrayValue?.map { $0["act"] } == [
        "Line discount, 15.5%", "Return, 1,234.56", "Drawer opened without a sale",
      ])
    #expect(
      paper["approvals"]?.arrayValue?.first == [
        "time": "10:01", "act": "Line discount, 15.5%", "document": "PEN", "asked": "Wang Fang",
        "vouched": "Chen Wei",
      ])
    #expect(paper["approvals"]?.arrayValue?.last?["document"] == nil)
    #expect(
      paper["series"] == [
        [
          "label": "Sale slip", "first": "S1-000001", "last": "S1-000003", "count": "3",
          "void": "1",
        ],
        ["label": "X report", "first": "X1-000001", "last": "X1-000001", "count": "1"],
      ])
    #expect(
      paper["gaps"] == [
        ["label": "Receipt", "text": "R1-000004"],
        ["label": "Delivery slip", "text": "D1-000002 to D1-000005"],
      ])
  }

  @Test("every act has a heading of its own, in both languages")
  func headings() {
    for language in [ShopSettings.Language.english, .simplifiedChinese] {
      let wording = Wording(TranscriptShop(language).settings)
      let headings = Permission.allCases.map { wording.heading($0) }
      #expect(Set(headings).count == Permission.allCases.count)
    }
  }

  @Test("the same in Chinese")
  func chinese() {
    let paper = members(.simplifiedChinese)
    #expect(paper["refused"]?.arrayValue?.first?["reason"] == "残币")
    #expect(paper["series"]?.arrayValue?.map { $0["label"] } == ["销售单", "X报表"])
    #expect(
      paper["approvals"]?.arrayValue?.map { $0["act"] }
        == ["单品折扣, 15.5%", "退货, 1,234.56", "非销售开钱箱"])
    #expect(
      paper["gaps"] == [
        ["label": "小票", "text": "R1-000004"],
        ["label": "送货单", "text": "D1-000002 至 D1-000005"],
      ])
  }
}
