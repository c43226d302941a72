import Testing

@testable import TillCore

/// Parking, cancelling, freezing the lines and giving them back.
@Suite struct RegisterSlipTests {
  @Test("a parked sale waits while another is served, and comes back as it was")
  func parkAndRecall() {
    var counter = Counter()
    counter.must([.scan(.pen, pieces: 3), .less(percent: 5), .park(label: "tall man")])
    let parked = counter.sale
    #expect(counter.state.stageName == "new")
    counter.must(.scan(.water))
    #expect(counter.send(.recall(parked)).refusal == .saleOpen)
    counter.must(.cash)
    counter.signOn(.other)
    counter.must(.recall(parked))
    #expect(counter.sale.lines == parked.lines)
    #expect(counter.sale.cashier == .other)
    counter.must(.undo)
    #expect(counter.totalMinor == 2499)
    counter.must(.cash)
    #expect(counter.slip == "S1-000002")
    #expect(counter.send(.recall(counter.sale)).refusal == .alreadyPaid(slip: "S1-000002"))
  }

  @Test("an unpaid slip from another desk's shelf is collected")
  func collectSlip() {
    var counter = Counter()
    counter.must([.scan(.pen), .invoice, .park(label: "")])
    let slip = counter.sale
    counter.must([.scan(.water), .cash, .collect(slip), .cash])
    #expect(counter.slip == "S1-000001")
    #expect(counter.sale.receipt == "R1-000002")
  }

  @Test("an emptied sale that makes room for a recalled one is closed, not forgotten")
  func recallOverEmptied() {
    var counter = Counter()
    counter.must([.scan(.pen), .park(label: "")])
    let parked = counter.sale
    counter.must([.scan(.water), .drop(line: 1)])
    let emptied = counter.sale
    counter.must(.recall(parked))
    #expect(counter.sale.id == parked.id)
    #expect(counter.sales[emptied.id]?.stage == .cancelled)
  }

  @Test("a sale that another desk has open is not recalled")
  func otherDesk() {
    var counter = Counter()
    counter.must(.scan(.pen))
    let open = counter.sale
    counter = Counter()
    #expect(counter.send(.recall(open)).refusal == .saleOfOtherDesk(desk: 1))
    #expect(counter.send(.collect(open)).refusal == .saleOfOtherDesk(desk: 1))
  }

  @Test("I4: an invoiced sale is cancelled by a manager, and never while money is in")
  func cancel() {
    var counter = Counter()
    counter.must([.scan(.pen), .cancel(reason: "left")])
    #expect(
      counter.facts.last?.event == .saleCancelled(reason: "left", totalMinor: 833))
    #expect(counter.send(.recall(counter.sale)).refusal == .alreadyCancelled(""))
    counter.must([.scan(.pen), .invoice])
    #expect(
      counter.send(.cancel(reason: "left")).refusal == .needsApproval(.cancel, from: .manager))
    counter.must(.card(100))
    counter.signOn(.manager)
    #expect(counter.send(.cancel(reason: "left")).refusal == .moneyTaken)
    counter.must([.takeBack, .cancel(reason: "left")])
    #expect(
      counter.send(.collect(counter.sale)).refusal == .alreadyCancelled("S1-000001"))
    #expect(
      counter.send(.pickup(counter.sale, nil)).refusal == .alreadyCancelled("S1-000001"))
  }

  static let printing: [(rule: ShopSettings.SlipPrinting, outcome: String)] = [
    (.unpaid, "unstamped printed · stamped kept"),
    (.paid, "stamped printed"),
    (.both, "unstamped printed · stamped printed"),
    (.none, "stamped kept"),
  ]

  @Test("C6, C7: three copies, stamped only when paid", arguments: printing)
  func slipCopies(rule: ShopSettings.SlipPrinting, outcome: String) {
    var counter = Counter(.testShop { $0.slipPrinting = rule })
    counter.must([.scan(.pen), .invoice, .cash])
    let slips = counter.papers.filter { $0.kind == .slip }
    let text = slips.map {
      ($0.isStamped ? "stamped " : "unstamped ") + ($0.isPrinted ? "printed" : "kept")
    }
    #expect(text.joined(separator: " · ") == outcome)
    #expect(slips.allSatisfy { $0.copies == [.finance, .stub, .customer] })
  }

  @Test("in one line from scan to paid the stamped copies come out, whatever the rule")
  func slipOfOneLine() {
    var counter = Counter(.testShop { $0.slipPrinting = .unpaid })
    counter.must([.scan(.pen), .cash])
    #expect(counter.papers.map(\.isPrinted) == [true, true])
    #expect(counter.papers.map(\.isStamped) == [true, false])
  }

  @Test("改单: the slip's copies come back one by one, its number is void, the new names it")
  func reopen() {
    var counter = Counter(.testShop { $0.slipPrinting = .both })
    counter.must([.scan(.pen), .invoice, .check, .count(counted([500: 2]))])
    var asked: [Question] = []
    let refused = counter.send(.reopen(reason: "one more")) { question in
      asked.append(question)
      return question == .copyReturned(.customer, slip: "S1-000001") ? .no : .yes
    }
    #expect(refused.refusal == .copyMissing(.customer))
    #expect(asked == CopyRole.slip.map { .copyReturned($0, slip: "S1-000001") })
    counter.must([.reopen(reason: "one more"), .scan(.pen)])
    #expect(counter.sale.lines.map(\.quantity) == [Quantity(2)])
    #expect(counter.sale.voidedSlips == ["S1-000001"])
    #expect(counter.sale.counted == nil)
    counter.must(.invoice)
    #expect(counter.slip == "S1-000002")
    #expect(counter.papers.last?.data["replaces"]?.stringValue == "S1-000001")
    counter.must(.card(100))
    #expect(counter.send(.reopen(reason: "again")).refusal == .moneyTaken)
  }

  @Test("A3: serials are asked line by line before the lines are frozen")
  func serials() {
    var counter = Counter()
    counter.must([.scan(.phone), .scan(.pen)])
    let question = Question.serial(line: 1, article: "Phone")
    #expect(counter.send(.invoice).question == question)
    #expect(counter.send(.cash).question == question)
    #expect(counter.send(.invoice, [question: .text("IMEI 1")]).description == "done")
    #expect(counter.sale.lines.map(\.serial) == ["IMEI 1", nil])
  }
}
