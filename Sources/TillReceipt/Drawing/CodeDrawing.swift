import CZint

/// A barcode or QR code as rectangles, by Zint.
final class ZintSymbol {
  struct Bar {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  private let symbol: UnsafeMutablePointer<zint_symbol>

  /// nil when Zint can't encode it; the caller then prints nothing, as a printer would.
  init?(_ code: CodeRequest) {
    guard let payload = code.payload, let symbol = ZBarcode_Create() else { return nil }
    self.symbol = symbol
    symbol.pointee.symbology = Self.symbology(code.options.kind, digits: payload.count)
    symbol.pointee.show_hrt = 0
    symbol.pointee.input_mode = UNICODE_MODE
    if code.options.kind == .qrcode {
      symbol.pointee.option_1 =
        switch code.options.level {
        case .l: 1
        case .m: 2
        case .q: 3
        case .h: 4
        }
    } else {
      symbol.pointee.height = 50
    }
    let status = ZBarcode_Encode(symbol, payload, Int32(payload.count))
    guard status < ZINT_ERROR, ZBarcode_Buffer_Vector(symbol, 0) < ZINT_ERROR,
      symbol.pointee.vector != nil
    else { return nil }
  }

  deinit { ZBarcode_Delete(symbol) }

  /// The bars in modules across and in parts of the whole height (0–1) down, and how many
  /// modules they reach.
  ///
  /// Zint may leave white space beside a symbol, so a module is taken from its narrowest bar:
  /// every symbology we know has one of a single module.
  var drawing: (bars: [Bar], modules: Int) {
    guard let vector = symbol.pointee.vector else { return ([], 0) }
    var raw: [Bar] = []
    var next = vector.pointee.rectangles
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

  private static func symbology(_ kind: CodeRequest.Kind, digits: Int) -> Int32 {
    switch kind {
    case .upc: BARCODE_UPCA
    case .ean, .jan: BARCODE_EANX
    case .code39: BARCODE_CODE39
    case .itf: BARCODE_C25INTER
    case .codabar, .nw7: BARCODE_CODABAR
    case .code93: BARCODE_CODE93
    case .code128: BARCODE_CODE128
    case .qrcode: BARCODE_QRCODE
    }
  }
}

/// Draws a code at its place on the page.
enum CodeDrawing {
  static func heightPoints(_ code: CodeRequest, size: PageSize, emPoints: Double) -> Double {
    if code.options.kind == .qrcode {
      guard let symbol = ZintSymbol(code) else { return 0 }
      return Double(symbol.drawing.modules * code.options.cellDots) * size.dotPoints + emPoints
    }
    let text = code.options.showsText ? emPoints * 1.1 : 0
    return Double(code.options.heightDots) * size.dotPoints + text + emPoints * 0.8
  }

  static func draw(
    _ code: CodeRequest, top: Double, plan: PagePlan, canvas: Canvas, type: TypeSetter
  ) {
    guard let symbol = ZintSymbol(code) else { return }
    let size = plan.size
    let isSquare = code.options.kind == .qrcode
    let module =
      Double(isSquare ? code.options.cellDots : code.options.moduleDots) * size.dotPoints
    let (bars, modules) = symbol.drawing
    let width = Double(modules) * module
    let printed = size.widthPoints - 2 * size.sideMarginPoints
    guard width <= printed else { return }
    let height = isSquare ? width : Double(code.options.heightDots) * size.dotPoints
    let free = (printed - width) * Double(code.alignment.rawValue) / 2
    // On whole dots, so that a picture's bars stay as wide as each other.
    func onDot(_ points: Double) -> Double {
      (points / size.dotPoints).rounded() * size.dotPoints
    }
    let left = onDot(size.sideMarginPoints + free)
    let upper = onDot(top + plan.emPoints * 0.4)
    canvas.set(.black)
    canvas.setSharp(true)
    for bar in bars {
      canvas.fillRectangle(
        x: left + bar.x * module, y: upper + bar.y * height, width: bar.width * module,
        height: bar.height * height)
    }
    canvas.setSharp(false)
    if code.options.showsText, !isSquare, let payload = code.payload {
      let text = String(decoding: payload, as: UTF8.self)
      let natural = type.set(text, .mono, isBold: false, emPoints: plan.emPoints * 0.85)
      type.draw(
        x: left + (width - natural) / 2, baseline: upper + height + plan.emPoints * 0.85)
    }
  }
}
