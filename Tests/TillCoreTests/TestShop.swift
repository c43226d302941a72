@testable import TillCore

/// The shop all register tests happen in: a few articles of every kind, four people.
extension ShopSettings {
  static let testShop = ShopSettings(
    id: "test", language: .english, name: "Test shop", stampName: "Test shop Ltd",
    stampNumber: "1", currency: .cny,
    taxBands: [.standard, .reduced, .none], verifyFromMinor: 5000)

  static func testShop(_ change: (inout ShopSettings) -> Void) -> ShopSettings {
    var settings = testShop
    change(&settings)
    return settings
  }

  static let strict = testShop { $0.collecting = .strict }
}

extension TaxBand {
  static let standard = TaxBand(code: "A", rate: Rate(basisPoints: 1300))
  static let reduced = TaxBand(code: "B", rate: Rate(basisPoints: 900))
  static let none = TaxBand(code: "N", rate: .zero)
}

extension Person {
  static let cashier = Person(id: "01", name: "Wang Fang", role: .cashier)
  static let senior = Person(id: "02", name: "Li Na", role: .senior)
  static let other = Person(id: "03", name: "Zhao Lei", role: .cashier)
  static let manager = Person(id: "90", name: "Chen Wei", role: .manager)
  static let owner = Person(id: "99", name: "Liu Yang", role: .owner)
}

extension Article {
  static let noodles = Article(
    code: "noodles", barcodes: ["6901028075862"], name: "Instant noodles", brand: "Kang",
    specification: "5 × 110 g", unit: "bag", department: "food", taxBand: "A", priceMinor: 6500,
    sellingPoints: ["hot"])
  static let water = Article(
    code: "water", name: "Water 550 ml", unit: "bottle", department: "drinks", taxBand: "B",
    priceMinor: 200, costMinor: 90)
  static let pen = Article(code: "pen", name: "Pen", taxBand: "A", priceMinor: 833)
  static let book = Article(code: "book", name: "Book", taxBand: "N", priceMinor: 3001)
  static let apples = Article(
    code: "apples", name: "Apples", unit: "kg", taxBand: "B", priceMinor: 1280, kind: .weight)
  static let crate = Article(
    code: "crate", name: "Crate", taxBand: "N", priceMinor: 500, kind: .deposit)
  static let repair = Article(
    code: "repair", name: "Repair", taxBand: "A", priceMinor: 0, kind: .open)
  static let phone = Article(
    code: "phone", name: "Phone", taxBand: "A", priceMinor: 199_900, needsSerial: true,
    warrantyDays: 365)
  static let wine = Article(
    code: "wine", name: "Wine", taxBand: "A", priceMinor: 8800, leastAge: 18)
  static let ordinary = [noodles, water, pen, book]
}

extension Command {
  static func scan(
    _ article: Article, _ quantity: Quantity? = nil, price: Int64? = nil, label: Int64? = nil
  ) -> Command {
    let rate = ShopSettings.testShop.taxBand(article.taxBand)?.rate ?? .zero
    return .add(
      ScannedArticle(
        article: article, taxRate: rate, quantity: quantity, priceMinor: price,
        labelAmountMinor: label))
  }

  static func scan(_ article: Article, pieces: Int) -> Command {
    scan(article, Quantity(pieces))
  }

  static func less(_ line: Int? = nil, percent: Int64) -> Command {
    .discountLine(line: line, .percent(Rate(basisPoints: percent * 100)))
  }
  static func less(_ line: Int? = nil, sum: Int64) -> Command {
    .discountLine(line: line, .sum(minor: sum))
  }
  static func lessAll(percent: Int64) -> Command {
    .discountSale(.percent(Rate(basisPoints: percent * 100)))
  }
  static func lessAll(sum: Int64) -> Command { .discountSale(.sum(minor: sum)) }

  static let cash = Command.cash(.exact)
  static let card = Command.card(amountMinor: nil, reference: nil)
  static func cash(_ minor: Int64) -> Command { .cash(.amount(minor: minor)) }
  static func cash(_ count: CashCount) -> Command { .cash(.counted(count)) }
  static func card(_ minor: Int64) -> Command { .card(amountMinor: minor, reference: nil) }
  static func count(_ count: CashCount) -> Command { .count(count, isAdded: false) }
  static let takeBack = Command.takeBack(number: nil, reason: "changed mind")
  static let announce = Command.announce(given: nil)

  static func float(_ count: CashCount) -> Command { .setFloat(count) }

  static func refuse(_ denominationMinor: Int64) -> Command {
    .refuseNote(
      RefusedNote(denominationMinor: denominationMinor, reason: .counterfeit, digits: "123"))
  }

  /// A return as the store would look it up: what paid sales have taken back so far.
  static func giveBack(
    _ sale: Sale, line: Int, _ quantity: Quantity? = nil, after returned: Quantity = .zero,
    _ returnedMinor: Int64 = 0
  ) -> Command {
    let paid = sale.totals()?.line(line).map { $0.amountMinor - $0.sharedOffMinor } ?? 0
    return .returnLine(
      ReturnRequest(
        sale: sale, line: line, paidMinor: paid, returnedQuantity: returned,
        returnedMinor: returnedMinor, quantity: quantity, reason: "broken"))
  }

  static func deliver(_ sale: Sale? = nil, _ pieces: [LineQuantity]? = nil) -> Command {
    .deliver(
      sale,
      DeliveryRequest(
        pieces: pieces, contact: ContactReference(id: 7, digest: "d"),
        wantedDate: CivilDate("2026-11-24"), wantedWindow: "am"))
  }
}

extension LineQuantity {
  init(_ line: Int, pieces: Int) { self.init(line: line, quantity: Quantity(pieces)) }
}
