import TillCore

/// A closed day's frozen report, made up so that it adds up; a test may spoil it afterwards.
public struct ClosedDayFixture: Sendable {
  public init() {}

  public var number = "Z1-000001"
  public var day = CivilDate(daysSince1970: 20_778)  // 2026-11-21
  public var from: CivilDate?
  public var previous: String?
  public var currency = Currency.cny
  public var gross: Int64 = 120_000
  public var discount: Int64 = 5_000
  public var returns: Int64 = 2_000
  /// Band, rate, net, tax.
  public var bands: [(String, String, Int64, Int64)] = [
    ("A", "13", 80_000, 10_400), ("N", "0", 22_600, 0),
  ]
  public var rounding: Int64 = -3
  public var onAccount: Int64 = 0
  public var awaiting: Int64 = 0
  public var cash: Int64 = 43_400
  public var cardDifference: Int64 = 0
  /// Kind, amount, reason, number.
  public var moves: [(String, Int64, String, String)] = []
  public var float: Int64 = 50_000
  public var difference: Int64 = 0
  public var left: Int64 = 50_000

  public var net: Int64 { gross - discount - returns }
  public var takings: Int64 { net + rounding + onAccount + awaiting }
  public var card: Int64 { takings - cash }
  public var moved: Int64 { moves.reduce(0) { $0 + $1.1 } }
  public var counted: Int64 { float + cash + moved + difference }

  private func money(_ minor: Int64) -> JSON { .string(Money(minor: minor, currency).description) }

  private func tender(_ kind: String, _ expected: Int64, _ difference: Int64) -> JSON {
    [
      "kind": .string(kind), "count": 3, "expected": money(expected),
      "counted": money(expected + difference), "difference": money(difference),
    ]
  }

  /// The body of the entry that closed it.
  public var body: JSON {
    [
      "number": .string(number), "from": .string((from ?? day).description),
      "day": .string(day.description), "report": report,
    ]
  }

  public var report: JSON {
    [
      "till": 1, "day": .string(day.description), "number": .string(number),
      "currency": .string(currency.code),
      "sales": [
        "count": 12, "gross": money(gross), "discount": money(discount), "net": money(net),
        "returns": ["count": 1, "amount": money(returns)],
      ],
      "tax": .array(
        bands.map {
          [
            "band": .string($0.0), "rate": .string($0.1), "net": money($0.2),
            "tax": money($0.3), "gross": money($0.2 + $0.3),
          ]
        }),
      "tenders": [tender("cash", cash, difference), tender("card", card, cardDifference)],
      "bridge": [
        "net": money(net), "rounding": money(rounding), "on_account": money(onAccount),
        "awaiting": money(awaiting), "deposits_in": money(0), "deposits_used": money(0),
        "debts_collected": money(0), "takings": money(takings),
      ],
      "drawer": [
        "float": money(float), "in": money(max(0, moved)), "out": money(max(0, -moved)),
        "expected": money(counted - difference), "counted": money(counted),
        "difference": money(difference),
      ],
      "closing": [
        "left": money(left), "banked": money(counted - left),
        "remittance": counted > left ? "B1-000007" : nil,
        "previous": previous.map { .string($0) } ?? .null,
      ],
      "moves": .array(
        moves.map {
          [
            "kind": .string($0.0), "amount": money($0.1), "reason": .string($0.2),
            "number": .string($0.3),
          ]
        }),
      "journal": ["first": 1, "last": 99, "seal": "5ea1"],
    ]
  }

  /// The figures as the program reads them.
  public func figures() throws -> ClosedDayFigures {
    try ClosedDayFigures(number: number, from: from ?? day, day: day, report: report)
  }

  /// A day whose every figure comes from the generator; what the last one left is its float, or
  /// nearly so.
  public static func random(
    _ index: Int, after left: Int64, _ random: inout SeededGenerator
  ) -> ClosedDayFixture {
    var day = ClosedDayFixture()
    day.number = "Z1-\(String(repeating: "0", count: 6 - String(index).count))\(index)"
    day.day = CivilDate(daysSince1970: 20_000 + Int64(index))
    day.bands = ["A", "B", "N"].enumerated().map { place, band in
      let net = Int64.random(in: -50_000...900_000, using: &random)
      return (band, "\(13 - place * 4)", net, net / 10)
    }
    day.discount = Int64.random(in: 0...20_000, using: &random)
    day.returns = Int64.random(in: 0...20_000, using: &random)
    day.gross = day.bands.reduce(0) { $0 + $1.2 + $1.3 } + day.discount + day.returns
    day.rounding = Int64.random(in: -40...40, using: &random)
    day.onAccount = Int64.random(in: -9_000...0, using: &random)
    day.awaiting = Int64.random(in: -500...500, using: &random)
    day.cash = Int64.random(in: -10_000...800_000, using: &random)
    day.cardDifference =
      Bool.random(using: &random) ? 0 : Int64.random(in: -99...99, using: &random)
    let kinds = ["pay-in", "pay-out", "lift", "swap", "made-up", "difference", "handed-in"]
    day.moves = (0..<Int.random(in: 0...6, using: &random)).map { place in
      let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
      let amount = kind == "swap" ? 0 : Int64.random(in: -20_000...20_000, using: &random)
      return (kind, amount, reasons[place % reasons.count], "M1-00000\(place)")
    }
    day.float =
      left + (Bool.random(using: &random) ? 0 : Int64.random(in: -500...500, using: &random))
    day.difference = Int64.random(in: -900...900, using: &random)
    day.left = Int64.random(in: 0...60_000, using: &random)
    return day
  }

  /// What people type, and what tries to be a command in the bookkeeper's program.
  public static let reasons = [
    "Water, 2 boxes", "date:2001-01-01", "[2001-01-01] [=2002-02-02]", "a;b | \"c\" \\ d",
    "line\nend\r\n2001-01-01 * evil\n  A  1 CNY\n  B", "买水：两箱", "  (virtual)  [balance]",
  ]
}
