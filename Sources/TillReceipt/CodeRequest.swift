import TillDrawing

/// A barcode or QR code a document asks for, with the sizes of its `option` property.
struct CodeRequest: Sendable, Equatable {
  enum Kind: String, Sendable {
    case upc, ean, jan, code39, itf, codabar, nw7, code93, code128, qrcode
  }

  /// The `option` property as it stands; it persists from line to line.
  struct Options: Sendable, Equatable {
    var kind = Kind.code128
    var moduleDots = 2
    var heightDots = 72
    var showsText = false
    var cellDots = 3
    var level = CorrectionLevel.l

    init() {}

    /// PRINTING §1: a type, the first number 2–4, the first 24–240, hri, the first 3–8, a level.
    init(_ list: String) {
      var hasModule = false
      var hasHeight = false
      var hasCell = false
      for part in list.utf8.split(whereSeparator: { $0 == 0x2C || $0 == 0x20 || $0 == 0x09 }) {
        let word = String(Substring(part))
        guard let number = Int(word) else {
          choose(word.lowercased())
          continue
        }
        if !hasModule, (2...4).contains(number) { (moduleDots, hasModule) = (number, true) }
        if !hasHeight, (24...240).contains(number) { (heightDots, hasHeight) = (number, true) }
        if !hasCell, (3...8).contains(number) { (cellDots, hasCell) = (number, true) }
      }
    }

    private mutating func choose(_ word: String) {
      switch word {
      case "hri": showsText = true
      case "nohri": showsText = false
      default:
        if let kind = Kind(rawValue: word) { self.kind = kind }
        if let level = CorrectionLevel(rawValue: word) { self.level = level }
      }
    }
  }

  /// Longest QR text in bytes: version 25 at level L; more can't be read off a receipt.
  static let longestTextBytes = 1_000

  var text: String
  var options: Options
  var alignment: Alignment

  /// The text as the symbology takes it, its check digit put right. nil when it can't be encoded:
  /// nothing is printed then, as in the reference.
  var payload: [UInt8]? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= Self.longestTextBytes else { return nil }
    switch options.kind {
    case .qrcode: return bytes.allSatisfy { $0 >= 0x20 || $0 == 10 } ? bytes : nil
    case .ean, .jan:
      guard bytes.allSatisfy(Self.isDigit) else { return nil }
      switch bytes.count {
      case 12, 13: return Self.withCheckDigit(bytes.prefix(12))
      case 7, 8: return Self.withCheckDigit(bytes.prefix(7))
      default: return nil
      }
    case .upc:
      guard bytes.allSatisfy(Self.isDigit), (11...12).contains(bytes.count) else { return nil }
      return Self.withCheckDigit(bytes.prefix(11))
    case .itf:
      guard bytes.allSatisfy(Self.isDigit), bytes.count <= 60 else { return nil }
      return bytes.count % 2 == 0 ? bytes : [48] + bytes
    case .code39:
      let upper = bytes.map { (97...122).contains($0) ? $0 - 32 : $0 }
      let marks = Array("-. $/+%".utf8)
      guard bytes.count <= 60,
        upper.allSatisfy({ Self.isDigit($0) || (65...90).contains($0) || marks.contains($0) })
      else { return nil }
      return upper
    case .codabar, .nw7:
      let upper = bytes.map { (97...100).contains($0) ? $0 - 32 : $0 }
      let ends: ClosedRange<UInt8> = 65...68
      let marks = Array("-$:/.+".utf8)
      guard let first = upper.first, let last = upper.last, upper.count >= 3, upper.count <= 60,
        ends.contains(first), ends.contains(last),
        upper.dropFirst().dropLast().allSatisfy({ Self.isDigit($0) || marks.contains($0) })
      else { return nil }
      return upper
    case .code93, .code128:
      guard bytes.count <= 60, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
      return bytes
    }
  }

  /// GS1: weights 3 and 1 from the right, up to the next ten.
  private static func withCheckDigit(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      sum += (Int(digit) - 48) * (index % 2 == 0 ? 3 : 1)
    }
    return Array(digits) + [UInt8(truncatingIfNeeded: 48 + (10 - sum % 10) % 10)]
  }

  /// Whether a code of this text, set by the printer in the widest way, still fits; a printer
  /// leaves out one that doesn't.
  func fits(dots: Int) -> Bool {
    let count = payload?.count ?? 0
    let modules =
      switch options.kind {
      case .qrcode: symbol?.modules ?? 0
      case .upc, .ean, .jan: count == 8 ? 67 : 95
      case .code39: (count + 2) * 16
      case .itf: count * 9 + 10
      case .codabar, .nw7: count * 14
      case .code93: (count + 4) * 9 + 1
      case .code128: (count + 2) * 11 + 13
      }
    return modules * (options.kind == .qrcode ? options.cellDots : options.moduleDots) <= dots
  }

  /// Whether it fits as we would draw it ourselves, which may be narrower.
  func fitsDrawn(dots: Int) -> Bool {
    let module = options.kind == .qrcode ? options.cellDots : options.moduleDots
    return (symbol?.modules ?? 0) * module <= dots
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
