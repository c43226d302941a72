import Testing

@testable import TillCore

/// Every verb in every place a sale can stand: the ladders of `decide`, as tables.
@Suite struct RegisterStagesTests {
  /// Where a cashier may type a verb, in the order of a sale's life.
  enum Place: String, CaseIterable {
    case off, new, lines, emptied, invoiced, checked, counted, verified, partPaid, paid, parked
    case cancelled
  }

  static func counter(at place: Place, _ settings: ShopSettings) -> Counter {
    var counter = Counter(settings)
    counter.must([.float(TillCoreTests.counted([1000: 9, 500: 9, 100: 9])), .scan(.noodles)])
    switch place {
    case .off: counter.must(.signOff(.typed))
    case .new: counter.must(.cancel(reason: "")); counter = Counter(settings)
    case .lines: break
    case .emptied: counter.must(.drop(line: nil))
    case .parked: counter.must(.park(label: "door"))
    case .cancelled: counter.must(.cancel(reason: "left"))
    case .invoiced: counter.must(.invoice)
    case .checked: counter.must([.invoice, .check])
    case .counted:
      counter.must([.invoice, .check, .count(TillCoreTests.counted([10000: 1]))])
    case .verified:
      counter.must([.invoice, .check, .count(TillCoreTests.counted([10000: 1])), .verify])
    case .partPaid: counter.must([.invoice, .check, .card(1500)])
    case .paid: counter.must([.invoice, .check, .card])
    }
    return counter
  }

  typealias Row = (
    verb: String, command: @Sendable (Counter) -> Command, outcome: [String]
  )

  // Outcomes that many verbs share.
  static let nowhere = "no-sale: new paid parked cancelled"
  static let frozen = "sale-frozen: invoiced checked counted verified partPaid"
  static let noSlip = "not-invoiced: lines emptied"
  static let unchecked = "not-checked: invoiced"
  static let dropped = "dropped-line: emptied"
  static let empty = "sale-empty: emptied"
  static let moneyIn = "money-taken: partPaid"

  static let introducing: [Row] = [
    ("scan", { _ in .scan(.water) }, ["done: new lines emptied paid parked cancelled", frozen]),
    (
      "qty", { _ in .setQuantity(line: 1, Quantity(2)) },
      [nowhere, "done: lines", dropped, frozen]
    ),
    (
      "price up", { _ in .setPrice(line: 1, unitPriceMinor: 7000) },
      [nowhere, "done: lines", dropped, frozen]
    ),
    (
      "price down", { _ in .setPrice(line: 1, unitPriceMinor: 1) },
      [nowhere, "needs-approval: lines", dropped, frozen]
    ),
    ("drop", { _ in .drop(line: 1) }, [nowhere, "done: lines", dropped, frozen]),
    ("note", { _ in .note(line: 1, "gift") }, [nowhere, "done: lines", dropped, frozen]),
    ("serial", { _ in .serial(line: 1, "A1") }, [nowhere, "done: lines", dropped, frozen]),
    ("less", { _ in .less(percent: 10) }, [nowhere, "done: lines", empty, frozen]),
    (
      "less too much", { _ in .less(percent: 11) },
      [nowhere, "needs-approval: lines", empty, frozen]
    ),
    ("less all", { _ in .lessAll(sum: 500) }, [nowhere, "done: lines", empty, frozen]),
    ("ml", { _ in .roundDown }, [nowhere, "nothing-to-round-down: lines", empty, frozen]),
    (
      "customer", { _ in .nameCustomer(ContactReference(id: 1, digest: "d")) },
      [nowhere, "done: lines emptied", frozen]
    ),
    ("undo", { _ in .undo }, [nowhere, "done: lines emptied", frozen]),
    (
      "park", { _ in .park(label: "tall man") },
      [nowhere, "done: lines invoiced checked counted verified", empty, moneyIn]
    ),
    (
      "cancel", { _ in .cancel(reason: "left") },
      [
        nowhere, "done: lines emptied", "needs-approval: invoiced checked counted verified",
        moneyIn,
      ]
    ),
    (
      "invoice", { _ in .invoice },
      [
        nowhere, "done: lines", empty,
        "already-invoiced: invoiced checked counted verified partPaid",
      ]
    ),
    (
      "reopen", { _ in .reopen(reason: "one more") },
      [nowhere, noSlip, "done: invoiced checked counted verified", moneyIn]
    ),
  ]

  static let collecting: [Row] = [
    (
      "collect", { _ in .collect(nil) },
      [nowhere, noSlip, "done: invoiced checked counted verified partPaid"]
    ),
    (
      "check", { _ in .check },
      [nowhere, noSlip, "done: invoiced checked counted verified partPaid"]
    ),
    (
      "count", { _ in .count(counted([10000: 1])) },
      [nowhere, noSlip, unchecked, "done: checked counted verified partPaid"]
    ),
    (
      "verify", { _ in .verify },
      [nowhere, noSlip, unchecked, "nothing-counted: checked partPaid", "done: counted verified"]
    ),
    (
      "refuse", { _ in .refuse(10000) },
      [nowhere, "done: lines emptied invoiced checked counted verified partPaid"]
    ),
    (
      "announce", { _ in .announce },
      [
        nowhere, noSlip, unchecked, "nothing-counted: checked partPaid", "not-verified: counted",
        "done: verified",
      ]
    ),
    (
      "cash", { _ in .cash },
      [nowhere, "done: lines invoiced checked counted verified partPaid", empty]
    ),
    (
      "card", { _ in .card },
      [nowhere, "done: lines invoiced checked counted verified partPaid", empty]
    ),
    (
      "take-back", { _ in .takeBack },
      [nowhere, "no-tender: lines emptied invoiced checked counted verified", "done: partPaid"]
    ),
    (
      "pickup", { .pickup($0.sale, nil) },
      [
        "not-paid: new lines emptied invoiced checked counted verified partPaid parked",
        "handed-over: paid", "already-cancelled: cancelled",
      ]
    ),
    (
      "pickup later", { _ in .keepGoods },
      [nowhere, "done: lines emptied invoiced checked counted verified partPaid"]
    ),
    (
      "deliver", { _ in .deliver() },
      [nowhere, "done: lines invoiced checked counted verified partPaid", empty]
    ),
    (
      "deliver SLIP", { .deliver($0.sale) },
      [
        "not-paid: new parked", "done: lines invoiced checked counted verified partPaid", empty,
        "handed-over: paid", "already-cancelled: cancelled",
      ]
    ),
    (
      "recall", { .recall($0.sale) },
      [
        "other-desk: new",
        "done: lines emptied invoiced checked counted verified partPaid parked",
        "already-paid: paid", "already-cancelled: cancelled",
      ]
    ),
    (
      "collect SLIP", { .collect($0.sale) },
      [
        "other-desk: new", "not-invoiced: lines emptied parked",
        "done: invoiced checked counted verified partPaid", "already-paid: paid",
        "already-cancelled: cancelled",
      ]
    ),
    (
      "return", { .giveBack($0.sale, line: 1) },
      ["not-paid: new lines emptied parked cancelled", frozen, "needs-approval: paid"]
    ),
    (
      "float", { _ in .float(counted([100: 5])) },
      ["done: new lines emptied invoiced checked counted verified partPaid paid parked cancelled"]
    ),
    (
      "open-drawer", { _ in .openDrawer(reason: "coins") },
      [

        "needs-approval: new lines emptied invoiced checked counted verified partPaid paid parked cancelled"
      ]
    ),
    (
      "seller", { _ in .nameSeller(.other) },
      ["done: new lines emptied invoiced checked counted verified partPaid paid parked cancelled"]
    ),
    (
      "sign-off", { _ in .signOff(.typed) },
      ["done: new lines emptied invoiced checked counted verified partPaid paid parked cancelled"]
    ),
  ]

  static let collectingStrictly: [Row] = [
    (
      "cash", { _ in .cash },
      [nowhere, "collect-strictly: lines emptied invoiced checked counted verified partPaid"]
    ),
    (
      "card", { _ in .card },
      [nowhere, noSlip, unchecked, "done: checked counted verified partPaid"]
    ),
  ]

  @Test("introducing, place by place", arguments: introducing)
  func introduce(verb: String, command: @Sendable (Counter) -> Command, outcome: [String]) {
    expect(verb, command, .testShop, outcome)
  }

  @Test("collecting and after, place by place", arguments: collecting)
  func collect(verb: String, command: @Sendable (Counter) -> Command, outcome: [String]) {
    expect(verb, command, .testShop, outcome)
  }

  @Test("where strict collecting says otherwise", arguments: collectingStrictly)
  func collectStrictly(
    verb: String, command: @Sendable (Counter) -> Command, outcome: [String]
  ) {
    expect(verb, command, .strict, outcome)
  }

  /// Signed off, every verb is refused alike; the rest is the table's.
  private func expect(
    _ verb: String, _ command: @Sendable (Counter) -> Command, _ settings: ShopSettings,
    _ outcome: [String]
  ) {
    var places: [(outcome: String, places: [String])] = []
    for place in Place.allCases {
      var counter = Self.counter(at: place, settings)
      let outcome = counter.send(command(counter)) { $0.ask == .yes ? .yes : nil }
      if let known = places.firstIndex(where: { $0.outcome == outcome.description }) {
        places[known].places.append(place.rawValue)
      } else {
        places.append((outcome.description, [place.rawValue]))
      }
    }
    let text = places.map { "\($0.outcome): \($0.places.joined(separator: " "))" }
    #expect(text == ["not-signed-on: off"] + outcome, "\(verb)")
  }
}
