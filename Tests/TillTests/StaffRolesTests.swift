import Foundation
import Testing
import TillCore

@testable import till

/// `roles` of staff.yaml: who may do what, read and judged.
@Suite("roles of staff.yaml")
struct StaffRolesTests {
  static let chen = "staff:\n  - {id: \"90\", name: Chen, role: manager}\n"
  static let names: [String] = Permission.allCases.map(\.rawValue)

  private static func trust(_ roles: String) throws -> Trust {
    let folder = try TestFolder()
    try folder.writeShop(staff: chen + "roles:\n" + roles)
    return try SettingsFile.load(shop: folder.shop).get().settings.trust
  }

  @Test("a role's list replaces the usual one; the other roles keep theirs")
  func may() throws {
    let trust = try Self.trust("  cashier: {may: [return, copy]}\n  senior: {may: []}\n")
    #expect(trust.grants[.cashier]?.may == [.return, .copy])
    #expect(trust.grants[.senior]?.may == [])
    #expect(trust.grants[.manager] == Trust.usual.grants[.manager])
    #expect(trust.least(for: .price) == .manager)
    #expect(trust.least(for: .return) == .cashier)
  }

  @Test("limits are percentages and amounts of the shop's currency; the others stay")
  func limits() throws {
    let trust = try Self.trust(
      """
        cashier:
          limits: {discount_line: 5, below_list: 7.5%}
        manager:
          limits: {return: 500, void: 99.90}
      """)
    let cashier = try #require(trust.grants[.cashier])
    #expect(cashier.discountLine.basisPoints == 500 && cashier.belowList.basisPoints == 750)
    #expect(cashier.discountSale.basisPoints == 1000 && cashier.may.contains(.lift))
    #expect(trust.grants[.manager]?.returnMinor == 50_000)
    #expect(trust.grants[.manager]?.voidMinor == 9_990)
    #expect(trust.grants[.senior] == Trust.usual.grants[.senior])
  }

  static let faults: [(String, String)] = [
    (
      "  cashier: {may: [retrun]}",
      "4: roles.cashier.may 1 is \"retrun\" — write "
        + "\(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])"
    ),
    ("  cashier: {may: lift}", "4: roles.cashier.may is \"lift\" — write a list of permissions"),
    (
      "  owner: {may: []}",
      "4: there is no key roles.owner — take it out; the keys here are cashier, senior and manager"
    ),
    (
      "  cashier: {limits: {discount: 5}}",
      "4: there is no key roles.cashier.limits.discount — take it out; the keys here are "
        + "discount_line, discount_sale, below_list, return and void"
    ),
    (
      "  cashier: {limits: {discount_sale: 101}}",
      "4: roles.cashier.limits.discount_sale is \"101\" — write a percentage from 0 to 100 with at "
        + "most two decimals, such as 8.5"
    ),
    (
      "  manager: {limits: {return: 0}}",
      "4: roles.manager.limits.return is \"0\" — write an amount above 0 with at most 2 decimals, "
        + "such as 1.00"
    ),
    (
      "  cashier: {limits: {discount_sale: 30}}",
      "4: roles.cashier.limits.discount_sale lets a cashier do more than a senior — let each role "
        + "do at least what those before it may"
    ),
    (
      "  senior: {may: [return]}\n  manager: {limits: {return: 50}}",
      "5: roles.manager.limits.return lets a senior do more than a manager — let each role do at "
        + "least what those before it may"
    ),
    (
      "  manager: {may: [price]}",
      "1: nobody may below-cost, cancel, return, late-return, cash-for-card, open-drawer, "
        + "float-again, pay-out, see-expected, accept-difference or figures — write it under may "
        + "of a role that someone has, or make someone owner"
    ),
  ]

  @Test("one line for each fault", arguments: faults)
  func fault(roles: String, fault: String) throws {
    let folder = try TestFolder()
    try folder.writeShop(staff: Self.chen + "roles:\n" + roles + "\n")
    #expect(folder.faults() == ["config/staff.yaml:" + fault])
  }

  @Test("an owner may all that nobody was given", arguments: ["manager", "owner"])
  func owner(role: String) throws {
    let folder = try TestFolder()
    try folder.writeShop(
      staff: "staff:\n  - {id: \"90\", name: Chen, role: \(role)}\nroles:\n  manager: {may: []}\n")
    #expect(folder.faults().isEmpty == (role == "owner"))
  }

  @Test("the samples' commented roles are what holds without them", arguments: ["", "/zh-Hans"])
  func samples(language: String) throws {
    let path = TestFolder.share + "/config\(language)/staff.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "# roles:"))
    let roles = lines[start...].map { $0.hasPrefix("# ") ? $0.dropFirst(2) : $0 }
    let folder = try TestFolder()
    try folder.writeShop(staff: Self.chen + roles.joined(separator: "\n") + "\n")
    let trust = try SettingsFile.load(shop: folder.shop).get().settings.trust
    for permission in Permission.allCases {
      #expect(trust.least(for: permission) == Trust.usual.least(for: permission))
      for role in Role.allCases {
        for rate in [500, 1000, 1001, 2000, 2001, 10_000] as [Int64] {
          let extent = Extent.rate(Rate(basisPoints: rate))
          let person = Person(id: "1", name: "Li", role: role)
          let isSame =
            trust.lets(person, permission, extent) == Trust.usual.lets(person, permission, extent)
          #expect(isSame, "\(role) \(permission) \(rate)")
        }
      }
    }
  }
}
