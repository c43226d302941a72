import CZint

/// The kinds of codes a paper may carry.
public enum Symbology: String, Sendable, CaseIterable {
  case upcA = "upc-a"
  /// Six digits of number system 0; the check digit is added.
  case upcE = "upc-e"
  /// EAN-13, or EAN-8 with eight digits; the check digit must be right.
  case ean
  case code39
  /// Interleaved 2 of 5.
  case itf
  case codabar
  case code93
  case code128
  /// Code 128 without pairs of digits, as a printer told to stay in sets A and B draws it.
  case code128AB = "code128-ab"
  case qr
}

/// How much of a QR code may be lost and still be read: 7, 15, 25 or 30 per cent.
public enum CorrectionLevel: String, Sendable, CaseIterable {
  case l, m, q, h
}

/// A barcode or QR code as rectangles, by Zint.
public struct CodeSymbol: Sendable {
  /// A dark rectangle: modules across, parts of the whole height (0–1) down.
  public struct Bar: Sendable {
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double
  }

  /// The dark rectangles.
  public let bars: [Bar]
  /// Modules across, without the quiet zone.
  public let modules: Int

  /// Encodes what the symbology allows, its check digit included; QR takes UTF-8.
  ///
  /// nil when Zint can't encode it: nothing is printed then, as a printer would.
  ///
  /// - Parameter isBytes: a QR code of the bytes as they are, as receipt printers make it; else
  ///   Zint may write Chinese more tightly.
  public init?(
    _ symbology: Symbology, payload: [UInt8], level: CorrectionLevel = .l, isBytes: Bool = false
  ) {
    guard let symbol = ZBarcode_Create() else { return nil }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.symbology = Self.number(of: symbology)
    symbol.pointee.show_hrt = 0
    symbol.pointee.input_mode = isBytes ? DATA_MODE : UNICODE_MODE
    if symbology == .qr {
      symbol.pointee.option_1 =
        switch level {
        case .l: 1
        case .m: 2
        case .q: 3
        case .h: 4
        }
    } else {
      symbol.pointee.height = 50
    }
    let status = ZBarcode_Encode(symbol, payload, Int32(clamping: payload.count))
    guard status < ZINT_ERROR, ZBarcode_Buffer_Vector(symbol, 0) < ZINT_ERROR,
      let vector = symbol.pointee.vector
    else { return nil }
    (bars, modules) = Self.measured(vector.pointee.rectangles)
    if bars.isEmpty { return nil }
  }

  /// Zint may leave white space beside a symbol, so a module is taken from its narrowest bar:
  /// every symbology we know has one of a single module.
  private static func measured(
    _ first: UnsafeMutablePointer<zint_vector_rect>?
  ) -> (bars: [Bar], modules: Int) {
    var raw: [Bar] = []
    var next = first
    while let rectangle = next {
      let bar = rectangle.pointee
      raw.append(
        Bar(
          x: Double(bar.x), y: Double(bar.y), width: Double(bar.width),
          height: Double(bar.height)))
      next = bar.next
    }
    guard let unit = raw.map(\.width).min(), unit > 0, let left = raw.map(\.x).min(),
      let right = raw.map({ $0.x + $0.width }).max(), let top = raw.map(\.y).min(),
      let bottom = raw.map({ $0.y + $0.height }).max(), bottom > top
    else { return ([], 0) }
    let height = bottom - top
    let bars = raw.map { bar in
      Bar(
        x: ((bar.x - left) / unit).rounded(), y: (bar.y - top) / height,
        width: (bar.width / unit).rounded(), height: bar.height / height)
    }
    return (bars, Int(((right - left) / unit).rounded()))
  }

  private static func number(of symbology: Symbology) -> Int32 {
    switch symbology {
    case .upcA: BARCODE_UPCA
    case .upcE: BARCODE_UPCE
    // With the check digit told: without, Zint pads eight digits to an EAN-13.
    case .ean: BARCODE_EANX_CHK
    case .code39: BARCODE_CODE39
    case .itf: BARCODE_C25INTER
    case .codabar: BARCODE_CODABAR
    case .code93: BARCODE_CODE93
    case .code128: BARCODE_CODE128
    case .code128AB: BARCODE_CODE128B
    case .qr: BARCODE_QRCODE
    }
  }
}
