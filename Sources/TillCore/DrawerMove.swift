/// Money that went into the drawer or out of it without a sale (存入 支出 缴款 换零), note by note.
public struct DrawerMove: Hashable, Sendable {
  /// What moved it.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// 存入
    case payIn = "pay-in"
    /// 支出
    case payOut = "pay-out"
    /// 缴款: carried to the safe during the shift.
    case lift
    /// 换零: notes for coins, nothing gained or lost.
    case swap
    /// 短补: what was short is made up by whoever owed it.
    case madeUp = "made-up"
    /// A count found more or less than the books; from here on the books hold what was counted.
    case difference
    /// 上交: handed in at the end of a shift.
    case handedIn = "handed-in"
  }

  public let kind: Kind
  /// What the drawer has more (or, negative, less) of afterwards.
  public let change: CashCount
  /// Typed as an amount: booked as the fewest pieces.
  public let isAssumed: Bool
  public let reason: String
  /// The paper that was made of it, if any.
  public let number: String?
  public let by: Person

  public init(
    kind: Kind, change: CashCount, isAssumed: Bool = false, reason: String, number: String? = nil,
    by person: Person
  ) {
    self.kind = kind
    self.change = change
    self.isAssumed = isAssumed
    self.reason = reason
    self.number = number
    by = person
  }

  /// Signed as it adds up: negative when money left the drawer.
  public var amountMinor: Int64 { change.totalMinor }
}

extension DrawerMove {
  /// Whether somebody must reach into the drawer for it.
  public var opensDrawer: Bool {
    switch kind {
    case .payIn, .payOut, .lift, .swap, .madeUp: true
    case .difference, .handedIn: false
    }
  }
}

/// Money as it is moved: an amount alone, or counted note by note.
public enum MovedCash: Hashable, Sendable {
  case amount(minor: Int64)
  case counted(CashCount)
}

/// One cashier's turn at the drawer (班次), from the count that began it to the count that ends it.
public struct Shift: Hashable, Sendable {
  /// 1, 2, … since the day's books were opened.
  public let number: Int
  /// What the count before left in the drawer; nil before the first count of all.
  public let left: CashCount?
  /// What was counted when it began (备用金); nil when nobody counted.
  public internal(set) var float: CashCount?
  /// The business date it was counted on.
  public internal(set) var floatDay: CivilDate?
  /// The float only marks where the shift begins: what it found more or less is a move of its own.
  public internal(set) var isFloatMark = false
  /// When somebody first did something in it.
  public internal(set) var openedAt: Moment?

  public init(
    number: Int, left: CashCount?, float: CashCount? = nil, floatDay: CivilDate? = nil,
    isFloatMark: Bool = false, openedAt: Moment? = nil
  ) {
    self.number = number
    self.left = left
    self.float = float
    self.floatDay = floatDay
    self.isFloatMark = isFloatMark
    self.openedAt = openedAt
  }

  /// What the drawer held before anything moved in this shift.
  public var base: CashCount { float ?? left ?? .none }

  /// Whether a fact is the kind that somebody's turn begins with.
  public static func isOpened(by event: Event) -> Bool {
    switch event {
    case .signedOn, .saleOpened, .floatSet: true
    default: false
    }
  }
}
