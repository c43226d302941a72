import TestSupport
import Testing

@testable import TillCore

/// What stands on slip, receipt and delivery slip.
@Suite struct DocumentDataTests {
  /// The data of the last paper of a kind.
  static func data(_ kind: DocumentKind, of counter: Counter) -> JSON {
    counter.papers.last { $0.kind == kind }?.data ?? .null
  }

  static func fields(_ names: [String], of data: JSON) -> String {
    names.map { name in
      switch data[name] {
      case .string(let text): text
      case .bool(let isTrue): isTrue ? "yes" : "no"
      default: "–"
      }
    }.joined(separator: " | ")
  }

  static let heads = [
    "paid", "unpaid", "slip", "receipt", "total_capped", "words_capped", "received", "change",
    "later", "handed_over",
  ]

  @Test("C6: an unpaid slip says so and knows of no money")
  func unpaidSlip() {
    var counter = Counter(.testShop { $0.slipPrinting = .both })
    counter.must([.scan(.noodles), .invoice])
    #expect(
      Self.fields(Self.heads, of: Self.data(.slip, of: counter))
        == "no | yes | S1-000001 | – | ¥65.00 | ⊗人民币陆拾伍元整 | – | – | no | no")
    #expect(counter.papers.last?.data["tenders"] == nil)
  }

  @Test("C4: the paid slip and the receipt say what was received and given back")
  func paidSlip() {
    var counter = Counter()
    counter.must([.float(counted([1000: 9, 500: 9])), .scan(.noodles), .keepGoods, .cash(10000)])
    for kind in [DocumentKind.slip, .receipt] {
      #expect(
        Self.fields(Self.heads, of: Self.data(kind, of: counter))
          == "yes | no | S1-000001 | R1-000001 | ¥65.00 | ⊗人民币陆拾伍元整 | 100.00 | 35.00"
          + " | yes | no")
    }
    #expect(Self.data(.slip, of: counter)["number"] == "S1-000001")
    #expect(Self.data(.receipt, of: counter)["number"] == "R1-000001")
  }

  static let rows: [(typed: [Command], outcome: [String])] = [
    ([.scan(.pen, pieces: 3)], ["1: 3 × 8.33 = 24.99"]),
    (
      [.scan(.repair, Quantity(3), price: 900), .less(sum: 200)],
      ["1: 2 × 8.33 = 16.66", "1: 1 × 8.34 = 8.34"]
    ),
    ([.scan(.repair, Quantity(3), price: 900), .less(sum: 270)], ["1: 3 × 8.10 = 24.30"]),
    ([.scan(.pen, pieces: 3), .less(percent: 10)], ["1: 3 × 7.50 = 22.50"]),
    ([.scan(.pen, pieces: 3), .lessAll(percent: 10)], ["1: 3 × 7.50 = 22.50"]),
    ([.scan(.pen), .lessAll(sum: 33)], ["1: 1 × 8.33 = 8.33", "Discount -0.33"]),
    ([.scan(.pen), .roundDown], ["1: 1 × 8.33 = 8.33", "Rounded down -0.33"]),
    (
      [.scan(.apples, Quantity(thousandths: 755)), .less(sum: 66)],
      ["1: 0.755 × 12.80 = 9.66", "Discount 1 -0.66"]
    ),
    (
      [.scan(.apples, Quantity(2)), .less(sum: 60)],
      ["1: 2 × 12.80 = 25.60", "Discount 1 -0.60"]
    ),
    ([.scan(.water, label: 180), .setQuantity(line: 1, Quantity(3))], ["1: 3 × 1.80 = 5.40"]),
    ([.scan(.water, label: 180), .less(sum: 10)], ["1: 1 × 1.70 = 1.70"]),
    ([.scan(.crate, pieces: -2)], ["1: -2 × 5.00 = -10.00"]),
    ([.scan(.pen), .drop(line: 1), .scan(.water)], ["2: 1 × 2.00 = 2.00"]),
  ]

  @Test(
    "A4: quantity × unit price on every row; sums that can't are rows of their own",
    arguments: rows)
  func row(typed: [Command], outcome: [String]) {
    var counter = Counter(.testShop { $0.slipPrinting = .both }, signedOn: .manager)
    counter.must(typed)
    counter.must(.invoice)
    #expect(Self.printed(Self.data(.slip, of: counter)) == outcome)
  }

  @Test("A4, H3: a return's rows show the price paid")
  func returnRows() {
    var counter = Counter(.testShop { $0.slipPrinting = .both }, signedOn: .manager)
    counter.must([.scan(.repair, Quantity(3), price: 900), .less(sum: 200), .cash])
    counter.must([.giveBack(counter.sale, line: 1), .invoice])
    let data = Self.data(.slip, of: counter)
    #expect(
      Self.printed(data) == ["1: -2 × 8.33 = -16.66", "1: -1 × 8.34 = -8.34"])
    #expect(data["lines"]?.arrayValue?.first?["return_of"] == "R1-000001")
    #expect(data["refund"] == true)
    #expect(data["words"] == "负贰拾伍元整")
  }

  @Test("cash rounding is a row, and part of the total")
  func roundingRow() {
    var counter = Counter(.testShop { $0.cashRoundingMinor = 5 })
    counter.must([.scan(.pen), .cash])
    let data = Self.data(.receipt, of: counter)
    #expect(Self.printed(data) == ["1: 1 × 8.33 = 8.33", "Cash rounding 0.02"])
    #expect(data["total"] == "8.35")
  }

  static let words: [(currency: Currency, language: ShopSettings.Language, outcome: String)] = [
    (.cny, .english, "⊗人民币壹拾贰元整"),
    (.cny, .simplifiedChinese, "⊗人民币壹拾贰元整"),
    (.jpy, .simplifiedChinese, "⊗日元壹仟贰佰元整"),
    (.gbp, .simplifiedChinese, "⊗英镑壹拾贰元整"),
  ]

  @Test("A3: words are capped and say which money it is", arguments: words)
  func cappedWords(currency: Currency, language: ShopSettings.Language, outcome: String) {
    let words = AmountInWords.words(minor: 1200, currency: currency, language)
    #expect(words.capped == outcome)
    #expect(words.plain.hasPrefix("⊗") == false)
  }

  @Test("E2, G4: a delivery slip has goods, no prices, and nothing of the customer")
  func deliverySlip() {
    var counter = Counter()
    counter.must([
      .scan(.phone), .serial(line: 1, "IMEI 1"), .note(line: 1, "black"), .deliver(), .cash,
    ])
    let data = Self.data(.delivery, of: counter)
    #expect(
      Self.fields(["number", "slip", "pieces", "wanted_date", "wanted_window"], of: data)
        == "D1-000001 | S1-000001 | 1 | 2026-11-24 | am")
    let row = data["lines"]?.arrayValue?.first
    #expect(row?["serial"] == "IMEI 1" && row?["note"] == "black")
    #expect(row?["unit_price"] == nil && row?["amount"] == nil)
    #expect(counter.papers.last?.contact?.id == 7)
  }

  @Test("E2: prices stand on a delivery slip where the shop wants them, for what is sent")
  func pricedDelivery() {
    var counter = Counter(
      .testShop { $0.deliveryHasPrices = true }, signedOn: .manager)
    counter.must([
      .scan(.repair, Quantity(3), price: 900), .less(sum: 200), .scan(.pen), .deliver(), .cash,
    ])
    let data = Self.data(.delivery, of: counter)
    #expect(
      Self.printed(data)
        == ["1: 2 × 8.33 = 16.66", "1: 1 × 8.34 = 8.34", "2: 1 × 8.33 = 8.33"])
    #expect(
      Self.fields(["prices", "total", "words_capped"], of: data)
        == "yes | 33.33 | ⊗人民币叁拾叁元叁角叁分")
    #expect(counter.papers.last { $0.kind == .delivery }?.copies == [.stub, .customer, .signed])
  }

  static let amounts: [(minor: Int64, outcome: String)] = [
    (0, "0.00"), (99_999, "999.99"), (100_000, "1,000.00"), (1_234_500, "12,345.00"),
    (-1_234_500, "-12,345.00"), (-10_000, "-100.00"), (123_456_789_012, "1,234,567,890.12"),
  ]

  @Test("papers group thousands", arguments: amounts)
  func grouped(minor: Int64, outcome: String) {
    #expect(Money(minor: minor, .cny).onPaper == outcome)
  }

  @Test("a card is known by the last four digits of its reference, where it has that many")
  func lastFour() {
    for (reference, outcome) in [("POS 62178856", "8856"), ("12 3 4", "1234"), ("A-123", nil)] {
      var counter = Counter()
      counter.must([.scan(.pen), .card(amountMinor: nil, reference: reference)])
      let tender = Self.data(.receipt, of: counter)["tenders"]?.arrayValue?.first
      #expect(tender?["last_four"]?.stringValue == outcome)
    }
  }

  @Test("rows and adjustments add up to the total, whatever was typed")
  func addUp() {
    var random = SeededGenerator.random()
    for _ in 0..<120 {
      var counter = Counter(.testShop { $0.slipPrinting = .both }, signedOn: .manager)
      for _ in 0..<12 { counter.send(RandomCommand.introducing(&random)) }
      guard case .done = counter.send(.invoice) else { continue }
      let data = Self.data(.slip, of: counter)
      let rows = data["lines"]?.arrayValue ?? []
      var sum: Int64 = 0
      for row in rows {
        let amount = Self.minor(row["amount"])
        sum += amount
        #expect(Self.minor(row["running"]) == sum, "\(random)")
        guard row["unit"] != "kg" else { continue }
        let pieces = row["quantity"]?.stringValue.flatMap { Int64($0) } ?? 0
        #expect(pieces * Self.minor(row["unit_price"]) == amount, "\(random)")
      }
      for row in data["adjustments"]?.arrayValue ?? [] {
        sum += Self.minor(row["amount"])
      }
      #expect(sum == Self.minor(data["total"]), "\(random)")
    }
  }

  private static func minor(_ value: JSON?) -> Int64 {
    let text = (value?.stringValue ?? "").filter { $0 != "," }
    return (try? FixedPoint.value(of: text, digits: 2)) ?? .min / 1_000_000
  }

  /// Rows as a customer reads them.
  private static func printed(_ data: JSON) -> [String] {
    let text = { (value: JSON?) in value?.stringValue ?? "–" }
    let lines = (data["lines"]?.arrayValue ?? []).map { row in
      "\(text(row["line"])): \(text(row["quantity"])) × \(text(row["unit_price"]))"
        + " = \(text(row["amount"]))"
    }
    let adjustments = (data["adjustments"]?.arrayValue ?? []).map { row in
      "\(text(row["label"])) \(text(row["amount"]))"
    }
    return lines + adjustments
  }
}
