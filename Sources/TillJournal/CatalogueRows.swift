import Foundation
import TillCore

/// Turns the records of a catalogue into articles and says everything that is wrong with them.
struct CatalogueRows {
  /// Most barcodes and selling points of one article; past it a divider was forgotten elsewhere.
  static let barcodesMost = 50
  static let sellingPointsMost = 20
  /// Longest barcode that is not a GTIN (Code 128, Code 39).
  static let barcodeLength = 48
  static let ages = 1...120
  /// A hundred years: longer is a mistyped date.
  static let warrantyDays = 0...36_500

  private let settings: ShopSettings
  private let taxBands: Set<String>
  private let reservedWords: Set<String>
  private let header: CatalogueHeader
  private var keys = CatalogueKeys()
  private var faults: [CatalogueFault] = []
  private var line = 0

  init(settings: ShopSettings, reservedWords: Set<String>, header: CatalogueHeader) {
    self.settings = settings
    taxBands = Set(settings.taxBands.map(\.code))
    self.reservedWords = Set(reservedWords.map { $0.lowercased() })
    self.header = header
  }

  /// The article of a record, or all that is wrong with it.
  mutating func article(_ record: CSVRecord) -> (Article, [CatalogueFault]) {
    faults.removeAll(keepingCapacity: true)
    line = record.line
    let surplus = record.fields.dropFirst(header.width)
    if surplus.contains(where: { !$0.isEmpty }) {
      report(nil, .tooManyFields(count: record.fields.count, columns: header.width))
    }
    let isOpen = header.field(.kind, of: record).lowercased() == ArticleKind.open.rawValue
    let article = Article(
      code: code(of: record), barcodes: barcodes(of: record),
      name: text(.name, record, Limits.nameScalars, required: true),
      brand: text(.brand, record), specification: text(.specification, record),
      colour: text(.colour, record), unit: text(.unit, record),
      department: text(.department, record), taxBand: taxBand(of: record),
      priceMinor: amount(.price, record, required: !isOpen) ?? 0,
      costMinor: amount(.cost, record, required: false), kind: kind(of: record),
      needsSerial: needsSerial(record), leastAge: number(.age, record, Self.ages),
      warrantyDays: number(.warrantyDays, record, Self.warrantyDays),
      sellingPoints: sellingPoints(of: record))
    return (article, faults)
  }

  private mutating func report(_ column: CatalogueColumn?, _ problem: CatalogueFault.Problem) {
    faults.append(CatalogueFault(line, column?.rawValue, problem))
  }

  private mutating func code(of record: CSVRecord) -> String {
    let code = header.field(.code, of: record)
    guard !code.isEmpty else {
      report(.code, .empty)
      return code
    }
    guard Article.isCode(code) else {
      report(.code, .codeShape(code))
      return code
    }
    if reservedWords.contains(code.lowercased()) { report(.code, .isVerb(code)) }
    if let other = keys.note(CatalogueKey.of(code), line: line, isCode: true) {
      report(
        .code,
        other.isCode
          ? .codeTwice(code, line: other.line) : .codeIsBarcode(code, line: other.line))
    }
    return code
  }

  private mutating func barcodes(of record: CSVRecord) -> [String] {
    let field = header.field(.barcodes, of: record)
    guard !field.isEmpty else { return [] }
    var barcodes: [String] = []
    let parts = field.unicodeScalars.split { CatalogueText.isBlank($0) || $0 == ";" || $0 == "；" }
    for barcode in parts.map(String.init) where !barcodes.contains(barcode) {
      barcodes.append(barcode)
      guard Self.isBarcode(barcode) else {
        report(.barcodes, .barcodeShape(barcode))
        continue
      }
      if let mended = GTIN.mended(barcode) {
        report(.barcodes, .checkDigit(barcode, mended: mended))
      }
      if reservedWords.contains(barcode.lowercased()) { report(.barcodes, .isVerb(barcode)) }
      if let other = keys.note(CatalogueKey.of(barcode), line: line, isCode: false) {
        report(
          .barcodes,
          other.isCode
            ? .barcodeIsCode(barcode, line: other.line)
            : .barcodeTwice(barcode, line: other.line))
      }
    }
    if barcodes.count > Self.barcodesMost {
      report(.barcodes, .tooMany(count: barcodes.count, most: Self.barcodesMost))
    }
    return barcodes
  }

  private static func isBarcode(_ text: String) -> Bool {
    text.utf8.count <= barcodeLength
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122: true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "-"): true
        case UInt8(ascii: "+"), UInt8(ascii: "$"), UInt8(ascii: "%"): true
        default: false
        }
      }
  }

  private mutating func sellingPoints(of record: CSVRecord) -> [String] {
    let field = header.field(.sellingPoints, of: record)
    guard !field.isEmpty else { return [] }
    // Not by blanks: a selling point is a sentence. A line end in quotes divides as well.
    let points = field.unicodeScalars
      .split { $0 == ";" || $0 == "；" || $0 == "\n" || $0 == "\r" }
      .map { CatalogueText.trimmed(String($0)) }.filter { !$0.isEmpty }
    if points.count > Self.sellingPointsMost {
      report(.sellingPoints, .tooMany(count: points.count, most: Self.sellingPointsMost))
    }
    return points.map { checked($0, .sellingPoints, Limits.textScalars) }
  }

  private mutating func text(
    _ column: CatalogueColumn, _ record: CSVRecord, _ most: Int = Limits.textScalars,
    required: Bool = false
  ) -> String {
    let text = header.field(column, of: record)
    if text.isEmpty {
      if required { report(column, .empty) }
      return text
    }
    return checked(text, column, most)
  }

  private mutating func checked(_ text: String, _ column: CatalogueColumn, _ most: Int) -> String {
    if Self.isPlain(text), text.utf8.count <= most { return text }
    let clean: String
    switch TextSafety.clean(text, maximumScalars: most) {
    case .success(let text): clean = text
    case .failure(.tooLong):
      report(column, .tooLong(count: text.unicodeScalars.count, most: most))
      return text
    case .failure(.control(let scalar)), .failure(.direction(let scalar)),
      .failure(.invisible(let scalar)), .failure(.lineEnd(let scalar)),
      .failure(.damaged(let scalar)):
      report(column, .forbiddenCharacter(scalar))
      return text
    }
    // Composed, so that the same name typed on two systems is the same bytes on every paper.
    let hasMarks = clean.unicodeScalars.contains { scalar in
      scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
    }
    return hasMarks ? clean.precomposedStringWithCanonicalMapping : clean
  }

  /// Whether nothing in a text needs a closer look: printing ASCII and the common Chinese
  /// characters, one blank at a time. Nearly all of a catalogue, told quickly.
  private static func isPlain(_ text: String) -> Bool {
    var previous: UInt32 = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      guard
        (0x21..<0x7F).contains(value) || (0x4E00...0x9FFF).contains(value)
          || (value == 0x20 && previous != 0x20)
      else { return false }
      previous = value
    }
    return true
  }

  private mutating func taxBand(of record: CSVRecord) -> String {
    let band = header.field(.tax, of: record)
    if band.isEmpty {
      report(.tax, .empty)
    } else if !taxBands.contains(band) {
      report(.tax, .taxUnknown(band, known: settings.taxBands.map(\.code)))
    }
    return band
  }

  private mutating func amount(
    _ column: CatalogueColumn, _ record: CSVRecord, required: Bool
  ) -> Int64? {
    let text = header.field(column, of: record)
    guard !text.isEmpty else {
      if required { report(column, .empty) }
      return nil
    }
    let digits = settings.currency.digits
    let most = FixedPoint.text(Limits.priceMinor, digits: digits)
    do {
      let amount = try FixedPoint.value(of: text, digits: digits)
      if amount < 0 || text.hasPrefix("-") {
        report(column, .notAnAmount(text))
      } else if amount > Limits.priceMinor {
        report(column, .amountTooLarge(text, most: most))
      }
      return amount
    } catch {
      switch error {
      case .notANumber: report(column, .notAnAmount(text))
      case .tooManyDigits: report(column, .tooManyDigits(text, digits: digits))
      case .tooLarge: report(column, .amountTooLarge(text, most: most))
      }
      return nil
    }
  }

  private mutating func kind(of record: CSVRecord) -> ArticleKind {
    let text = header.field(.kind, of: record)
    if text.isEmpty { return .ordinary }
    if let kind = ArticleKind(rawValue: text.lowercased()) { return kind }
    report(.kind, .kindUnknown(text))
    return .ordinary
  }

  private mutating func needsSerial(_ record: CSVRecord) -> Bool {
    let text = header.field(.serial, of: record)
    switch text.lowercased() {
    case "", "no", "0", "false": return false
    case "yes", "1", "true": return true
    default:
      report(.serial, .notYesOrNo(text))
      return false
    }
  }

  private mutating func number(
    _ column: CatalogueColumn, _ record: CSVRecord, _ range: ClosedRange<Int>
  ) -> Int? {
    let text = header.field(column, of: record)
    if text.isEmpty { return nil }
    if text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      range.contains(number)
    {
      return number
    }
    report(column, .notInRange(text, range))
    return nil
  }
}
