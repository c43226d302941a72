import CCups

/// A size of paper by its PWG 5101.1 name, which carries its measures.
public struct Media: Sendable, Hashable {
  /// Such as `iso_a4_210x297mm`.
  public let name: String
  /// In hundredths of a millimetre.
  public let width: Int
  /// In hundredths of a millimetre, along the paper's way.
  public let length: Int

  /// A4.
  public static let a4 = Media("iso_a4_210x297mm", 21_000, 29_700)
  /// Fan-fold paper 9.5 inches wide, whole; made in inches, so its names are (see `forms`).
  public static let form11 = Media("custom_241-1_9.5x11in", 24_130, 27_940)
  /// The same, two forms a sheet.
  public static let form5 = Media("custom_241-2_9.5x5.5in", 24_130, 13_970)
  /// The same, three forms a sheet.
  public static let form3 = Media("custom_241-3_9.5x3.667in", 24_130, 9_314)
  /// The 241 mm forms. A tenth of a millimetre off is a line after thirty of them.
  public static let forms = [form11, form5, form3]

  private init(_ name: String, _ width: Int, _ length: Int) {
    self.name = name
    self.width = width
    self.length = length
  }

  /// Nil for what is no such name.
  ///
  /// The corresponding C function is `pwgMediaForPWG`.
  public init?(name: String) {
    guard let size = pwgMediaForPWG(name)?.pointee, size.width > 0, size.length > 0 else {
      return nil
    }
    self.init(name, Int(size.width), Int(size.length))
  }

  /// The size's standard name where it has one, else one made of its measures.
  ///
  /// A roll's length is the document's: `Media(width: 8_000, length: 20_000)`. The corresponding C
  /// function is `pwgMediaForSize`.
  ///
  /// - Parameters:
  ///   - width: in hundredths of a millimetre.
  ///   - length: the same.
  public init?(width: Int, length: Int) {
    guard let across = Int32(exactly: width), let along = Int32(exactly: length), across > 0,
      along > 0, let name = text(pwgMediaForSize(across, along)?.pointee.pwg)
    else { return nil }
    self.init(name, width, length)
  }

  /// Whether both are the same paper to a printer: half a millimetre is its own tolerance.
  func isSize(of other: Media) -> Bool {
    abs(width - other.width) <= 50 && abs(length - other.length) <= 50
  }
}
