import TestSupport
import Testing

@testable import TillCore

@Suite struct CodesTests {
  static let numbers: [(text: String, outcome: String)] = [
    ("6901028075862", "06901028075862"),
    ("6921168509256", "06921168509256"),
    ("036000291452", "00036000291452"),
    ("0036000291452", "00036000291452"),
    ("96385074", "00000096385074"),
    ("10614141000415", "10614141000415"),
    ("6901028075863", "mended 6901028075862"),
    ("96385075", "mended 96385074"),
    ("690102807585", "mended 690102807586"),
    ("69010280758", "none"),
    ("690102807586A", "none"),
    ("６９０１０２８０７５８６２", "none"),
    ("", "none"),
    ("-901028075862", "none"),
  ]

  @Test(arguments: numbers)
  func articleNumbers(text: String, outcome: String) {
    let mended = GTIN.mended(text).map { "mended " + $0 }
    #expect((GTIN(text)?.fourteenDigits ?? mended ?? "none") == outcome)
    #expect(GTIN.looksLikeGTIN(text) == (outcome != "none"))
  }

  @Test func oneArticleScannedInTwoWaysIsOne() {
    #expect(GTIN("036000291452") == GTIN("0036000291452"))
  }

  @Test func checkDigits() {
    #expect(GTIN.checkDigit(of: "690102807586") == 2)
    #expect(GTIN.checkDigit(of: "9638507") == 4)
    #expect(GTIN.checkDigit(of: "") == nil)
    #expect(GTIN.checkDigit(of: "12a") == nil)
  }

  @Test func everyWrongKeyIsNoticed() {
    var random = SeededGenerator.random()
    for _ in 0..<200 {
      let stem = (0..<12).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
      let right = stem + String(GTIN.checkDigit(of: stem) ?? -1)
      #expect(GTIN(right) != nil && GTIN.mended(right) == nil, "\(right) \(random)")
      var digits = right.map { String($0) }
      let place = Int.random(in: 0..<13, using: &random)
      digits[place] = String((Int(digits[place]) ?? 0) + Int.random(in: 1...9, using: &random))
      let wrong = digits.map { String($0.suffix(1)) }.joined()
      #expect(GTIN(wrong) == nil, "\(wrong) \(random)")
      if place == 12 { #expect(GTIN.mended(wrong) == right, "\(random)") }
    }
  }

  static let rules: [ShopSettings.ScaleLabelRule] = [
    .init(prefix: "20", content: .weight, articleDigits: 5, valueDecimals: 3),
    .init(prefix: "21", content: .price, articleDigits: 5, valueDecimals: 2),
    .init(prefix: "22", content: .weight, articleDigits: 4, valueDecimals: 0),
    .init(prefix: "23", content: .price, articleDigits: 6, valueDecimals: 3),
    .init(prefix: "24", content: .price, articleDigits: 5, valueDecimals: 0),
  ]

  static let labels: [(twelve: String, outcome: String)] = [
    ("200012300755", "00123 weighs 0.755"),
    ("200012310000", "00123 weighs 10"),
    ("210012301234", "00123 costs 12.34"),
    ("220123000002", "0123 weighs 2"),
    ("220123100000", "! too large"),
    ("230001231230", "000123 costs 1.23"),
    ("230001231234", "! too many decimals"),
    ("240012300012", "00123 costs 12.00"),
    ("200012300000", "! zero"),
    ("210012300000", "! zero"),
    ("290012300755", "no label"),
    ("690102807586", "no label"),
  ]

  @Test(arguments: labels)
  func scaleLabels(twelve: String, outcome: String) {
    let digits = twelve + String(GTIN.checkDigit(of: twelve) ?? -1)
    let label = ScaleLabel.parse(digits, rules: CodesTests.rules, currency: .cny)
    #expect(described(label) == outcome)
  }

  private func described(_ label: Result<ScaleLabel, ScaleLabelFault>?) -> String {
    switch label {
    case nil: "no label"
    case .failure(.wrongCheckDigit(let mended)): "! check digit, \(mended)?"
    case .failure(.zeroValue): "! zero"
    case .failure(.tooManyDecimals): "! too many decimals"
    case .failure(.tooLarge): "! too large"
    case .success(let label):
      switch label.value {
      case .quantity(let quantity): "\(label.article) weighs \(quantity)"
      case .price(let minor): "\(label.article) costs \(Money(minor: minor, .cny))"
      }
    }
  }

  @Test func misreadLabelIsAFaultNotAWeight() {
    let digits = "2000123007551"
    guard let right = GTIN.mended(digits) else {
      Issue.record("the example's check digit is right")
      return
    }
    let label = ScaleLabel.parse(digits, rules: CodesTests.rules, currency: .cny)
    #expect(label == .failure(.wrongCheckDigit(mended: right)))
    #expect(ScaleLabel.parse("20001230", rules: CodesTests.rules, currency: .cny) == nil)
    #expect(ScaleLabel.parse("20x0123007551", rules: CodesTests.rules, currency: .cny) == nil)
  }

  @Test func priceOfALabelFollowsTheCurrency() {
    let digits = "210012301200" + String(GTIN.checkDigit(of: "210012301200") ?? -1)
    let yen = ScaleLabel.parse(digits, rules: CodesTests.rules, currency: .jpy)
    #expect(yen == .success(ScaleLabel(article: "00123", value: .price(minor: 12))))
  }

  static let taxNumbers: [(typed: String, outcome: String)] = [
    ("91350100M000100Y43", "91350100M000100Y43"),
    ("91350100m000100y43", "91350100M000100Y43"),
    ("9135 0100 M000 100Y 43", "91350100M000100Y43"),
    ("91350100M000100Y4Z", "! place 18"),
    ("91350100M000100Y44", "! check 3"),
    ("91350100M000100Y4", "! 17 long"),
    ("91350100M000100Y433", "! 19 long"),
    ("9135010OM000100Y43", "! place 8"),
    ("9135A100M000100Y43", "! place 5"),
    ("I1350100M000100Y43", "! place 1"),
    ("91350100M000100Y4三", "! place 18"),
    ("", "! 0 long"),
  ]

  @Test(arguments: taxNumbers)
  func companyTaxNumbers(typed: String, outcome: String) {
    let text =
      switch TaxNumber.read(typed) {
      case .success(let number): number.text
      case .failure(.wrongLength(let found)): "! \(found) long"
      case .failure(.wrongCharacter(let place)): "! place \(place)"
      case .failure(.wrongCheckCharacter(let expected)): "! check \(expected)"
      }
    #expect(text == outcome)
  }
}
