import Testing
import TillCore

@testable import TillCounter

@Suite struct InputOperandTests {
  typealias Row<Value> = (text: String, outcome: Result<Value, ValueFault>)

  static let yuan: [Row<Int64>] = [
    ("300", .success(30_000)), ("300.5", .success(30_050)), ("300.50", .success(30_050)),
    ("¥100", .success(10_000)), ("￥１００", .success(10_000)), ("100元", .success(10_000)),
    ("¥100元", .success(10_000)), ("CNY100", .success(10_000)), (" 5 ", .success(500)),
    ("0.01", .success(1)), ("10000000000", .success(1_000_000_000_000)),
    ("10000000000.01", .failure(.tooLarge)), ("99999999999999999999", .failure(.tooLarge)),
    ("300.505", .failure(.tooManyDigits(allowed: 2))), ("0", .failure(.zero)),
    ("0.00", .failure(.zero)), ("-5", .failure(.negative)), ("-0", .failure(.zero)),
    ("¥-5", .failure(.negative)), ("£5", .failure(.notANumber)), ("", .failure(.notANumber)),
    ("¥", .failure(.notANumber)), ("元", .failure(.notANumber)), ("-", .failure(.notANumber)),
    (".", .failure(.notANumber)), (".5", .failure(.notANumber)), ("5.", .failure(.notANumber)),
    ("1,000", .failure(.notANumber)), ("1e3", .failure(.notANumber)),
    ("+5", .failure(.notANumber)), ("--5", .failure(.notANumber)),
    ("1.2.3", .failure(.notANumber)),
    ("1.234x", .failure(.notANumber)), ("99999999999999999999x", .failure(.notANumber)),
    ("١٠", .failure(.notANumber)), ("1 0", .failure(.notANumber)), ("10%", .failure(.notANumber)),
  ]

  @Test(arguments: yuan.indices)
  func amountInYuan(row: Int) {
    let (text, outcome) = Self.yuan[row]
    #expect(Operand.amount(text, .cny).map(\.minor) == outcome, "\(text)")
  }

  @Test func amountInOtherCurrencies() {
    #expect(Operand.amount("£5", .gbp) == .success(Money(minor: 500, .gbp)))
    #expect(Operand.amount("￡5", .gbp) == .success(Money(minor: 500, .gbp)))
    #expect(Operand.amount("¥5", .gbp) == .failure(.notANumber))
    #expect(Operand.amount("500円", .jpy) == .success(Money(minor: 500, .jpy)))
    #expect(Operand.amount("500.0", .jpy) == .failure(.tooManyDigits(allowed: 0)))
    #expect(Operand.amount("1.005", .kwd) == .success(Money(minor: 1005, .kwd)))
    #expect(Operand.amount("0", .cny, allowingZero: true) == .success(.zero(.cny)))
  }

  static let percents: [Row<Int64>] = [
    ("10%", .success(1000)), ("１０％", .success(1000)), ("12.5%", .success(1250)),
    ("0.01%", .success(1)), ("100%", .success(10_000)), ("100.01%", .failure(.tooLarge)),
    ("12.345%", .failure(.tooManyDigits(allowed: 2))), ("0%", .failure(.zero)),
    ("-5%", .failure(.negative)), ("10", .failure(.notANumber)), ("%", .failure(.notANumber)),
    ("%10", .failure(.notANumber)), ("10%%", .failure(.notANumber)),
  ]

  @Test(arguments: percents.indices)
  func percent(row: Int) {
    let (text, outcome) = Self.percents[row]
    #expect(Operand.percent(text).map(\.basisPoints) == outcome, "\(text)")
  }

  static let tenths: [Row<Int64>] = [
    ("9", .success(1000)), ("8.5", .success(1500)), ("8。5折", .success(1500)),
    ("9.9", .success(100)), ("0.1", .success(9900)), ("8.88", .success(1120)),
    ("9.91", .failure(.tooLarge)), ("10", .failure(.tooLarge)), ("85", .failure(.tooLarge)),
    ("0.09", .failure(.zero)), ("0", .failure(.zero)), ("-9", .failure(.negative)),
    ("8.555", .failure(.tooManyDigits(allowed: 2))), ("10%", .failure(.notANumber)),
    ("九", .failure(.notANumber)),
  ]

  @Test(arguments: tenths.indices)
  func discountTenths(row: Int) {
    let (text, outcome) = Self.tenths[row]
    #expect(Operand.discountTenths(text).map(\.basisPoints) == outcome, "\(text)")
  }

  static let quantities: [(text: String, below: Bool, outcome: Result<Int64, ValueFault>)] = [
    ("3", false, .success(3000)), ("0.755", false, .success(755)), ("２", false, .success(2000)),
    ("99999.999", false, .success(99_999_999)), ("100000", false, .failure(.tooLarge)),
    ("0.7555", false, .failure(.tooManyDigits(allowed: 3))), ("0", false, .failure(.zero)),
    ("0", true, .failure(.zero)), ("-2", false, .failure(.negative)),
    ("-2", true, .success(-2000)), ("-100000", true, .failure(.tooLarge)),
    ("-9223372036854775.808", true, .failure(.tooLarge)), ("two", true, .failure(.notANumber)),
  ]

  @Test(arguments: quantities.indices)
  func quantity(row: Int) {
    let (text, below, outcome) = Self.quantities[row]
    let read = Operand.quantity(text, allowingNegative: below).map(\.thousandths)
    #expect(read == outcome, "\(text)")
  }

  static let wholes: [Row<Int>] = [
    ("1", .success(1)), ("000128", .success(128)), ("1.0", .failure(.tooManyDigits(allowed: 0))),
    ("0", .failure(.zero)), ("-1", .failure(.negative)), ("1a", .failure(.notANumber)),
    ("1000000000000", .failure(.tooLarge)),
  ]

  @Test(arguments: wholes.indices)
  func wholeNumber(row: Int) {
    let (text, outcome) = Self.wholes[row]
    #expect(Operand.wholeNumber(text) == outcome, "\(text)")
  }

  static let multiples: [(text: String, outcome: Result<Multiplied, ValueFault>?)] = [
    ("6901028075862", nil), ("", nil), ("3", nil),
    ("3*A-1", .success(Multiplied(quantity: Quantity(3), code: "A-1"))),
    ("３＊６９", .success(Multiplied(quantity: Quantity(3), code: "69"))),
    ("3×a", .success(Multiplied(quantity: Quantity(3), code: "a"))),
    ("0.755*a", .success(Multiplied(quantity: Quantity(thousandths: 755), code: "a"))),
    ("-2*B1", .success(Multiplied(quantity: Quantity(-2), code: "B1"))),
    ("0*a", .failure(.zero)), ("*a", .failure(.notANumber)), ("a*3", .failure(.notANumber)),
    ("3*", .failure(.notACode)), ("3*苹果", .failure(.notACode)), ("3*4*5", .failure(.notACode)),
    ("0.7555*a", .failure(.tooManyDigits(allowed: 3))), ("100000*a", .failure(.tooLarge)),
  ]

  @Test(arguments: multiples.indices)
  func multiplied(row: Int) {
    let (text, outcome) = Self.multiples[row]
    #expect(Operand.multiplied(text) == outcome, "\(text)")
  }

  static let counts: [(text: String, outcome: Result<Pieces, ValueFault>)] = [
    ("100x2", .success(Pieces(denomination: Money(minor: 10_000, .cny), count: 2))),
    ("0.5×3", .success(Pieces(denomination: Money(minor: 50, .cny), count: 3))),
    ("50", .success(Pieces(denomination: Money(minor: 5000, .cny), count: 1))),
    ("100元X2", .success(Pieces(denomination: Money(minor: 10_000, .cny), count: 2))),
    ("100x0", .failure(.zero)), ("100x", .failure(.notANumber)), ("x2", .failure(.notANumber)),
    ("100x1.5", .failure(.tooManyDigits(allowed: 0))), ("100x-1", .failure(.negative)),
    ("100x100000", .failure(.tooLarge)), ("1x2x3", .failure(.notANumber)),
  ]

  @Test(arguments: counts.indices)
  func pieces(row: Int) {
    let (text, outcome) = Self.counts[row]
    #expect(Operand.pieces(text, .cny) == outcome, "\(text)")
  }
}
