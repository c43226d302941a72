import TillDrawing

/// Codes and images.
extension EscPosWriter {
  /// A code the printer draws itself if it can, else a picture of it; nothing when it can't be
  /// encoded or is wider than the paper, as in the reference.
  mutating func write(_ code: CodeRequest) {
    guard let payload = code.payload else { return }
    let isNative = profile.nativeCodes.contains(code.symbology)
    if isNative, code.fits(dots: profile.widthDots) {
      align(code.alignment)
      if code.options.kind == .qrcode {
        // Four modules of white all round: a scanner needs them, and printers add none.
        feed(dots: 2 * code.options.cellDots)
        writeQR(payload, code.options)
        feed(dots: 4 * code.options.cellDots)
      } else {
        writeBarcode(payload, code.options)
        feed(dots: Self.dotsBelowBars)
      }
      setState()
    } else if let raster = SymbolRaster.raster(of: code, widestDots: profile.widthDots) {
      write(raster, code.alignment)
    }
  }

  /// Else the next row touches the bars, or the figures under them.
  private static let dotsBelowBars = 8

  /// `ESC J`.
  private mutating func feed(dots: Int) {
    command(Self.esc, "J", UInt8(truncatingIfNeeded: dots))
  }

  mutating func write(image: String) {
    guard let raster = Raster(base64PNG: image, widestDots: profile.widthDots) else { return }
    write(raster, .center)
  }

  /// `GS v 0`, in slices: small printers freeze on a tall picture (PRINTING §5.14).
  private mutating func write(_ raster: Raster, _ alignment: Alignment) {
    align(alignment)
    for top in stride(from: 0, to: raster.heightDots, by: profile.imageSliceDots) {
      let rows = min(profile.imageSliceDots, raster.heightDots - top)
      command(Self.gs, "v", UInt8(ascii: "0"))
      bytes.append(0)
      append(count: raster.rowBytes)
      append(count: rows)
      bytes.append(contentsOf: raster.bits[top * raster.rowBytes..<(top + rows) * raster.rowBytes])
    }
    setState()
  }

  /// Two bytes, the low one first.
  private mutating func append(count: Int) {
    bytes.append(UInt8(truncatingIfNeeded: count))
    bytes.append(UInt8(truncatingIfNeeded: count >> 8))
  }

  private mutating func writeBarcode(_ payload: [UInt8], _ options: CodeRequest.Options) {
    let system: UInt8
    var data = payload
    switch options.kind {
    case .upc: system = 65
    case .ean, .jan: system = payload.count == 8 ? 68 : 67
    case .code39: system = 69
    case .itf: system = 70
    case .codabar, .nw7: system = 71
    case .code93: system = 72
    case .code128, .qrcode:
      system = 73
      // Code set B; a brace of the data is doubled, or it would choose another set.
      data = Array("{B".utf8) + payload.flatMap { $0 == 0x7B ? [$0, $0] : [$0] }
    }
    command(Self.gs, "h", UInt8(truncatingIfNeeded: options.heightDots))
    command(Self.gs, "w", UInt8(truncatingIfNeeded: options.moduleDots))
    command(Self.gs, "H", options.showsText ? 2 : 0)
    command(Self.gs, "k", system)
    bytes.append(UInt8(truncatingIfNeeded: data.count))
    bytes.append(contentsOf: data)
  }

  private mutating func writeQR(_ payload: [UInt8], _ options: CodeRequest.Options) {
    let level: UInt8 =
      switch options.level {
      case .l: 48
      case .m: 49
      case .q: 50
      case .h: 51
      }
    writeQRFunction([49, 65, 50, 0])
    writeQRFunction([49, 67, UInt8(truncatingIfNeeded: options.cellDots)])
    writeQRFunction([49, 69, level])
    writeQRFunction([49, 80, 48] + payload)
    writeQRFunction([49, 81, 48])
  }

  private mutating func writeQRFunction(_ parameters: [UInt8]) {
    command(Self.gs, "(", UInt8(ascii: "k"))
    append(count: parameters.count)
    bytes.append(contentsOf: parameters)
  }
}
