import Glibc

/// What `lpinfo -v` shows of us.
enum Discovery {
  /// One line a printer, as CUPS reads them: class, URI, make and model, what people see, device
  /// id, place.
  static func lines() -> [String] {
    let network = "network escpos \"Unknown\" \"Receipt printer (ESC/POS)\" \"\" \"\"\n"
    return (0..<16).compactMap { usb("/dev/usb/lp\($0)") } + [network]
  }

  private static func usb(_ path: String) -> String? {
    let file = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1_024)
    guard ioctl(file, deviceIDRequest, &buffer) >= 0 else { return nil }
    // Two bytes of length come first, in whichever order the maker took.
    let text = buffer.dropFirst(2).prefix { $0 != 0 }
    return line(path: path, deviceID: String(decoding: text, as: UTF8.self))
  }

  /// LPIOC_GET_DEVICE_ID for 1,024 bytes (linux/usb/…/usblp.c): read, size, 'P', 1.
  private static let deviceIDRequest = UInt(2) << 30 | 1_024 << 16 | 0x50 << 8 | 1

  /// What is said of a printer with an IEEE 1284 device id; nil for one that prints pages.
  ///
  /// Many receipt printers name no language, or one of their maker's; a printer of pages always
  /// names one that is known. So all are shown but those: a clone left out can't be chosen, while
  /// nobody takes the office printer for the receipts'.
  static func line(path: String, deviceID: String) -> String? {
    var fields: [String: String] = [:]
    for field in deviceID.split(separator: ";") {
      let pair = field.split(separator: ":", maxSplits: 1).map { String($0) }
      guard pair.count == 2 else { continue }
      fields[pair[0].trimmed.uppercased()] = pair[1].trimmed
    }
    let languages = (fields["CMD"] ?? fields["COMMAND SET"] ?? "").uppercased().split(
      separator: ",")
    let pages = ["PCL", "PJL", "POSTSCRIPT", "PS", "PDF", "URF", "PWGRASTER", "ESCPL", "ESC/P2"]
    guard !languages.contains(where: { name in pages.contains { name.hasPrefix($0) } })
    else { return nil }
    let make = [fields["MFG"] ?? fields["MANUFACTURER"], fields["MDL"] ?? fields["MODEL"]]
      .compactMap { $0 }.joined(separator: " ")
    let name = make.isEmpty ? "Unknown" : make
    return "direct escpos:\(path) \"\(quoted(name))\" \"\(quoted(name)) USB receipt printer\" "
      + "\"\(quoted(deviceID))\" \"\"\n"
  }

  private static func quoted(_ text: String) -> String {
    let safe = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return safe.map { "\"\\".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
