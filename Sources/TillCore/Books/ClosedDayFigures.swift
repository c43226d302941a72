/// What a closed day's frozen report (Z) says that the bookkeeper needs.
///
/// Read from the object that was sealed when the day was closed, never added up anew: the books
/// must say what the paper says.
public struct ClosedDayFigures: Hashable, Sendable {
  /// What was sold, tax included: `net` = `gross` − `discount` − `returns`.
  public struct Sales: Hashable, Sendable {
    public let count: Int64
    public let grossMinor: Int64
    public let discountMinor: Int64
    public let returnsMinor: Int64
    public let netMinor: Int64
  }

  /// One tax band.
  public struct Tax: Hashable, Sendable {
    public let band: String
    /// Per cent, as printed.
    public let rate: String
    public let netMinor: Int64
    public let taxMinor: Int64
    public let grossMinor: Int64
  }

  /// One kind of tender; cash without float and movements.
  public struct Tender: Hashable, Sendable {
    public let kind: String
    public let count: Int64
    public let expectedMinor: Int64
    public let countedMinor: Int64

    public var differenceMinor: Int64 { countedMinor - expectedMinor }
  }

  /// What lies between net sales and the money taken, each signed as it adds up.
  public struct Bridge: Hashable, Sendable {
    public let roundingMinor: Int64
    public let onAccountMinor: Int64
    public let awaitingMinor: Int64
    public let depositsInMinor: Int64
    public let depositsUsedMinor: Int64
    public let debtsCollectedMinor: Int64
  }

  /// Money that went into the drawer or out of it without a sale.
  public struct Move: Hashable, Sendable {
    public let kind: DrawerMove.Kind
    /// Negative when money left the drawer.
    public let amountMinor: Int64
    public let reason: String
    /// The paper made of it; empty where there is none.
    public let number: String
  }

  /// The drawer from the float to what stayed in it.
  public struct Drawer: Hashable, Sendable {
    /// What the drawer held before anything moved.
    public let floatMinor: Int64
    public let expectedMinor: Int64
    public let countedMinor: Int64
    public let leftMinor: Int64
    public let bankedMinor: Int64
    /// Number of the slip the money was handed in with; empty where there is none.
    public let remittance: String

    public var differenceMinor: Int64 { countedMinor - expectedMinor }
  }

  /// The closing's number, such as `Z1-000042`, and that of the one before, if any.
  public let number: String
  public let previous: String?
  public let desk: Int64
  /// First and last business date it covers.
  public let from: CivilDate
  public let day: CivilDate
  public let currency: Currency
  /// The journal's seal when the day was closed, in hexadecimal.
  public let seal: String
  public let sales: Sales
  public let taxes: [Tax]
  public let tenders: [Tender]
  public let bridge: Bridge
  public let moves: [Move]
  public let drawer: Drawer

  /// What cash sales brought into the drawer.
  public var cashMinor: Int64 { tenders.first { $0.kind == "cash" }?.expectedMinor ?? 0 }
}

/// Why a closed day can't be booked: something is missing in its report, or doesn't add up.
public struct ClosedDayFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The closing's number.
  public let number: String
  public let problem: String

  public init(number: String, problem: String) {
    self.number = number
    self.problem = problem
  }

  /// `Z1-000042: what is wrong`
  public var description: String { "\(number): \(problem)" }
}
