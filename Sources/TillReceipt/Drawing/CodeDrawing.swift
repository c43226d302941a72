import TillDrawing

/// Draws a code at its place on the page.
enum CodeDrawing {
  static func heightPoints(_ code: CodeRequest, size: PageSize, emPoints: Double) -> Double {
    if code.options.kind == .qrcode {
      guard let symbol = code.symbol else { return 0 }
      return Double(symbol.modules * code.options.cellDots) * size.dotPoints + emPoints
    }
    let text = code.options.showsText ? emPoints * 1.1 : 0
    return Double(code.options.heightDots) * size.dotPoints + text + emPoints * 0.8
  }

  static func draw(
    _ code: CodeRequest, top: Double, plan: PagePlan, canvas: Canvas, type: TypeSetter
  ) {
    guard let symbol = code.symbol else { return }
    let size = plan.size
    let isSquare = code.options.kind == .qrcode
    let module =
      Double(isSquare ? code.options.cellDots : code.options.moduleDots) * size.dotPoints
    let width = Double(symbol.modules) * module
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
    for bar in symbol.bars {
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

extension CodeRequest {
  /// The bars; nil when the text can't be encoded.
  var symbol: CodeSymbol? {
    payload.flatMap { CodeSymbol(symbology, payload: $0, level: options.level) }
  }

  var symbology: Symbology {
    switch options.kind {
    case .upc: .upcA
    case .ean, .jan: .ean
    case .code39: .code39
    case .itf: .itf
    case .codabar, .nw7: .codabar
    case .code93: .code93
    case .code128: .code128
    case .qrcode: .qr
    }
  }
}
