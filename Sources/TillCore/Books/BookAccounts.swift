/// Which account of the bookkeeper's takes which figure of a closed day: `config/accounts.yaml`.
public struct BookAccounts: Hashable, Sendable {
  /// What an account is for, by its key in the file.
  public enum Use: String, Hashable, Sendable, CaseIterable {
    case drawer
    case float
    case lift
    case bank
    case tenders
    case sales
    case tax
    case rounding
    case overShort = "over_short"
    case madeUp = "made_up"
    case payIn = "pay_in"
    case payOut = "pay_out"
    case customers
    case deposits
    case discounts
    case returns
    case listSales = "list_sales"
  }

  /// What an account is by its nature.
  public enum Nature: String, Hashable, Sendable {
    case asset = "A"
    case cash = "C"
    case liability = "L"
    case revenue = "R"
    case expense = "X"
  }

  /// The accounts of one use: by name (a tax band, a tender, the beginning of a reason), and one
  /// for all others; nil leaves the figure out.
  public struct Choice: Hashable, Sendable {
    public var other: String?
    public var named: [String: String]

    public init(other: String?, named: [String: String] = [:]) {
      self.other = other
      self.named = named
    }
  }

  private var chosen: [Use: Choice] = [:]

  /// The accounts of a shop that has chosen none.
  public init() {}

  /// What the shop chose for a use, else what is usual.
  public subscript(use: Use) -> Choice {
    get { chosen[use] ?? Choice(other: use.usual) }
    set { chosen[use] = newValue }
  }

  /// The account of a figure; nil where the shop leaves such figures out.
  ///
  /// - Parameter name: the band, the kind of tender, or the reason of a movement. A reason belongs
  ///   to the longest name it begins with, whatever the case of its letters.
  public func account(_ use: Use, of name: String = "", desk: Int64) -> String? {
    let choice = self[use]
    let key =
      use.isByReason
      ? choice.named.keys.filter { name.lowercased().hasPrefix($0.lowercased()) }
        .max { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
      : name
    return (key.flatMap { choice.named[$0] } ?? choice.other).map {
      Self.filled($0, name: name, desk: desk)
    }
  }

  /// `{name}` and `{desk}` in an account's name.
  private static func filled(_ account: String, name: String, desk: Int64) -> String {
    account.split(separator: ":").map { part in
      switch part {
      case "{name}": Self.capitalised(name)
      case "{desk}": String(desk)
      default: String(part)
      }
    }.joined(separator: ":")
  }

  /// A tender's or band's own name as the part of an account; both are letters and hyphens.
  private static func capitalised(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }
}

extension BookAccounts.Use {
  /// Whether the use has several accounts, each by a name.
  public var isNamed: Bool {
    switch self {
    case .tenders, .sales, .tax, .payIn, .payOut: true
    default: false
    }
  }

  /// Whether its names are reasons people typed.
  public var isByReason: Bool { self == .payIn || self == .payOut }

  /// The account where the shop names none; nil leaves the figure out.
  public var usual: String? {
    switch self {
    case .drawer: "Assets:Cash:Drawer"
    case .float: "Assets:Cash:Safe"
    case .lift, .bank: "Assets:Cash:Deposits"
    case .tenders: "Assets:Clearing:{name}"
    case .sales: "Income:Sales:{name}"
    case .tax: "Liabilities:Tax:{name}"
    case .rounding: "Income:Rounding"
    case .overShort, .madeUp: "Expenses:Over-Short"
    case .payIn: "Income:Pay-In"
    case .payOut: "Expenses:Petty-Cash"
    case .customers: "Assets:Customers"
    case .deposits: "Liabilities:Deposits"
    case .discounts, .returns: nil
    case .listSales: "Income:Sales-At-List"
    }
  }

  /// What its accounts are by their nature.
  public var nature: BookAccounts.Nature {
    switch self {
    case .drawer, .float: .cash
    case .lift, .bank, .tenders, .customers: .asset
    case .tax, .deposits: .liability
    case .sales, .rounding, .payIn, .discounts, .returns, .listSales: .revenue
    case .overShort, .madeUp, .payOut: .expense
    }
  }
}

extension BookAccounts {
  /// Longest account name, in Unicode scalars: past any chart of accounts.
  public static let nameScalars = 120

  /// Whether hledger reads the text as one account's name, wherever it stands.
  ///
  /// Parts divided by colons, of letters, digits, `-`, `_`, `.`, `&` and single blanks, beginning
  /// with a letter or digit: no status mark, bracket, comment or two blanks can be among them.
  /// `{name}` and `{desk}` may be parts.
  public static func isName(_ text: String) -> Bool {
    guard text.unicodeScalars.count <= nameScalars else { return false }
    return text.split(separator: ":", omittingEmptySubsequences: false).allSatisfy { part in
      if part == "{name}" || part == "{desk}" { return true }
      let scalars = Array(part.unicodeScalars)
      guard let first = scalars.first, isLetterOrDigit(first), scalars.last != " " else {
        return false
      }
      return zip(scalars, scalars.dropFirst()).allSatisfy { before, scalar in
        isLetterOrDigit(scalar) || "-_.&".unicodeScalars.contains(scalar)
          || (scalar == " " && before != " ")
      }
    }
  }

  /// Whether Beancount reads it: one of its five roots, parts that begin with a capital, a digit or
  /// a letter beyond ASCII, and no blanks.
  public static func isBeancountName(_ text: String) -> Bool {
    let roots: Set = ["Assets", "Liabilities", "Equity", "Income", "Expenses"]
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard isName(text), parts.count > 1, roots.contains(String(parts[0])) else { return false }
    return parts.allSatisfy { part in
      if part == "{name}" || part == "{desk}" { return true }
      return part.unicodeScalars.first.map { !(97...122).contains($0.value) } ?? false
        && part.unicodeScalars.allSatisfy { isLetterOrDigit($0) || $0 == "-" }
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter:
      true
    default: (48...57).contains(scalar.value)
    }
  }
}
