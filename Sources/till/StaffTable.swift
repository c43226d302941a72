import TillCore

/// Who works here and what each may do, as `till staff` shows it.
struct StaffTable {
  let trust: Trust
  let currency: Currency

  /// One line a person: number, role, PIN, name.
  static func people(
    _ people: [Person], withPIN: Set<String>, lockedOut: Set<String>
  ) -> [String] {
    let widest = people.map { $0.id.utf8.count }.max() ?? 0
    return people.map { person in
      let pin = withPIN.contains(person.id) ? "PIN" : "no PIN"
      return padded(person.id, widest) + "  " + padded(person.role.rawValue, 8)
        + padded(lockedOut.contains(person.id) ? "locked" : pin, 8) + person.name
    }
  }

  /// One line a permission: for each role `yes`, `no`, or how far.
  func lines(_ roles: [Role]) -> [String] {
    let rows =
      [[""] + roles.map(\.rawValue)]
      + Permission.allCases.map { permission in
        [permission.rawValue] + roles.map { reach($0, permission) }
      }
    return rows.map { row in
      let cells = row.enumerated().map { Self.padded($1, $0 == 0 ? 19 : 10) }.joined()
      return String(cells.prefix(through: cells.lastIndex { $0 != " " } ?? cells.startIndex))
    }
  }

  private func reach(_ role: Role, _ permission: Permission) -> String {
    let person = Person(id: "", name: "", role: role)
    switch permission {
    case .discountLine, .discountSale, .price: return rate(person, permission)
    case .return, .lateReturn, .cancel: return amount(person, permission)
    default: return trust.lets(person, permission) ? "yes" : "no"
    }
  }

  /// The largest percentage, found in the grants so that it can't differ from what is granted.
  private func rate(_ person: Person, _ permission: Permission) -> String {
    let written = trust.grants.values.flatMap { [$0.discountLine, $0.discountSale, $0.belowList] }
    let most = (written + [.whole]).filter { trust.lets(person, permission, .rate($0)) }.max()
    return most.map { "\($0)%" } ?? "no"
  }

  private func amount(_ person: Person, _ permission: Permission) -> String {
    if trust.lets(person, permission, .amount(minor: .max)) { return "yes" }
    let written = trust.grants.values.flatMap { [$0.returnMinor, $0.voidMinor] }.compactMap { $0 }
    let most = written.filter { trust.lets(person, permission, .amount(minor: $0)) }.max()
    return most.map { Money(minor: $0, currency).description } ?? "no"
  }

  /// Numbers, roles and permissions are ASCII, a cell a byte.
  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
