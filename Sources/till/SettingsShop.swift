import TillCore
import Yams

/// Reads `config/shop.yaml`: one function a paragraph of the file.
///
/// The keys stand in the order of the sample, whose comments are their documentation.
enum SettingsShop {
  /// The keys at the top of the file.
  static let keys = [
    "id", "language", "name", "address", "phone", "tax_number", "stamp", "currency",
    "denominations", "tax", "prices_include_tax", "cash_rounding", "day_begins_at", "collect",
    "verify", "slip", "receipt", "delivery", "round_down_limit", "drawer", "close",
    "lock_after_minutes", "scale_labels",
  ]
  /// Keys that stood here once, and where what they said is written now.
  static let moved = [
    "discount_limits": "write limits: {discount_line: 10, discount_sale: 10} of a role under "
      + "roles in config/staff.yaml"
  ]
  /// A day without a line locks as surely as an hour; more is a slip of the pen.
  static let mostLockMinutes = 1440
  /// More lines than these at the foot of a receipt and nobody reads it.
  static let mostFooterLines = 20

  /// The shop's settings. Where something required can't be read that is noted, and a
  /// placeholder stands for it: settings with a fault noted are never used.
  static func settings(_ root: Node, notes: SettingsNotes) -> ShopSettings {
    let file = SettingsGroup(root, line: 1, known: keys, moved: moved, notes: notes)
    let id = file.value("id", usual: nil, expects: idWords, read: uuid)
    let language = file.choice("language", usual: nil, as: ShopSettings.Language.self)
    let name = file.text("name", limit: Limits.nameScalars, required: "Yong'an Phones")
    let currency = file.value("currency", usual: nil, expects: currencyWords, read: currency)
    var shop = ShopSettings(
      id: id ?? "", language: language ?? .english, name: name ?? "", currency: currency ?? .cny,
      taxBands: bands(file))
    readHead(of: &shop, file)
    // Without its currency no amount can be judged; then they wait for the next reading.
    if let currency {
      readAmounts(of: &shop, file, currency)
      shop.closing = closing(file, currency)
    }
    readSelling(of: &shop, file)
    readPapers(of: &shop, file)
    shop.lockAfterMinutes =
      file.whole("lock_after_minutes", in: 0...mostLockMinutes, usual: 15) ?? 15
    shop.scaleLabels = scaleLabels(file, currency)
    return shop
  }

  private static func readHead(of shop: inout ShopSettings, _ file: SettingsGroup) {
    shop.address = file.text("address", limit: Limits.contactScalars)
    shop.phone = file.text("phone", limit: Limits.contactScalars)
    shop.taxNumber = file.text("tax_number", limit: Limits.contactScalars)
    let stamp = file.group("stamp", known: ["name", "number"])
    shop.stampName =
      stamp?.text("name", limit: Limits.nameScalars, usual: shop.name) ?? shop.name
    shop.stampNumber = stamp?.text("number", limit: Limits.contactScalars) ?? ""
  }

  private static func readSelling(of shop: inout ShopSettings, _ file: SettingsGroup) {
    shop.pricesIncludeTax = file.flag("prices_include_tax", usual: true)
    shop.cutOffHour = file.whole("day_begins_at", in: 0...23, usual: 4) ?? 4
    shop.collecting = file.choice("collect", usual: .quick) ?? .quick
  }

  private static func readPapers(of shop: inout ShopSettings, _ file: SettingsGroup) {
    let slip = file.group("slip", known: ["print"])
    shop.slipPrinting = slip?.choice("print", usual: .paid) ?? .paid
    let receipt = file.group("receipt", known: ["print", "return_days", "footer"])
    shop.printsReceipt = receipt?.flag("print", usual: true) ?? true
    shop.returnDays = receipt?.whole("return_days", in: 0...3650, usual: 7) ?? 7
    shop.receiptFooter = receipt.map(footer) ?? []
    let delivery = file.group("delivery", known: ["prices"])
    shop.deliveryHasPrices = delivery?.flag("prices", usual: false) ?? false
  }

  private static let idWords =
    "the number that till init gives a shop, such as: 5a3f0c1e-0000-4000-8000-000000000001"
  private static let currencyWords = "the three capital letters of ISO 4217, such as CNY"

  /// A UUID as it is written; the case is kept, for it stands in sealed entries.
  static func uuid(_ text: String) -> String? {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isHex = text.allSatisfy { $0 == "-" || ($0.isASCII && $0.isHexDigit) }
    return isHex && groups.map(\.count) == [8, 4, 4, 4, 12] ? text : nil
  }

  /// A currency by its code. RMB is what people say; papers and banks write CNY.
  static func currency(_ code: String) -> Currency? {
    code == "RMB" ? nil : Currency.iso(code)
  }

  private static func bands(_ file: SettingsGroup) -> [TaxBand] {
    let noted = file.notes.count
    let group = file.group("tax", known: nil)
    guard let group, !group.keys.isEmpty else {
      // A tax that is a list or a word was noted by the group itself.
      if file.notes.count == noted {
        file.noteMissing(
          "tax", wayOn: "write one percentage a band, such as: tax: {A: 13, B: 9, N: 0}")
      }
      return []
    }
    return group.keys.compactMap { code in
      guard isBand(code) else {
        group.note(code, "is no tax band", wayOn: "name a band by one capital letter, A to Z")
        return nil
      }
      return group.percent(code, usual: nil).map { TaxBand(code: code, rate: $0) }
    }
  }

  /// Whether a text may name a tax band: one letter, for it stands at the end of a line.
  static func isBand(_ code: String) -> Bool {
    code.utf8.count == 1 && code.utf8.allSatisfy { (65...90).contains($0) }
  }

  private static func footer(_ receipt: SettingsGroup) -> [String] {
    let lines = receipt.values(
      "footer", of: "lines", expects: "one line of at most \(Limits.textScalars) characters"
    ) { SettingsGroup.line($0, limit: Limits.textScalars) }
    guard let lines, lines.count > mostFooterLines else { return lines ?? [] }
    receipt.note(
      "footer", "has \(lines.count) lines", wayOn: "keep at most \(mostFooterLines)")
    return []
  }
}
