import CPango

/// Owns a Cairo surface and its context; everything drawn goes through here.
///
/// Lengths are points (1/72 inch), from the top left corner, y downwards.
public final class Canvas {
  /// Ink or paper.
  public enum Ink {
    case black, white
    /// The stamp's red, through which print still shows.
    case stampRed
    /// VOID across a page: what is under it stays legible.
    case voidGrey

    var components: (red: Double, green: Double, blue: Double, alpha: Double) {
      switch self {
      case .black: (0, 0, 0, 1)
      case .white: (1, 1, 1, 1)
      case .stampRed: (0.80, 0.07, 0.09, 0.82)
      case .voidGrey: (0.35, 0.35, 0.35, 0.24)
      }
    }
  }

  private let surface: OpaquePointer
  private let sink: ByteSink?
  /// Whether it is pages, not a picture.
  var isPDF: Bool { sink != nil }
  /// Cairo's own context, for what this class doesn't wrap.
  public let context: OpaquePointer

  /// A PDF whose pages are asked for one by one with `beginPage`.
  public init(pdfWidthPoints: Double, heightPoints: Double) throws(DrawingError) {
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(
      ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), pdfWidthPoints, heightPoints)
    guard let surface, let context = cairo_create(surface) else {
      throw Canvas.refused("a PDF")
    }
    (self.surface, self.context, self.sink) = (surface, context, sink)
    guard cairo_status(context) == CAIRO_STATUS_SUCCESS else { throw Canvas.refused("a PDF") }
  }

  /// A white picture of so many pixels, drawn in points at `dotsPerInch`.
  public init(
    pixelsWide: Int, pixelsHigh: Int, dotsPerInch: Double
  ) throws(DrawingError) {
    let surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(clamping: pixelsWide), Int32(clamping: pixelsHigh))
    guard let surface, let context = cairo_create(surface) else {
      throw Canvas.refused("a picture")
    }
    (self.surface, self.context, sink) = (surface, context, nil)
    guard cairo_status(context) == CAIRO_STATUS_SUCCESS else {
      throw Canvas.refused("a picture of \(pixelsWide) × \(pixelsHigh) dots")
    }
    set(.white)
    cairo_paint(context)
    cairo_scale(context, dotsPerInch / 72, dotsPerInch / 72)
  }

  deinit {
    cairo_destroy(context)
    // The sink must outlive the surface, whose last bytes come when it is finished.
    withExtendedLifetime(sink) {
      cairo_surface_finish(surface)
      cairo_surface_destroy(surface)
    }
  }

  static func refused(_ what: String) -> DrawingError {
    DrawingError(
      code: .surface, what: what,
      wayOn: "print it as text, and check that libcairo2 and fonts-noto-cjk are installed")
  }

  /// What is drawn next is of this ink.
  public func set(_ ink: Ink) {
    let (red, green, blue, alpha) = ink.components
    cairo_set_source_rgba(context, red, green, blue, alpha)
  }

  /// The width of lines drawn next, in points.
  public func setLineWidth(_ points: Double) { cairo_set_line_width(context, points) }

  /// A straight line.
  public func line(fromX: Double, fromY: Double, toX: Double, toY: Double) {
    cairo_move_to(context, fromX, fromY)
    cairo_line_to(context, toX, toY)
    cairo_stroke(context)
  }

  /// A filled rectangle.
  public func fillRectangle(x: Double, y: Double, width: Double, height: Double) {
    cairo_rectangle(context, x, y, width, height)
    cairo_fill(context)
  }

  /// A circle's line.
  public func circle(x: Double, y: Double, radius: Double) {
    cairo_new_sub_path(context)
    cairo_arc(context, x, y, radius, 0, 2 * Double.pi)
    cairo_stroke(context)
  }

  /// Draws with the state set aside, so that a turn or a scale ends with the closure.
  public func aside(_ draw: () -> Void) {
    cairo_save(context)
    draw()
    cairo_restore(context)
  }

  /// Moves the origin.
  public func move(x: Double, y: Double) { cairo_translate(context, x, y) }
  /// Stretches what is drawn next.
  public func scale(x: Double, y: Double) { cairo_scale(context, x, y) }
  /// Turns what is drawn next, clockwise.
  public func turn(radians: Double) { cairo_rotate(context, radians) }
  /// Whether edges fall on whole dots, as bars must, or are smoothed.
  public func setSharp(_ isSharp: Bool) {
    cairo_set_antialias(context, isSharp ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_DEFAULT)
  }
  /// The size of the PDF's next page.
  public func setPage(widthPoints: Double, heightPoints: Double) {
    cairo_pdf_surface_set_size(surface, widthPoints, heightPoints)
  }
  /// Ends a page of a PDF.
  public func endPage() { cairo_show_page(context) }

  /// The document's title; and no date of making, which Cairo would read off the clock: the same
  /// document is the same bytes.
  public func setTitle(_ title: String) {
    if !title.isEmpty { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
  }

  /// Finishes the PDF and hands over its bytes.
  public func pdfBytes() throws(DrawingError) -> [UInt8] {
    cairo_surface_finish(surface)
    guard let sink, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      throw Canvas.refused("a PDF")
    }
    return sink.bytes
  }

  /// The picture as PNG.
  public func pngBytes() throws(DrawingError) -> [UInt8] {
    let sink = ByteSink()
    let status = withExtendedLifetime(sink) {
      cairo_surface_write_to_png_stream(
        surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
    }
    guard status == CAIRO_STATUS_SUCCESS else { throw Canvas.refused("a picture") }
    return sink.bytes
  }
}

/// Collects the bytes Cairo writes.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}

extension Canvas {
  /// A filled shape.
  public func fillPolygon(_ points: [(x: Double, y: Double)]) {
    for (index, point) in points.enumerated() {
      if index == 0 {
        cairo_move_to(context, point.x, point.y)
      } else {
        cairo_line_to(context, point.x, point.y)
      }
    }
    cairo_close_path(context)
    cairo_fill(context)
  }
}

extension Canvas {
  /// Whether each dot of a picture is dark, row by row from the top; empty for a PDF.
  public func darkDots() -> [[Bool]] {
    cairo_surface_flush(surface)
    guard sink == nil, let pixels = cairo_image_surface_get_data(surface) else { return [] }
    let width = Int(cairo_image_surface_get_width(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    return (0..<Int(cairo_image_surface_get_height(surface))).map { y in
      // The green byte is light enough a measure of black on white.
      (0..<width).map { x in pixels[y * stride + x * 4 + 1] < 144 }
    }
  }
}

extension Canvas {
  /// Puts ink where a dot is 255 and none where it is 0, one unit wide and high each, the first
  /// one's corner at x and y.
  ///
  /// - Parameter dots: row by row from the top, `width` to a row; what is left over is left out.
  public func fill(dots: [UInt8], width: Int, x: Int, y: Int) throws(DrawingError) {
    let height = width > 0 ? dots.count / width : 0
    guard height > 0 else { return }
    let stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, Int32(clamping: width))
    let refused = Canvas.refused("\(width) × \(height) dots")
    guard stride >= 0,
      let mask = cairo_image_surface_create(
        CAIRO_FORMAT_A8, Int32(clamping: width), Int32(clamping: height))
    else { throw refused }
    defer { cairo_surface_destroy(mask) }
    guard cairo_surface_status(mask) == CAIRO_STATUS_SUCCESS,
      let pixels = cairo_image_surface_get_data(mask)
    else { throw refused }
    cairo_surface_flush(mask)
    dots.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      for row in 0..<height {
        (pixels + row * Int(stride)).update(from: first + row * width, count: width)
      }
    }
    cairo_surface_mark_dirty(mask)
    cairo_mask_surface(context, mask, Double(x), Double(y))
  }
}
