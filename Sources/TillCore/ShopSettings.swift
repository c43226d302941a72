/// What a shop has decided, read from `config/shop.yaml` and checked before the counter opens.
public struct ShopSettings: Hashable, Sendable {
  /// The languages of the counter and its papers.
  public enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case simplifiedChinese = "zh-Hans"
  }

  /// How money is collected: four acts typed one by one, or one line that walks through them.
  public enum Collecting: String, Hashable, Sendable, CaseIterable {
    /// collect, check, count, verify, announce (查 数 验 唱).
    case strict
    /// `cash 100` does the four, asking only what the rules ask.
    case quick
  }

  /// When the slip's three copies are printed (开单 / 收款).
  public enum SlipPrinting: String, Hashable, Sendable, CaseIterable {
    /// At `invoice`, unstamped: 未收款·不作取货凭证.
    case unpaid
    /// When paid, stamped.
    case paid
    case both
    case none
  }

  /// What the five digits of a scale label mean.
  public struct ScaleLabelRule: Hashable, Sendable {
    /// What the value on a label is.
    public enum Content: String, Hashable, Sendable, CaseIterable {
      case weight
      case price
    }
    /// Two digits, 20–29.
    public let prefix: String
    public let content: Content
    /// How many digits after the prefix name the article: 4, 5 or 6 (value has 10 − this).
    public let articleDigits: Int
    /// Digits after the point of the value: 3 for grams of a kilogram, 2 for cents.
    public let valueDecimals: Int

    public init(prefix: String, content: Content, articleDigits: Int, valueDecimals: Int) {
      self.prefix = prefix
      self.content = content
      self.articleDigits = articleDigits
      self.valueDecimals = valueDecimals
    }
  }

  /// UUID made by `till init`; stands in every entry of the journal.
  public var id: String
  public var language: Language
  public var name: String
  public var address: String
  public var phone: String
  public var taxNumber: String
  /// Full name on the stamp 收款专用章, and the stamp's number (C6).
  public var stampName: String
  public var stampNumber: String
  public var currency: Currency
  public var denominationsMinor: [Int64]
  public var taxBands: [TaxBand]
  public var pricesIncludeTax: Bool
  /// Cash sums are rounded to this many minor units; 1 means no rounding. 5, 10, 100.
  public var cashRoundingMinor: Int64
  /// The business day begins at this hour, 0–23; an earlier sale belongs to the day before.
  public var cutOffHour: Int
  public var collecting: Collecting
  /// Notes and coins from this value are looked at before they count (C3); nil: none is asked.
  public var verifyFromMinor: Int64?
  public var slipPrinting: SlipPrinting
  /// Whether the receipt is printed by itself when a sale is paid.
  public var printsReceipt: Bool
  public var returnDays: Int
  /// Whether delivery slips show prices.
  public var deliveryHasPrices: Bool
  /// 抹零 may take off less than this many minor units.
  public var roundDownLimitMinor: Int64
  /// Whom the shop trusts with what; `config/staff.yaml` says it (I4).
  public var trust: Trust
  public var scaleLabels: [ScaleLabelRule]
  /// Limits of a count, a hand-over and the close.
  public var closing = ClosingRules()
  /// Lines at the foot of the receipt.
  public var receiptFooter: [String]
  /// After this many minutes without a line the counter locks itself; 0: never.
  public var lockAfterMinutes: Int

  public init(
    id: String, language: Language, name: String, address: String = "", phone: String = "",
    taxNumber: String = "", stampName: String = "", stampNumber: String = "",
    currency: Currency, denominationsMinor: [Int64]? = nil, taxBands: [TaxBand],
    pricesIncludeTax: Bool = true, cashRoundingMinor: Int64 = 1, cutOffHour: Int = 4,
    collecting: Collecting = .quick, verifyFromMinor: Int64? = nil,
    slipPrinting: SlipPrinting = .paid, printsReceipt: Bool = true, returnDays: Int = 7,
    deliveryHasPrices: Bool = false,
    roundDownLimitMinor: Int64 = 100,
    trust: Trust = .usual,
    scaleLabels: [ScaleLabelRule] = [], receiptFooter: [String] = [],
    lockAfterMinutes: Int = 15
  ) {
    self.id = id
    self.language = language
    self.name = name
    self.address = address
    self.phone = phone
    self.taxNumber = taxNumber
    self.stampName = stampName
    self.stampNumber = stampNumber
    self.currency = currency
    self.denominationsMinor = denominationsMinor ?? currency.usualDenominationsMinor
    self.taxBands = taxBands
    self.pricesIncludeTax = pricesIncludeTax
    self.cashRoundingMinor = cashRoundingMinor
    self.cutOffHour = cutOffHour
    self.collecting = collecting
    self.verifyFromMinor = verifyFromMinor
    self.slipPrinting = slipPrinting
    self.printsReceipt = printsReceipt
    self.returnDays = returnDays
    self.deliveryHasPrices = deliveryHasPrices
    self.roundDownLimitMinor = roundDownLimitMinor
    self.trust = trust
    self.scaleLabels = scaleLabels
    self.receiptFooter = receiptFooter
    self.lockAfterMinutes = lockAfterMinutes
  }

  /// The band of a letter, as the catalogue names it.
  public func taxBand(_ code: String) -> TaxBand? { taxBands.first { $0.code == code } }
}
