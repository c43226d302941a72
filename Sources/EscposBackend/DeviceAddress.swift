/// Where the printer is and how it is to be spoken to: what a device URI says.
///
///     escpos://192.168.1.50:9100/?ack=gs-h&timeout=20
///     escpos://[fe80::1%25eth0]
///     escpos:/dev/usb/lp0
///     escpos:/dev/ttyUSB0?baud=38400&flow=rtscts
struct DeviceAddress: Equatable {
  /// What the bytes go through.
  enum Place: Equatable {
    case network(host: String, port: UInt16)
    /// A device file; the line's settings count where it turns out to be serial.
    case file(path: String, line: SerialLine)
  }

  let place: Place
  let habits: PrinterHabits

  /// What printers listen on since HP's first JetDirect.
  static let usualPort: UInt16 = 9100

  /// Reads a device URI.
  ///
  /// - Throws: `BackendError.uri`, in words an administrator can act on.
  init(_ uri: String) throws(BackendError) {
    let scheme = "escpos:"
    guard uri.hasPrefix(scheme) else {
      throw .uri("it begins with escpos:, as in escpos://192.168.1.50:9100")
    }
    let halves = uri.dropFirst(scheme.count).split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var options: [String: String] = [:]
    for option in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
      let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { throw .uri("the option \(option) lacks its =value") }
      guard options.updateValue(String(pair[1]), forKey: String(pair[0])) == nil else {
        throw .uri("the option \(pair[0]) stands there twice")
      }
    }
    var habits = PrinterHabits()
    try habits.take(&options)
    let line = try SerialLine(&options)
    guard let unknown = options.keys.min() else {
      self.habits = habits
      place = try Self.place(String(halves[0]), line)
      return
    }
    throw .uri("there is no option \(unknown); there are ack, status, timeout, baud and flow")
  }

  private static func place(_ text: String, _ line: SerialLine) throws(BackendError) -> Place {
    let isNetwork = text.hasPrefix("//") && !text.hasPrefix("///")
    guard isNetwork else {
      let path = try decoded(text.hasPrefix("///") ? text.dropFirst(2) : text[...])
      guard path.hasPrefix("/dev/"), !path.contains("/../") else {
        throw .uri("a device is a path under /dev, as in escpos:/dev/usb/lp0")
      }
      return .file(path: path, line: line)
    }
    var authority = text.dropFirst(2)
    if authority.hasSuffix("/") { authority.removeLast() }
    let host: Substring
    let rest: Substring
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw .uri("the [ is never closed") }
      host = authority[authority.index(after: authority.startIndex)..<end]
      rest = authority[authority.index(after: end)...]
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      rest = authority[colon...]
    }
    let name = try decoded(host)
    guard !name.isEmpty, !name.contains("/") else {
      throw .uri("the printer's address is missing, as in escpos://192.168.1.50:9100")
    }
    if rest.isEmpty { return .network(host: name, port: usualPort) }
    guard rest.first == ":", let port = UInt16(rest.dropFirst()), port > 0 else {
      throw .uri("a port is a number from 1 to 65535, not \(rest.dropFirst())")
    }
    return .network(host: name, port: port)
  }

  /// Takes `%25` and its like for what they stand for.
  private static func decoded(_ text: Substring) throws(BackendError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), value >= 0x20 else {
        throw .uri("% stands before two hexadecimal digits")
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
