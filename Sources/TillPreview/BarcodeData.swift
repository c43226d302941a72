import TillDrawing

/// What a barcode's bytes mean, and whether its symbology holds them: vendors' tables for `GS k`.
struct BarcodeData {
  let kind: PrintedCode.Kind
  /// What a scanner is to read.
  let text: String
  /// What the pen draws it from.
  let payload: [UInt8]
  let symbology: Symbology
  var writing = CodeSymbol.Writing.tight

  private static let digits: ClosedRange<UInt8> = 48...57

  /// The data of `GS k system`, 65–73, or why a printer refuses it.
  static func read(
    system: UInt8, _ data: [UInt8]
  ) -> Result<BarcodeData, Reason> {
    switch system {
    case 65: numbers(.upcA, data, [11, 12], .upcA)
    case 66: upcE(data)
    case 67: numbers(.ean13, data, [12, 13], .ean)
    case 68: numbers(.ean8, data, [7, 8], .ean)
    case 69: letters(.code39, data, 1...255, marks: " $%*+-./", .code39)
    case 70:
      data.count % 2 == 0
        ? letters(.itf, data, 2...254, marks: "", .itf, hasLetters: false)
        : .failure(Reason("ITF takes an even count of digits, not \(data.count)"))
    case 71: codabar(data)
    case 72: code93(data)
    default: Code128Data.read(data)
    }
  }

  /// Why data is refused.
  struct Reason: Error {
    let words: String
    init(_ words: String) { self.words = words }
  }

  private static func numbers(
    _ kind: PrintedCode.Kind, _ data: [UInt8], _ counts: [Int], _ symbology: Symbology
  ) -> Result<BarcodeData, Reason> {
    guard counts.contains(data.count), data.allSatisfy(digits.contains) else {
      return .failure(
        Reason("\(kind.rawValue) takes \(counts[0]) or \(counts[1]) digits"))
    }
    let body = data.prefix(counts[0])
    let check = checkDigit(body)
    guard data.count == counts[0] || data.last == check else {
      return .failure(
        Reason("\(kind.rawValue): the check digit is \(check - 48)"))
    }
    let whole = Array(body) + [check]
    return .success(
      BarcodeData(
        kind: kind, text: String(decoding: whole, as: UTF8.self), payload: whole,
        symbology: symbology))
  }

  /// GS1's: from the right, three times every other digit, up to the next ten.
  private static func checkDigit(_ body: ArraySlice<UInt8>) -> UInt8 {
    var weighted = 0
    var isTripled = true
    for digit in body.reversed() {
      weighted += Int(digit - 48) * (isTripled ? 3 : 1)
      isTripled.toggle()
    }
    return UInt8(48 + (1_000_000 - weighted) % 10)
  }

  /// Six digits, with the number system 0 before and a check digit behind them; or the twelve of a
  /// UPC-A number that has a short form.
  private static func upcE(_ data: [UInt8]) -> Result<BarcodeData, Reason> {
    let wrong = Reason("UPC-E takes 6, 7, 8, 11 or 12 digits that have a short form")
    guard data.allSatisfy(digits.contains), [6, 7, 8, 11, 12].contains(data.count) else {
      return .failure(wrong)
    }
    let long: [UInt8]
    if data.count >= 11 {
      long = Array(data.prefix(11))
    } else {
      let short = data.count == 6 ? [48] + data : Array(data.prefix(7))
      long = expanded(short)
    }
    guard long[0] == 48, let short = shortened(long) else { return .failure(wrong) }
    let check = checkDigit(long[...])
    if data.count == 8 || data.count == 12, data.last != check {
      return .failure(Reason("UPC-E: the check digit is \(check - 48)"))
    }
    return .success(
      BarcodeData(
        kind: .upcE, text: String(decoding: [48] + short + [check], as: UTF8.self),
        payload: short, symbology: .upcA))
  }

  /// The eleven digits of a number system and six: the last of the six says where zeros were.
  private static func expanded(_ short: [UInt8]) -> [UInt8] {
    let d = Array(short.dropFirst())
    let zeros = { (count: Int) in [UInt8](repeating: 48, count: count) }
    let body =
      switch d[5] {
      case 48...50: [d[0], d[1], d[5]] + zeros(4) + d[2...4]
      case 51: Array(d[0...2]) + zeros(5) + d[3...4]
      case 52: Array(d[0...3]) + zeros(5) + [d[4]]
      default: Array(d[0...4]) + zeros(4) + [d[5]]
      }
    return [short[0]] + body
  }

  private static func shortened(_ long: [UInt8]) -> [UInt8]? {
    let d = Array(long.dropFirst())
    let candidates = [
      [d[0], d[1], d[7], d[8], d[9], d[2]], [d[0], d[1], d[2], d[8], d[9], 51],
      [d[0], d[1], d[2], d[3], d[9], 52], [d[0], d[1], d[2], d[3], d[4], d[9]],
    ]
    return candidates.first { expanded([long[0]] + $0) == long }
  }

  private static func letters(
    _ kind: PrintedCode.Kind, _ data: [UInt8], _ counts: ClosedRange<Int>, marks: String,
    _ symbology: Symbology, hasLetters: Bool = true
  ) -> Result<BarcodeData, Reason> {
    let isAllowed = { (byte: UInt8) in
      digits.contains(byte) || marks.utf8.contains(byte)
        || (hasLetters && (65...90).contains(byte))
    }
    guard counts.contains(data.count) else {
      return .failure(
        Reason("\(kind.rawValue) takes \(counts.lowerBound) to \(counts.upperBound) bytes"))
    }
    if let byte = data.first(where: { !isAllowed($0) }) {
      return .failure(
        Reason("\(kind.rawValue) can't hold \(EscPosReader.hexadecimal(byte))"))
    }
    // Stars begin and end every Code 39: a printer adds them where they are not sent.
    var body = data
    if kind == .code39, data.count > 2, data.first == 0x2A, data.last == 0x2A {
      body = Array(data.dropFirst().dropLast())
    }
    guard !body.contains(0x2A) else {
      return .failure(Reason("\(kind.rawValue) has * only at its ends"))
    }
    return .success(
      BarcodeData(
        kind: kind, text: String(decoding: body, as: UTF8.self), payload: body,
        symbology: symbology))
  }

  private static func codabar(_ data: [UInt8]) -> Result<BarcodeData, Reason> {
    let upper = data.map { (97...100).contains($0) ? $0 - 32 : $0 }
    let ends: ClosedRange<UInt8> = 65...68
    let marks = "$+-./:"
    guard let first = upper.first, let last = upper.last, upper.count >= 3,
      ends.contains(first), ends.contains(last),
      upper.dropFirst().dropLast().allSatisfy({
        digits.contains($0) || marks.utf8.contains($0)
      })
    else {
      return .failure(
        Reason("Codabar begins and ends with A, B, C or D, with digits and \(marks) between"))
    }
    return .success(
      BarcodeData(
        kind: .codabar, text: String(decoding: upper, as: UTF8.self), payload: upper,
        symbology: .codabar))
  }

  private static func code93(_ data: [UInt8]) -> Result<BarcodeData, Reason> {
    guard !data.isEmpty, data.allSatisfy({ $0 < 0x80 }) else {
      return .failure(Reason("Code 93 takes 1 to 255 bytes below 0x80"))
    }
    return .success(
      BarcodeData(
        kind: .code93, text: String(decoding: data, as: UTF8.self), payload: data,
        symbology: .code93))
  }
}

/// Code 128 as `GS k 73` takes it: `{A`, `{B` and `{C` choose a set, `{S` shifts one character,
/// `{{` is a brace.
enum Code128Data {
  private static let brace: UInt8 = 0x7B

  /// Function codes (`{1`–`{4`) are refused: Zint can't draw them in plain Code 128, and a preview
  /// without them would not be the print.
  static func read(_ data: [UInt8]) -> Result<BarcodeData, BarcodeData.Reason> {
    let sets: [UInt8] = Array("ABC".utf8)
    guard data.count > 2, data[0] == brace, sets.contains(data[1]) else {
      return .failure(.init("Code 128 begins with {A, {B or {C, and data"))
    }
    var set = data[1]
    var seen: Set<UInt8> = [set]
    var shift = false
    var text: [UInt8] = []
    var index = 2
    while index < data.count {
      var byte = data[index]
      index += 1
      if byte == brace {
        guard index < data.count else { return .failure(.init("Code 128 ends in a {")) }
        let sign = data[index]
        index += 1
        if sets.contains(sign) {
          set = sign
          seen.insert(sign)
          continue
        }
        if sign == UInt8(ascii: "S"), set != UInt8(ascii: "C"), !shift {
          shift = true
          seen.insert(set == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A"))
          continue
        }
        guard sign == brace else {
          return .failure(
            .init("Code 128: { before \(EscPosReader.hexadecimal(sign)) means nothing here"))
        }
        byte = brace
      }
      let inForce =
        shift ? (set == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")) : set
      shift = false
      guard let characters = characters(byte, set: inForce) else {
        let name = String(Unicode.Scalar(inForce))
        return .failure(
          .init("Code 128 set \(name) can't hold \(EscPosReader.hexadecimal(byte))"))
      }
      text += characters
    }
    guard !text.isEmpty, !shift else { return .failure(.init("Code 128 lacks data")) }
    let hasPairs = seen.contains(UInt8(ascii: "C"))
    return .success(
      BarcodeData(
        kind: .code128, text: String(decoding: text, as: UTF8.self), payload: text,
        symbology: .code128, writing: hasPairs ? .tight : .literal))
  }

  private static func characters(_ byte: UInt8, set: UInt8) -> [UInt8]? {
    switch set {
    case UInt8(ascii: "A"): byte < 0x60 ? [byte] : nil
    case UInt8(ascii: "B"): (0x20...0x7F).contains(byte) ? [byte] : nil
    default: byte < 100 ? [48 + byte / 10, 48 + byte % 10] : nil
    }
  }
}
