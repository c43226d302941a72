/// A day's figures at one desk, with the keys the interface for programs fixes (DESIGN). A close
/// that was forgotten covers several days; a shift's figures are part of one.
public struct DayReport: Hashable, Sendable {
  public var desk: Int
  /// The first business date it covers.
  public var from: CivilDate
  /// The last one, which it is called by.
  public var day: CivilDate
  public var currency: Currency
  public var salesCount = 0
  public var grossMinor: Int64 = 0
  public var discountMinor: Int64 = 0
  public var voidCount = 0
  public var voidMinor: Int64 = 0
  public var returnsCount = 0
  public var returnsMinor: Int64 = 0
  public var taxRows: [TaxRow] = []
  public var tenders: [TenderRow] = []
  public var departments: [DepartmentRow] = []
  public var hours: [HourRow] = []
  public var cashiers: [PersonRow] = []
  public var sellers: [PersonRow] = []
  public var roundingMinor: Int64 = 0
  /// Taken today for sales that were not yet paid when the report was made.
  public var awaitingMinor: Int64 = 0
  /// What was counted at the beginning, else what the close before left; nil before any count.
  public var floatMinor: Int64?
  public var cashTakenMinor: Int64 = 0
  public var moves: [MoveRow] = []
  /// What the count found; nil while the day is open.
  public var counted: CountedFigures?
  public var firstSeq: Int64?
  public var lastSeq: Int64?
  /// Seal of the last entry of the day, in hexadecimal.
  public var seal: String?

  public init(desk: Int, from: CivilDate? = nil, day: CivilDate, currency: Currency) {
    self.desk = desk
    self.from = from ?? day
    self.day = day
    self.currency = currency
  }

  public var netMinor: Int64 { grossMinor - discountMinor - returnsMinor }
  public var takingsMinor: Int64 { tenders.reduce(0) { $0 + $1.expectedMinor } }
  /// What went into the drawer besides sales, and what went out, both positive.
  public var inMinor: Int64 { moves.reduce(0) { $0 + max(0, $1.move.amountMinor) } }
  public var outMinor: Int64 { moves.reduce(0) { $0 - min(0, $1.move.amountMinor) } }
  public var drawerExpectedMinor: Int64 {
    (floatMinor ?? 0) + cashTakenMinor + inMinor - outMinor
  }

  /// What a tender came to by its own evidence; cash without float and movements, so that it stands
  /// beside what was expected. Nil while the day is open.
  public func countedMinor(_ kind: TenderKind) -> Int64? {
    guard let counted else { return nil }
    return kind == .cash
      ? counted.drawer.totalMinor - (drawerExpectedMinor - cashTakenMinor)
      : counted.tenders[kind]
  }

  /// Holds the figures to the drawer's own books, which the counter goes by: what they have and the
  /// rows have not (books begun by an older program) is a movement, seen and named.
  public mutating func settle(expectedMinor: Int64, at moment: Moment, by person: Person) {
    let gap = expectedMinor - drawerExpectedMinor
    guard gap != 0 else { return }
    let change = CashCount([CashCount.Pieces(denominationMinor: 1, pieces: Int(gap))])
    moves.append(
      MoveRow(
        at: moment, move: DrawerMove(kind: .difference, change: change, reason: "?", by: person),
        vouched: nil))
  }

  /// One movement of the drawer outside a sale.
  public struct MoveRow: Hashable, Sendable {
    public let at: Moment
    public let move: DrawerMove
    /// Who vouched for it, by full name.
    public let vouched: String?

    public init(at moment: Moment, move: DrawerMove, vouched: String?) {
      at = moment
      self.move = move
      self.vouched = vouched
    }
  }

  /// What a count at the end of a day or shift found.
  public struct CountedFigures: Hashable, Sendable {
    public let drawer: CashCount
    public let tenders: [TenderKind: Int64]

    public init(drawer: CashCount, tenders: [TenderKind: Int64]) {
      self.drawer = drawer
      self.tenders = tenders
    }
  }

  /// What one kind of tender brought in.
  public struct TenderRow: Hashable, Sendable {
    public let kind: TenderKind
    public let count: Int
    /// Received − change − paid back.
    public let expectedMinor: Int64

    public init(kind: TenderKind, count: Int, expectedMinor: Int64) {
      self.kind = kind
      self.count = count
      self.expectedMinor = expectedMinor
    }
  }

  /// What a department sold, after discounts and returns.
  public struct DepartmentRow: Hashable, Sendable {
    public let name: String
    public let quantity: Quantity
    public let amountMinor: Int64

    public init(name: String, quantity: Quantity, amountMinor: Int64) {
      self.name = name
      self.quantity = quantity
      self.amountMinor = amountMinor
    }
  }

  /// Sales by the local hour they were paid in.
  public struct HourRow: Hashable, Sendable {
    public let hour: Int
    public let count: Int
    public let amountMinor: Int64

    public init(hour: Int, count: Int, amountMinor: Int64) {
      self.hour = hour
      self.count = count
      self.amountMinor = amountMinor
    }
  }

  /// Sales of one cashier, by who collected.
  public struct PersonRow: Hashable, Sendable {
    public let id: String
    public let name: String
    public let count: Int
    public let amountMinor: Int64

    public init(id: String, name: String, count: Int, amountMinor: Int64) {
      self.id = id
      self.name = name
      self.count = count
      self.amountMinor = amountMinor
    }
  }
}

extension DayReport {
  /// The contract's object. Counted figures and the closing number are null until the day is
  /// closed.
  public var json: JSON {
    [
      "till": .count(desk), "day": .string(day.description), "number": .null,
      "currency": .string(currency.code),
      "sales": [
        "count": .count(salesCount), "gross": money(grossMinor), "discount": money(discountMinor),
        "net": money(netMinor),
        "void": ["count": .count(voidCount), "amount": money(voidMinor)],
        "returns": ["count": .count(returnsCount), "amount": money(returnsMinor)],
      ],
      "tax": .array(
        taxRows.map { row in
          [
            "band": .string(row.band.code), "rate": .string(row.band.rate.description),
            "net": money(row.netMinor), "tax": money(row.taxMinor),
            "gross": money(row.grossMinor),
          ]
        }),
      "tenders": .array(
        tenders.map { row in
          [
            "kind": .string(row.kind.rawValue), "count": .count(row.count),
            "expected": money(row.expectedMinor), "counted": figure(countedMinor(row.kind)),
            "difference": figure(countedMinor(row.kind).map { $0 - row.expectedMinor }),
          ]
        }),
      "departments": .array(
        departments.map { row in
          [
            "name": .string(row.name), "quantity": .string(row.quantity.description),
            "amount": money(row.amountMinor),
          ]
        }),
      "hours": .array(
        hours.map { row in
          [
            "hour": .count(row.hour), "count": .count(row.count), "amount": money(row.amountMinor),
          ]
        }),
      "cashiers": people(cashiers), "sellers": people(sellers),
      "bridge": [
        "net": money(netMinor), "rounding": money(roundingMinor), "on_account": money(0),
        "awaiting": money(awaitingMinor), "deposits_in": money(0), "deposits_used": money(0),
        "debts_collected": money(0), "takings": money(takingsMinor),
      ],
      "drawer": [
        "float": figure(floatMinor), "in": money(inMinor), "out": money(outMinor),
        "expected": money(drawerExpectedMinor),
        "counted": figure(counted?.drawer.totalMinor),
        "difference": figure(counted.map { $0.drawer.totalMinor - drawerExpectedMinor }),
      ],
      "journal": [
        "first": firstSeq.map { .int($0) } ?? .null, "last": lastSeq.map { .int($0) } ?? .null,
        "seal": seal.map { .string($0) } ?? .null,
      ],
    ]
  }

  private func figure(_ minor: Int64?) -> JSON { minor.map { money($0) } ?? .null }

  private func money(_ minor: Int64) -> JSON {
    .string(Money(minor: minor, currency).description)
  }

  private func people(_ rows: [PersonRow]) -> JSON {
    .array(
      rows.map { row in
        [
          "id": .string(row.id), "name": .string(row.name), "count": .count(row.count),
          "amount": money(row.amountMinor),
        ]
      })
  }
}
