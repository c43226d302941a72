import Testing

@testable import TillCore

/// Who may do what alone: every role, every act, every limit's edge (I4).
@Suite struct TrustTests {
  /// The lowest role that may, where `staff.yaml` says nothing.
  static let table: [Permission: Role] = [
    .price: .senior, .belowCost: .manager, .discountLine: .cashier, .discountSale: .cashier,
    .dropLine: .cashier, .cancel: .manager, .reopen: .cashier, .return: .manager,
    .lateReturn: .manager, .cashForCard: .manager, .openDrawer: .manager, .float: .cashier,
    .floatAgain: .manager, .payIn: .cashier, .payOut: .manager, .lift: .cashier,
    .swap: .cashier, .shortMadeUp: .senior, .handover: .cashier, .close: .senior,
    .seeExpected: .manager, .acceptDifference: .manager, .carryOver: .senior,
    .xReport: .cashier, .copy: .cashier, .settlePrint: .cashier, .figures: .manager,
  ]

  @Test("every role × every act", arguments: Permission.allCases, Role.allCases)
  func usual(permission: Permission, role: Role) throws {
    let least = try #require(Self.table[permission])
    #expect(Trust.usual.lets(role, permission, .unmeasured) == (role >= least))
    #expect(Trust.usual.least(for: permission) == least)
  }

  struct Edge: CustomTestStringConvertible {
    let permission: Permission
    let role: Role
    let most: Int64
    /// Who may one more.
    let next: Role
    var isRate = true
    var testDescription: String { "\(permission) \(role)" }
  }
  static let edges: [Edge] = [
    Edge(permission: .discountLine, role: .cashier, most: 1000, next: .senior),
    Edge(permission: .discountLine, role: .senior, most: 2000, next: .manager),
    Edge(permission: .discountSale, role: .cashier, most: 1000, next: .senior),
    Edge(permission: .discountSale, role: .senior, most: 2000, next: .manager),
    Edge(permission: .price, role: .senior, most: 3000, next: .manager),
    Edge(permission: .return, role: .senior, most: 5000, next: .manager, isRate: false),
    Edge(permission: .return, role: .manager, most: 100_000, next: .owner, isRate: false),
    Edge(permission: .lateReturn, role: .manager, most: 100_000, next: .owner, isRate: false),
    Edge(permission: .cancel, role: .manager, most: 50_000, next: .owner, isRate: false),
  ]

  @Test("just at a limit it passes, one above it needs the next", arguments: edges)
  func edge(edge: Edge) {
    var trust = Trust.usual
    trust.grants[.senior]?.may.insert(.return)
    trust.grants[.senior]?.belowList = Rate(basisPoints: 3000)
    trust.grants[.senior]?.returnMinor = 5000
    trust.grants[.manager]?.returnMinor = 100_000
    trust.grants[.manager]?.voidMinor = 50_000
    let extent = { (value: Int64) -> Extent in
      edge.isRate ? .rate(Rate(basisPoints: value)) : .amount(minor: value)
    }
    #expect(trust.lets(edge.role, edge.permission, extent(edge.most)))
    #expect(!trust.lets(edge.role, edge.permission, extent(edge.most + 1)))
    #expect(trust.least(for: edge.permission, extent(edge.most)) == edge.role)
    #expect(trust.least(for: edge.permission, extent(edge.most + 1)) == edge.next)
  }

  @Test("what one role may, those after it may too")
  func inherited() {
    var trust = Trust.usual
    trust.grants[.cashier]?.may.insert(.openDrawer)
    trust.grants[.senior] = Grant(may: [])
    for role in Role.allCases { #expect(trust.lets(role, .openDrawer, .unmeasured)) }
    #expect(!trust.lets(Role.senior, .price, .unmeasured))
    #expect(trust.least(for: .price) == .manager)
  }

  @Test("an amount not written follows the role that was granted the act")
  func inheritedAmounts() {
    var trust = Trust.usual
    for role in [Role.cashier, .senior, .manager] { trust.grants[role] = Grant(may: []) }
    trust.grants[.cashier]?.may = [.return]
    trust.grants[.cashier]?.returnMinor = 50
    let most = { (role: Role) in
      [50, 51, 200, 201].last { trust.lets(role, .return, .amount(minor: $0)) } ?? 0
    }
    #expect([Role.cashier, .senior, .manager].map(most) == [50, 50, 50])
    trust.grants[.senior]?.returnMinor = 200
    #expect([Role.cashier, .senior, .manager].map(most) == [50, 200, 200])
    trust.grants[.manager]?.may = [.return]
    #expect(trust.lets(Role.manager, .return, .amount(minor: 201)))
  }

  @Test("the owner may do everything, whatever is granted")
  func owner() {
    let none = Trust(grants: [:])
    for permission in Permission.allCases {
      #expect(none.lets(Role.owner, permission, .amount(minor: .max)))
      #expect(none.least(for: permission) == .owner)
    }
  }
}
