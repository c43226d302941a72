/// Takes the stream apart: commands with their arguments and counted data, checked against
/// `CommandForm`. What lies between commands is characters.
struct EscPosReader {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }
  /// The next byte; 0 at the end, where nobody asks.
  var next: UInt8 { isAtEnd ? 0 : bytes[position] }
  /// Whether a character begins here.
  var isAtCharacter: Bool { !isAtEnd && next >= 0x20 && next != 0x7F }

  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count < 2 ? "0" : "") + digits
  }

  /// So many bytes, or a failure told as of the command at `start`.
  private mutating func take(
    _ count: Int, of name: String, at start: Int
  ) throws(PreviewError) -> [UInt8] {
    let missing = position + count - bytes.count
    guard missing <= 0 else {
      throw PreviewError(
        .cutOff, at: start, "\(name): the stream ends \(missing) bytes before the command does")
    }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// One byte of a character.
  mutating func takeCharacterByte() -> UInt8? {
    guard !isAtEnd else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func takeCommand() throws(PreviewError) -> (CommandForm, EscPosCommand) {
    let start = position
    guard let form = form(at: start) else { throw unknown(at: start) }
    position += form.bytes.count
    var parameters: [UInt8] = []
    for parameter in form.parameters {
      let value = try take(1, of: form.name, at: start)[0]
      parameters.append(value)
      try check(value, parameter, name: form.name, parameters, at: start)
    }
    let data: [UInt8]
    switch form.tail {
    case .nothing: data = []
    case .columns:
      let columns = Int(parameters[1]) + Int(parameters[2]) << 8
      try checkCount(columns, "nL + nH × 256", form.name, parameters, at: start)
      data = try take(parameters[0] < 32 ? columns : columns * 3, of: form.name, at: start)
    case .rows:
      let rowBytes = Int(parameters[1]) + Int(parameters[2]) << 8
      let rows = Int(parameters[3]) + Int(parameters[4]) << 8
      try checkCount(rowBytes, "xL + xH × 256", form.name, parameters, at: start)
      try checkCount(rows, "yL + yH × 256", form.name, parameters, at: start)
      data = try take(rowBytes * rows, of: form.name, at: start)
    case .barcode:
      let count = Int(try take(1, of: form.name, at: start)[0])
      data = try take(count, of: form.name, at: start)
    case .function:
      (parameters, data) = try takeFunction(form.name, at: start)
    case .cut:
      if parameters[0] >= 65 { parameters += try take(1, of: form.name, at: start) }
      data = []
    }
    return (
      form, EscPosCommand(name: form.name, parameters: parameters, data: data, offset: start)
    )
  }

  private func form(at start: Int) -> CommandForm? {
    for length in 1...3 where start + length <= bytes.count {
      if let form = CommandForm.byBytes[Array(bytes[start..<start + length])] { return form }
    }
    return nil
  }

  private func unknown(at start: Int) -> PreviewError {
    let names: [UInt8: String] = [0x10: "DLE", 0x1B: "ESC", 0x1C: "FS", 0x1D: "GS"]
    guard let name = names[bytes[start]] else {
      return PreviewError(
        .unknown, at: start, "\(Self.hexadecimal(bytes[start])) begins no command")
    }
    guard start + 1 < bytes.count else {
      return PreviewError(.cutOff, at: start, "\(name): the stream ends in the command's name")
    }
    let hasThird = [UInt8(ascii: "("), UInt8(ascii: "v")].contains(bytes[start + 1])
    if name == "GS", hasThird, start + 2 >= bytes.count {
      return PreviewError(.cutOff, at: start, "\(name): the stream ends in the command's name")
    }
    let rest = bytes[start + 1..<min(start + (name == "GS" && hasThird ? 3 : 2), bytes.count)]
    let signs = rest.map {
      (0x21...0x7E).contains($0) ? String(Unicode.Scalar($0)) : Self.hexadecimal($0)
    }
    return PreviewError(
      .unknown, at: start, "\(name) \(signs.joined(separator: " ")) is no command known here")
  }

  private func check(
    _ value: UInt8, _ parameter: CommandForm.Parameter, name: String, _ parameters: [UInt8],
    at start: Int
  ) throws(PreviewError) {
    guard !parameter.allows(value) else { return }
    let values = parameters.map { String($0) }.joined(separator: " ")
    throw PreviewError(.argument, at: start, "\(name) \(values): \(parameter.rule)")
  }

  private func checkCount(
    _ count: Int, _ sum: String, _ name: String, _ parameters: [UInt8], at start: Int
  ) throws(PreviewError) {
    guard count == 0 else { return }
    let values = parameters.map { String($0) }.joined(separator: " ")
    throw PreviewError(.argument, at: start, "\(name) \(values): \(sum) is at least 1")
  }
}

// MARK: Commands with functions

extension EscPosReader {
  /// The functions of `GS ( k` for QR codes (cn 49) and of `GS ( H` (acknowledgement).
  private struct Function {
    let number: UInt8
    let parameters: [CommandForm.Parameter]
    let holdsData: Bool

    init(
      _ number: UInt8, _ parameters: CommandForm.Parameter..., holdsData: Bool = false
    ) {
      self.number = number
      self.parameters = parameters
      self.holdsData = holdsData
    }
  }

  /// QR holds 7,089 digits; the store function's m comes before them.
  private static let longestQRBytes = 7_089

  private static let qrFunctions = [
    // Model 2 only: model 1 is not read by today's scanners, micro is another symbol.
    Function(65, .init("n1", 50...50), .init("n2", 0...0)),
    Function(67, .init("n", 1...16)), Function(69, .init("n", 48...51)),
    Function(80, .init("m", 48...48), holdsData: true), Function(81, .init("m", 48...48)),
  ]

  private static let replyFunctions = [
    Function(
      48, .init("m", 48...48), .init("d1", 32...126), .init("d2", 32...126),
      .init("d3", 32...126), .init("d4", 32...126))
  ]

  private mutating func takeFunction(
    _ name: String, at start: Int
  ) throws(PreviewError) -> ([UInt8], [UInt8]) {
    let counts = try take(2, of: name, at: start)
    let count = Int(counts[0]) + Int(counts[1]) << 8
    var rest = try take(count, of: name, at: start)[...]
    let isQR = name == "GS ( k"
    var head: [UInt8] = []
    if isQR {
      guard rest.popFirst() == 49 else {
        throw PreviewError(.argument, at: start, "\(name): cn is 49, a QR code")
      }
      head = [49]
    }
    let known = isQR ? Self.qrFunctions : Self.replyFunctions
    guard let number = rest.popFirst(), let function = known.first(where: { $0.number == number })
    else {
      let numbers = known.map { String($0.number) }.joined(separator: ", ")
      throw PreviewError(.argument, at: start, "\(name): fn is \(numbers)")
    }
    head.append(number)
    let wanted = function.parameters.count
    guard function.holdsData ? rest.count > wanted : rest.count == wanted else {
      let least = head.count + wanted + (function.holdsData ? 1 : 0)
      let rule = function.holdsData ? "at least \(least)" : "\(least)"
      throw PreviewError(
        .argument, at: start, "\(name) fn \(number): pL + pH × 256 is \(rule), not \(count)")
    }
    for parameter in function.parameters {
      let value = rest.removeFirst()
      head.append(value)
      try check(value, parameter, name: name, head, at: start)
    }
    guard rest.count <= Self.longestQRBytes else {
      throw PreviewError(
        .argument, at: start,
        "\(name) fn \(number): \(rest.count) bytes, and \(Self.longestQRBytes) are the most")
    }
    return (head, Array(rest))
  }
}
