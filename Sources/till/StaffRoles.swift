import TillCore

/// Reads `roles` of `config/staff.yaml`: what each role may do alone, and how far.
enum StaffRoles {
  /// The roles that need a grant; the owner's is to do everything.
  static let granted: [Role] = [.cashier, .senior, .manager]

  /// The keys of `limits`, each with its field: percentages …
  static let rates: [(key: String, path: WritableKeyPath<Grant, Rate> & Sendable)] = [
    ("discount_line", \.discountLine), ("discount_sale", \.discountSale),
    ("below_list", \.belowList),
  ]
  /// … and amounts, of which any is allowed where none is written.
  static let amounts: [(key: String, path: WritableKeyPath<Grant, Int64?> & Sendable)] = [
    ("return", \.returnMinor), ("void", \.voidMinor),
  ]

  /// Whom the shop trusts with what; what can't be read is noted, and the usual stands for it.
  ///
  /// - Parameter currency: without it, when shop.yaml is wrong, amounts can't be judged yet.
  static func trust(_ file: SettingsGroup, _ currency: Currency?) -> Trust {
    var trust = Trust.usual
    let noted = file.notes.count
    guard let roles = file.group("roles", known: granted.map(\.rawValue)) else { return trust }
    var limits: [Role: SettingsGroup] = [:]
    for role in granted {
      guard let group = roles.group(role.rawValue, known: ["may", "limits"]) else { continue }
      var grant = trust.grants[role] ?? Grant(may: [])
      if let may = permissions(group) { grant.may = may }
      limits[role] = group.group("limits", known: rates.map(\.key) + amounts.map(\.key))
      if let limits = limits[role] { read(limits, into: &grant, currency) }
      trust.grants[role] = grant
    }
    // Compared only when all were read: a default in a wrong one's place proves nothing.
    if file.notes.count == noted { compare(trust, limits) }
    return trust
  }

  /// `may` replaces what the role may do usually; left out it stays, and `[]` is nothing.
  private static func permissions(_ group: SettingsGroup) -> Set<Permission>? {
    let names = Permission.allCases.map(\.rawValue)
    let read = group.values(
      "may", of: "permissions", expects: SettingsNames.list(names, last: "or"),
      read: Permission.init(rawValue:))
    return read.map { Set($0) }
  }

  private static func read(
    _ group: SettingsGroup, into grant: inout Grant, _ currency: Currency?
  ) {
    for (key, path) in rates {
      grant[keyPath: path] = group.percent(key, usual: grant[keyPath: path]) ?? .zero
    }
    guard let currency else { return }
    for (key, path) in amounts where group.has(key) {
      grant[keyPath: path] = group.value(
        key, usual: nil, expects: SettingsGroup.amountWords(currency)
      ) { SettingsGroup.amount($0, currency) }
    }
  }

  /// Each role may do what those before it may, so a smaller limit above a larger one is a slip of
  /// the pen and would mean nothing.
  private static func compare(_ trust: Trust, _ limits: [Role: SettingsGroup]) {
    for (lower, higher) in zip(granted, granted.dropFirst()) {
      guard let less = trust.grants[lower], let more = trust.grants[higher] else { continue }
      let wrong =
        rates.filter { less[keyPath: $0.path] > more[keyPath: $0.path] }.map(\.key)
        + amounts.filter {
          less[keyPath: $0.path] ?? .max > more[keyPath: $0.path] ?? .max
            && !less.may.isDisjoint(with: $0.key == "void" ? [.cancel] : [.return, .lateReturn])
        }.map(\.key)
      for key in wrong {
        let place = [higher, lower].first { limits[$0]?.has(key) ?? false }
        place.flatMap { limits[$0] }?.note(
          key, "lets a \(lower.rawValue) do more than a \(higher.rawValue)",
          wayOn: "let each role do at least what those before it may")
      }
    }
  }
}
