import CZint

/// The kinds of codes a paper may carry.
public enum Symbology: String, Sendable, CaseIterable {
  case upcA = "upc-a"
  /// EAN-13, or EAN-8 with eight digits.
  case ean
  case code39
  /// Interleaved 2 of 5.
  case itf
  case codabar
  case code93
  case code128
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

  /// How data is written where a symbology leaves the choice.
  public enum Writing: Sendable {
    /// As tightly as may be.
    case tight
    /// As receipt printers write it: of QR the bytes as they are, of Code 128 no pairs of digits.
    case literal
  }

  /// Encodes what the symbology allows, its check digit included; QR takes UTF-8. UPC-A with six
  /// digits is UPC-E, whose check digit is added.
  ///
  /// nil when Zint can't encode it: nothing is printed then, as a printer would.
  public init?(
    _ symbology: Symbology, payload: [UInt8], level: CorrectionLevel = .l,
    writing: Writing = .tight
  ) {
    guard let symbol = ZBarcode_Create() else { return nil }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.symbology = Self.number(of: symbology, payload.count, writing)
    symbol.pointee.show_hrt = 0
    symbol.pointee.input_mode = writing == .literal ? DATA_MODE : UNICODE_MODE
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

  private static func number(
    of symbology: Symbology, _ count: Int, _ writing: Writing
  ) -> Int32 {
    switch symbology {
    case .upcA where count == 6: BARCODE_UPCE
    // These two take the check digit with the rest; without it, eight digits would be read as
    // part of an EAN-13.
    case .upcA: BARCODE_UPCA_CHK
    case .ean: BARCODE_EANX_CHK
    case .code39: BARCODE_CODE39
    case .itf: BARCODE_C25INTER
    case .codabar: BARCODE_CODABAR
    case .code93: BARCODE_CODE93
    case .code128: writing == .literal ? BARCODE_CODE128B : BARCODE_CODE128
    case .qr: BARCODE_QRCODE
    }
  }
}
