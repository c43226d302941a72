import TillPreview

/// Printers the tests read with.
enum Shapes {
  static let western = PrinterShape(
    dotsAcross: 576, codePages: [0: "CP437", 2: "CP850", 16: "CP1252"], chinese: .none)
  static let chinese = PrinterShape(
    dotsAcross: 576, codePages: [0: "CP437"], chinese: .whenAsked)
  static let narrow = PrinterShape(
    dotsAcross: 384, codePages: [0: "CP437"], chinese: .whenAsked, knifeDots: nil)
}

/// A look with some of it changed.
func look(_ change: (inout Look) -> Void = { _ in }) -> Look {
  var look = Look()
  change(&look)
  return look
}

/// Bytes of what is written: strings are ASCII, numbers are bytes.
func stream(_ parts: any StreamPart...) -> [UInt8] { parts.flatMap(\.streamBytes) }

/// Something `stream` takes.
protocol StreamPart {
  var streamBytes: [UInt8] { get }
}

extension String: StreamPart {
  var streamBytes: [UInt8] { Array(utf8) }
}

extension Int: StreamPart {
  var streamBytes: [UInt8] { [UInt8(truncatingIfNeeded: self)] }
}

extension Array: StreamPart where Element == UInt8 {
  var streamBytes: [UInt8] { self }
}

let esc = 0x1B
let fs = 0x1C
let gs = 0x1D
let lf = 0x0A

/// A QR code with all it needs, printed.
func qrStream(_ text: String, cell: Int = 4, level: Int = 49) -> [UInt8] {
  let count = text.utf8.count + 3
  return stream(
    gs, "(k", 4, 0, 49, 65, 50, 0, gs, "(k", 3, 0, 49, 67, cell, gs, "(k", 3, 0, 49, 69, level,
    gs, "(k", count & 255, count >> 8, 49, 80, 48, text, gs, "(k", 3, 0, 49, 81, 48)
}
