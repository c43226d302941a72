import CPango
import Foundation

/// A PNG image of a document, decoded by Cairo.
public final class Picture {
  /// Larger ones are no logo: 4,096 dots each way, a megabyte of base64.
  public static let mostDots = 4_096
  private static let mostBase64Bytes = 1 << 20

  let surface: OpaquePointer
  /// Dots across, 1–4,096.
  public let widthDots: Int
  /// Dots down, 1–4,096.
  public let heightDots: Int

  /// nil when it is no PNG or too large; it then prints nothing.
  public init?(base64PNG: String) {
    guard base64PNG.utf8.count <= Self.mostBase64Bytes,
      let data = Data(base64Encoded: base64PNG, options: .ignoreUnknownCharacters)
    else { return nil }
    let bytes = Array(data)
    guard Self.isSmall(bytes) else { return nil }
    let source = ByteSource(bytes)
    let decoded = withExtendedLifetime(source) {
      cairo_image_surface_create_from_png_stream(
        ByteSource.read, Unmanaged.passUnretained(source).toOpaque())
    }
    guard let surface = decoded else { return nil }
    let width = cairo_image_surface_get_width(surface)
    let height = cairo_image_surface_get_height(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      (1...Self.mostDots).contains(Int(width)), (1...Self.mostDots).contains(Int(height))
    else {
      cairo_surface_destroy(surface)
      return nil
    }
    self.surface = surface
    widthDots = Int(width)
    heightDots = Int(height)
  }

  deinit { cairo_surface_destroy(surface) }

  /// What the header says of its size, looked at first: 65 KB can unpack to a gigabyte.
  private static func isSmall(_ bytes: [UInt8]) -> Bool {
    let header = 24
    guard bytes.count >= header else { return false }
    func number(at start: Int) -> Int {
      bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    return number(at: 16) <= mostDots && number(at: 20) <= mostDots
  }

  /// Draws it with its top left corner at x, y, each dot `dotPoints` wide and high.
  public func draw(x: Double, y: Double, dotPoints: Double, canvas: Canvas) {
    canvas.aside {
      canvas.move(x: x, y: y)
      canvas.scale(x: dotPoints, y: dotPoints)
      cairo_set_source_surface(canvas.context, surface, 0, 0)
      cairo_paint(canvas.context)
    }
  }
}

/// A picture as a printer's dots: one bit each, 1 is black, rows padded to bytes.
public struct Raster: Sendable, Equatable {
  /// Dots a row.
  public let widthDots: Int
  /// Bytes a row.
  public let rowBytes: Int
  /// Rows.
  public let heightDots: Int
  /// The rows, top first.
  public private(set) var bits: [UInt8]

  /// White paper.
  public init(widthDots: Int, heightDots: Int) {
    self.widthDots = max(widthDots, 0)
    self.heightDots = max(heightDots, 0)
    rowBytes = (self.widthDots + 7) / 8
    bits = [UInt8](repeating: 0, count: rowBytes * self.heightDots)
  }

  /// Makes a dot black; one off the paper stays white.
  public mutating func blacken(x: Int, y: Int) {
    guard (0..<widthDots).contains(x), (0..<heightDots).contains(y) else { return }
    bits[y * rowBytes + x / 8] |= 0x80 >> UInt8(x % 8)
  }

  /// nil when it is no PNG, too large, or wider than `widestDots`.
  public init?(base64PNG: String, widestDots: Int) {
    guard let picture = Picture(base64PNG: base64PNG), picture.widthDots <= widestDots else {
      return nil
    }
    self.init(widthDots: picture.widthDots, heightDots: picture.heightDots)
    // Drawn on white first, so a transparent background stays paper.
    guard
      let flat = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32(clamping: widthDots), Int32(clamping: heightDots))
    else { return nil }
    defer { cairo_surface_destroy(flat) }
    guard let context = cairo_create(flat) else { return nil }
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    withExtendedLifetime(picture) {
      cairo_set_source_surface(context, picture.surface, 0, 0)
      cairo_paint(context)
    }
    cairo_destroy(context)
    cairo_surface_flush(flat)
    guard let pixels = cairo_image_surface_get_data(flat) else { return nil }
    let stride = Int(cairo_image_surface_get_stride(flat))
    for y in 0..<heightDots {
      for x in 0..<widthDots {
        let pixel = pixels + (y * stride + x * 4)
        let light = (Int(pixel[0]) * 11 + Int(pixel[1]) * 59 + Int(pixel[2]) * 30) / 100
        if light < 128 { blacken(x: x, y: y) }
      }
    }
  }
}

/// Hands a PNG's bytes to Cairo.
private final class ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static let read: cairo_read_func_t = { closure, data, length in
    guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
    let source = Unmanaged<ByteSource>.fromOpaque(closure).takeUnretainedValue()
    let count = Int(length)
    guard source.position + count <= source.bytes.count else { return CAIRO_STATUS_READ_ERROR }
    for offset in 0..<count { data[offset] = source.bytes[source.position + offset] }
    source.position += count
    return CAIRO_STATUS_SUCCESS
  }
}
