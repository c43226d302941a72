/// How an article is sold.
public enum ArticleKind: String, Hashable, Sendable, CaseIterable {
  /// By the piece at its price (普通).
  case ordinary
  /// By weight, price per unit; scale labels name it (称重).
  case weight
  /// The price is asked each time (无定价).
  case open
  /// A container deposit: sold as +, taken back as − (押金).
  case deposit
}

/// An article as the catalogue knows it. An entry of the journal copies what it needs of it.
public struct Article: Hashable, Sendable {
  /// 1–32 of A–Z a–z 0–9 . _ / -, starting with a letter or digit, caseless (COUNTER rule 2).
  public var code: String
  public var barcodes: [String]
  public var name: String
  public var brand: String
  public var specification: String
  public var colour: String
  public var unit: String
  public var department: String
  /// Code of a tax band of `ShopSettings.taxBands`.
  public var taxBand: String
  /// Price of one unit; tax included or not as the shop's settings say.
  public var priceMinor: Int64
  public var costMinor: Int64?
  public var kind: ArticleKind
  /// Whether a serial number must be recorded (手机串号).
  public var needsSerial: Bool
  /// The customer's least age in years; nil for most articles (A6).
  public var leastAge: Int?
  public var warrantyDays: Int?
  public var sellingPoints: [String]

  public init(
    code: String, barcodes: [String] = [], name: String, brand: String = "",
    specification: String = "", colour: String = "", unit: String = "", department: String = "",
    taxBand: String, priceMinor: Int64, costMinor: Int64? = nil, kind: ArticleKind = .ordinary,
    needsSerial: Bool = false, leastAge: Int? = nil, warrantyDays: Int? = nil,
    sellingPoints: [String] = []
  ) {
    self.code = code
    self.barcodes = barcodes
    self.name = name
    self.brand = brand
    self.specification = specification
    self.colour = colour
    self.unit = unit
    self.department = department
    self.taxBand = taxBand
    self.priceMinor = priceMinor
    self.costMinor = costMinor
    self.kind = kind
    self.needsSerial = needsSerial
    self.leastAge = leastAge
    self.warrantyDays = warrantyDays
    self.sellingPoints = sellingPoints
  }

  /// Whether a text may be a catalogue code (COUNTER rule 2).
  public static func isCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...Limits.codeLength).contains(bytes.count), isLetterOrDigit(bytes[0]) else {
      return false
    }
    return bytes.allSatisfy { isLetterOrDigit($0) || [0x2E, 0x5F, 0x2F, 0x2D].contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}

/// A tax band: a letter on the receipt and its rate (税率档).
public struct TaxBand: Hashable, Sendable {
  public let code: String
  public let rate: Rate

  public init(code: String, rate: Rate) {
    self.code = code
    self.rate = rate
  }
}

/// What someone is trusted with. Each role may do what those before it may.
public enum Role: String, Hashable, Sendable, CaseIterable, Comparable {
  /// 收银员
  case cashier
  /// 领班
  case senior
  /// 店长
  case manager
  /// 老板
  case owner

  private var rank: Int {
    switch self {
    case .cashier: 0
    case .senior: 1
    case .manager: 2
    case .owner: 3
    }
  }

  public static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }
}

/// Someone who works at the counter, by number and full name (A5).
public struct Person: Hashable, Sendable {
  public let id: String
  public let name: String
  public let role: Role

  public init(id: String, name: String, role: Role) {
    self.id = id
    self.name = name
    self.role = role
  }
}
