/// One name for each act that not everybody may do alone (I4). `config/staff.yaml` grants them.
public enum Permission: String, Hashable, Sendable, CaseIterable {
  // introduce
  /// A price below the list (or a deposit's other price), down to the role's price floor.
  case price
  /// A line's price below what the article cost, by `price` or by `less`.
  case belowCost = "below-cost"
  case discountLine = "discount-line"
  case discountSale = "discount-sale"
  /// Taking off what was scanned: `drop`, a lower `qty`, `undo` of a scan.
  case dropLine = "drop-line"
  /// Cancelling an invoiced sale.
  case cancel
  case reopen
  case `return`
  case lateReturn = "late-return"
  case cashForCard = "cash-for-card"
  // drawer
  case openDrawer = "open-drawer"
  case float
  /// Another float once money has moved, which could hide what is missing.
  case floatAgain = "float-again"
  case payIn = "pay-in"
  case payOut = "pay-out"
  case lift
  case swap
  /// A shortage paid in by whoever is short (短补).
  case shortMadeUp = "short-made-up"
  // shift
  case handover
  case close
  /// Seeing what the drawer should hold before it is counted.
  case seeExpected = "see-expected"
  /// A count that differs by more than the shop lets pass.
  case acceptDifference = "accept-difference"
  /// Leaving an open matter to the next day.
  case carryOver = "carry-over"
  case xReport = "x-report"
  // papers and figures
  case copy
  /// Saying whether a paper was printed, and printing it after all.
  case settlePrint = "settle-print"
  case figures
}

/// How far an act goes, where a role's trust has a limit.
public enum Extent: Hashable, Sendable {
  case unmeasured
  case rate(Rate)
  /// An amount above nothing, in minor units.
  case amount(minor: Int64)
}

/// What one role may do alone, and how far.
public struct Grant: Hashable, Sendable {
  public var may: Set<Permission>
  /// The largest percentage off a line.
  public var discountLine: Rate = .whole
  /// The largest percentage off a whole sale.
  public var discountSale: Rate = .whole
  /// How far below the list a price may go.
  public var belowList: Rate = .whole
  /// The most that one sale may give back, in minor units; nil: any amount.
  public var returnMinor: Int64?
  /// The largest invoiced sale that may be cancelled, in minor units; nil: any.
  public var voidMinor: Int64?

  public init(may: Set<Permission>) { self.may = may }

  /// Whether the limits written here reach so far. An amount that isn't written has no limit where
  /// the act itself was granted; elsewhere it adds nothing to what a role before it may.
  func reaches(_ permission: Permission, _ extent: Extent) -> Bool {
    let isUnlimited = may.contains(permission)
    return switch (permission, extent) {
    case (.discountLine, .rate(let rate)): rate <= discountLine
    case (.discountSale, .rate(let rate)): rate <= discountSale
    case (.price, .rate(let rate)): rate <= belowList
    case (.return, .amount(let minor)), (.lateReturn, .amount(let minor)):
      returnMinor.map { minor <= $0 } ?? isUnlimited
    case (.cancel, .amount(let minor)): voidMinor.map { minor <= $0 } ?? isUnlimited
    default: isUnlimited
    }
  }
}

/// Whom the shop trusts with what.
public struct Trust: Hashable, Sendable {
  /// What each role adds to those before it. The owner needs no grant: the shop is theirs.
  public var grants: [Role: Grant]

  public init(grants: [Role: Grant] = Trust.usual.grants) { self.grants = grants }

  /// Whether someone may do this alone. Each role may also do what those before it may.
  public func lets(
    _ person: Person, _ permission: Permission, _ extent: Extent = .unmeasured
  ) -> Bool {
    lets(person.role, permission, extent)
  }

  /// The lowest role that may do this alone.
  public func least(for permission: Permission, _ extent: Extent = .unmeasured) -> Role {
    Role.allCases.first { lets($0, permission, extent) } ?? .owner
  }

  func lets(_ role: Role, _ permission: Permission, _ extent: Extent) -> Bool {
    if role == .owner { return true }
    let roles = Role.allCases.filter { $0 <= role }
    guard let first = roles.first(where: { grants[$0]?.may.contains(permission) ?? false }) else {
      return false
    }
    return roles.contains { $0 >= first && grants[$0]?.reaches(permission, extent) ?? false }
  }

  /// What holds where `config/staff.yaml` says nothing: what could hide theft needs a manager (I4).
  public static let usual: Trust = {
    let everyday: Set<Permission> = [
      .discountLine, .discountSale, .dropLine, .reopen, .float, .payIn, .lift, .swap, .handover,
      .xReport, .copy, .settlePrint,
    ]
    var cashier = Grant(may: everyday)
    cashier.discountLine = Rate(basisPoints: 1000)
    cashier.discountSale = Rate(basisPoints: 1000)
    cashier.belowList = Rate(basisPoints: 1000)
    var senior = Grant(may: everyday.union([.price, .shortMadeUp, .close, .carryOver]))
    senior.discountLine = Rate(basisPoints: 2000)
    senior.discountSale = Rate(basisPoints: 2000)
    return Trust(grants: [
      .cashier: cashier, .senior: senior, .manager: Grant(may: Set(Permission.allCases)),
    ])
  }()
}

/// Somebody's name under one act of somebody else (授权).
public struct Approval: Hashable, Sendable {
  public let permission: Permission
  public let asked: Person
  public let vouched: Person
  public let extent: Extent
  /// What it was about: a paper's number or an article's code; empty where the act says it all.
  public let about: String

  public init(
    _ permission: Permission, asked: Person, vouched: Person, extent: Extent, about: String
  ) {
    self.permission = permission
    self.asked = asked
    self.vouched = vouched
    self.extent = extent
    self.about = about
  }
}
